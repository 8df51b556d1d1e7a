import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../ground/clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import type { OwnedContacts } from '../hubspot/types.ts';
import { contactId, ownerId, portalId } from '../ground/identifiers.ts';
import type { ContactId, OwnerId, PortalId } from '../ground/identifiers.ts';
import type { PickUpOptions } from '../leads/contact/pick-up.ts';
import { createAnnounced } from '../webhooks/announced.ts';
import { InboxEntity } from '../webhooks/inbox-entity.ts';
import type { InboxEvent } from '../webhooks/inbox-entity.ts';
import { ReconcileEntity } from './reconcile-entity.ts';
import { createReconcile } from './reconcile.ts';
import type { Reconcile, ReconcileDeps } from './reconcile.ts';

const PORTAL = portalId(4242);
const TARA = ownerId(900);
const START = Date.UTC(2026, 10, 23, 15);
/** HubSpot shows so many contacts on one page. */
const PAGE = 200;

describeOnBothDatabases('looking for what webhooks missed', [ReconcileEntity, InboxEntity], (open) => {
  let database: TestDatabase;
  let now: number;
  /** HubSpot's clock, if it tells. */
  let theirs: number | null;
  let owners: OwnerId[];
  let connected: PortalId[];
  /** What search shows: contacts of assistants and when they were modified. */
  let index: Map<ContactId, number>;
  /** Open leads, and when they were last read. */
  let leads: Map<ContactId, number>;
  let searches: OwnedContacts[];
  let pickedUp: { ids: ContactId[]; options: PickUpOptions | undefined }[];
  let asked: number;
  let minutes: number;
  let dataSync: { on: boolean; since: number | null };
  let fail: Error | undefined;
  let reconcile: Reconcile;

  beforeEach(async () => {
    database = await open();
    [now, owners, connected, asked, minutes, fail] = [START, [TARA], [PORTAL], 0, 5, undefined];
    [theirs, dataSync] = [null, { on: true, since: null }];
    [index, leads, searches, pickedUp] = [new Map(), new Map(), [], []];
    reconcile = createReconcile(parts());
  });

  const parts = (): ReconcileDeps => ({
    database,
    clock: { now: () => now },
    announced: createAnnounced({ database, clock: { now: () => now }, appId: '7' }),
    hubspotTime: { now: async () => theirs },
    logger: { debug() {}, info() {}, warn() {}, error() {}, fatal() {}, child: () => null as never },
    jobs: { enqueue: async () => void (asked += 1) } as never,
    hubspot: {
      portals: {
        find: async (id: PortalId) => ({ status: connected.includes(id) ? 'connected' : 'disconnected' }),
        connected: async () => connected.map((id) => ({ portalId: id })),
      } as never,
      search: { ownedBy: async (_portal, query) => search(query) },
    },
    assistants: { list: async () => owners.map((owner) => ({ ownerId: owner })) } as never,
    settings: { get: async () => ({ reconcileMinutes: minutes, dataSync }) } as never,
    leads: {
      open: async (_portal, ids) => new Map(ids.filter((id) => leads.has(id)).map((id) => [id, {} as never])),
      countOpen: async () => leads.size,
      oldestReadings: async (_portal, before, limit) =>
        [...leads]
          .filter(([, at]) => at < before)
          .sort(([, a], [, b]) => a - b)
          .map(([id]) => id)
          .slice(0, limit),
      async pickUp(_portal, triggers, options) {
        if (fail) throw fail;
        if (triggers.size === 0) return;
        pickedUp.push({ ids: [...triggers.keys()], options });
        for (const id of triggers.keys()) leads.set(id, now);
      },
    },
  });

  function search(query: OwnedContacts) {
    searches.push(query);
    const found = [...index]
      .filter(([id, at]) => at >= (query.modifiedSince ?? 0) && Number(id) > Number(query.after ?? 0))
      .map(([id]) => id)
      .sort((a, b) => Number(a) - Number(b));
    return { ids: found.slice(0, PAGE), more: found.length > PAGE };
  }

  /** The jobs of one round. Resolves to how many they were. */
  async function round(): Promise<number> {
    for (let jobs = 1; ; jobs += 1) {
      asked = 0;
      await reconcile.run(PORTAL);
      if (asked === 0) return jobs;
    }
  }
  const after = async (ms: number): Promise<void> => {
    now += ms;
    [searches, pickedUp] = [[], []];
    await round();
  };
  const read = (): ContactId[] => pickedUp.filter(({ options }) => !options?.found).flatMap(({ ids }) => ids);
  const found = (): ContactId[] => pickedUp.filter(({ options }) => options?.found).flatMap(({ ids }) => ids);
  const ids = (count: number, from = 1): ContactId[] =>
    Array.from({ length: count }, (_, i) => contactId(from + i));

  it('begins with everything, then looks at what changed since, with an overlap', async () => {
    index.set(contactId(7), START - 10 * DAY);
    await round();
    expect(found()).toEqual([contactId(7)]);
    expect(searches).toEqual([{ owners: [TARA], modifiedSince: null, after: null }]);
    index.set(contactId(8), START + MINUTE);
    index.set(contactId(9), START - 5 * MINUTE);
    await after(5 * MINUTE);
    expect(searches).toEqual([{ owners: [TARA], modifiedSince: START - 10 * MINUTE, after: null }]);
    expect(found()).toEqual([contactId(8), contactId(9)]);
    expect(pickedUp.every(({ options }) => options?.lane === 'bulk')).toBe(true);
  });

  it('looks at nothing while data sync is off; when it is on again, at everything, however short it was off', async () => {
    for (const id of ids(700)) leads.set(id, START - HOUR);
    await round();
    dataSync = { on: false, since: now };
    index.set(contactId(900), START - 10 * DAY);
    await after(6 * MINUTE);
    expect([searches, pickedUp]).toEqual([[], []]);
    expect(await reconcile.due(), 'it is not asked for again at once').toEqual([]);
    dataSync = { on: true, since: now };
    expect(await reconcile.firstSync(PORTAL, now)).toEqual({ done: 0, total: 700, remainingMs: null });
    await reconcile.run(PORTAL);
    now += MINUTE;
    await reconcile.run(PORTAL);
    const under = await reconcile.firstSync(PORTAL, dataSync.since ?? 0);
    expect(under).toMatchObject({ done: 501, total: 701 });
    expect(under?.remainingMs).toBe(Math.round((200 / 501) * MINUTE));
    await round();
    expect(await reconcile.firstSync(PORTAL, dataSync.since ?? 0)).toBeNull();
    expect(found()).toEqual([contactId(900)]);
    expect(read()).toHaveLength(700);
  });

  it('begins the first sync anew where it was switched off and on in the middle', async () => {
    for (const id of ids(700)) leads.set(id, START - HOUR);
    dataSync = { on: true, since: now };
    await reconcile.run(PORTAL);
    now += SECOND;
    dataSync = { on: true, since: now };
    await round();
    expect(searches.map(({ modifiedSince }) => modifiedSince)).toEqual([null, null]);
    expect(await reconcile.firstSync(PORTAL, now)).toBeNull();
  });

  it('looks further back while this machine’s clock is ahead of HubSpot’s, which dates the changes', async () => {
    const ahead = 2 * HOUR;
    theirs = START - ahead;
    await round();
    index.set(contactId(8), theirs + MINUTE);
    theirs += 5 * MINUTE;
    await after(5 * MINUTE);
    expect(searches).toEqual([{ owners: [TARA], modifiedSince: START - ahead - 10 * MINUTE, after: null }]);
    expect(found()).toEqual([contactId(8)]);
    theirs = now + HOUR;
    await after(5 * MINUTE);
    expect(searches[0]?.modifiedSince).toBe(now - 15 * MINUTE);
  });

  it('asks nothing about contacts whose lead is open', async () => {
    for (const id of ids(3)) leads.set(id, START);
    for (const id of ids(4)) index.set(id, START);
    await round();
    expect(found()).toEqual([contactId(4)]);
  });

  it('leaves hand-overs alone that were heard and wait to be looked at, and only those', async () => {
    const heard: Partial<InboxEvent>[] = [
      { contactId: contactId(1) },
      { contactId: contactId(2), processedAt: START },
      { contactId: contactId(3), propertyValue: '901' },
      { contactId: contactId(4), propertyName: 'email', propertyValue: TARA },
      { contactId: contactId(5), changeSource: 'INTEGRATION', sourceId: '7' },
      { contactId: contactId(6), receivedAt: START - 11 * MINUTE },
      { contactId: contactId(7), portalId: portalId(4243) },
    ];
    const event: Omit<InboxEvent, 'contactId' | 'dedupeKey'> = {
      portalId: PORTAL,
      kind: 'propertyChange',
      propertyName: 'hubspot_owner_id',
      propertyValue: TARA,
      occurredAt: START,
      changeSource: 'CRM_UI',
      sourceId: 'userId:1',
      merge: null,
      receivedAt: START - MINUTE,
      processedAt: null,
    };
    const rows = heard.map((row, at) => ({ ...event, dedupeKey: String(at), ...row }));
    await database.manager.insert(InboxEntity, rows);
    for (const id of ids(8)) index.set(id, START);
    await round();
    expect(found()).toEqual(ids(7, 2));
  });

  it('finds more than 10,000, page by page and job by job, and goes on where a job failed', async () => {
    for (const id of ids(10_450)) index.set(id, START);
    fail = new Error('HubSpot is away');
    await expect(reconcile.run(PORTAL)).rejects.toThrow('away');
    fail = undefined;
    expect(await round()).toBeGreaterThan(10);
    expect(found()).toEqual(ids(10_450));
    expect(new Set(searches.map(({ after: last }) => last)).size).toBe(Math.ceil(10_450 / PAGE));
  });

  it('goes on in another process with the page that follows', async () => {
    for (const id of ids(2_000)) index.set(id, START);
    await reconcile.run(PORTAL);
    expect(found()).toHaveLength(1_000);
    now += 2 * MINUTE;
    reconcile = createReconcile(parts());
    await round();
    expect(found()).toEqual(ids(2_000));
  });

  it('searches for everything once a day, after an absence, and when an assistant is new', async () => {
    const isFull = (): boolean => searches.some(({ modifiedSince }) => modifiedSince === null);
    await round();
    let full = 0;
    for (let rounds = 0; rounds < 2 * 288; rounds += 1) {
      await after(5 * MINUTE);
      full += Number(isFull());
    }
    expect(full).toBe(2);
    await after(16 * MINUTE);
    expect(isFull()).toBe(true);
    owners = [TARA, ownerId(901)];
    await after(5 * MINUTE);
    expect(isFull()).toBe(true);
    owners = [TARA];
    await after(5 * MINUTE);
    expect(isFull()).toBe(false);
    owners = [TARA, ownerId(901)];
    await after(5 * MINUTE);
    expect(isFull()).toBe(true);
    now -= 2 * HOUR;
    await after(0);
    expect(isFull()).toBe(true);
  });

  it.each([
    [5, 1_000, 91],
    [15, 1_000, 334],
    [60, 1_000, 1_000],
    [5, 10, 1],
  ])(
    'every %i minutes with %i open leads: %i are read, all within an hour',
    async (interval, open_, most) => {
      minutes = interval;
      for (const id of ids(open_)) leads.set(id, START - 1);
      await round();
      expect(read()).toHaveLength(open_);
      const seen = new Set<ContactId>();
      for (let passed = 0; passed < 60; passed += interval) {
        await after(interval * MINUTE);
        expect(read().length).toBeLessThanOrEqual(most);
        for (const id of read()) seen.add(id);
      }
      expect(seen.size).toBe(open_);
    },
  );

  it('reads those first that were read longest ago, and nothing twice in a round', async () => {
    await round();
    for (const [position, id] of ids(22).entries()) leads.set(id, START - position * MINUTE);
    await after(5 * MINUTE);
    expect(read()).toEqual([contactId(22), contactId(21)]);
  });

  it('reads all open leads after an absence, in several jobs', async () => {
    await round();
    for (const id of ids(1_700)) leads.set(id, now);
    now += 7 * DAY;
    pickedUp = [];
    expect(await round()).toBeGreaterThan(3);
    expect(read().sort((a, b) => Number(a) - Number(b))).toEqual(ids(1_700));
  });

  it('is due when its time has come, for connected accounts, and after the clock was set back', async () => {
    connected = [PORTAL, portalId(2)];
    expect(await reconcile.due()).toEqual(connected);
    await round();
    expect(await reconcile.due()).toEqual([portalId(2)]);
    now += 5 * MINUTE;
    expect(await reconcile.due()).toEqual(connected);
    await round();
    now -= DAY;
    expect(await reconcile.due()).toEqual(connected);
    connected = [];
    expect(await reconcile.due()).toEqual([]);
    searches = [];
    await reconcile.run(PORTAL);
    expect(searches).toEqual([]);
  });

  it('without an assistant that is an owner it searches nothing', async () => {
    owners = [];
    leads.set(contactId(1), START - 1);
    await round();
    expect(searches).toEqual([]);
    expect(read()).toEqual([contactId(1)]);
  });

  it('searches for more owners than one query takes, one part after the other', async () => {
    owners = Array.from({ length: 250 }, (_, i) => ownerId(1_000 + i));
    await round();
    expect(searches.map((query) => query.owners.length)).toEqual([100, 100, 50]);
  });

  describe('a round that is given up', () => {
    it('is planned anew when nobody carried it on for long', async () => {
      for (const id of ids(1_200)) index.set(id, START);
      await reconcile.run(PORTAL);
      searches = [];
      now += HOUR;
      await round();
      expect(searches[0]).toEqual({ owners: [TARA], modifiedSince: null, after: null });
    });
  });
});
