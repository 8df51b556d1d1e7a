import { beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { openAnother, describeOnBothDatabases } from '../database/test-database.ts';
import type { Database } from '../database/database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { MINUTE } from '../ground/clock.ts';
import { contactId, ownerId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import type { Considered } from '../leads/enrolling/consider.ts';
import { createEnrollWork } from './enroll-work.ts';
import { MemberEntity, RunEntity } from './member-entity.ts';
import type { RunRow } from './member-entity.ts';
import {
  askedFor,
  contacts,
  enrollingEntities,
  MONDAY,
  partsOn,
  PORTAL,
  runningCampaign,
  testList,
} from './test-enrolling.ts';
import type { TestList, TestParts } from './test-enrolling.ts';

describeOnBothDatabases('enrolling from a list', enrollingEntities, (open) => {
  let database: TestDatabase;
  let parts: TestParts;
  let campaign: Campaign;
  let list: TestList;
  /** Everybody that was enrolled, with the version of the campaign that it was considered for. */
  let enrolled: { id: ContactId; version: number }[];
  /** Whose hand-back is not written yet. */
  let goingBack: ReadonlySet<ContactId>;
  let now: number;
  /** Happens after contacts were looked at, before they are enrolled. */
  let meanwhile: (ids: readonly ContactId[]) => Promise<void>;

  beforeEach(async () => {
    database = await open();
    parts = partsOn(database, { now: () => MONDAY });
    campaign = await runningCampaign(database, parts);
    [list, enrolled, meanwhile] = [testList(contacts(35)), [], async () => undefined];
    [goingBack, now] = [new Set(), MONDAY];
  });

  /** As a process of its own would do it. */
  const workerOn = (own: Database) =>
    createEnrollWork({
      database: own,
      lists: list,
      campaigns: partsOn(own, { now: () => MONDAY }).campaigns,
      assistants: { find: async () => ({ name: 'Tara', ownerId: ownerId('900') }) as never },
      clock: { now: () => now },
      leads: {
        async consider(_portal, ids, { version }) {
          await meanwhile(ids);
          return ids.map((askedFor): Considered & { version: number } => ({
            askedFor,
            contactId: askedFor,
            readAt: MONDAY,
            record: null,
            leftOut: goingBack.has(askedFor) ? 'going_back' : null,
            version,
          }));
        },
        async enroll(_tx, _portal, considered) {
          const rows = considered as readonly (Considered & { version: number })[];
          const taken = rows.filter(({ leftOut }) => leftOut === null);
          enrolled.push(...taken.map(({ askedFor, version }) => ({ id: askedFor, version })));
          return new Map(
            rows.map(({ askedFor, leftOut }) => [
              askedFor,
              leftOut === null ? { round: 1, contactId: askedFor } : { leftOut },
            ]),
          );
        },
      },
    });
  const runNow = (run: RunRow) => database.manager.findOneByOrFail(RunEntity, { id: run.id });
  const carryOn = async (run: RunRow, own: Database = database): Promise<unknown> => {
    const work = workerOn(own);
    for (;;) {
      const step = await work(await runNow(run));
      if (step !== 'more') return step;
    }
  };
  const members = () => database.manager.findBy(MemberEntity, { campaignId: campaign.campaignId });
  const ids = () => enrolled.map(({ id }) => id).sort();
  const change = async (goal: string): Promise<void> => {
    const draft = { ...campaign.content, goal };
    const edit = { draft, from: campaign.version, by: 'Ada' };
    await database.transaction((tx) => parts.campaigns.change(tx, campaign, edit));
  };

  it('takes every member once, with two workers on the same run', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    const other = await openAnother(database.url, enrollingEntities);
    try {
      await Promise.all([carryOn(run), carryOn(run, other)]);
    } finally {
      await other.close();
    }
    expect(ids()).toEqual(contacts(35));
    expect(await runNow(run)).toMatchObject({ done: 35, refused: 0 });
  });

  it('takes no more than a tenth, with two workers on the same run', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll', { target: { limit: 4 } });
    const late = workerOn(database);
    await carryOn(run).then(() => undefined);
    // It had looked at the run before anybody was enrolled.
    await late({ ...run, cursor: null });
    expect(enrolled).toHaveLength(4);
    expect(await runNow(run)).toMatchObject({ done: 4 });
  });

  it('enrolls all others before those that go back right now, and does not wait for ever', async () => {
    const [first, second] = contacts(35);
    if (!first || !second) throw new Error('no contacts');
    goingBack = new Set([first, second]);
    const run = await askedFor(database, parts, campaign, 'enroll');
    expect(await carryOn(run)).toEqual({ waitUntil: MONDAY + 10_000 });
    expect(ids()).toEqual(contacts(35).slice(2));
    goingBack = new Set([first]);
    expect(await carryOn(run)).toEqual({ waitUntil: MONDAY + 10_000 });
    now = MONDAY + 15 * 60_000;
    expect(await carryOn(run)).toBe('done');
    expect(ids()).toEqual(contacts(35).slice(1));
    expect((await members()).find(({ contactId: id }) => id === first)).toMatchObject({
      reason: 'going_back',
    });
    expect(await runNow(run)).toMatchObject({ done: 34, refused: 1 });
  });

  it('goes on after it died between the reading of a page and the enrolling: none twice, none missing', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    let deaths = 0;
    meanwhile = async () => {
      deaths += 1;
      if (deaths < 3) throw new Error('the process died');
    };
    await expect(carryOn(run)).rejects.toThrow('died');
    expect((await members()).map(({ state }) => state)).toEqual(Array.from({ length: 35 }, () => 'waiting'));
    await expect(carryOn(run)).rejects.toThrow('died');
    expect(await carryOn(run)).toBe('done');
    expect(ids()).toEqual(contacts(35));
  });

  it('takes who joins while the list is read, and whoever is known already stays as decided', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    const late = contactId(900);
    let pages = 0;
    list.beforePage = () => {
      pages += 1;
      if (pages === 2) list.ids.push(late);
      // Deleted in HubSpot: the page moves up, and nobody behind it is passed over.
      if (pages === 3) list.ids.splice(0, 5);
    };
    await carryOn(run);
    expect(ids()).toEqual([...contacts(35), late].sort());
  });

  it('enrolls nobody once it is paused, and goes on when it is resumed', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    let paused = false;
    meanwhile = async () => {
      if (paused) return;
      paused = true;
      await database.transaction((tx) => parts.campaigns.become(tx, campaign, ['running'], 'paused'));
    };
    expect(await carryOn(run)).toEqual({ waitUntil: MONDAY + MINUTE });
    expect(enrolled).toEqual([]);
    await database.transaction((tx) => parts.campaigns.become(tx, campaign, ['paused'], 'running'));
    await carryOn(run);
    expect(ids()).toEqual(contacts(35));
  });

  it('whoever pauses it finds enrolled all that come in', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    let atPause = -1;
    let pausing: Promise<void> | undefined;
    const work = workerOn(database);
    await work(run);
    meanwhile = async () => {
      pausing ??= (async () => {
        await database.transaction((tx) => parts.campaigns.become(tx, campaign, ['running'], 'paused'));
        atPause = (await members()).filter(({ state }) => state === 'enrolled').length;
      })();
    };
    await carryOn(run);
    await pausing;
    expect((await members()).filter(({ state }) => state === 'enrolled')).toHaveLength(atPause);
  });

  it('looks again at whom it looked at before it was edited', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    let edited = false;
    meanwhile = async () => {
      if (edited) return;
      edited = true;
      await change('More meetings');
    };
    await carryOn(run);
    expect(new Set(enrolled.map(({ version }) => version))).toEqual(new Set([2]));
    expect(ids()).toEqual(contacts(35));
  });

  it('says which list is gone, and keeps whom it has', async () => {
    const run = await askedFor(database, parts, campaign, 'enroll');
    let pages = 0;
    list.beforePage = () => {
      pages += 1;
      list.deleted = pages >= 3;
    };
    expect(await carryOn(run)).toEqual({
      failed: 'The list “Guests” is not in HubSpot any more. Choose another one.',
    });
    expect(enrolled).toHaveLength(20);
    expect(PORTAL).toBe(run.portalId);
  });
});
