import { useEffect, useState } from 'react';
import { send } from '../api/client.ts';
import { segmentsSchema } from '../api/list-types.ts';
import type { Segment } from '../api/list-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { RouteLink } from '../routing/router.tsx';
import { segmentPath } from '../routing/routes.ts';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { ago, fullTime } from '../shell/time.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useNow, useWorld } from '../shell/world.tsx';
import { NewSegment } from './new-segment.tsx';
import { objectOf, typeWord } from './words.ts';

/** All lists of the account. */
export function SegmentsPage() {
  const { portal } = useWorld();
  const [search, setSearch] = useState('');
  const [showsDeleted, setShowsDeleted] = useState(false);
  const segments = usePolled(`/sandbox/api/portals/${portal.portalId}/lists`, segmentsSchema, 1000);
  useEffect(() => {
    document.title = 'Segments · Local HubSpot stand-in';
  }, []);
  const all = segments.data ?? [];
  const deleted = all.filter((one) => one.deletedAt !== null).length;
  const shown = all.filter(
    (one) =>
      (one.deletedAt !== null) === showsDeleted &&
      one.name.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <main className="page">
      <div className="page-head">
        <div>
          <h1>Segments</h1>
          <p className="muted">
            Lists of contacts and companies, as an app reads them. An active one follows its filters.
          </p>
        </div>
        <NewSegment />
      </div>
      <div className="list-tools">
        <input
          type="search"
          className="input"
          placeholder="Search name"
          aria-label="Search segments"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {deleted > 0 ? (
          <label className="inline-field">
            <input
              type="checkbox"
              checked={showsDeleted}
              onChange={(event) => setShowsDeleted(event.target.checked)}
            />
            <span>Deleted ones ({deleted})</span>
          </label>
        ) : null}
      </div>
      {segments.error ? (
        <Problem
          title="The segments could not be read"
          message={segments.error.message}
          onRetry={segments.refresh}
        />
      ) : !segments.data ? (
        <Loading label="Reading segments" />
      ) : shown.length === 0 ? (
        <Empty title={search ? 'No segment has this name' : 'This account has no segments'}>
          {search ? 'Try another word.' : 'Create one: a campaign can take its contacts from it.'}
        </Empty>
      ) : (
        <SegmentTable segments={shown} refresh={segments.refresh} />
      )}
    </main>
  );
}

function SegmentTable({ segments, refresh }: { segments: Segment[]; refresh: () => Promise<void> }) {
  return (
    <div className="list-scroll">
      <table className="list-table segment-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="is-number">
              Size
            </th>
            <th scope="col">Type</th>
            <th scope="col">Object</th>
            <th scope="col">Last updated</th>
            <th scope="col">Created by</th>
            <th scope="col" className="is-number">
              List id
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map((one) => (
            <Row key={one.listId} segment={one} refresh={refresh} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ segment, refresh }: { segment: Segment; refresh: () => Promise<void> }) {
  const { portal } = useWorld();
  const now = useNow(10_000);
  return (
    <tr data-list-id={segment.listId}>
      <th scope="row">
        {segment.deletedAt === null ? (
          <RouteLink className="list-name" to={segmentPath(portal.portalId, segment.listId)}>
            {segment.name}
          </RouteLink>
        ) : (
          <span className="segment-deleted">
            {segment.name} <Restore segment={segment} refresh={refresh} />
          </span>
        )}
      </th>
      <td className="is-number">{segment.size.toLocaleString('en')}</td>
      <td>
        <SegmentType segment={segment} />
      </td>
      <td>{objectOf(segment.objectTypeId).label}</td>
      <td title={fullTime(segment.updatedAt, portal.timeZone)}>
        {ago(segment.updatedAt, now, portal.timeZone)}
      </td>
      <td>{segment.createdBy ?? <span className="muted">An app</span>}</td>
      <td className="is-number muted">{segment.listId}</td>
    </tr>
  );
}

/** The type of a list, and whether it still fills. */
export function SegmentType({ segment }: { segment: Segment }) {
  return (
    <>
      <span className={`pill is-${segment.processingType === 'DYNAMIC' ? 'info' : 'default'}`}>
        {typeWord(segment)}
      </span>
      {segment.isFilling ? <span className="pill is-warning">Processing</span> : null}
    </>
  );
}

function Restore({ segment, refresh }: { segment: Segment; refresh: () => Promise<void> }) {
  const { portal } = useWorld();
  const toasts = useToasts();
  const restore = async () => {
    try {
      await send(`/sandbox/api/portals/${portal.portalId}/lists/${segment.listId}/restore`, {
        method: 'POST',
      });
      toasts.add({ tone: 'success', title: 'Segment restored', message: segment.name });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      toasts.add({ tone: 'danger', title: 'The segment was not restored', message });
    }
    await refresh();
  };
  return (
    <button type="button" className="button is-small" onClick={restore}>
      Restore
    </button>
  );
}
