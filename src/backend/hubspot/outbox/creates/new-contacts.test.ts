import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../../database/test-database.ts';
import type { TestDatabase } from '../../../database/test-database.ts';
import { BatonError } from '../../../ground/errors.ts';
import { contactId, ownerId, portalId } from '../../../ground/identifiers.ts';
import type { HubSpotCall } from '../../calls/client-types.ts';
import { CreateEntity } from './create-entity.ts';
import type { CreateRow } from './create-entity.ts';
import { NewContacts } from './new-contacts.ts';

const PORTAL = portalId(4242);
const JIM = 'jim@customer.example.com';
const row = (change: Partial<CreateRow> = {}): CreateRow => ({
  portalId: PORTAL,
  key: 'new-contact-jim',
  kind: 'new-contact',
  contactId: contactId(501),
  payload: { kind: 'new-contact', email: JIM, properties: { firstname: 'Jim' }, ownerId: ownerId(70) },
  lane: 0,
  dueAt: 0,
  state: 'pending',
  attempts: 0,
  settlesAt: 0,
  hubspotId: null,
  error: null,
  lease: '',
  leasedUntil: 0,
  ...change,
});

describeOnBothDatabases('new contacts', [CreateEntity] as never, (open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => database.manager.clear(CreateEntity));

  it('are kept with what they are made of', async () => {
    await database.manager.insert(CreateEntity, row());
    const kept = await database.manager.findOneByOrFail(CreateEntity, { key: 'new-contact-jim' });
    expect(kept).toMatchObject({ kind: 'new-contact', payload: { email: JIM } });
  });
});

/** Makes one contact where HubSpot answers so, and has so many of the address. */
async function make(
  answers: readonly (string | BatonError)[],
  known: string | null,
  change?: Partial<CreateRow>,
) {
  const asked: unknown[] = [];
  const left = [...answers];
  const client = {
    call: async (_portal: unknown, call: HubSpotCall<unknown>) => {
      asked.push(call.body);
      const answer = left.shift();
      if (answer instanceof BatonError) throw answer;
      return call.answer.parse({ id: answer });
    },
  };
  const contacts = {
    read: () => Promise.reject(new Error('not asked')),
    byEmail: async () =>
      known === null
        ? undefined
        : { id: contactId(known), properties: {}, ownerHistory: [], archived: false },
  };
  const claim = { lane: 'assignment', at: 0, rows: [row(change)] } as const;
  const batch = new NewContacts({ client: client as never, contacts }, PORTAL, {
    ...claim,
    rows: [row(change)],
  });
  const [result] = await batch.run();
  return { result, asked, trouble: batch.trouble };
}

it('is made with its owner', async () => {
  const { result, asked } = await make(['901'], null);
  expect(result?.hubspotId).toBe('901');
  expect(asked).toEqual([
    { properties: { firstname: 'Jim', email: JIM, hubspot_owner_id: '70' }, associations: [] },
  ]);
});

it('is found where a 409 names it, and where it does not', async () => {
  const taken = (context: Record<string, string>) =>
    new BatonError('HUBSPOT_CONFLICT', undefined, { retry: 'never', context });
  expect((await make([taken({ existingId: '77' })], null)).result?.hubspotId).toBe('77');
  expect((await make([taken({})], '78')).result?.hubspotId).toBe('78');
  expect((await make([taken({})], null)).result?.failed?.code).toBe('HUBSPOT_CONFLICT');
});

it('is looked for before it is made again after a lost answer', async () => {
  const lost = new BatonError('HUBSPOT_OUTCOME_UNKNOWN', undefined, { retry: 'backoff' });
  expect((await make([lost], null)).result).toMatchObject({ unknown: true, left: true });
  const found = await make([], '79', { state: 'sending', settlesAt: 1 });
  expect(found).toMatchObject({ result: { hubspotId: '79' }, asked: [] });
});

it('waits with the account', async () => {
  const down = new BatonError('HUBSPOT_UNAVAILABLE', undefined, { retry: 'backoff' });
  expect(await make([down], null)).toMatchObject({ result: { again: down, unknown: false }, trouble: down });
});
