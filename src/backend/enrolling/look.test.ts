import { beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { HOUR, MINUTE } from '../ground/clock.ts';
import { contactId } from '../ground/identifiers.ts';
import type { CampaignId, ContactId } from '../ground/identifiers.ts';
import {
  createLook,
  createLookAtAll,
  duePortals,
  listChanged,
  pullInReadings,
  watchedLists,
} from './look.ts';
import type { LookDeps } from './look.ts';
import { MemberEntity, ReadingEntity, RunEntity } from './member-entity.ts';
import { addMembers } from './members.ts';
import {
  contacts,
  enrollingEntities,
  MONDAY,
  partsOn,
  PORTAL,
  runningCampaign,
  testList,
} from './test-enrolling.ts';
import type { TestList } from './test-enrolling.ts';

describeOnBothDatabases('looking at the list of a campaign', enrollingEntities, (open) => {
  let database: TestDatabase;
  let deps: LookDeps;
  let campaign: Campaign;
  let list: TestList;
  let now: number;
  /** Contacts whose conversation another contact has. */
  let merged: Set<ContactId>;
  /** Looks at single lists that are to come. */
  let asked: { campaignId: CampaignId; sign: string | null }[];

  beforeEach(async () => {
    database = await open();
    [now, merged, asked] = [MONDAY, new Set(), []];
    const parts = partsOn(database, { now: () => now });
    campaign = await runningCampaign(database, parts, { automatic: true, leaving: 'stop' });
    list = testList(contacts(25));
    deps = {
      database,
      lists: list,
      campaigns: { ...parts.campaigns, happenings: {} } as never,
      runs: parts.runs,
      jobs: { enqueue: async (_tx, { data }) => void asked.push(data as never) },
      clock: { now: () => now },
      portals: { find: async () => ({ status: 'connected' }) as never },
      settings: { get: async () => ({ reconcileMinutes: 5 }) as never },
      leads: {
        ofCampaigns: {
          of: async (_portal: unknown, ids: readonly ContactId[]) =>
            new Map(
              ids.map((id) => [
                id,
                {
                  contactId: id,
                  campaignId: campaign.campaignId,
                  mergedInto: merged.has(id) ? contactId(1) : null,
                },
              ]),
            ),
        } as never,
      },
    };
  });

  /** One look at all lists of the account, and at those that it found changed. */
  const look = async () => {
    await createLookAtAll(deps)(PORTAL);
    for (const one of asked.splice(0)) await createLook(deps)(PORTAL, one.campaignId, one.sign);
  };
  const own = () => ({ portalId: PORTAL, campaignId: campaign.campaignId });
  const enrollAll = () => database.manager.update(MemberEntity, own(), { state: 'enrolled' });
  const known = async () =>
    (await database.manager.findBy(MemberEntity, own())).map((row) => row.contactId).sort();
  const left = async () =>
    (await database.manager.findBy(RunEntity, { ...own(), kind: 'leave' })).flatMap(
      ({ target }) => target.contactIds ?? [],
    );
  const after = async (ms: number): Promise<void> => {
    now += ms;
    await look();
  };

  it('finds who joined, and asks once that they are enrolled', async () => {
    await look();
    await enrollAll();
    await database.manager.update(RunEntity, own(), { state: 'done' });
    list.ids.push(contactId(50));
    await after(5 * MINUTE);
    await after(5 * MINUTE);
    expect(await known()).toEqual([...contacts(25), contactId(50)].sort());
    const open = await database.manager.findBy(RunEntity, { ...own(), state: 'waiting' });
    expect(open).toMatchObject([{ kind: 'enroll', target: { read: true }, total: 1 }]);
  });

  it('finds who left, but not who was merged or was never in it; who was not enrolled yet is forgotten', async () => {
    await look();
    await enrollAll();
    const given = contactId(60);
    await database.transaction((tx) => addMembers(tx, campaign, [{ contactId: given }], 0));
    await database.manager.update(MemberEntity, { ...own(), contactId: given }, { state: 'enrolled' });
    const [gone, other, waiting] = list.ids.splice(0, 3);
    if (!gone || !other || !waiting) throw new Error('no contacts');
    merged.add(other);
    await database.manager.update(MemberEntity, { ...own(), contactId: waiting }, { state: 'waiting' });
    await after(31 * MINUTE);
    expect(await left()).toEqual([gone]);
    expect(await known()).not.toContain(waiting);
  });

  it('looks at once where the journal says that somebody joined, and at all of it where somebody left', async () => {
    await look();
    await enrollAll();
    await database.manager.update(RunEntity, own(), { state: 'done' });
    const changed = { portalId: PORTAL, listId: campaign.content.list?.id ?? '' };
    expect(await watchedLists(deps)).toEqual(new Map([[PORTAL, new Set([changed.listId])]]));
    now += MINUTE;
    expect(await duePortals(deps)).toEqual([]);
    list.ids.push(contactId(50));
    await listChanged(deps, { ...changed, left: false });
    expect(await duePortals(deps)).toEqual([PORTAL]);
    await look();
    expect(await known()).toContain(contactId(50));
    const [gone] = list.ids.splice(0, 1);
    await listChanged(deps, { ...changed, left: true });
    await listChanged(deps, { ...changed, listId: '999', left: true });
    await after(MINUTE);
    expect(await left()).toEqual([gone]);
    expect(await duePortals(deps)).toEqual([]);
  });

  it('does not forget that somebody left while it reads who joined', async () => {
    await look();
    await enrollAll();
    const changed = { portalId: PORTAL, listId: campaign.content.list?.id ?? '', left: true };
    const [gone] = list.ids.splice(0, 1);
    const joined = list.joined.bind(list);
    list.joined = async (...page) => {
      list.joined = joined;
      const read = await joined(...page);
      await listChanged(deps, changed);
      return read;
    };
    await listChanged(deps, { ...changed, left: false });
    await after(MINUTE);
    await after(5 * MINUTE);
    expect(await left()).toEqual([gone]);
  });

  it('does not forget that somebody left while it compares', async () => {
    await look();
    await enrollAll();
    const changed = { portalId: PORTAL, listId: campaign.content.list?.id ?? '', left: true };
    const [gone] = list.ids;
    const members = list.members.bind(list);
    list.members = async (...page) => {
      list.members = members;
      const read = await members(...page);
      list.ids.shift();
      await listChanged(deps, changed);
      return read;
    };
    await listChanged(deps, changed);
    await after(MINUTE);
    expect(await left()).toEqual([]);
    await after(MINUTE);
    expect(await left()).toEqual([gone]);
  });

  it('takes nobody for gone when the clock is set back while it compares', async () => {
    await look();
    await enrollAll();
    now += 31 * MINUTE;
    list.beforePage = () => {
      now -= HOUR;
      list.beforePage = () => undefined;
    };
    await look();
    expect(await left()).toEqual([]);
    expect(await known()).toHaveLength(25);
  });

  it('finds who left also after the clock was set back', async () => {
    await look();
    await enrollAll();
    now -= 2 * HOUR;
    await pullInReadings(deps);
    await after(31 * MINUTE);
    const [gone] = list.ids.splice(0, 1);
    await after(31 * MINUTE);
    expect(await left()).toEqual([gone]);
  });

  it('takes nobody for gone whom a process with a slower clock reads meanwhile', async () => {
    await look();
    await enrollAll();
    now += 31 * MINUTE;
    let pages = 0;
    const read = list.members;
    list.members = async (...asked) => {
      const page = await read(...asked);
      pages += 1;
      if (pages === 2)
        await database.transaction((tx) =>
          addMembers(
            tx,
            campaign,
            list.ids.map((id) => ({ contactId: id })),
            now - HOUR,
          ),
        );
      return page;
    };
    await look();
    expect(await left()).toEqual([]);
  });

  it('says that the list is gone, and goes on when it is there again', async () => {
    list.deleted = true;
    await look();
    const { problem } = await database.manager.findOneByOrFail(ReadingEntity, own());
    expect(problem).toBe(
      'The list “Guests” is not in HubSpot any more: nobody new is enrolled. Choose another list.',
    );
    expect(await duePortals(deps)).toEqual([]);
    list.deleted = false;
    await after(5 * MINUTE);
    expect(await database.manager.findOneByOrFail(ReadingEntity, own())).toMatchObject({ problem: null });
    expect(await known()).toHaveLength(25);
  });

  it('reads a list again when HubSpot says that it changed, and after an hour whatever it says', async () => {
    await look();
    const before = list.pages.joined;
    await after(5 * MINUTE);
    await after(5 * MINUTE);
    expect(list.pages.joined).toBe(before);
    list.ids.push(contactId(50));
    await after(5 * MINUTE);
    expect(await known()).toContain(contactId(50));
    // Compared as a whole, as people may have left.
    await after(31 * MINUTE);
    list.sign = list.ids.join();
    list.ids.push(contactId(51));
    await after(55 * MINUTE);
    expect(await known()).not.toContain(contactId(51));
    await after(5 * MINUTE);
    expect(await known()).toContain(contactId(51));
  });

  it('reads a list each time of which HubSpot does not say enough', async () => {
    list.sign = null;
    await look();
    const before = list.pages.joined;
    await after(5 * MINUTE);
    expect(list.pages.joined).toBeGreaterThan(before);
  });

  it('compares a list for who left only if it changed since, and after six hours whatever HubSpot says', async () => {
    await look();
    await enrollAll();
    const before = list.pages.members;
    await after(31 * MINUTE);
    expect(list.pages.members).toBe(before);
    list.sign = list.ids.join();
    const [gone] = list.ids.splice(0, 1);
    for (let hours = 1; hours < 6; hours += 1) await after(HOUR);
    expect(await left()).toEqual([]);
    await after(HOUR);
    expect(await left()).toEqual([gone]);
  });

  it('forgets nothing that joined while the list was read: what HubSpot said before counts', async () => {
    await createLookAtAll(deps)(PORTAL);
    list.ids.push(contactId(50));
    for (const one of asked.splice(0)) await createLook(deps)(PORTAL, one.campaignId, one.sign);
    const before = list.pages.joined;
    await after(5 * MINUTE);
    expect(list.pages.joined).toBeGreaterThan(before);
  });

  it('enrolls who waited for an enrollment under way, also where the list stays as it is', async () => {
    await look();
    await enrollAll();
    await database.manager.update(RunEntity, own(), { state: 'done' });
    await database.transaction((tx) => addMembers(tx, campaign, [{ contactId: contactId(70) }], 0));
    await after(5 * MINUTE);
    const open = await database.manager.findBy(RunEntity, { ...own(), state: 'waiting' });
    expect(open).toMatchObject([{ kind: 'enroll', total: 1 }]);
  });

  it('asks once for the lists of all campaigns of an account, and looks at them in one turn from then on', async () => {
    await look();
    now += 2 * MINUTE;
    const other = await runningCampaign(database, partsOn(database, { now: () => now }), { automatic: true });
    let calls = 0;
    const { signs } = list;
    list.signs = (...ids) => {
      calls += 1;
      return signs(...ids);
    };
    expect(await duePortals(deps)).toEqual([PORTAL]);
    await look();
    expect(await duePortals(deps)).toEqual([]);
    const readings = await database.manager.find(ReadingEntity);
    expect([calls, new Set(readings.map(({ lookAt }) => lookAt))]).toEqual([1, new Set([now + 5 * MINUTE])]);
    expect(readings.map(({ campaignId }) => campaignId)).toContain(other.campaignId);
  });
});
