import { expect, it } from 'vitest';
import type { Assistants } from '../assistants/assistants.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import type { Leads } from '../leads/leads.ts';
import { createHandleEvents } from './handle-events.ts';
import type { InboxEvent } from './inbox-entity.ts';

const PORTAL = portalId(4242);
const OPEN = contactId(1);

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

async function lookedAt(...events: InboxEvent[]): Promise<ContactId[]> {
  const looked: ContactId[] = [];
  // What is not here is not asked.
  const leads = {
    open: async () => new Map([[OPEN, {}]]),
    closedSince: async () => new Set(),
    pickUp: async (_portal: unknown, triggers: ReadonlyMap<ContactId, string>) =>
      void looked.push(...triggers.keys()),
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
