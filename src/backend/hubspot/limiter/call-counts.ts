import { LessThan, MoreThanOrEqual } from 'typeorm';
import { DAY, SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import type { Purpose } from '../calls/purpose.ts';
import type { AccountDays } from './account-days.ts';
import { dayAt } from './account-days.ts';
import { CallCountEntity, SaidLimitsEntity } from './limiter-entity.ts';
import type { CallCountRow, SaidLimitsRow } from './limiter-entity.ts';

/** What HubSpot said of an account's limits. */
export type SaidLimits = Omit<SaidLimitsRow, 'portalId'>;

/**
 * What calls were made for, by days of the account, for a month. Counted in the process and written together, so that no
 * call costs a statement: a process that is killed takes the counts of its last seconds along. Nothing is decided by them.
 */
export interface CallCounts {
  count(portalId: PortalId, purpose: Purpose): void;
  /** Reads the headers of an answer, if they say something. */
  hear(portalId: PortalId, headers: Headers): void;
  /** Of the last `days` days until today, oldest first. */
  read(portalId: PortalId, days: number): Promise<CallCountRow[]>;
  said(portalId: PortalId): Promise<SaidLimits | null>;
  /** Writes what was counted so far. */
  flush(): Promise<void>;
  /** Deletes what is older than a month. */
  forget(): Promise<void>;
}

export interface CallCountsDeps {
  database: Database;
  clock: Clock;
  logger: Logger;
  days: AccountDays;
}

const KEPT_DAYS = 31;
const WRITE_EVERY_MS = 5 * SECOND;
const ROWS_AT_ONCE = 200;

export const createCallCounts = (deps: CallCountsDeps): CallCounts => new WrittenBehind(deps);

class WrittenBehind implements CallCounts {
  private readonly deps: CallCountsDeps;
  private counted = new Map<PortalId, Map<Purpose, number>>();
  private heard = new Map<PortalId, SaidLimits>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(deps: CallCountsDeps) {
    this.deps = deps;
  }

  count(portalId: PortalId, purpose: Purpose, calls = 1): void {
    const ofPortal = this.counted.get(portalId) ?? new Map<Purpose, number>();
    this.counted.set(portalId, ofPortal.set(purpose, (ofPortal.get(purpose) ?? 0) + calls));
    this.writeSoon();
  }

  hear(portalId: PortalId, headers: Headers): void {
    const most = numberIn(headers, 'x-hubspot-ratelimit-max');
    const daily = numberIn(headers, 'x-hubspot-ratelimit-daily');
    if (most === null && daily === null) return;
    this.heard.set(portalId, {
      most,
      intervalMs: numberIn(headers, 'x-hubspot-ratelimit-interval-milliseconds'),
      remaining: numberIn(headers, 'x-hubspot-ratelimit-remaining'),
      daily,
      dailyRemaining: numberIn(headers, 'x-hubspot-ratelimit-daily-remaining'),
      at: this.deps.clock.now(),
    });
    this.writeSoon();
  }

  async read(portalId: PortalId, days: number): Promise<CallCountRow[]> {
    await this.flush();
    const { endsAt } = await this.deps.days.now(portalId);
    // Noon, so that an hour of summer time is none of another day.
    const { day } = dayAt(endsAt - days * DAY + DAY / 2, 'UTC');
    return this.deps.database.manager.find(CallCountEntity, {
      where: { portalId, day: MoreThanOrEqual(day) },
      order: { day: 'ASC' },
    });
  }

  async said(portalId: PortalId): Promise<SaidLimits | null> {
    const heard = this.heard.get(portalId);
    if (heard) return heard;
    const row = await this.deps.database.manager.findOneBy(SaidLimitsEntity, { portalId });
    if (!row) return null;
    const { portalId: _portal, ...said } = row;
    return said;
  }

  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async forget(): Promise<void> {
    const { day } = dayAt(this.deps.clock.now() - KEPT_DAYS * DAY, 'UTC');
    await this.deps.database.manager.delete(CallCountEntity, { day: LessThan(day) });
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS).unref();
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { counted, heard } = this;
    this.counted = new Map();
    this.heard = new Map();
    try {
      await this.writeCounts(counted);
    } catch (error) {
      this.deps.logger.warn({ err: error }, 'counts of calls to HubSpot wait for the database');
      for (const [portalId, ofPortal] of counted)
        for (const [purpose, calls] of ofPortal) this.count(portalId, purpose, calls);
    }
    await this.writeHeard(heard).catch((error: unknown) =>
      this.deps.logger.warn({ err: error }, 'what HubSpot said of limits could not be kept'),
    );
  }

  /** Processes write the same rows: in one order, so that no two of them wait for each other. */
  private async writeCounts(counted: ReadonlyMap<PortalId, ReadonlyMap<Purpose, number>>): Promise<void> {
    const rows: CallCountRow[] = [];
    for (const [portalId, ofPortal] of counted) {
      const { day } = await this.deps.days.now(portalId);
      for (const [purpose, calls] of ofPortal) rows.push({ portalId, day, purpose, calls });
    }
    rows.sort((a, b) => a.portalId.localeCompare(b.portalId) || a.purpose.localeCompare(b.purpose));
    await this.deps.database.transaction(async (tx) => {
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        const some = rows.slice(start, start + ROWS_AT_ONCE);
        const values = some.map(
          (_, at) => `($${at * 4 + 1}, $${at * 4 + 2}, $${at * 4 + 3}, $${at * 4 + 4})`,
        );
        const parameters = some.flatMap(({ portalId, day, purpose, calls }) => [
          portalId,
          day,
          purpose,
          calls,
        ]);
        await tx.query(
          `INSERT INTO hubspot_call_count (portal_id, day, purpose, calls) VALUES ${values.join(', ')}
          ON CONFLICT (portal_id, day, purpose) DO UPDATE SET calls = hubspot_call_count.calls + excluded.calls`,
          parameters,
        );
      }
    });
  }

  private async writeHeard(heard: ReadonlyMap<PortalId, SaidLimits>): Promise<void> {
    const rows = [...heard].map(([portalId, said]) => ({ portalId, ...said }));
    rows.sort((a, b) => a.portalId.localeCompare(b.portalId));
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
      await this.deps.database.manager.upsert(SaidLimitsEntity, rows.slice(start, start + ROWS_AT_ONCE), [
        'portalId',
      ]);
  }
}

function numberIn(headers: Headers, name: string): number | null {
  const value = Number(headers.get(name) ?? NaN);
  return Number.isInteger(value) && value >= 0 ? value : null;
}
