import { randomUUID } from 'node:crypto';
import type { EntitySchema } from 'typeorm';
import { beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../ground/clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { collectingLogger } from '../hubspot/test-hubspot.ts';
import type { JournalAccount, Subscribed } from '../hubspot/journal/journal-subscriptions.ts';
import type { JournalEvents, Membership } from '../hubspot/journal/journal-events.ts';
import type { WebhookEvent } from '../hubspot/types.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { InboxEntity } from '../webhooks/inbox-entity.ts';
import { createInbox } from '../webhooks/inbox.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import { JournalEntity } from './journal-entity.ts';
import { createJournal } from './journal.ts';
import type { Journal, JournalDeps } from './journal.ts';
import type { EventCounts } from '../webhooks/store-events.ts';

const PORTAL = portalId(1);
const OTHER = portalId(2);
const START = 1_790_000_000_000;

const event = (key: string): WebhookEvent => ({
  portalId: PORTAL,
  kind: 'propertyChange',
  contactId: contactId(7),
  propertyName: 'hubspot_owner_id',
  propertyValue: '900',
  occurredAt: START,
  changeSource: 'JOURNAL',
  sourceId: '',
  merge: null,
  dedupeKey: key,
});

// TypeORM's entity type is invariant in its rows.
const entities = [InboxEntity, JournalEntity] as unknown as EntitySchema<never>[];

describeOnBothDatabases('the journal', entities, (open) => {
  let database: TestDatabase;
  let inbox: Inbox;
  let journal: Journal;
  let now: number;
  /** The journal's files, by offset, oldest first. */
  let files: Map<string, Partial<JournalEvents>>;
  let refusal: Error | undefined;
  let refusedPortals: Map<PortalId, string>;
  /** The journal knows no place after which it could go on. */
  let lost: boolean;
  let openSubscriptions: Subscribed['open'];
  let connected: PortalId[];
  let subscribed: (readonly JournalAccount[])[];
  let lists: Map<PortalId, Set<string>>;
  let changedLists: Membership[];
  let asked: (string | null)[];
  let confirmed: PortalId[];
  let jobs: string[];
  let counted: EventCounts[];
  let beforeRead: (offset: string) => Promise<void> | void;

  beforeEach(async () => {
    database = await open();
    [now, refusal, connected, files, refusedPortals] = [START, undefined, [PORTAL], new Map(), new Map()];
    [openSubscriptions, lost] = [[], false];
    [lists, changedLists] = [new Map(), []];
    [subscribed, asked, confirmed, jobs, counted, beforeRead] = [[], [], [], [], [], () => undefined];
    const { logger } = collectingLogger();
    const parts = {
      logger,
      database,
      clock: { now: () => now },
      random: { uuid: () => randomUUID() },
      jobs: { enqueue: async (_tx: unknown, { queue }: { queue: string }) => void jobs.push(queue) } as never,
      portals: { connected: async () => connected.map((id) => ({ portalId: id })) } as never,
    };
    inbox = createInbox({ ...parts, handle: async () => undefined });
    const api: JournalDeps['api'] = {
      async subscribe(accounts) {
        if (refusal) throw refusal;
        subscribed.push(accounts);
        return { refused: refusedPortals, open: openSubscriptions };
      },
      async after(offset, count) {
        asked.push(offset);
        const all = [...files.keys()].map((at) => ({ offset: at, url: `https://files.example/${at}` }));
        if (offset === null) return all.slice(0, 1);
        if (lost) return 'gone';
        const position = all.findIndex((entry) => entry.offset === offset);
        return position === -1 ? 'gone' : all.slice(position + 1, position + 1 + count);
      },
      async read({ offset }) {
        await beforeRead(offset);
        return { events: [], uninstalled: [], memberships: [], rejected: 0, ...files.get(offset) };
      },
    };
    const tokens = { confirm: async (id: PortalId) => void confirmed.push(id) };
    const onRead = (counts: EventCounts) => void counted.push(counts);
    journal = createJournal({
      ...parts,
      inbox,
      api,
      tokens,
      logger,
      onRead,
      watchedLists: async () => lists,
      onMemberships: async (changed) => void changedLists.push(changed),
      app: 'client',
      on: true,
    });
  });

  const fill = (from: number, to: number) => {
    for (let at = from; at <= to; at += 1) files.set(`o${at}`, { events: [event(`e${at}`)] });
  };
  const stored = async () => (await database.manager.find(InboxEntity)).map((row) => row.dedupeKey).sort();
  const row = () => database.manager.findOneByOrFail(JournalEntity, { app: 'client' });

  it('begins at the earliest entry, stores everything, and goes on where it stopped', async () => {
    fill(1, 3);
    await journal.run();
    expect(await stored()).toEqual(['e1', 'e2', 'e3']);
    expect(await row()).toMatchObject({ cursor: 'o3', readAt: START, refusedReason: null });
    fill(4, 4);
    asked = [];
    await journal.run();
    expect(asked[0]).toBe('o3');
    expect(await stored()).toHaveLength(4);
  });

  it('ignores what webhooks brought before, and is no sign that webhooks come', async () => {
    await inbox.store([{ ...event('e1'), changeSource: 'CRM_UI' }]);
    now += HOUR;
    fill(1, 2);
    await journal.run();
    expect(await stored()).toEqual(['e1', 'e2']);
    expect(await inbox.lastEventAt(PORTAL)).toBe(START);
  });

  it('tells the operator what it read, and when it last came to the end', async () => {
    expect(await journal.readAt()).toBeNull();
    await inbox.store([event('e1')]);
    const foreign = { ...event('e3'), portalId: OTHER };
    files.set('o1', { events: [event('e1'), event('e2'), foreign], rejected: 2 });
    await journal.run();
    expect(counted).toEqual([{ stored: 1, duplicates: 1, foreign: 1, rejected: 2 }]);
    expect(await journal.readAt()).toBe(START);
    now += HOUR;
    files.set('o2', {});
    beforeRead = () => {
      throw new BatonError('HUBSPOT_UNAVAILABLE', 'cut off', { retry: 'backoff' });
    };
    await expect(journal.run()).rejects.toThrow('cut off');
    expect(counted).toHaveLength(1);
    expect(await journal.readAt()).toBe(START);
  });

  it('resumes at the entry that failed, having kept those before', async () => {
    fill(1, 5);
    beforeRead = (offset) => {
      if (offset === 'o4') throw new BatonError('HUBSPOT_UNAVAILABLE', 'cut off', { retry: 'backoff' });
    };
    await expect(journal.run()).rejects.toThrow('cut off');
    expect(await stored()).toEqual(['e1', 'e2', 'e3']);
    expect((await row()).cursor).toBe('o3');
    beforeRead = () => undefined;
    asked = [];
    await journal.run();
    expect(asked[0]).toBe('o3');
    expect(await stored()).toHaveLength(5);
  });

  it('stores 10,000 events of one file, and the cursor only with the last of them', async () => {
    const events = Array.from({ length: 10_000 }, (_, at) => event(`e${at}`));
    files.set('big', { events });
    const store = inbox.store.bind(inbox);
    let calls = 0;
    inbox.store = (part) => {
      calls += 1;
      if (calls === 12) throw new Error('killed');
      return store(part);
    };
    await expect(journal.run()).rejects.toThrow('killed');
    expect((await database.manager.findOneBy(JournalEntity, { app: 'client' }))?.cursor).toBeNull();
    await journal.run();
    expect(await database.manager.count(InboxEntity)).toBe(10_000);
    expect((await row()).cursor).toBe('big');
  });

  it('stops when another process has come further, and loses nothing', async () => {
    fill(1, 3);
    let other: Promise<void> | undefined;
    beforeRead = async (offset) => {
      if (offset !== 'o2' || other) return;
      other = journal.run();
      await other;
    };
    await journal.run();
    expect(await stored()).toEqual(['e1', 'e2', 'e3']);
    expect((await row()).cursor).toBe('o3');
  });

  it('begins again at the earliest entry when its place is gone', async () => {
    fill(1, 1);
    await journal.run();
    files = new Map();
    fill(8, 9);
    await journal.run();
    expect(await stored()).toEqual(['e1', 'e8', 'e9']);
    expect((await row()).cursor).toBe('o9');
  });

  it('waits for the next run when the journal does not know the place that it named', async () => {
    fill(1, 1);
    await journal.run();
    lost = true;
    await journal.run();
    expect(asked).toEqual([null, 'o1', 'o1', null, 'o1']);
    expect(jobs).not.toContain('inbox.journal');
  });

  it('goes on in another job when there is much', async () => {
    fill(1, 150);
    await journal.run();
    expect(jobs).toContain('inbox.journal');
    expect(await database.manager.count(InboxEntity)).toBeLessThan(150);
    await journal.run();
    expect(await database.manager.count(InboxEntity)).toBe(150);
  });

  it('asks whether a connection holds where the app was taken out, before it moves on', async () => {
    files.set('o1', { uninstalled: [OTHER, OTHER] });
    await journal.run();
    expect(confirmed).toEqual([OTHER]);
    expect((await row()).cursor).toBe('o1');
  });

  it('looks at its subscriptions when the accounts change and once a day', async () => {
    await journal.run();
    await journal.run();
    expect(subscribed).toEqual([[{ portalId: PORTAL, listIds: [] }]]);
    connected = [PORTAL, OTHER];
    await journal.run();
    expect(subscribed[1]?.map(({ portalId: id }) => id)).toEqual([PORTAL, OTHER]);
    now += DAY;
    await journal.run();
    expect(subscribed).toHaveLength(3);
    lists = new Map([[OTHER, new Set(['9', '12'])]]);
    await journal.run();
    await journal.run();
    expect(subscribed).toHaveLength(4);
    expect(subscribed[3]?.[1]).toEqual({ portalId: OTHER, listIds: ['12', '9'] });
  });

  it('tells of a list that changed, once for a file, and again where it died before it moved on', async () => {
    const joined = { portalId: PORTAL, listId: '12', left: false };
    files.set('o1', {
      memberships: [joined, { ...joined }, { ...joined, left: true }],
      events: [event('e1')],
    });
    const store = inbox.store.bind(inbox);
    inbox.store = () => Promise.reject(new Error('killed'));
    await expect(journal.run()).rejects.toThrow('killed');
    inbox.store = store;
    await journal.run();
    await journal.run();
    expect(changedLists.map(({ left }) => left)).toEqual([false, true, false, true]);
  });

  it('says for which account HubSpot refuses it', async () => {
    refusedPortals = new Map([[OTHER, 'The app is not installed in the account 2']]);
    await journal.run();
    expect(await journal.problem(PORTAL)).toBeNull();
    expect(await journal.problem(OTHER)).toContain('not installed');
  });

  it.each([
    ['backoff', 2],
    ['never', 1],
  ] as const)(
    'reads although a subscription fails, and asks again soon if that can help (%s)',
    async (retry, times) => {
      fill(1, 1);
      const error = new BatonError('HUBSPOT_UNAVAILABLE', 'down', { retry });
      openSubscriptions = [{ about: 'APP_LIFECYCLE_EVENT', error }];
      await journal.run();
      expect(await stored()).toEqual(['e1']);
      expect(await journal.problem(PORTAL)).toBeNull();
      now += 5 * MINUTE;
      await journal.run();
      expect(subscribed).toHaveLength(times);
    },
  );

  it('reads what was subscribed before while HubSpot does not take subscriptions, then tries again', async () => {
    fill(1, 1);
    refusal = new BatonError('HUBSPOT_UNAVAILABLE', 'down', { retry: 'backoff' });
    await expect(journal.run()).rejects.toThrow('down');
    expect(await stored()).toEqual(['e1']);
    expect(await row()).toMatchObject({ cursor: 'o1', subscribedAt: null, refusedReason: null });
  });

  it('switches itself off with a reason without the permission, looks again hourly, and comes back', async () => {
    fill(1, 1);
    refusal = new BatonError('HUBSPOT_MISSING_SCOPE', '400 BAD_SCOPE');
    await journal.run();
    expect(await journal.problem(PORTAL)).toContain('BAD_SCOPE');
    refusal = undefined;
    now += HOUR - 1;
    expect(await journal.due()).toBe(false);
    now += 1;
    expect(await journal.due()).toBe(true);
    await journal.run();
    expect(await stored()).toEqual(['e1']);
    expect(await journal.problem(PORTAL)).toBeNull();
  });

  it('is due at once, every five minutes, and after the clock was set back', async () => {
    expect(await journal.due()).toBe(true);
    await journal.run();
    expect(await journal.due()).toBe(false);
    now += 5 * MINUTE;
    expect(await journal.due()).toBe(true);
    await journal.run();
    now -= DAY;
    expect(await journal.due()).toBe(true);
  });

  it('does nothing when the operator has it off', async () => {
    fill(1, 1);
    const off = createJournal({ database, on: false } as unknown as JournalDeps);
    await off.run();
    expect(await off.due()).toBe(false);
    await off.ask(database.manager);
    expect(await off.problem(PORTAL)).toBeUndefined();
    expect(await off.readAt()).toBeNull();
  });
});
