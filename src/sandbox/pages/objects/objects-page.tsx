import { useEffect, useState } from 'react';
import { objectListSchema, objectTypesSchema } from '../api/object-types.ts';
import type { ObjectList } from '../api/object-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { RouteLink } from '../routing/router.tsx';
import { objectsPath, recordPath } from '../routing/routes.ts';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { useWorld } from '../shell/world.tsx';
import { shownValue } from './shown-value.ts';

const PER_PAGE = 50;

/** All records of one kind: companies, deals, tickets, a custom object. */
export function ObjectsPage({ typeId }: { typeId: string }) {
  const { portal } = useWorld();
  const [search, setSearch] = useState('');
  const [trail, setTrail] = useState<string[]>([]);
  const base = `/sandbox/api/portals/${portal.portalId}/objects`;
  const types = usePolled(base, objectTypesSchema, 3000);
  const query = new URLSearchParams({ query: search, limit: String(PER_PAGE) });
  const after = trail.at(-1);
  if (after !== undefined) query.set('after', after);
  const list = usePolled(`${base}/${typeId}?${query}`, objectListSchema, 1000);
  const plural = list.data?.type.plural ?? types.data?.find((one) => one.objectTypeId === typeId)?.plural;
  useEffect(() => {
    document.title = `${plural ?? 'Records'} · Local HubSpot stand-in`;
  }, [plural]);
  return (
    <main className="page">
      <div className="page-head">
        <div>
          <h1>{plural ?? ' '}</h1>
          <p className="muted">{list.data ? `${list.data.total.toLocaleString('en')} records` : ' '}</p>
        </div>
      </div>
      <nav className="object-kinds" aria-label="Kinds of record">
        {(types.data ?? []).map((type) => (
          <RouteLink
            key={type.objectTypeId}
            to={type.name === 'contacts' ? '/' : objectsPath(portal.portalId, type.objectTypeId)}
            aria-current={type.objectTypeId === typeId ? 'page' : undefined}
          >
            {type.plural} <span className="muted">{type.count.toLocaleString('en')}</span>
          </RouteLink>
        ))}
      </nav>
      <div className="list-tools">
        <input
          type="search"
          className="input"
          placeholder="Search"
          aria-label={`Search ${plural ?? 'records'}`}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setTrail([]);
          }}
        />
      </div>
      {list.error ? (
        <Problem title="The records could not be read" message={list.error.message} onRetry={list.refresh} />
      ) : !list.data ? (
        <Loading label="Reading records" />
      ) : list.data.results.length === 0 ? (
        <Empty
          title={search ? 'Nothing matches' : `This account has no ${list.data.type.plural.toLowerCase()}`}
        >
          {search ? 'Try another word.' : 'What an app writes shows here at once.'}
        </Empty>
      ) : (
        <ObjectTable list={list.data} />
      )}
      {list.data && list.data.total > PER_PAGE ? (
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
            {trail.length * PER_PAGE + 1}–{trail.length * PER_PAGE + list.data.results.length} of{' '}
            {list.data.total.toLocaleString('en')}
          </span>
          <button
            type="button"
            className="button is-small"
            disabled={list.data.next === null}
            onClick={() => list.data?.next && setTrail([...trail, list.data.next])}
          >
            Next
          </button>
        </nav>
      ) : null}
    </main>
  );
}

function ObjectTable({ list }: { list: ObjectList }) {
  const { portal } = useWorld();
  return (
    <div className="list-scroll">
      <table className="list-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            {list.columns.map((column) => (
              <th key={column.name} scope="col">
                {column.label}
              </th>
            ))}
            <th scope="col">Owner</th>
          </tr>
        </thead>
        <tbody>
          {list.results.map((row) => (
            <tr key={row.id} data-record-id={row.id}>
              <th scope="row">
                <RouteLink
                  className="list-name"
                  to={recordPath(portal.portalId, row.id, list.type.objectTypeId)}
                >
                  {row.title}
                </RouteLink>
              </th>
              {list.columns.map((column) => (
                <td key={column.name}>{shownValue(column, row.properties[column.name], portal.timeZone)}</td>
              ))}
              <td>{row.ownerName ?? <span className="muted">No owner</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
