import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import { portalId as toPortalId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Logger } from '../../ground/logger.ts';
import { plainQueue, portalQueue } from '../../room/queue.ts';
import type { Queue } from '../../room/queue.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import type { AccountLimits, Gate } from '../limiter/account-limits.ts';
import type { Contacts, ContactWrite, MovedContact, OnOutcome, Outbox, OutboxOutcome } from '../types.ts';
import type { CreatePayload } from './creates/create-entity.ts';
import type { KnownProperties } from '../properties/known-properties.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import { ContactWrites, contactSelection } from './contact-writes.ts';
import { CreateEntity } from './creates/create-entity.ts';
import { Creates, openStates } from './creates/creates.ts';
import type { NewCreate } from './creates/creates.ts';
import { askForFlush, FLUSH_QUEUE } from './ask-for-flush.ts';
import { lanes } from './claims.ts';
import { mayCreate, mayLeave } from './flow.ts';
import type { Flusher } from './flush.ts';
import { pullIn } from './pull-in.ts';

export const outboxEntities = [ContactWriteEntity, CreateEntity];

export interface OutboxDeps {
  database: Database;
  client: HubSpotClient;
  contacts: Contacts;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Whether calls of the account wait for their turn, see Budget. */
  isBusy(portalId: PortalId): boolean;
  /** What an admin allows the account; absent: everything. */
  limits?: Pick<AccountLimits, 'gate'> | undefined;
  /** Told when a property of ours does not exist. */
  known?: Pick<KnownProperties, 'lost'>;
}

export interface HubSpotOutbox extends Outbox {
  /** Called once at composition. */
  onOutcome(handler: OnOutcome): void;
  /** Carries out what is due for a portal now. The job queue calls it; so may a test. */
  flush(portalId: PortalId): Promise<void>;
  /** After a portal was connected again: tries what failed for a missing permission once more, and flushes. */
  resume(tx: Tx, portalId: PortalId): Promise<void>;
  /** Asks for the work that is overdue because the job that should have done it is gone. Once a minute. */
  sweep(): Promise<void>;
  /** After the clock was set back: what waits for a time that lies too far ahead waits no longer. */
  pullIn(): Promise<void>;
}

/** What shares a call for seconds waits less than that, see `windowMs` and SHARED_MS. */
const SOON_MS = 10_000;
const SWEEP_QUEUE = 'hubspot.flush-sweep';
/** A flush records its failures itself; only the death of a process ends one early, and that is no reason to give up. */
const ATTEMPTS = 1_000;
/** Flushes of different portals at the same time in this process. */
const CONCURRENCY = 8;

/** Writes to HubSpot, see `Outbox`. */
export const createOutbox = (deps: OutboxDeps): HubSpotOutbox => new DurableOutbox(deps);

/** The queues that carry the writes out. */
export const outboxQueues = (outbox: Pick<HubSpotOutbox, 'flush' | 'sweep'>): Queue[] => [
  portalQueue(FLUSH_QUEUE, (portalId) => outbox.flush(portalId), {
    concurrency: CONCURRENCY,
    attempts: ATTEMPTS,
  }),
  plainQueue({
    name: SWEEP_QUEUE,
    options: { concurrency: 1 },
    cron: '* * * * *',
    run: () => outbox.sweep(),
  }),
];

class DurableOutbox implements HubSpotOutbox {
  private readonly deps: OutboxDeps;
  private readonly writes: ContactWrites;
  private readonly creates: Creates;
  private flusher: Promise<Flusher> | undefined;
  private readonly handlers: OnOutcome[] = [];

  constructor(deps: OutboxDeps) {
    this.deps = deps;
    this.writes = new ContactWrites(deps);
    this.creates = new Creates(deps);
  }

  async updateContact(tx: Tx, write: ContactWrite): Promise<void> {
    if (Object.keys(write.properties ?? {}).length === 0 && !write.owner) return;
    assertRecordId(write.contactId);
    await this.askForFlush(tx, write.portalId, await this.writes.merge(tx, write));
  }

  createNote: Outbox['createNote'] = (tx, note) => this.create(tx, note, { kind: 'note', ...stored(note) });
  createTask: Outbox['createTask'] = (tx, task) => this.create(tx, task, { kind: 'task', ...stored(task) });
  createEmail: Outbox['createEmail'] = (tx, email) =>
    this.create(tx, email, { kind: 'email', ...stored(email) });
  createContact: Outbox['createContact'] = (tx, contact) =>
    this.create(tx, contact, { kind: 'new-contact', ...stored(contact) });
  optOut: Outbox['optOut'] = (tx, optOut) => this.create(tx, optOut, { kind: 'opt-out', ...stored(optOut) });
  optOutOf: Outbox['optOutOf'] = (portalId, contactId) => this.creates.optOutOf(portalId, contactId);
  keepOwner: Outbox['keepOwner'] = (tx, portalId, contactId) =>
    this.writes.keepOwner(tx, portalId, contactId);
  withdraw: Outbox['withdraw'] = (tx, portalId, key) => this.creates.withdraw(tx, portalId, key);

  async forget(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
    await this.writes.remove(tx, portalId, [contactId]);
    await this.creates.forget(tx, portalId, contactId);
  }

  async moveContact(tx: Tx, portalId: PortalId, { from, to, properties }: MovedContact): Promise<void> {
    await this.creates.moveContact(tx, portalId, from, to);
    if (!properties) return this.writes.remove(tx, portalId, [from]);
    const due = await this.writes.moveContact(tx, portalId, from, to);
    if (due !== undefined) await this.askForFlush(tx, portalId, due);
  }

  async eraseContact(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
    await this.writes.remove(tx, portalId, [contactId]);
    await this.creates.eraseContact(tx, portalId, contactId);
  }

  async pending(portalId: PortalId, contactId: ContactId): ReturnType<Outbox['pending']> {
    const contact = await this.writes.pending(portalId, contactId);
    const creates = await this.creates.pending(portalId, contactId);
    return { waiting: contact.waiting + creates.waiting, failed: [...contact.failed, ...creates.failed] };
  }

  waiting(portalId: PortalId, always = false): Promise<number> {
    return this.count(portalId, Number.MAX_SAFE_INTEGER, always ? { lanes, onlyAlways: true } : null);
  }

  due: Outbox['due'] = (portalId) => this.count(portalId, this.deps.clock.now() + SOON_MS, null);

  private async count(portalId: PortalId, until: number, gate: Gate | null): Promise<number> {
    const { manager } = this.deps.database;
    const dueAt = LessThanOrEqual(until);
    const writes = await manager
      .createQueryBuilder(ContactWriteEntity, 'r')
      .where({ portalId, state: 'waiting', dueAt })
      .andWhere(mayLeave(gate, 'contact'))
      .getCount();
    const creates = await manager
      .createQueryBuilder(CreateEntity, 'r')
      .where({ portalId, state: In([...openStates]), dueAt })
      .andWhere(mayCreate(gate))
      .getCount();
    return writes + creates;
  }

  withdrawEmails: Outbox['withdrawEmails'] = (tx, portalId) => this.creates.withdrawEmails(tx, portalId);
  flushNow: Outbox['flushNow'] = (tx, portalId) => this.askForFlush(tx, portalId, this.deps.clock.now());

  async createdAs(portalId: PortalId, keys: readonly string[]): Promise<Map<string, string>> {
    const where = { portalId, key: In([...keys]), hubspotId: Not(IsNull()) };
    const rows = await this.deps.database.manager.find(CreateEntity, {
      select: { key: true, hubspotId: true },
      where,
    });
    return new Map(rows.map(({ key, hubspotId }) => [key, hubspotId ?? '']));
  }

  onOutcome(handler: OnOutcome): void {
    this.handlers.push(handler);
  }

  async flush(portalId: PortalId): Promise<void> {
    this.flusher ??= this.newFlusher();
    return (await this.flusher).flush(portalId);
  }

  /** Loaded with the first use: a process that only listens stores intents, and others carry them out. */
  private async newFlusher(): Promise<Flusher> {
    const { Flusher: Carrying } = await import('./flush.ts');
    const tell = async (tx: Tx, outcome: OutboxOutcome): Promise<void> => {
      for (const handler of this.handlers) await handler(tx, outcome);
    };
    return new Carrying({ ...this.deps, writes: this.writes, creates: this.creates, tell });
  }

  async resume(tx: Tx, portalId: PortalId): Promise<void> {
    const now = this.deps.clock.now();
    await this.writes.revive(tx, portalId, now);
    await this.creates.revive(tx, portalId, now);
    await this.askForFlush(tx, portalId, now);
  }

  async pullIn(): Promise<void> {
    const now = this.deps.clock.now();
    await this.deps.database.transaction(async (tx) => {
      const portals = [
        ...(await pullIn(tx, contactSelection, now)),
        ...(await pullIn(tx, { entity: CreateEntity, states: openStates }, now)),
      ];
      await this.creates.pullIn(tx, now);
      for (const portalId of new Set(portals)) await this.askForFlush(tx, portalId, now);
    });
  }

  async sweep(): Promise<void> {
    const overdue = this.deps.clock.now() - MINUTE;
    await this.deps.database.transaction(async (tx) => {
      const portals = new Set<string>();
      for (const [entity, states] of [
        [ContactWriteEntity, ['waiting']],
        [CreateEntity, openStates],
      ] as const) {
        const rows = await tx
          .createQueryBuilder(entity.options.name, 'r')
          .select('DISTINCT r.portal_id', 'portalId')
          .where('r.state IN (:...states) AND r.due_at <= :overdue AND r.leased_until <= :overdue', {
            states,
            overdue,
          })
          .getRawMany<{ portalId: string }>();
        for (const { portalId } of rows) portals.add(portalId);
      }
      for (const portal of portals) await this.askForFlush(tx, toPortalId(portal), overdue);
    });
  }

  private async create(tx: Tx, intent: Omit<NewCreate, 'payload'>, payload: CreatePayload): Promise<void> {
    assertRecordId(intent.contactId);
    await this.askForFlush(tx, intent.portalId, await this.creates.add(tx, { ...intent, payload }));
  }

  private askForFlush(tx: Tx, portalId: PortalId, runAt: number): Promise<void> {
    return askForFlush(this.deps.jobs, tx, portalId, runAt);
  }
}

/** What of an intent is stored as its payload. */
function stored<Write extends Omit<NewCreate, 'payload'>>(write: Write): Omit<Write, keyof NewCreate> {
  const {
    portalId: _portal,
    contactId: _contact,
    lane: _lane,
    key: _key,
    withinMs: _within,
    everyMs: _every,
    ...rest
  } = write;
  return rest as Omit<Write, keyof NewCreate>; // TypeScript cannot follow a rest of a generic type.
}

/** HubSpot takes anything for an id, an email for instance, without an error and without an effect. */
function assertRecordId(id: ContactId): void {
  if (!/^\d+$/.test(id))
    throw new BatonError('HUBSPOT_VALIDATION', 'A contact id of HubSpot consists of digits.');
}
