import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EntitySchema } from 'typeorm';
import type { Random } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { openAnother } from '../../database/test-database.ts';
import { ownerId } from '../../ground/identifiers.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { Jobs, NewJob } from '../../jobs/jobs.ts';
import { createContacts } from '../records/contacts.ts';
import type { ContactWrite, Lane, OutboxOutcome } from '../types.ts';
import { activityTypes } from './creates/activities.ts';
import type { ActivityKind } from './creates/activities.ts';
import { createOutbox, outboxEntities } from './outbox.ts';
import type { HubSpotOutbox, OutboxDeps } from './outbox.ts';
import { TestHubSpot, testPortal } from './test-hubspot.ts';
import type { SeenCall } from './test-hubspot.ts';

/** A clock that only a test moves. */
export class TestClock {
  time = Date.UTC(2026, 10, 21, 10);
  now = (): number => this.time;
}

export const testRandom: Random = {
  uuid: () => randomUUID(),
  // As random as the real one: a pause is no whole number by itself.
  fraction: () => 0.512_345_678,
  bytes: (length) => Buffer.alloc(length),
};

interface Wish {
  key: string;
  lane?: Lane;
  owner?: OwnerId | null;
  everyMs?: number;
}

const email = {
  direction: 'EMAIL',
  status: 'SENT',
  subject: 'Hello',
  from: { email: 'tara@acme.example', name: 'Tara Tern' },
  to: { email: 'kim@example.com' },
} as const;

/** TypeORM's entity type is invariant in its rows. */
export const testEntities = outboxEntities as unknown as EntitySchema<never>[];

/** An outbox on a database and a test HubSpot, with the jobs it asks for in a list. */
export class TestOutbox {
  readonly clock: TestClock;
  readonly hubspot: TestHubSpot;
  readonly outbox: HubSpotOutbox;
  readonly outcomes: OutboxOutcome[] = [];
  jobs: NewJob[] = [];
  /** Accounts of which it was said that they lack a property of ours. */
  readonly lost: PortalId[] = [];
  /** Calls wait for their turn. */
  busy = false;
  readonly database: Database;

  /** @param limits what may leave; absent: everything */
  constructor(
    database: Database,
    hubspot?: TestHubSpot,
    clock = new TestClock(),
    limits?: OutboxDeps['limits'],
  ) {
    this.database = database;
    this.clock = clock;
    this.hubspot = hubspot ?? new TestHubSpot(clock);
    this.outbox = createOutbox({
      database,
      client: this.hubspot,
      contacts: createContacts({ client: this.hubspot }),
      jobs: this.fakeJobs(),
      clock,
      random: testRandom,
      logger: pino({ level: 'silent' }),
      isBusy: () => this.busy,
      limits,
      known: { lost: async (portalId) => void this.lost.push(portalId) },
    });
    this.outbox.onOutcome(async (_tx, outcome) => void this.outcomes.push(outcome));
  }

  /** Another process on the same database and the same HubSpot. */
  another(): TestOutbox {
    return new TestOutbox(this.database, this.hubspot, this.clock);
  }

  /**
   * Flushes in another process, which dies while its first call is under way: nobody records anything. Resolves to that
   * call when the process can do nothing more; what it went on with would take the rows of this test, or of the next.
   * @param url where the database is: a process has connections of its own, and they die with it
   */
  async flushAndDie(url: string): Promise<SeenCall> {
    const connections = await openAnother(url, testEntities);
    const dying = new TestOutbox(connections, this.hubspot, this.clock);
    const death = Promise.withResolvers<never>();
    const left = Promise.withResolvers<SeenCall>();
    this.hubspot.before = (call) => {
      this.hubspot.before = () => undefined;
      left.resolve(call);
      return death.promise;
    };
    dying.flush().catch(() => undefined);
    const call = await left.promise;
    await connections.close();
    death.reject(new Error('killed'));
    return call;
  }

  in(work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.database.transaction(work);
  }

  write(id: ContactId, rest: Partial<ContactWrite>): Promise<void> {
    const base = { portalId: testPortal, contactId: id, lane: 'interactive' } as const;
    return this.in((tx) => this.outbox.updateContact(tx, { ...base, ...rest }));
  }

  create(kind: ActivityKind, id: ContactId, wish: Wish): Promise<void> {
    return this.in((tx) => this.createIn(tx, kind, id, wish));
  }

  createIn(tx: Tx, kind: ActivityKind, id: ContactId, wish: Wish): Promise<void> {
    const { key, lane = 'interactive', owner = ownerId(70), everyMs } = wish;
    const at = this.clock.time;
    const html = `<p>${key}</p>`;
    const base = { portalId: testPortal, contactId: id, lane, key, at, ownerId: owner, html };
    const paced = everyMs === undefined ? base : { ...base, everyMs };
    if (kind === 'note') return this.outbox.createNote(tx, base);
    if (kind === 'task') {
      return this.outbox.createTask(tx, { ...base, subject: key, dueAt: at, priority: 'HIGH' });
    }
    return this.outbox.createEmail(tx, { ...paced, ...email, text: key, messageId: `<${key}@acme.example>` });
  }

  /** What HubSpot has of a kind. */
  made(kind: ActivityKind) {
    return this.hubspot.activities[activityTypes[kind].object] ?? [];
  }

  flush(): Promise<void> {
    return this.outbox.flush(testPortal);
  }

  /** Runs the flushes that were asked for, moving the clock to each, until none is left. */
  async settle(rounds = 20): Promise<void> {
    for (let round = 0; round < rounds && this.jobs.length > 0; round += 1) {
      const runAt = Math.min(...this.jobs.map((job) => job.runAt ?? 0));
      this.jobs = [];
      this.clock.time = Math.max(this.clock.time, runAt);
      await this.flush();
    }
  }

  of<Kind extends OutboxOutcome['kind']>(kind: Kind): Extract<OutboxOutcome, { kind: Kind }>[] {
    return this.outcomes.filter(
      (outcome): outcome is Extract<OutboxOutcome, { kind: Kind }> => outcome.kind === kind,
    );
  }

  private fakeJobs(): Jobs {
    const jobs: Pick<Jobs, 'enqueue'> = { enqueue: async (_tx, job) => void this.jobs.push(job) };
    return jobs as Jobs; // The outbox uses nothing else.
  }
}
