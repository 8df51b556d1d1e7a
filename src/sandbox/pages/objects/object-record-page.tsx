import { useEffect, useMemo } from 'react';
import { send } from '../api/client.ts';
import { objectRecordSchema } from '../api/object-types.ts';
import type { ObjectRecord } from '../api/object-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { PropertyField } from '../record/property-field.tsx';
import { RouteLink } from '../routing/router.tsx';
import { objectsPath, recordPath } from '../routing/routes.ts';
import { Avatar } from '../shell/avatar.tsx';
import { ownerNames } from '../shell/people.ts';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { fullTime } from '../shell/time.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';
import { shownValue } from './shown-value.ts';

interface RecordProps {
  record: ObjectRecord;
  refresh: () => Promise<void>;
}

/** One company, deal, ticket or custom object, with what apps and people wrote. */
export function ObjectRecordPage({ typeId, recordId }: { typeId: string; recordId: string }) {
  const { portal } = useWorld();
  const path = `/sandbox/api/portals/${portal.portalId}/objects/${typeId}/${recordId}`;
  const polled = usePolled(path, objectRecordSchema, 1000);
  const title = polled.data?.title ?? 'Record';
  useEffect(() => {
    document.title = `${title} · Local HubSpot stand-in`;
  }, [title]);
  if (polled.data) return <Record record={polled.data} refresh={polled.refresh} />;
  return (
    <main className="page">
      {polled.error?.status === 404 ? (
        <Problem
          title="This record does not exist"
          message="It was deleted or merged, or it belongs to another account."
        />
      ) : polled.error ? (
        <Problem
          title="The record could not be read"
          message={polled.error.message}
          onRetry={polled.refresh}
        />
      ) : (
        <Loading label="Opening the record" />
      )}
    </main>
  );
}

function Record({ record, refresh }: RecordProps) {
  const { portal } = useWorld();
  return (
    <main className="record">
      {record.archived ? (
        <p className="banner is-danger" role="status">
          This record was deleted.
        </p>
      ) : null}
      <aside className="record-left" aria-label={`About this ${record.type.singular.toLowerCase()}`}>
        <header className="record-head">
          <RouteLink to={objectsPath(portal.portalId, record.type.objectTypeId)} className="back-link">
            ‹ {record.type.plural}
          </RouteLink>
          <div className="record-who">
            <Avatar name={record.title} size={56} />
            <div>
              <h1>{record.title}</h1>
              <p className="muted">
                {record.type.singular} · {record.id}
              </p>
            </div>
          </div>
        </header>
        <Properties record={record} refresh={refresh} />
      </aside>
      <section className="record-middle" aria-label="Record">
        <Changes record={record} />
        {record.events.length > 0 ? <Events record={record} /> : null}
      </section>
      <aside className="record-right" aria-label="Associations">
        <Associations record={record} />
      </aside>
    </main>
  );
}

function Properties({ record, refresh }: RecordProps) {
  const { portal, user, owners } = useWorld();
  const toasts = useToasts();
  const ownerOptions = useMemo(() => {
    const names = ownerNames(owners);
    return [
      { value: '', label: 'No owner' },
      ...owners
        .filter((owner) => !owner.archived || owner.id === record.properties['hubspot_owner_id'])
        .map((owner) => ({ value: owner.id, label: names.get(owner.id) ?? owner.id })),
    ];
  }, [owners, record.properties]);
  const save = async (name: string, label: string, value: string) => {
    const path = `/sandbox/api/portals/${portal.portalId}/objects/${record.type.objectTypeId}/${record.id}`;
    try {
      await send(path, { method: 'PATCH', body: { properties: { [name]: value }, userId: user.id } });
      await refresh();
      return true;
    } catch (error) {
      toasts.add({ tone: 'danger', title: `${label} was not saved`, message: String(error) });
      return false;
    }
  };
  return (
    <section className="panel">
      <h2>About this {record.type.singular.toLowerCase()}</h2>
      {record.propertyDefinitions.map((definition) => (
        <PropertyField
          key={definition.name}
          definition={definition}
          value={record.properties[definition.name] ?? ''}
          options={definition.name === 'hubspot_owner_id' ? ownerOptions : undefined}
          save={(value) => save(definition.name, definition.label, value)}
        />
      ))}
    </section>
  );
}

/** What was written, newest first, and by whom. */
function Changes({ record }: { record: ObjectRecord }) {
  const { portal, owners } = useWorld();
  const names = useMemo(() => ownerNames(owners), [owners]);
  const definitions = new Map(record.propertyDefinitions.map((definition) => [definition.name, definition]));
  const changes = Object.entries(record.history)
    .flatMap(([name, versions]) => versions.map((version) => ({ name, ...version })))
    .sort((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));
  return (
    <section className="panel">
      <h2>Property history</h2>
      {changes.length === 0 ? (
        <Empty title="Nothing was written yet" />
      ) : (
        <table className="object-changes">
          <thead>
            <tr>
              <th scope="col">Property</th>
              <th scope="col">Value</th>
              <th scope="col">By</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, value, sourceType, timestamp }) => (
              <tr key={`${name}/${timestamp}/${value}`}>
                <th scope="row">{definitions.get(name)?.label ?? name}</th>
                <td>{names.get(value) ?? shownValue(definitions.get(name), value, portal.timeZone)}</td>
                <td>{sourceType}</td>
                <td>{fullTime(Date.parse(timestamp), portal.timeZone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Events({ record }: { record: ObjectRecord }) {
  const { portal } = useWorld();
  return (
    <section className="panel">
      <h2>Custom events</h2>
      <ul className="object-links">
        {record.events.map((event) => (
          <li key={event.id}>
            <strong>{event.eventName}</strong> · {fullTime(event.occurredAt, portal.timeZone)}
            <span className="muted">
              {Object.entries(event.properties)
                .map(([name, value]) => ` ${name}: ${value}`)
                .join(',')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Associations({ record }: { record: ObjectRecord }) {
  const { portal } = useWorld();
  if (record.associations.length === 0)
    return (
      <section className="panel">
        <h2>Associations</h2>
        <p className="muted">This record is linked to nothing.</p>
      </section>
    );
  return record.associations.map(({ type, total, records }) => (
    <section key={type.objectTypeId} className="panel" aria-label={type.plural}>
      <h2>
        {type.plural} ({total.toLocaleString('en')})
      </h2>
      <ul className="object-links">
        {records.map((one) => (
          <li key={one.id}>
            <RouteLink to={recordPath(portal.portalId, one.id, type.objectTypeId)}>{one.title}</RouteLink>
            {one.labels.map((label) => (
              <span key={label} className="pill">
                {label}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  ));
}
