import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Assistants } from '../assistants/assistants.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import type { Leads } from '../leads/leads.ts';
import { createHandleEvents, HEARD } from './handle-events.ts';
import type { InboxEvent } from './inbox-entity.ts';

const PORTAL = portalId(4242);
const OPEN = contactId(1);
/** Its conversation is over. */
const ENDED = contactId(3);

const event = (kind: InboxEvent['kind'], contact: ContactId): InboxEvent => ({
  portalId: PORTAL,
  dedupeKey: `${kind}-${contact}`,
  contactId: contact,
  kind,
  propertyName: null,
  propertyValue: null,
  merge: null,
  changeSource: 'CRM_UI',
  sourceId: 'userId:1',
  occurredAt: 1,
  receivedAt: 1,
  processedAt: null,
});

/** Contacts of which it was said that a person unticked Do Not Contact. */
const byHand: ContactId[] = [];

async function lookedAt(...events: InboxEvent[]): Promise<ContactId[]> {
  byHand.length = 0;
  const looked: ContactId[] = [];
  // What is not here is not asked.
  const leads = {
    open: async () => new Map([[OPEN, {}]]),
    closedSince: async () => new Set(),
    known: async () => new Set([OPEN, ENDED]),
    heardOwners: async () => undefined,
    pickUp: async (
      _portal: unknown,
      triggers: ReadonlyMap<ContactId, string>,
      { unticked = new Set() }: { unticked?: ReadonlySet<ContactId> } = {},
    ) => {
      looked.push(...triggers.keys());
      byHand.push(...unticked);
    },
  } as unknown as Leads;
  const assistants = { list: async () => [{ ownerId: '7' }] } as unknown as Assistants;
  const handle = createHandleEvents({
    assistants,
    leads,
    eraseContact: async () => undefined,
    appId: '1',
    clock: { now: () => 1 },
    onChanged: () => undefined,
  });
  await handle(PORTAL, events);
  return looked;
}

it('looks whether a contact is gone instead of believing an event that may be late', async () => {
  expect(await lookedAt(event('deletion', OPEN))).toEqual([OPEN]);
  expect(await lookedAt(event('restore', OPEN), event('deletion', OPEN))).toEqual([OPEN]);
});

it('asks nothing about a deleted contact that concerns nobody', async () => {
  expect(await lookedAt(event('deletion', contactId(2)))).toEqual([]);
});

it('takes a contact that was merged or restored for found, and one that was handed over too for handed over', async () => {
  const found: [ContactId, boolean][] = [];
  const leads = {
    open: async () => new Map(),
    closedSince: async () => new Set(),
    contactsMerged: async () => undefined,
    heardOwners: async () => undefined,
    pickUp: async (
      _portal: unknown,
      triggers: ReadonlyMap<ContactId, string>,
      options?: { found?: boolean },
    ) =>
      void found.push(
        ...[...triggers.keys()].map((id): [ContactId, boolean] => [id, options?.found ?? false]),
      ),
  } as unknown as Leads;
  const assistants = { list: async () => [{ ownerId: '7' }] } as unknown as Assistants;
  const deps = {
    assistants,
    leads,
    eraseContact: async () => undefined,
    appId: '1',
    clock: { now: () => 1 },
  };
  const handle = createHandleEvents({ ...deps, onChanged: () => undefined });
  const [restored, both, survivor] = [contactId(21), contactId(22), contactId(23)];
  const merged = event('merge', contactId(24));
  await handle(PORTAL, [
    event('restore', restored),
    event('restore', both),
    { ...event('propertyChange', both), propertyName: 'hubspot_owner_id', propertyValue: '7' },
    { ...merged, merge: { primary: survivor, merged: [contactId(24)], survivor } },
  ]);
  expect(found.sort()).toEqual(
    [
      [restored, true],
      [both, false],
      [survivor, true],
    ].sort(),
  );
});

const changed = (contact: ContactId, propertyName: string, propertyValue: string): InboxEvent => ({
  ...event('propertyChange', contact),
  dedupeKey: `${propertyName}-${propertyValue}-${contact}`,
  propertyName,
  propertyValue,
});

it.each(['hs_email_optout', 'baton_do_not_contact'])(
  'hears %s of a contact whose conversation is over too, and asks nothing about one that concerns nobody',
  async (name) => {
    expect(await lookedAt(changed(ENDED, name, 'true'))).toEqual([ENDED]);
    expect(await lookedAt(changed(contactId(2), name, 'true'))).toEqual([]);
    expect(await lookedAt(changed(ENDED, 'baton_context', 'new'))).toEqual([]);
  },
);

it('tells who unticked Do Not Contact by hand from a program, which is not argued with', async () => {
  const unticked = changed(ENDED, 'baton_do_not_contact', '');
  await lookedAt(unticked);
  expect(byHand).toEqual([ENDED]);
  await lookedAt({ ...unticked, changeSource: 'AUTOMATION_PLATFORM', sourceId: 'enrollmentId:1' });
  expect(byHand).toEqual([]);
  await lookedAt({ ...unticked, propertyValue: 'true' });
  expect(byHand).toEqual([]);
});

it('HubSpot is asked to tell of every property that is worth a look', () => {
  const file = JSON.parse(readFileSync('src/app/webhooks/webhooks-hsmeta.json', 'utf8')) as {
    config: { subscriptions: { crmObjects: { propertyName?: string; active: boolean }[] } };
  };
  const { crmObjects } = file.config.subscriptions;
  const told = crmObjects.flatMap(({ propertyName, active }) => (active ? (propertyName ?? []) : []));
  expect(told.sort()).toEqual([...HEARD].sort());
});
