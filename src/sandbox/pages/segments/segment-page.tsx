import { useEffect, useState } from 'react';
import { send } from '../api/client.ts';
import { membersSchema, segmentSchema } from '../api/list-types.ts';
import type { Segment } from '../api/list-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { RouteLink } from '../routing/router.tsx';
import { segmentPath } from '../routing/routes.ts';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';
import { filterWords } from './filter-rows.ts';
import { MembersTable } from './members-table.tsx';
import { SegmentActions } from './segment-actions.tsx';
import { SegmentType } from './segments-page.tsx';
import { useDefinitions } from './use-definitions.ts';
import { countWords } from './words.ts';

/** One list: its filters, and who is in it, the newest first. */
export function SegmentPage({ listId }: { listId: string }) {
  const { portal } = useWorld();
  const path = `/sandbox/api/portals/${portal.portalId}/lists/${listId}`;
  const segment = usePolled(path, segmentSchema, 1000);
  useEffect(() => {
    document.title = `${segment.data?.name ?? 'Segment'} · Local HubSpot stand-in`;
  }, [segment.data?.name]);
  return (
    <main className="page">
      <p className="crumb">
        <RouteLink to={segmentPath(portal.portalId)}>‹ Segments</RouteLink>
      </p>
      {segment.error ? (
        <Problem
          title="This segment could not be read"
          message={segment.error.message}
          onRetry={segment.refresh}
        />
      ) : segment.data ? (
        <Opened segment={segment.data} path={path} refresh={segment.refresh} />
      ) : (
        <Loading label="Reading the segment" />
      )}
    </main>
  );
}

interface OpenedProps {
  segment: Segment;
  /** Of the list in the control API. */
  path: string;
  refresh: () => Promise<void>;
}

function Opened({ segment, path, refresh }: OpenedProps) {
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{segment.name}</h1>
          <p className="segment-facts muted">
            <SegmentType segment={segment} />
            <span>{countWords(segment.size, segment.objectTypeId)}</span>
            <span>List id {segment.listId}</span>
          </p>
        </div>
        <SegmentActions segment={segment} path={path} refresh={refresh} />
      </div>
      {segment.filterBranch ? <Filters segment={segment} /> : null}
      <Members segment={segment} path={path} refresh={refresh} />
    </>
  );
}

/** The filters in words; of a snapshot, those that chose its first members. */
function Filters({ segment }: { segment: Segment }) {
  const definitions = useDefinitions(segment.objectTypeId);
  const groups = segment.filterBranch?.filterBranches ?? [];
  return (
    <section className="panel segment-filters" aria-label="Filters">
      <h2>{segment.processingType === 'DYNAMIC' ? 'Filters' : 'Filters that it began with'}</h2>
      {definitions
        ? groups.map(({ filters }, index) => (
            <p key={index}>
              {index > 0 ? <span className="filter-joint">or </span> : null}
              {filters.map((filter, at) => (
                <span key={at}>
                  {at > 0 ? <span className="filter-joint"> and </span> : null}
                  {filterWords(filter, definitions)}
                </span>
              ))}
            </p>
          ))
        : null}
    </section>
  );
}

function Members({ segment, path, refresh }: OpenedProps) {
  const toasts = useToasts();
  const [trail, setTrail] = useState<string[]>([]);
  const before = trail.at(-1);
  const members = usePolled(
    `${path}/members?limit=50${before === undefined ? '' : `&before=${before}`}`,
    membersSchema,
    1000,
  );
  const remove = async (id: string, name: string) => {
    try {
      await send(`${path}/members`, { method: 'POST', body: { remove: [id] } });
      toasts.add({ tone: 'success', title: 'Removed from the segment', message: name });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      toasts.add({ tone: 'danger', title: `${name} was not removed`, message });
    }
    await Promise.all([members.refresh(), refresh()]);
  };
  const { data } = members;
  if (members.error)
    return (
      <Problem
        title="The members could not be read"
        message={members.error.message}
        onRetry={members.refresh}
      />
    );
  if (!data) return <Loading label="Reading members" />;
  if (data.results.length === 0)
    return (
      <Empty title={segment.isFilling ? 'It is filling' : 'Nobody is in it'}>
        {segment.processingType === 'DYNAMIC'
          ? 'Records join some seconds after they match the filters.'
          : 'Choose contacts in the contact list and add them to it.'}
      </Empty>
    );
  return (
    <>
      <MembersTable
        members={data.results}
        objectTypeId={segment.objectTypeId}
        onRemove={segment.processingType === 'DYNAMIC' ? null : remove}
      />
      <nav className="list-pages" aria-label="Pages">
        <button
          type="button"
          className="button is-small"
          disabled={trail.length === 0}
          onClick={() => setTrail(trail.slice(0, -1))}
        >
          Previous
        </button>
        <span>
          {data.results.length.toLocaleString('en')} of {data.total.toLocaleString('en')}
        </span>
        <button
          type="button"
          className="button is-small"
          disabled={data.next === null}
          onClick={() => data.next !== null && setTrail([...trail, data.next])}
        >
          Next
        </button>
      </nav>
    </>
  );
}
