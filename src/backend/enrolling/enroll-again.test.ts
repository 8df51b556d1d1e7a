import { beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { openAnother, describeOnBothDatabases } from '../database/test-database.ts';
import type { Database } from '../database/database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { ownerId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import type { Considered } from '../leads/enrolling/consider.ts';
import { createAgainWork } from './enroll-again.ts';
import { MemberEntity, RunEntity } from './member-entity.ts';
import type { RunRow } from './member-entity.ts';
import { addMembers } from './members.ts';
import { askedFor, contacts, enrollingEntities, MONDAY, partsOn, runningCampaign } from './test-enrolling.ts';
import type { TestParts } from './test-enrolling.ts';

const all = contacts(260);
/** Who still unsubscribed. */
const still = (id: ContactId): boolean => Number(id) % 2 === 0;

describeOnBothDatabases('looking again at who was left out', enrollingEntities, (open) => {
  let database: TestDatabase;
  let parts: TestParts;
  let campaign: Campaign;
  let enrolled: ContactId[];
  /** Whose hand-back is not written yet. */
  let goingBack: ReadonlySet<ContactId>;
  let now: number;
  /** Happens after contacts were looked at, before they are enrolled. */
  let meanwhile: () => Promise<void>;

  beforeEach(async () => {
    database = await open();
    parts = partsOn(database, { now: () => MONDAY });
    campaign = await runningCampaign(database, parts);
    [enrolled, meanwhile, goingBack, now] = [[], async () => undefined, new Set(), MONDAY];
    await database.transaction((tx) =>
      addMembers(
        tx,
        campaign,
        all.map((contactId) => ({ contactId })),
        1,
      ),
    );
    const { campaignId } = campaign;
    await database.manager.update(
      MemberEntity,
      { campaignId },
      { state: 'left_out', reason: 'unsubscribed' },
    );
    const [first] = all;
    if (first)
      await database.manager.update(MemberEntity, { campaignId, contactId: first }, { reason: 'excluded' });
  });

  const workerOn = (own: Database) =>
    createAgainWork({
      database: own,
      lists: {} as never,
      campaigns: partsOn(own, { now: () => MONDAY }).campaigns,
      assistants: { find: async () => ({ name: 'Tara', ownerId: ownerId('900') }) as never },
      clock: { now: () => now },
      leads: {
        // No filter of these is of leads.
        ofCampaigns: {} as never,
        async consider(_portal, ids) {
          await meanwhile();
          return ids.map((askedFor): Considered => ({
            askedFor,
            contactId: askedFor,
            readAt: MONDAY,
            record: null,
            leftOut: goingBack.has(askedFor) ? 'going_back' : still(askedFor) ? 'opted_out' : null,
          }));
        },
        async enroll(_tx, _portal, considered) {
          return new Map(
            considered.map(({ askedFor, leftOut }) => {
              if (leftOut === null) enrolled.push(askedFor);
              return [askedFor, leftOut === null ? { round: 1, contactId: askedFor } : { leftOut }];
            }),
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
  const count = (where: object) =>
    database.manager.countBy(MemberEntity, { campaignId: campaign.campaignId, ...where });
  const ask = () =>
    askedFor(database, parts, campaign, 'again', { target: { filter: { reason: 'unsubscribed' } } });

  it('enrolls who may be by now, and leaves out the others with why they are now', async () => {
    const run = await ask();
    expect(await carryOn(run)).toBe('done');
    const [first, ...others] = all;
    expect(enrolled.toSorted()).toEqual(others.filter((id) => !still(id)).toSorted());
    expect(await count({ reason: 'opted_out' })).toBe(others.filter(still).length);
    expect(await count({ contactId: first, reason: 'excluded' })).toBe(1);
    expect(await runNow(run)).toMatchObject({
      done: enrolled.length,
      refused: others.length - enrolled.length,
    });
  });

  it('waits for those that go back right now, and no longer than a quarter of an hour', async () => {
    const [, second, , fourth] = all;
    if (!second || !fourth) throw new Error('no contacts');
    goingBack = new Set([second, fourth]);
    const run = await ask();
    expect(await carryOn(run)).toEqual({ waitUntil: MONDAY + 10_000 });
    expect(enrolled).toEqual([]);
    goingBack = new Set([fourth]);
    expect(await carryOn(run)).toEqual({ waitUntil: MONDAY + 10_000 });
    now = MONDAY + 15 * 60_000;
    expect(await carryOn(run)).toBe('done');
    expect(await count({ contactId: fourth, reason: 'going_back' })).toBe(1);
    expect(await count({ state: 'enrolled' })).toBe(enrolled.length);
    const { done, refused } = await runNow(run);
    expect(done + refused).toBe(all.length - 1);
  });

  it('takes each once, with two workers on the same run and deaths in between', async () => {
    const run = await ask();
    const other = await openAnother(database.url, enrollingEntities);
    let looks = 0;
    meanwhile = async () => {
      looks += 1;
      if (looks % 3 === 1) throw new Error('the process died');
    };
    const untilDone = async (own: Database): Promise<void> => {
      for (;;) if (await carryOn(run, own).catch(() => null)) return;
    };
    try {
      await Promise.all([untilDone(database), untilDone(other)]);
    } finally {
      await other.close();
    }
    expect(new Set(enrolled).size).toBe(enrolled.length);
    const { done, refused } = await runNow(run);
    expect([done, done + refused]).toEqual([enrolled.length, all.length - 1]);
  });

  it('leaves nobody in between when it is cancelled', async () => {
    const run = await ask();
    let looks = 0;
    meanwhile = async () => {
      looks += 1;
      if (looks === 2) await parts.runs.cancel(run.portalId, run.campaignId, run.id);
    };
    const work = workerOn(database);
    await work(run);
    await work(await runNow(run));
    expect(await count({ state: 'waiting' })).toBe(0);
    expect(await count({ state: 'enrolled' })).toBe(enrolled.length);
    expect(await count({ reason: 'unsubscribed' })).toBe(all.length - 1 - 100);
  });
});
