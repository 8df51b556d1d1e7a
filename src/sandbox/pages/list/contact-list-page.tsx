import { useEffect, useMemo, useState } from 'react';
import { contactListSchema } from '../api/types.ts';
import type { User } from '../api/types.ts';
import { usePolled } from '../api/use-polled.ts';
import { RouteLink, useRouter } from '../routing/router.tsx';
import { objectsPath } from '../routing/routes.ts';
import { accessWords, ownerNames, personName } from '../shell/people.ts';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { useWorld } from '../shell/world.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ContactTable } from './contact-table.tsx';
import { NewContact } from './new-contact.tsx';
import { useListQuery } from './list-query.ts';

export function ContactListPage() {
  const { portal, owners, user } = useWorld();
  const { go } = useRouter();
  const list = useListQuery();
  const [search, setSearch] = useState(list.query.text);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const contacts = usePolled(list.apiPath, contactListSchema, 1000);
  const names = useMemo(() => ownerNames(owners), [owners]);

  useEffect(() => {
    if (search === list.query.text) return undefined;
    const timer = setTimeout(() => list.change({ text: search }), 250);
    return () => clearTimeout(timer);
  }, [search, list]);
  // what is selected is what can be seen
  useEffect(() => setSelected(new Set()), [list.apiPath]);

  const data = contacts.data;
  const filtered = list.query.text !== '' || list.query.ownerId !== '';
  return (
    <main className="page">
      <div className="page-head">
        <div>
          <h1>Contacts</h1>
          <p className="muted">{data ? `${data.total.toLocaleString('en')} records` : ' '}</p>
        </div>
        <RouteLink className="more-records" to={objectsPath(portal.portalId, '0-2')}>
          Companies, deals, tickets and custom objects
        </RouteLink>
        <NewContact onCreated={(id) => go(`/contacts/${portal.portalId}/record/0-1/${id}`)} />
      </div>
      <div className="list-tools">
        <input
          type="search"
          className="input"
          placeholder="Search name, email or company"
          aria-label="Search contacts"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <label className="inline-field">
          <span>Contact owner</span>
          <select
            className="input"
            value={list.query.ownerId}
            onChange={(event) => list.change({ ownerId: event.target.value })}
          >
            <option value="">All owners</option>
            <option value="none">Unassigned</option>
            {owners.map((owner) => (
              <option key={owner.id} value={owner.id}>
                {names.get(owner.id) ?? personName(owner)}
              </option>
            ))}
          </select>
        </label>
        <label className="inline-field">
          <span>Per page</span>
          <select
            className="input"
            value={list.query.limit}
            onChange={(event) => list.change({ limit: Number(event.target.value) })}
          >
            {[25, 50, 100].map((size) => (
              <option key={size} value={size}>
                {size}
              </option>
            ))}
          </select>
        </label>
      </div>
      <BulkBar
        selected={selected}
        onDone={() => {
          setSelected(new Set());
          void contacts.refresh();
        }}
      />
      {contacts.error ? (
        <Problem
          title="The contacts could not be read"
          message={contacts.error.message}
          onRetry={contacts.refresh}
        />
      ) : !data ? (
        <Loading label="Reading contacts" />
      ) : data.results.length === 0 ? (
        <Empty title={filtered ? 'No contact matches' : nothingTitle(user)}>
          {filtered ? 'Try another name, or all owners.' : nothingText(user)}
        </Empty>
      ) : (
        <ContactTable rows={data.results} selected={selected} onSelect={setSelected} />
      )}
      <ListPages
        list={list}
        next={data?.next ?? null}
        total={data?.total ?? 0}
        count={data?.results.length ?? 0}
      />
    </main>
  );
}

const seesAll = (user: User) => user.superAdmin || user.access.contacts === 'all';
const nothingTitle = (user: User) =>
  seesAll(user) ? 'This account has no contacts' : `${personName(user)} sees no contacts`;
const nothingText = (user: User) =>
  seesAll(user)
    ? 'Create one to begin.'
    : `Permissions: ${accessWords(user)}. Sign in as somebody else above.`;

interface ListPagesProps {
  list: ReturnType<typeof useListQuery>;
  next: string | null;
  total: number;
  count: number;
}

function ListPages({ list, next, total, count }: ListPagesProps) {
  const page = list.query.trail.length + 1;
  const first = list.query.trail.length * list.query.limit + 1;
  if (total === 0) return null;
  return (
    <nav className="list-pages" aria-label="Pages">
      <button type="button" className="button is-small" disabled={page === 1} onClick={list.previous}>
        Previous
      </button>
      <span>
        {first}–{first + count - 1} of {total.toLocaleString('en')}
      </span>
      <button
        type="button"
        className="button is-small"
        disabled={!next}
        onClick={() => next && list.next(next)}
      >
        Next
      </button>
    </nav>
  );
}
