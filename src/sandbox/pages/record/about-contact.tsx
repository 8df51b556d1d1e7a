import { useMemo } from 'react';
import { send } from '../api/client.ts';
import type { Contact, PropertyDefinition } from '../api/types.ts';
import { ownerNames } from '../shell/people.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useWorld } from '../shell/world.tsx';
import { OwnerHistory } from './owner-history.tsx';
import { PropertyField } from './property-field.tsx';
import { RecordMenu } from './record-menu.tsx';

const main = [
  'hubspot_owner_id',
  'baton_context',
  'hs_lead_status',
  'email',
  'firstname',
  'lastname',
  'phone',
  'jobtitle',
  'company',
  'country',
  'lifecyclestage',
];

interface AboutProps {
  contact: Contact;
  definitions: ReadonlyMap<string, PropertyDefinition>;
  refresh: () => Promise<void>;
}

/** The left column: the properties, editable as a person edits them in HubSpot. */
export function AboutContact({ contact, definitions, refresh }: AboutProps) {
  const { portal, user, owners } = useWorld();
  const toasts = useToasts();
  const ownerOptions = useMemo(() => {
    const names = ownerNames(owners);
    const current = contact.properties['hubspot_owner_id'];
    const offered = owners.filter((owner) => !owner.archived || owner.id === current);
    return [
      { value: '', label: 'No owner' },
      ...offered.map((owner) => ({ value: owner.id, label: names.get(owner.id) ?? owner.id })),
    ];
  }, [owners, contact.properties]);

  const save = async (name: string, value: string) => {
    const path = `/sandbox/api/portals/${portal.portalId}/contacts/${contact.id}`;
    try {
      await send(path, { method: 'PATCH', body: { properties: { [name]: value }, userId: user.id } });
      await refresh();
      return true;
    } catch (error) {
      const label = definitions.get(name)?.label ?? name;
      toasts.add({ tone: 'danger', title: `${label} was not saved`, message: String(error) });
      return false;
    }
  };
  const field = (name: string) => {
    const definition = definitions.get(name);
    return definition ? (
      <PropertyField
        key={name}
        definition={definition}
        value={contact.properties[name] ?? ''}
        options={name === 'hubspot_owner_id' ? ownerOptions : undefined}
        save={(value) => save(name, value)}
      />
    ) : null;
  };
  const groups = otherProperties(contact, definitions);
  return (
    <>
      <section className="panel">
        <div className="panel-head">
          <h2>About this contact</h2>
          <RecordMenu contact={contact} refresh={refresh} />
        </div>
        {field('hubspot_owner_id')}
        <OwnerHistory contact={contact} />
        {main.slice(1).map(field)}
      </section>
      {groups.app.length ? (
        <section className="panel">
          <h2>Baton</h2>
          {groups.app.map(field)}
        </section>
      ) : null}
      {groups.others.length ? (
        <details className="panel">
          <summary>
            <h2>Other properties with a value</h2>
          </summary>
          {groups.others.map(field)}
        </details>
      ) : null}
    </>
  );
}

function otherProperties(contact: Contact, definitions: AboutProps['definitions']) {
  const rest = [...definitions.values()].filter((one) => !main.includes(one.name));
  return {
    app: rest.filter((one) => one.name.startsWith('baton_')).map((one) => one.name),
    others: rest
      .filter((one) => !one.name.startsWith('baton_') && contact.properties[one.name])
      .map((one) => one.name),
  };
}
