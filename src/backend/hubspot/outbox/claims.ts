import { In } from 'typeorm';
import type { EntitySchema, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { LEASE_MS, RENEW_MS, WATCH_MS } from '../../ground/claim-lease.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import { ClockWatch } from '../../ground/clock-watch.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Lane } from '../types.ts';

export const lanes: readonly Lane[] = ['interactive', 'assignment', 'bulk'];

/** HubSpot takes at most 100 inputs in one batch call. */
const BATCH = 100;
/** From this many failed attempts on, a row is tried in ever smaller company: one bad row must not hold up others. */
export const SUSPECT_ATTEMPTS = 4;

/** What any kind of intent needs to be taken by exactly one flush at a time. */
export interface Claimable extends ObjectLiteral {
  portalId: PortalId;
  /** Index in `lanes`. */
  lane: number;
  dueAt: number;
  attempts: number;
  state: string;
  /** Id of the claim that holds the row; "": none. */
  lease: string;
  leasedUntil: number;
}

export interface Claim<Row> {
  lease: string;
  lane: Lane;
  /** When it was made, or last renewed, epoch ms. */
  at: number;
  /** As they were before the claim. */
  rows: Row[];
}

/** Which rows of a table are open to a claim. */
export interface Selection<Row extends Claimable> {
  entity: EntitySchema<Row>;
  /** The property that identifies a row within its portal. */
  id: keyof Row & string;
  states: readonly Row['state'][];
  /** Further conditions on columns. */
  only?: Partial<Row>;
  /** A further condition on rows `r`: what may leave now. */
  also?: string;
  /** What a claim changes besides the lease, by when it is made or renewed. */
  mark?(now: number): Partial<Row>;
}

export interface ClaimsDeps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

/** Hands rows to one flush at a time, over all processes, and takes them back from one that died. */
export class Claims {
  private readonly deps: ClaimsDeps;
  /** Claims this process is working on: they stay ours even when the clock leaps over their end. */
  private readonly held = new Set<string>();
  private readonly watch: ClockWatch;

  constructor(deps: ClaimsDeps) {
    this.deps = deps;
    this.watch = new ClockWatch(deps.clock);
  }

  /** For how long, ms, this process has seen the clock run as clocks do. */
  readonly steadyFor = (): number => this.watch.steadyFor();

  /**
   * Claims up to 100 rows of a portal for one batch: those due, higher lanes first, and if there are any, also rows
   * that could still wait, because they ride along for nothing. Undefined: nothing is due.
   */
  async take<Row extends Claimable>(
    portalId: PortalId,
    selection: Selection<Row>,
  ): Promise<Claim<Row> | undefined> {
    const now = this.deps.clock.now();
    const lease = this.deps.random.uuid();
    this.held.add(lease);
    const rows = await this.deps.database
      .transaction((tx) => this.claim(tx, portalId, selection, now, lease))
      .catch((error: unknown) => {
        this.held.delete(lease);
        throw error;
      });
    if (rows.length > 0)
      return { lease, rows, at: now, lane: lanes[Math.min(...rows.map((row) => row.lane))] ?? 'bulk' };
    this.held.delete(lease);
    return undefined;
  }

  /** Runs the work on a claim, renewing it meanwhile. Afterwards rows that the work left claimed run out by themselves. */
  async hold<Row extends Claimable, T>(
    claim: Claim<Row>,
    selection: Selection<Row>,
    work: () => Promise<T>,
  ): Promise<T> {
    // A failed renewal is made good by the next one.
    const renewal = setInterval(() => void this.renew(claim, selection).catch(() => undefined), RENEW_MS);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      this.held.delete(claim.lease);
    }
  }

  /** Nobody can have taken the rows if the renewal was done before the claim would have ended. */
  private async renew<Row extends Claimable>(claim: Claim<Row>, selection: Selection<Row>): Promise<void> {
    const portalId = claim.rows[0]?.portalId;
    const now = this.deps.clock.now();
    await this.deps.database.manager
      .createQueryBuilder()
      .update(selection.entity)
      .set({ leasedUntil: now + LEASE_MS, ...selection.mark?.(now) })
      .where({ portalId, lease: claim.lease })
      .execute();
    if (this.deps.clock.now() - claim.at < LEASE_MS) claim.at = now;
  }

  private async claim<Row extends Claimable>(
    tx: Tx,
    portalId: PortalId,
    selection: Selection<Row>,
    now: number,
    lease: string,
  ): Promise<Row[]> {
    const due = await this.open(tx, portalId, selection, now)
      .andWhere('r.dueAt <= :now', { now })
      .limit(BATCH)
      .getMany();
    const first = due[0];
    if (!first) return [];
    const size = Math.max(1, BATCH >> Math.max(0, first.attempts - SUSPECT_ATTEMPTS + 1));
    const rows = due.slice(0, size);
    if (due.length < size) rows.push(...(await this.riders(tx, portalId, selection, now, size - due.length)));
    await tx
      .createQueryBuilder()
      .update(selection.entity)
      .set({ lease, leasedUntil: now + LEASE_MS, ...selection.mark?.(now) })
      .where({ portalId, [selection.id]: In(rows.map((row) => row[selection.id])) })
      .execute();
    return rows;
  }

  private riders<Row extends Claimable>(
    tx: Tx,
    portalId: PortalId,
    selection: Selection<Row>,
    now: number,
    limit: number,
  ): Promise<Row[]> {
    return this.open(tx, portalId, selection, now)
      .andWhere('r.dueAt > :now AND r.attempts = 0', { now })
      .limit(limit)
      .getMany();
  }

  private open<Row extends Claimable>(
    tx: Tx,
    portalId: PortalId,
    selection: Selection<Row>,
    now: number,
  ): SelectQueryBuilder<Row> {
    const query = tx
      .createQueryBuilder(selection.entity, 'r')
      .where('r.portalId = :portalId AND r.state IN (:...states)', { portalId, states: selection.states })
      .andWhere(this.watch.steadyFor() < WATCH_MS ? "r.lease = ''" : 'r.leasedUntil <= :now', { now })
      .orderBy('r.lane')
      .addOrderBy('r.dueAt');
    if (selection.only) query.andWhere(selection.only);
    if (selection.also) query.andWhere(selection.also);
    if (this.held.size > 0) query.andWhere('r.lease NOT IN (:...held)', { held: [...this.held] });
    return this.deps.database.kind === 'postgres'
      ? query.setLock('pessimistic_write').setOnLocked('skip_locked')
      : query;
  }
}
