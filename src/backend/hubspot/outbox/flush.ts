import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { BatonError, ErrorCode } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { Logger } from '../../ground/logger.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { forPurpose } from '../calls/purpose.ts';
import type { Purpose } from '../calls/purpose.ts';
import type { AccountLimits, Gate } from '../limiter/account-limits.ts';
import type { KnownProperties } from '../properties/known-properties.ts';
import type { Contacts, OutboxOutcome } from '../types.ts';
import { Claims } from './claims.ts';
import type { Claim, Claimable, Selection } from './claims.ts';
import { askForFlush } from './ask-for-flush.ts';
import { ContactBatch } from './contact-batch.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import type { ContactWriteRow } from './contact-write-entity.ts';
import { contactSelection } from './contact-writes.ts';
import type { ContactWrites } from './contact-writes.ts';
import { CreateBatch } from './creates/create-batch.ts';
import { CreateEntity } from './creates/create-entity.ts';
import type { CreateRow } from './creates/create-entity.ts';
import { NewContacts } from './creates/new-contacts.ts';
import { OptOuts } from './creates/opt-outs.ts';
import { createSelection, openStates } from './creates/creates.ts';
import type { Creates } from './creates/creates.ts';
import { mayCreate, mayLeave, purposeOfCreates, purposeOfWrites } from './flow.ts';
import type { Kind } from './flow.ts';
import { backoffMs } from './refusals.ts';

export interface FlushDeps {
  database: Database;
  client: HubSpotClient;
  contacts: Contacts;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
  random: Random;
  logger: Logger;
  isBusy(portalId: PortalId): boolean;
  limits?: Pick<AccountLimits, 'gate'> | undefined;
  known?: Pick<KnownProperties, 'lost'> | undefined;
  writes: ContactWrites;
  creates: Creates;
  tell: (tx: Tx, outcome: OutboxOutcome) => Promise<void>;
}

/** Batch calls of one portal at the same time in this process. */
const IN_FLIGHT = 4;
const LOOK_AGAIN_MS = SECOND;
/** While calls wait for their turn, one that nobody waits for leaves full, or when its first row waited for so long. */
const FILL_MS = 2 * SECOND;
const FULL = 100;
const FILLING_AGAIN_MS = 250;

/** While something may not leave, it is looked at again this often: an admin may raise the limit, or switch sync on. */
const CLOSED_AGAIN_MS = MINUTE;
/** Not the writes are in trouble: the account may not be called for them now. */
const closed: ReadonlySet<ErrorCode> = new Set(['API_BUDGET_USED', 'DATA_SYNC_OFF']);

/** Work that is due for a portal: which kind, how urgent its most urgent row is, how much, and since when. */
interface Due {
  kind: Kind;
  lane: number;
  rows: number;
  since: number;
}

/** Sends what was claimed, and records what became of it. */
type Send = () => Promise<void>;

/** Aggregates as the databases give them: PostgreSQL counts in text. */
interface Numbers {
  lane: number | string | null;
  rows: number | string;
  since: number | string;
}

const toDue = ({ kind, lane, rows, since }: Numbers & { kind: Kind }): Due => ({
  kind,
  lane: Number(lane),
  rows: Number(rows),
  since: Number(since),
});

/** Carries out what is due for a portal. Several processes may do so at once: rows are claimed. */
export class Flusher {
  private readonly deps: FlushDeps;
  private readonly claims: Claims;
  /** Runs of this process by portal, and when the next one makes sense. */
  private readonly running = new Map<PortalId, Promise<number>>();

  constructor(deps: FlushDeps) {
    this.deps = deps;
    this.claims = new Claims(deps);
  }

  /**
   * Writes until nothing is due any more, then asks for the next flush if something waits. Failures of HubSpot are
   * recorded, not thrown. @throws only what the database throws
   */
  async flush(portalId: PortalId): Promise<void> {
    const resumeAt = await (this.running.get(portalId) ?? this.start(portalId));
    await this.deps.database.transaction((tx) => this.scheduleRest(tx, portalId, resumeAt));
  }

  private start(portalId: PortalId): Promise<number> {
    const run = new FlushRun(this.deps, this.claims, portalId)
      .drain()
      .finally(() => this.running.delete(portalId));
    this.running.set(portalId, run);
    return run;
  }

  private async scheduleRest(tx: Tx, portalId: PortalId, resumeAt: number): Promise<void> {
    const times = [
      await earliest(tx, portalId, ContactWriteEntity.options.tableName, ['waiting']),
      await earliest(tx, portalId, CreateEntity.options.tableName, openStates),
    ].filter((time) => time !== undefined);
    if (times.length === 0) return;
    // What is due and was left is somebody else's, for all we know: look again, but not at once.
    const now = this.deps.clock.now();
    const first = Math.min(...times);
    const runAt = Math.max(first <= now && resumeAt <= now ? now + LOOK_AGAIN_MS : first, resumeAt);
    await askForFlush(this.deps.jobs, tx, portalId, runAt);
  }
}

/** One run of one process over a portal's work. */
class FlushRun {
  private readonly deps: FlushDeps;
  private readonly claims: Claims;
  private readonly portalId: PortalId;
  /** HubSpot does not take calls for the portal before this. */
  private resumeAt = 0;
  /** What may leave now; null: everything. */
  private gate: Gate | null = null;
  private claiming: Promise<unknown> = Promise.resolve();

  constructor(deps: FlushDeps, claims: Claims, portalId: PortalId) {
    this.deps = deps;
    this.claims = claims;
    this.portalId = portalId;
  }

  /** Resolves to when the next run makes sense, epoch ms; 0: any time. */
  async drain(): Promise<number> {
    await this.lookAtGate();
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => this.work()));
    return Math.max(this.resumeAt, this.gate ? this.deps.clock.now() + CLOSED_AGAIN_MS : 0);
  }

  private async lookAtGate(): Promise<void> {
    this.gate = (await this.deps.limits?.gate(this.portalId)) ?? null;
  }

  private async work(): Promise<void> {
    while (this.resumeAt === 0 && (await this.step()));
  }

  /** Sends one batch of the most urgent kind. Resolves to false when nothing is due. */
  private async step(): Promise<boolean> {
    // One after the other: what is counted as due by two at once would be claimed by one, and the rest leave half full.
    const turn = this.claiming.then(() => this.claimNext());
    this.claiming = turn.catch(() => undefined);
    const send = await turn;
    await send?.();
    return send !== undefined;
  }

  private async claimNext(): Promise<Send | undefined> {
    let filling = false;
    for (const due of await this.due()) {
      if (this.mayFill(due)) {
        filling = true;
        continue;
      }
      const send = due.kind === 'contact' ? await this.claimContacts() : await this.claimCreates(due.kind);
      if (send) return send;
    }
    if (filling) this.resumeAt = Math.max(this.resumeAt, this.deps.clock.now() + FILLING_AGAIN_MS);
    return undefined;
  }

  private mayFill({ lane, rows, since }: Due): boolean {
    const age = this.deps.clock.now() - since;
    return lane > 0 && rows < FULL && age >= 0 && age < FILL_MS && this.deps.isBusy(this.portalId);
  }

  private async due(): Promise<Due[]> {
    const now = this.deps.clock.now();
    const { manager } = this.deps.database;
    const where =
      'r.portalId = :portalId AND r.state IN (:...states) AND r.dueAt <= :now AND r.leasedUntil <= :now';
    const contacts = await manager
      .createQueryBuilder(ContactWriteEntity, 'r')
      .select('MIN(r.lane)', 'lane')
      .addSelect('COUNT(*)', 'rows')
      .addSelect('MIN(r.dueAt)', 'since')
      .where(where, { portalId: this.portalId, states: ['waiting'], now })
      .andWhere(mayLeave(this.gate, 'contact'))
      .getRawOne<Numbers>();
    const creates = await manager
      .createQueryBuilder(CreateEntity, 'r')
      .select('r.kind', 'kind')
      .addSelect('MIN(r.lane)', 'lane')
      .addSelect('COUNT(*)', 'rows')
      .addSelect('MIN(r.dueAt)', 'since')
      .where(where, { portalId: this.portalId, states: openStates, now })
      .andWhere(mayCreate(this.gate))
      .groupBy('r.kind')
      .getRawMany<Numbers & { kind: CreateRow['kind'] }>();
    const all = [
      ...(contacts?.lane == null ? [] : [toDue({ kind: 'contact', ...contacts })]),
      ...creates.map(toDue),
    ];
    return all.sort((a, b) => a.lane - b.lane);
  }

  private claimContacts(): Promise<Send | undefined> {
    const { writes } = this.deps;
    return this.claim(
      { ...contactSelection, also: mayLeave(this.gate, 'contact') },
      (claim: Claim<ContactWriteRow>) => new ContactBatch(this.deps, this.portalId, claim.lane, claim.rows),
      (tx, lease, results) => writes.record(tx, lease, results),
      ({ rows }) => purposeOfWrites(rows),
    );
  }

  private claimCreates(kind: CreateRow['kind']): Promise<Send | undefined> {
    const { creates, client, contacts, clock } = this.deps;
    const deps = { client, contacts, clock, steadyFor: this.claims.steadyFor };
    return this.claim(
      { ...createSelection(kind), also: mayLeave(this.gate, kind) },
      (claim: Claim<CreateRow>) => {
        if (kind === 'new-contact') return new NewContacts(deps, this.portalId, claim);
        if (kind === 'opt-out') return new OptOuts(deps, this.portalId, claim);
        return new CreateBatch(deps, this.portalId, kind, claim);
      },
      (tx, lease, results) => creates.record(tx, lease, results),
      ({ lane, rows }) =>
        purposeOfCreates(
          kind,
          lane,
          rows.map((row) => row.key),
        ),
    );
  }

  /** Undefined: nothing is due any more. */
  private async claim<Row extends Claimable, Result>(
    selection: Selection<Row>,
    prepare: (claim: Claim<Row>) => { run(): Promise<Result[]>; trouble: BatonError | undefined },
    record: (tx: Tx, lease: string, results: Result[]) => Promise<OutboxOutcome[]>,
    purposeOf: (claim: Claim<Row>) => Purpose,
  ): Promise<Send | undefined> {
    const claim = await this.claims.take(this.portalId, selection);
    if (!claim) return undefined;
    return () =>
      this.claims.hold(claim, selection, async () => {
        const batch = prepare(claim);
        const results = await forPurpose(purposeOf(claim), () => batch.run());
        if (batch.trouble && closed.has(batch.trouble.code)) await this.lookAtGate();
        else if (batch.trouble) this.stop(batch.trouble, claim.rows);
        await this.recordAll(results, (tx, some) => record(tx, claim.lease, some));
      });
  }

  private stop(error: BatonError, rows: readonly Claimable[]): void {
    const attempts = Math.min(...rows.map((row) => row.attempts)) + 1;
    const wait = backoffMs(error, attempts, this.deps.random.fraction());
    if (error.retry !== 'never' || wait > 0)
      this.resumeAt = Math.max(this.resumeAt, this.deps.clock.now() + wait, 1);
    this.deps.logger.warn(
      { portalId: this.portalId, code: error.code, ...error.context, waitMs: wait },
      'writing to HubSpot paused',
    );
  }

  /** In one transaction; should a handler refuse one outcome, each on its own, so that it holds up only itself. */
  private async recordAll<Result>(
    results: Result[],
    record: (tx: Tx, some: Result[]) => Promise<OutboxOutcome[]>,
  ): Promise<void> {
    const inOne = (some: Result[]): Promise<void> =>
      this.deps.database.transaction(async (tx) => {
        for (const outcome of await record(tx, some)) await this.deps.tell(tx, outcome);
      });
    try {
      await inOne(results);
    } catch (cause) {
      if (results.length === 1) return this.leave(cause);
      for (const result of results) await inOne([result]).catch((error: unknown) => this.leave(error));
    }
  }

  /** The row stays claimed until its lease runs out, and is then written or looked up again. */
  private leave(error: unknown): void {
    this.deps.logger.error(
      { err: error, portalId: this.portalId },
      'an outcome of a write to HubSpot could not be recorded',
    );
  }
}

/** When the first open row of a portal may be claimed; undefined: there is none. */
async function earliest(
  tx: Tx,
  portalId: PortalId,
  table: string | undefined,
  states: readonly string[],
): Promise<number | undefined> {
  const row = await tx
    .createQueryBuilder()
    .select('MIN(CASE WHEN leased_until > due_at THEN leased_until ELSE due_at END)', 'at')
    .from(table ?? '', 'r')
    .where('portal_id = :portalId AND state IN (:...states)', { portalId, states })
    .getRawOne<{ at: string | number | null }>();
  return row?.at == null ? undefined : Number(row.at);
}
