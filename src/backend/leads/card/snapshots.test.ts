import { expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import { createContactSnapshots } from './snapshots.ts';

const [PORTAL, CONTACT] = [portalId(1), contactId(7)];

it('asks HubSpot at most every 20 seconds, whatever happens to the clock', async () => {
  let now = Date.UTC(2026, 10, 21, 10);
  let reads = 0;
  const read = async () => {
    reads += 1;
    const record = {
      id: CONTACT,
      properties: { baton_context: `read ${reads}` },
      ownerHistory: [],
      archived: false,
    };
    return new Map([[CONTACT, record]]);
  };
  const snapshots = createContactSnapshots({
    hubspot: { contacts: { read } } as unknown as HubSpot, // Nothing else of HubSpot is used.
    findObstacles: async () => new Map(),
    clock: { now: () => now },
  });
  const context = async () => (await snapshots.get(PORTAL, CONTACT, null)).context;
  expect(await context()).toBe('read 1');
  now += 19 * SECOND;
  expect(await context()).toBe('read 1');
  now += SECOND;
  expect(await context()).toBe('read 2');
  now -= HOUR;
  expect(await context()).toBe('read 3');
});

it('reads the contacts of all cards of an account together, however many', async () => {
  let now = Date.UTC(2026, 10, 21, 10);
  const calls: number[] = [];
  const read = async (_portal: unknown, ids: readonly ContactId[]) => {
    calls.push(ids.length);
    await new Promise((resolve) => setImmediate(resolve));
    return new Map(ids.map((id) => [id, { id, properties: {}, ownerHistory: [], archived: false }]));
  };
  const snapshots = createContactSnapshots({
    hubspot: { contacts: { read } } as unknown as HubSpot, // Nothing else of HubSpot is used.
    findObstacles: async () => new Map(),
    clock: { now: () => now },
  });
  const ids = Array.from({ length: 500 }, (_, index) => contactId(index + 1));
  const lookAtAll = () => Promise.all(ids.map((id) => snapshots.get(PORTAL, id, null)));
  await lookAtAll();
  expect(calls.reduce((sum, count) => sum + count, 0)).toBe(500);
  expect(calls.length).toBeLessThanOrEqual(2);
  calls.length = 0;
  for (let minute = 0; minute < 10; minute += 1) {
    now += MINUTE;
    await lookAtAll();
  }
  expect(calls.length).toBeLessThanOrEqual(20);
  const nothing = { context: null, obstacle: null, addresses: [], hint: null };
  await expect(snapshots.get(PORTAL, contactId(1), null)).resolves.toEqual(nothing);
});

it('shows what it knows while HubSpot does not answer, and knows of nobody who is not there', async () => {
  let now = Date.UTC(2026, 10, 21, 10);
  let answers = true;
  const read = async (_portal: unknown, ids: readonly ContactId[]) => {
    if (!answers) throw new BatonError('HUBSPOT_UNAVAILABLE', undefined, { retry: 'backoff' });
    const there = ids.filter((id) => id === CONTACT);
    return new Map(
      there.map((id) => [
        id,
        { id, properties: { baton_context: 'kept' }, ownerHistory: [], archived: false },
      ]),
    );
  };
  const snapshots = createContactSnapshots({
    hubspot: { contacts: { read } } as unknown as HubSpot, // Nothing else of HubSpot is used.
    findObstacles: async () => new Map(),
    clock: { now: () => now },
  });
  await expect(snapshots.get(PORTAL, contactId(8), null)).rejects.toMatchObject({
    code: 'HUBSPOT_NOT_FOUND',
  });
  expect((await snapshots.get(PORTAL, CONTACT, null)).context).toBe('kept');
  answers = false;
  now += MINUTE;
  expect((await snapshots.get(PORTAL, CONTACT, null)).context).toBe('kept');
  await expect(snapshots.get(PORTAL, contactId(9), null)).rejects.toMatchObject({
    code: 'HUBSPOT_UNAVAILABLE',
  });
});
