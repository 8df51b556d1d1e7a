import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../ground/clock.ts';
import { describeOnBothDatabases, openAnother } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import type { WebhookEvent } from '../hubspot/types.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { NewJob } from '../jobs/jobs.ts';
import { InboxEntity } from './inbox-entity.ts';
import type { InboxEvent } from './inbox-entity.ts';
import { createInbox } from './inbox.ts';
import type { Inbox } from './inbox.ts';
import { InboxTurnEntity } from './turn-entity.ts';

const PORTAL = portalId(1);
const OTHER = portalId(2);

const event = (key: string, change: Partial<WebhookEvent> = {}): WebhookEvent => ({
  portalId: PORTAL,
  kind: 'propertyChange',
  contactId: contactId(7),
  propertyName: 'hubspot_owner_id',
  propertyValue: '900',
  occurredAt: 1_000,
  changeSource: 'CRM_UI',
  sourceId: 'userId:1',
  merge: null,
  dedupeKey: key,
  ...change,
});

describeOnBothDatabases('inbox', [InboxEntity, InboxTurnEntity], (open) => {
  let database: TestDatabase;
  let inbox: Inbox;
  let now: number;
  let jobs: NewJob[];
  let handled: string[][];
  let warnings: object[];
  let connected: PortalId[];
  let enqueue: (job: NewJob) => Promise<void>;
  let handle: (events: readonly InboxEvent[]) => Promise<void>;

  beforeEach(async () => {
    database = await open();
    [now, jobs, handled, warnings] = [10_000, [], [], []];
    connected = [PORTAL, OTHER];
    enqueue = async (job) => void jobs.push(job);
    handle = async (events) => void handled.push(events.map((one) => one.dedupeKey));
    inbox = createInbox({
      database,
      clock: { now: () => now },
      random: { uuid: () => randomUUID() },
      jobs: { enqueue: (_tx: unknown, job: NewJob) => enqueue(job) },
      portals: { connected: async () => connected.map((portalId) => ({ portalId })) },
      handle: (_portal, events) => handle(events),
      logger: {
        warn: (about: object) => warnings.push(about),
        error: (about: object) => warnings.push(about),
      } as never,
    });
  });

  it('stores a batch, asks for one job a portal, and says what it did', async () => {
    const batch = [
      event('a'),
      event('b'),
      event('c', { portalId: OTHER }),
      event('d', { portalId: portalId(999) }),
    ];
    expect(await inbox.store(batch)).toEqual({ stored: 3, duplicates: 0, foreign: 1, refused: 0 });
    await inbox.drain();
    // Each is asked for in a transaction of its own, so they may come in any order.
    expect(jobs.map(({ key }) => key).sort()).toEqual([PORTAL, OTHER]);
  });

  it('reads the events of an account in one run at a time, which takes those that come meanwhile', async () => {
    await inbox.store([event('first')]);
    let release = (): void => undefined;
    const started = new Promise<void>((begun) => {
      handle = async (events) => {
        handled.push(events.map((one) => one.dedupeKey));
        begun();
        await new Promise<void>((done) => (release = done));
      };
    });
    const running = inbox.process(PORTAL);
    await started;
    await inbox.process(PORTAL);
    await inbox.store([event('second')]);
    await inbox.process(PORTAL);
    expect(handled).toEqual([['first']]);
    // The run may have looked for the last time: whoever was turned away looks again.
    await inbox.drain();
    expect(jobs.map(({ runAt }) => runAt)).toContain(now + 250);
    handle = async (events) => void handled.push(events.map((one) => one.dedupeKey));
    release();
    await running;
    expect(handled).toEqual([['first'], ['second']]);
  });

  it('knows a duplicate in the same batch, in a later one, and after it was processed', async () => {
    expect(await inbox.store([event('a'), event('a')])).toMatchObject({ stored: 1, duplicates: 1 });
    expect(await inbox.store([event('a'), event('b')])).toMatchObject({ stored: 1, duplicates: 1 });
    await inbox.process(PORTAL);
    expect(await inbox.store([event('b')])).toMatchObject({ stored: 0, duplicates: 1 });
  });

  it('stores an event once when 10 deliveries come at the same moment', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () => inbox.store([event('a'), event('b')])),
    );
    expect(await database.manager.count(InboxEntity)).toBe(2);
    expect(results.map(({ stored }) => stored)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(results.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(18);
  });

  it('stores all that an event holds', async () => {
    const merge = { primary: contactId(7), merged: [contactId(8)], survivor: contactId(9) };
    const stored = event('a', {
      kind: 'merge',
      propertyName: null,
      propertyValue: '"\\{},\'ü€\u{1F600}\n',
      merge,
    });
    await inbox.store([stored]);
    expect(await database.manager.find(InboxEntity)).toEqual([
      { ...stored, receivedAt: now, processedAt: null },
    ]);
  });

  it('the same key in two portals is two events', async () => {
    expect(await inbox.store([event('a'), event('a', { portalId: OTHER })])).toMatchObject({ stored: 2 });
  });

  it('hands events over in the order in which they occurred', async () => {
    await inbox.store([event('late', { occurredAt: 3_000 }), event('early', { occurredAt: 1_000 })]);
    await inbox.process(PORTAL);
    expect(handled).toEqual([['early', 'late']]);
  });

  it('brings an erasure in between the events of many others', async () => {
    const many = Array.from({ length: 250 }, (_, index) => event(`change ${index}`, { occurredAt: index }));
    await inbox.store(many);
    handle = async (events) => {
      handled.push(events.map((one) => one.kind));
      if (handled.length === 1)
        await inbox.store([event('erase', { kind: 'privacyDeletion', occurredAt: 9_999 })]);
    };
    await inbox.process(PORTAL);
    expect(handled.map((kinds) => kinds.length)).toEqual([200, 1, 50]);
    expect(handled[1]).toEqual(['privacyDeletion']);
  });

  it('keeps events that could not be handled', async () => {
    await inbox.store([event('a')]);
    handle = () => Promise.reject(new Error('HubSpot is away'));
    await expect(inbox.process(PORTAL)).rejects.toThrow('away');
    expect(await inbox.portalsWithWork()).toEqual([PORTAL]);
    handle = async (events) => void handled.push(events.map((one) => one.dedupeKey));
    await inbox.process(PORTAL);
    expect(handled).toEqual([['a']]);
    expect(await inbox.portalsWithWork()).toEqual([]);
  });

  it('drops values once they are handled, and after three days all events but the last', async () => {
    await inbox.store([event('a')]);
    await inbox.process(PORTAL);
    expect((await database.manager.findOneBy(InboxEntity, { dedupeKey: 'a' }))?.propertyValue).toBeNull();
    expect(await inbox.lastEventAt(PORTAL)).toBe(now);
    now += 4 * DAY;
    await inbox.purge();
    const kept = await database.manager.find(InboxEntity);
    expect(kept).toMatchObject([{ propertyValue: null }]);
    expect(await inbox.lastEventAt(PORTAL), 'also after weeks of silence').toBe(now - 4 * DAY);
  });

  it('forgets any number of old events, and none that waits', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => event(`old ${index}`));
    await inbox.store(many);
    await database.manager.update(InboxEntity, { portalId: PORTAL }, { processedAt: now });
    await inbox.store([event('waiting')]);
    now += 4 * DAY;
    await inbox.purge();
    expect((await database.manager.find(InboxEntity)).map(({ dedupeKey }) => dedupeKey)).toEqual(['waiting']);
  });

  it('takes the value out of waiting events of a contact that is erased', async () => {
    await inbox.store([event('a'), event('b', { contactId: contactId(8) })]);
    await database.transaction((tx) => inbox.eraseContact(tx, PORTAL, contactId(7)));
    const rows = await database.manager.find(InboxEntity, { order: { dedupeKey: 'ASC' } });
    expect(rows.map(({ propertyValue }) => propertyValue)).toEqual([null, '900']);
  });

  describe('requests that come together', () => {
    const count = () => database.manager.count(InboxEntity);
    /** What the types forbid and the database refuses. */
    const bad = (key: string) => event(key, { contactId: null as never });

    it('are answered each for itself', async () => {
      const results = await Promise.all([
        inbox.store([event('a'), event('b')]),
        inbox.store([event('b'), event('c')]),
        inbox.store([event('d', { portalId: portalId(999) })]),
        inbox.store([]),
      ]);
      expect(results).toEqual([
        { stored: 2, duplicates: 0, foreign: 0, refused: 0 },
        { stored: 1, duplicates: 1, foreign: 0, refused: 0 },
        { stored: 0, duplicates: 0, foreign: 1, refused: 0 },
        { stored: 0, duplicates: 0, foreign: 0, refused: 0 },
      ]);
    });

    it('are answered only when another connection sees them', async () => {
      const other = await openAnother(database.url, [InboxEntity]);
      try {
        await Promise.all(
          ['a', 'b', 'c'].map(async (key) => {
            await inbox.store([event(key)]);
            expect(await other.manager.countBy(InboxEntity, { dedupeKey: key })).toBe(1);
          }),
        );
      } finally {
        await other.close();
      }
    });

    it('do not suffer from an event that the database refuses', async () => {
      const batches = Array.from({ length: 20 }, (_, index) => [
        event(`good ${index}`),
        event(`also ${index}`),
      ]);
      const results = await Promise.all([
        ...batches.slice(0, 10).map((batch) => inbox.store(batch)),
        inbox.store([event('beside'), bad('bad'), event('behind')]),
        ...batches.slice(10).map((batch) => inbox.store(batch)),
        inbox.store([bad('alone')]),
      ]);
      expect(results.map(({ stored }) => stored)).toEqual([...Array(21).fill(2), 0]);
      expect(results.map(({ refused }) => refused)).toEqual([
        ...Array(10).fill(0),
        1,
        ...Array(10).fill(0),
        1,
      ]);
      expect(await count()).toBe(42);
      expect(warnings).toHaveLength(2);
    });

    it('all fail when the database does, and can be sent again', async () => {
      await database.manager.query('ALTER TABLE inbox_event RENAME TO away');
      const answers = await Promise.allSettled([inbox.store([event('a')]), inbox.store([event('b')])]);
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await database.manager.query('ALTER TABLE away RENAME TO inbox_event');
      expect(await inbox.store([event('a'), event('b')])).toMatchObject({ stored: 2 });
    });

    it('know an account as soon as it is connected, and a second after it is not', async () => {
      connected = [];
      expect(await inbox.store([event('a')])).toMatchObject({ foreign: 1 });
      connected = [PORTAL];
      expect(await inbox.store([event('a')])).toMatchObject({ stored: 1 });
      connected = [];
      now += 1_001;
      expect(await inbox.store([event('b')])).toMatchObject({ foreign: 1 });
    });

    it('ask for their work together, and lose nothing when that fails', async () => {
      await Promise.all(['a', 'b', 'c'].map((key) => inbox.store([event(key)])));
      await inbox.drain();
      expect(jobs.map(({ key }) => key)).toEqual([PORTAL]);
      enqueue = () => Promise.reject(new Error('no'));
      expect(await inbox.store([event('d')])).toMatchObject({ stored: 1 });
      await inbox.drain();
      expect(warnings).toHaveLength(1);
      expect(await inbox.portalsWithWork()).toEqual([PORTAL]);
    });
  });
});
