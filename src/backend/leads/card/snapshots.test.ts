import { expect, it } from 'vitest';
import { HOUR, SECOND } from '../../ground/clock.ts';
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
