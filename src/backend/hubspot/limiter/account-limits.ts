import { In } from 'typeorm';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { isBatonError } from '../../ground/errors.ts';
import { portalId as toPortalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Lane } from '../types.ts';
import type { AccountDays } from './account-days.ts';
import { LimitEntity } from './limiter-entity.ts';
import { closesAt, everyMsOf, limitsSql, nearlyUsedSql, spentSql } from './limiter-sql.ts';

/** What an admin allows. */
export interface AllowedCalls {
  /** In any 10 s. */
  perTenSeconds: number;
  /** In a day of the account, from its midnight on; null: no limit. */
  perDay: number | null;
  /** Off: nothing but hand-backs and opt-outs flows. */
  dataSync: boolean;
}

/** How an account stands with its calls. */
export interface BudgetState {
  /** Calls of today. */
  used: number;
  perDay: number | null;
  /** HubSpot itself said that no call is left today. */
  spent: boolean;
  /** Midnight of the account, epoch ms. */
  dayEndsAt: number;
  dataSync: boolean;
  /** The most urgent lane whose calls wait for midnight; null: none does. */
  waiting: 'assignment' | 'bulk' | null;
}

/** What a flush may carry out now. */
export interface Gate {
  lanes: readonly Lane[];
  /** Data sync is off. */
  onlyAlways: boolean;
}

export interface AccountLimits {
  set(tx: Tx, portalId: PortalId, allowed: AllowedCalls): Promise<void>;
  state(portalId: PortalId): Promise<BudgetState>;
  /** Accounts that have used four fifths of their day. */
  nearlyUsed(): Promise<PortalId[]>;
  /** null: everything may flow, as far as this process knows. It costs a statement only after something was refused. */
  gate(portalId: PortalId): Promise<Gate | null>;
  /** HubSpot answered that no call is left of the account's day. */
  spent(portalId: PortalId): Promise<void>;
  /** HubSpot took a call that left at this time, epoch ms: what it said before is over. */
  taken(portalId: PortalId, leftAt: number): Promise<void>;
  /** A call was not let go, for this reason. */
  noteRefusal(portalId: PortalId, error: unknown): void;
}

interface Deps {
  database: Database;
  clock: Clock;
  days: AccountDays;
}

export function createAccountLimits({ database, clock, days }: Deps): AccountLimits {
  const refused = new Set<PortalId>();
  const spentAt = new Map<PortalId, number>();
  const state = async (portalId: PortalId): Promise<BudgetState> => {
    const rows = await database.manager.findBy(LimitEntity, {
      portalId,
      bucket: In(['general', 'search']),
    });
    const { endsAt } = await days.now(portalId);
    const today = rows.filter(({ dayEnds }) => dayEnds > clock.now());
    const used = today.reduce((sum, { dayUsed }) => sum + dayUsed, 0);
    const general = rows.find(({ bucket }) => bucket === 'general');
    const perDay = general?.dayLimit || null;
    const spent = today.some(({ daySpent }) => daySpent === 1);
    const full = (lane: keyof typeof closesAt): boolean =>
      spent || (perDay !== null && used * 100 >= perDay * closesAt[lane]);
    return {
      used,
      perDay,
      spent,
      dayEndsAt: Math.max(endsAt, ...today.map(({ dayEnds }) => dayEnds)),
      dataSync: general?.syncOff !== 1,
      waiting: full('assignment') ? 'assignment' : full('bulk') ? 'bulk' : null,
    };
  };
  return {
    state,
    async nearlyUsed() {
      const rows: unknown = await database.manager.query(nearlyUsedSql, [clock.now()]);
      return (rows as { portal_id: string }[]).map((row) => toPortalId(row.portal_id));
    },
    async set(tx, portalId, { perTenSeconds, perDay, dataSync }) {
      await tx.query(limitsSql, [portalId, everyMsOf(perTenSeconds), perDay ?? 0, dataSync ? 0 : 1]);
    },
    async gate(portalId) {
      if (!refused.has(portalId)) return null;
      const { waiting, dataSync } = await state(portalId);
      if (waiting === null && dataSync) {
        refused.delete(portalId);
        return null;
      }
      const lanes: Lane[] = ['interactive'];
      if (waiting !== 'assignment') lanes.push('assignment');
      if (waiting === null) lanes.push('bulk');
      return { lanes, onlyAlways: !dataSync };
    },
    async spent(portalId) {
      spentAt.set(portalId, clock.now());
      refused.add(portalId);
      await database.manager.query(spentSql, [portalId, (await days.now(portalId)).endsAt]);
    },
    async taken(portalId, leftAt) {
      const since = spentAt.get(portalId);
      if (since === undefined || leftAt <= since) return;
      spentAt.delete(portalId);
      await database.manager.update(LimitEntity, { portalId }, { daySpent: 0 });
    },
    noteRefusal(portalId, error) {
      if (isBatonError(error, 'API_BUDGET_USED') || isBatonError(error, 'DATA_SYNC_OFF'))
        refused.add(portalId);
    },
  };
}
