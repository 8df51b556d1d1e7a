import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { DAY } from '../ground/clock.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import type { ContactRecord } from '../hubspot/types.ts';
import { createLeadsOfPerson } from '../leads/erase.ts';
import { LeadEntity } from '../leads/lead/lead-entity.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { lead, TUESDAY } from '../leads/test-leads.ts';
import { createLostDeletions } from './lost-deletions.ts';

const PORTAL = portalId(4242);

describeOnBothDatabases('deletions that nobody told of', [LeadEntity], (open) => {
  let database: TestDatabase;
  let inHubSpot: Set<string>;
  let erased: string[];
  let asked: number[];
  let now: number;
  let look: () => Promise<void>;

  beforeEach(async () => {
    database = await open();
    [inHubSpot, erased, asked, now] = [new Set(), [], [], TUESDAY];
    const clock = { now: () => now };
    const read = async (_portal: unknown, ids: readonly ContactId[]) => {
      asked.push(ids.length);
      const there = ids.filter((id) => inHubSpot.has(id));
      // Nothing else of a record is looked at.
      return new Map(there.map((id) => [id, { id } as ContactRecord]));
    };
    look = createLostDeletions({
      hubspot: {
        portals: { connected: async () => [{ portalId: PORTAL }] },
        contacts: { read },
      } as never,
      leads: {
        ...createLeadsOfPerson({ database, clock }),
        pickUp: async (portal, seen) => {
          for (const id of seen.keys())
            await database.manager.update(
              LeadEntity,
              { portalId: portal, contactId: id },
              { ownerReadAt: now },
            );
        },
      },
      eraseContact: async (_portal, id) => void erased.push(id),
      clock,
    });
  });

  const put = (id: number, change: Partial<Lead> = {}) =>
    database.manager.insert(LeadEntity, {
      ...lead({ contactId: contactId(id), stage: 'closed', ownerReadAt: TUESDAY, ...change }),
      portalId: PORTAL,
    });
  const days = async (count: number) => {
    for (let day = 0; day < count; day += 1) {
      now += DAY;
      await look();
    }
  };

  it('are found when a contact was not there for so long that nobody can restore it', async () => {
    for (const id of [1, 2, 3]) await put(id);
    inHubSpot = new Set(['1', '3']);
    await days(60);
    inHubSpot = new Set(['1', '2', '3']);
    await days(5);
    inHubSpot = new Set(['1', '3']);
    await days(116);
    expect(erased).toEqual([]);
    await days(3);
    expect(new Set(erased)).toEqual(new Set(['2']));
  });

  it('are looked for once a month, a hundred contacts a call, and not among those that are worked on', async () => {
    for (let id = 1; id <= 250; id += 1) await put(id);
    await put(300, { stage: 'nurturing' });
    for (const [id, subState] of [
      [301, 'deleted'],
      [302, 'merged'],
      [303, 'erased'],
    ] as const)
      await put(id, { subState });
    await put(304, { subState: 'bounced' });
    inHubSpot = new Set([...Array(250).keys()].map((index) => String(index + 1)).concat('304'));
    await days(30);
    expect(asked).toEqual([]);
    await days(1);
    expect(asked).toEqual([100, 100, 51]);
    await days(29);
    expect(asked).toHaveLength(3);
    expect(erased).toEqual([]);
  });
});
