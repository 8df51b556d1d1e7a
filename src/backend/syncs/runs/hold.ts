import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Tx } from '../../database/database.ts';
import { SECOND } from '../../ground/clock.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { SyncEntity } from '../sync-entity.ts';

/** How long a process that died keeps a sync, and how often one that lives says so. */
const LEASE_MS = 15 * SECOND;
const RENEW_MS = 4 * SECOND;
/** Calls leave only so long before the lease ends: whoever takes over then finds them answered or lost. */
const MARGIN_MS = 3 * SECOND;

export interface HoldDeps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

/** The right to work on a sync: one process has it, and nothing that it stores counts once it has lost it. */
export interface Hold {
  /** A transaction that happens only while this process holds the sync. @throws BatonError SYNC_RUNNING */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Until when a call to HubSpot may leave, epoch ms. */
  until(): number;
  release(): Promise<void>;
}

/**
 * Takes a sync. While another process holds it and shows signs of life, it is refused; of one that is silent, the end of
 * the lease is awaited.
 * @throws BatonError SYNC_RUNNING
 */
export async function takeHold(deps: HoldDeps, portalId: string, syncId: string): Promise<Hold> {
  const holder = deps.random.uuid();
  const where = { portalId, syncId };
  let seen: number | undefined;
  while (!(await claim(deps, where, holder))) {
    const row = await deps.database.manager.findOneBy(SyncEntity, where);
    if (row?.lease && seen !== undefined && row.leaseUntil > seen) throw running();
    seen ??= row?.leaseUntil;
    await delay(SECOND / 4);
  }
  return new HeldSync(deps, where, holder);
}

const running = (): BatonError => new BatonError('SYNC_RUNNING', undefined, { retry: 'backoff' });

type Where = { portalId: string; syncId: string };

async function claim({ database, clock }: HoldDeps, where: Where, holder: string): Promise<boolean> {
  const now = clock.now();
  const { affected } = await database.manager
    .createQueryBuilder()
    .update(SyncEntity)
    .set({ lease: holder, leaseUntil: now + LEASE_MS })
    .where(where)
    .andWhere('(lease IS NULL OR lease_until <= :now)', { now })
    .execute();
  return affected === 1;
}

class HeldSync implements Hold {
  private readonly deps: HoldDeps;
  private readonly where: Where;
  private readonly holder: string;
  private leaseUntil: number;
  private readonly timer: NodeJS.Timeout;

  constructor(deps: HoldDeps, where: Where, holder: string) {
    this.deps = deps;
    this.where = where;
    this.holder = holder;
    this.leaseUntil = deps.clock.now() + LEASE_MS;
    this.timer = setInterval(() => {
      // Whoever works next notices: the renewal itself has nobody to tell.
      this.transaction(async () => undefined).catch(() => undefined);
    }, RENEW_MS);
    this.timer.unref();
  }

  until(): number {
    return this.leaseUntil - MARGIN_MS;
  }

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const until = this.deps.clock.now() + LEASE_MS;
    const result = await this.deps.database.transaction(async (tx) => {
      const { affected } = await tx.update(
        SyncEntity,
        { ...this.where, lease: this.holder },
        { leaseUntil: until },
      );
      if (affected !== 1) throw running();
      return work(tx);
    });
    this.leaseUntil = Math.max(this.leaseUntil, until);
    return result;
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    const free = { lease: null, leaseUntil: 0 };
    await this.deps.database.manager.update(SyncEntity, { ...this.where, lease: this.holder }, free);
  }
}
