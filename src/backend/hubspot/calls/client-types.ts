import type { z } from 'zod';
import type { PortalId } from '../../ground/identifiers.ts';
import type { AccountLimits } from '../limiter/account-limits.ts';
import type { Lane } from '../types.ts';
import type { Purpose } from './purpose.ts';

/** One HTTP call to HubSpot's API for one portal. */
export interface HubSpotCall<Answer> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with query, after the origin: `/crm/objects/2026-09/contacts/batch/read`. */
  path: string;
  body?: unknown;
  lane: Lane;
  /** What it is counted for; default: what is being done now, see `purposeNow`. */
  purpose?: Purpose;
  /** Search calls have their own limit (5/s over all apps of the account) and do not count in the 110 per 10 s. */
  search?: boolean;
  /** Checks the answer at the boundary. A 207 is a success with per-record errors: the schema sees the whole body. */
  answer: z.ZodType<Answer>;
  /**
   * false for creates of notes, tasks and emails: after a lost answer or a 5xx the error is HUBSPOT_OUTCOME_UNKNOWN
   * and the caller must read back; true: HUBSPOT_UNAVAILABLE, the caller may simply call again.
   */
  repeatable: boolean;
  /**
   * Epoch ms. If the call's turn comes later, it does not leave: HUBSPOT_CALL_EXPIRED. For writes that rely on a
   * reading made just before.
   */
  notAfter?: number;
}

export interface HubSpotClient {
  /** Waits for the portal's budget, adds the token (refreshed before it expires), calls once, checks the answer.
   * @throws BatonError one of HUBSPOT_*, PORTAL_NOT_CONNECTED, PORTAL_DISCONNECTED; `context` carries status,
   * correlationId, category and, for validation errors, `properties: {name, error, message}[]`. */
  call<Answer>(portalId: PortalId, call: HubSpotCall<Answer>): Promise<Answer>;
}

/** The portal's budget, shared by all processes through the database. */
export interface Limiter {
  /**
   * Resolves when the call may leave. Higher lanes keep a reserve.
   * @throws BatonError API_BUDGET_USED, DATA_SYNC_OFF at once; HUBSPOT_RATE_LIMITED where a pause is too long to wait
   */
  acquire(portalId: PortalId, lane: Lane, kind: 'general' | 'search', purpose?: Purpose): Promise<void>;
  /** Nobody calls for this portal before `until` (epoch ms): after a 429, 423 or 477. Default: of both kinds. */
  pause(portalId: PortalId, until: number, kinds?: readonly ('general' | 'search')[]): Promise<void>;
  /** What an admin allows the account. Absent: nothing is bounded but by HubSpot. */
  readonly limits?: AccountLimits;
}

/** The budget, and how much it is asked for. */
export interface Budget extends Limiter {
  /** Whether calls of the account had to wait for their turn in this process lately: then full batches count. */
  isBusy(portalId: PortalId): boolean;
  readonly limits: AccountLimits;
}
