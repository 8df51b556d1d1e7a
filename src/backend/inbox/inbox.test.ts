import { beforeEach, expect, it } from 'vitest';
import { DAY } from '../clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import type { WebhookEvent } from '../hubspot/types.ts';
import { contactId, portalId } from '../identifiers.ts';
import type { NewJob } from '../jobs/jobs.ts';
import { InboxEntity } from './inbox-entity.ts';
import type { InboxEvent } from './inbox-entity.ts';
import { createInbox } from './inbox.ts';
import type { Inbox } from './inbox.ts';

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

describeOnBothDatabases('inbox', [InboxEntity], (open) => {
  let database: TestDatabase;
  let inbox: Inbox;
  let now: number;
  let jobs: NewJob[];
  let handled: string[][];
  let handle: (events: readonly InboxEvent[]) => Promise<void>;

  beforeEach(async () => {
    database = await open();
    [now, jobs, handled] = [10_000, [], []];
    handle = async (events) => void handled.push(events.map((one) => one.dedupeKey));
    inbox = createInbox({
      database,
      clock: { now: () => now },
      jobs: { enqueue: async (_tx: unknown, job: NewJob) => void jobs.push(job) } as never,
      portals: { connected: async () => [{ portalId: PORTAL }, { portalId: OTHER }] } as never,
      handle: (_portal, events) => handle(events),
    });
  });

  it('stores a batch, asks for one job a portal, and says what it did', async () => {
    const batch = [
      event('a'),
      event('b'),
      event('c', { portalId: OTHER }),
      event('d', { portalId: portalId(999) }),
    ];
    expect(await inbox.store(batch)).toEqual({ stored: 3, duplicates: 0, foreign: 1 });
    expect(jobs.map(({ key }) => key)).toEqual([PORTAL, OTHER]);
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
    expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBeGreaterThanOrEqual(2);
  });

  it('the same key in two portals is two events', async () => {
    expect(await inbox.store([event('a'), event('a', { portalId: OTHER })])).toMatchObject({ stored: 2 });
  });

  it('hands events over in the order in which they occurred', async () => {
    await inbox.store([event('late', { occurredAt: 3_000 }), event('early', { occurredAt: 1_000 })]);
    await inbox.process(PORTAL);
    expect(handled).toEqual([['early', 'late']]);
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

  it('drops values once they are handled, and old events after three days', async () => {
    await inbox.store([event('a')]);
    await inbox.process(PORTAL);
    expect((await database.manager.findOneBy(InboxEntity, { dedupeKey: 'a' }))?.propertyValue).toBeNull();
    expect(await inbox.lastEventAt(PORTAL)).toBe(now);
    now += 4 * DAY;
    await inbox.purge();
    expect(await database.manager.count(InboxEntity)).toBe(0);
  });
});
