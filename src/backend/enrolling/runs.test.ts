import { beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { MINUTE } from '../ground/clock.ts';
import { RunEntity } from './member-entity.ts';
import { holdRun, noteRun } from './runs.ts';
import type { Work } from './runs.ts';
import { askedFor, enrollingEntities, MONDAY, partsOn, PORTAL, runningCampaign } from './test-enrolling.ts';
import type { TestParts } from './test-enrolling.ts';

describeOnBothDatabases('long work on campaigns', enrollingEntities, (open) => {
  let database: TestDatabase;
  let parts: TestParts;
  let campaign: Campaign;
  let now: number;
  beforeEach(async () => {
    now = MONDAY;
    database = await open();
    parts = partsOn(database, { now: () => now });
    campaign = await runningCampaign(database, parts);
  });
  const rows = () => parts.runs.of(PORTAL, campaign.campaignId);
  const work = (doing: Work) => parts.runs.work(PORTAL, campaign.campaignId, () => doing);

  it('is asked for once by the same click, also when it comes twice at once', async () => {
    const run = { portalId: PORTAL, campaignId: campaign.campaignId, kind: 'pause' as const, askedBy: 'Ada' };
    const click = () => database.transaction((tx) => parts.runs.ask(tx, { ...run, requestId: 'one' }));
    const news = await Promise.all([click(), click(), click()]);
    expect(news.filter(Boolean)).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });

  it('is done one after the other, changes of the campaign before those that enroll', async () => {
    await askedFor(database, parts, campaign, 'enroll');
    now += 1;
    await askedFor(database, parts, campaign, 'pause');
    const done: string[] = [];
    await work(async ({ kind }) => {
      done.push(kind);
      return 'done';
    });
    expect(done).toEqual(['pause', 'enroll']);
    expect((await rows()).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('that is cancelled keeps what was done, and does no more', async () => {
    const asked = await askedFor(database, parts, campaign, 'enroll');
    let steps = 0;
    await work(async (run) => {
      steps += 1;
      if (steps === 3) await parts.runs.cancel(PORTAL, campaign.campaignId, asked.id);
      await database.transaction(async (tx) => {
        const held = await holdRun(tx, run);
        if (held) await noteRun(tx, run, { done: held.done + 1 });
      });
      return 'more';
    });
    expect(await rows()).toMatchObject([{ state: 'cancelled', done: 2 }]);
    await expect(parts.runs.cancel(PORTAL, campaign.campaignId, asked.id)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('goes on where it was when it failed in the middle', async () => {
    await askedFor(database, parts, campaign, 'stop');
    let fails = true;
    const doing: Work = async (run) => {
      await database.transaction(async (tx) => {
        const held = await holdRun(tx, run);
        await noteRun(tx, run, { cursor: String(Number(held?.cursor ?? 0) + 1) });
        if (fails && held?.cursor === '2') throw new Error('the process died');
      });
      const { cursor } = await database.manager.findOneByOrFail(RunEntity, { id: run.id });
      return cursor === '4' ? 'done' : 'more';
    };
    await expect(work(doing)).rejects.toThrow('died');
    expect(await rows()).toMatchObject([{ state: 'running', cursor: '2' }]);
    fails = false;
    await work(doing);
    expect(await rows()).toMatchObject([{ state: 'done', cursor: '4' }]);
  });

  it('is asked for again by a sweep only if it does not go on: two would ask HubSpot for the same', async () => {
    let jobs = 0;
    const swept = async ({ runs }: TestParts): Promise<number> => {
      jobs = 0;
      await runs.sweep();
      now += MINUTE;
      return jobs;
    };
    const own = partsOn(database, { now: () => now }, () => (jobs += 1));
    const run = await askedFor(database, own, campaign, 'enroll');
    const first = await swept(own);
    await database.transaction((tx) => noteRun(tx, run, { done: 25 }));
    expect([first, await swept(own), await swept(own)]).toEqual([0, 0, 1]);
    // A process that starts after another one died.
    expect(await swept(partsOn(database, { now: () => now }, () => (jobs += 1)))).toBe(1);
  });
});
