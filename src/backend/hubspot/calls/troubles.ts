import { MoreThan } from 'typeorm';
import type { Clock } from '../../ground/clock.ts';
import { HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { refusalPauseMs } from './errors.ts';
import { TroubleEntity } from './trouble-entity.ts';
import type { TroubleRow } from './trouble-entity.ts';

/** A refusal that is not about the data. */
export interface Refused {
  /** Method and path without ids. */
  endpoint: string;
  status: number;
  message: string;
  /** How long HubSpot itself asks to wait, ms. */
  askedMs: number;
}

/** What became of it. */
export interface Pause {
  /** Ms until it makes sense to ask again. */
  waitMs: number;
  /** Nothing else of the account passed since: all its calls wait. Else it is only this endpoint that is refused. */
  wholeAccount: boolean;
}

/** Accounts that HubSpot refuses to serve: pauses that grow, over all processes, and end with the next call that passes. */
export interface Troubles {
  refused(portalId: PortalId, refusal: Refused): Promise<Pause>;
  /** A call was answered. */
  passed(portalId: PortalId, endpoint: string): Promise<void>;
  /** What keeps an account waiting, the latest first; undefined: nothing does. */
  of(portalId: PortalId): Promise<TroubleRow | undefined>;
  /** How many accounts wait. */
  count(): Promise<number>;
}

/** Under this name stands that HubSpot refuses to renew an account's token: there is no call to pause. */
export const RENEWAL = 'POST /oauth/token';

/** Another process may have noted a trouble: looked for this often while calls pass. */
const LOOK_MS = 15 * SECOND;
/** An endpoint that nobody asked again for so long is no trouble any more. */
const STALE_MS = HOUR;
const LONGEST_MS = 24 * HOUR + MINUTE;

export function createTroubles(deps: { database: Database; clock: Clock }): Troubles {
  return new SharedTroubles(deps);
}

class SharedTroubles implements Troubles {
  private readonly database: Database;
  private readonly clock: Clock;
  /** Endpoints in trouble as this process last saw them, and when it looked. */
  private readonly seen = new Map<PortalId, { at: number; endpoints: Set<string> }>();
  private readonly passedAt = new Map<PortalId, number>();

  constructor({ database, clock }: { database: Database; clock: Clock }) {
    this.database = database;
    this.clock = clock;
  }

  async refused(portalId: PortalId, { endpoint, status, message, askedMs }: Refused): Promise<Pause> {
    const now = this.clock.now();
    const before = await this.database.manager.findOneBy(TroubleEntity, { portalId, endpoint });
    const goesOn = before && !isOver(before, now) ? before : undefined;
    const since = goesOn?.since ?? now;
    const wholeAccount = !goesOn || (this.passedAt.get(portalId) ?? -Infinity) < since;
    // It left before the pause began, together with the call that began it: that is one refusal.
    if (goesOn && goesOn.retryAt > now) return { waitMs: goesOn.retryAt - now, wholeAccount };
    const attempts = (goesOn?.attempts ?? 0) + 1;
    const waitMs = Math.max(askedMs, refusalPauseMs(attempts));
    const row: TroubleRow = { portalId, endpoint, status, message, since, attempts, retryAt: now + waitMs };
    await this.database.manager.upsert(TroubleEntity, row, ['portalId', 'endpoint']);
    this.seen.get(portalId)?.endpoints.add(endpoint);
    return { waitMs, wholeAccount };
  }

  async passed(portalId: PortalId, endpoint: string): Promise<void> {
    const now = this.clock.now();
    this.passedAt.set(portalId, now);
    let seen = this.seen.get(portalId);
    if (!seen || Math.abs(now - seen.at) > LOOK_MS) {
      const rows = await this.database.manager.findBy(TroubleEntity, { portalId });
      seen = { at: now, endpoints: new Set(rows.map((row) => row.endpoint)) };
      this.seen.set(portalId, seen);
    }
    if (!seen.endpoints.delete(endpoint)) return;
    await this.database.manager.delete(TroubleEntity, { portalId, endpoint });
  }

  async of(portalId: PortalId): Promise<TroubleRow | undefined> {
    const now = this.clock.now();
    const rows = await this.database.manager.find(TroubleEntity, {
      where: { portalId },
      order: { retryAt: 'DESC' },
    });
    return rows.find((row) => !isOver(row, now));
  }

  async count(): Promise<number> {
    const rows = await this.database.manager.find(TroubleEntity, {
      select: { portalId: true },
      where: { retryAt: MoreThan(this.clock.now() - STALE_MS) },
    });
    return new Set(rows.map(({ portalId }) => portalId)).size;
  }
}

/** Long ago, or noted before the clock was set back. */
const isOver = ({ retryAt }: TroubleRow, now: number): boolean =>
  retryAt < now - STALE_MS || retryAt > now + LONGEST_MS;
