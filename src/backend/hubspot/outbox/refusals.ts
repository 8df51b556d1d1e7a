import { SECOND } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import type { RefusedProperty } from '../calls/answers.ts';
import { refusalPauseMs } from '../calls/errors.ts';
import { SUSPECT_ATTEMPTS } from './claims.ts';

export const OWNER = 'hubspot_owner_id';

/** Failures that an admin or operator ends, not a change of the data: the intents wait. */
const waitsForPeople: ReadonlySet<ErrorCode> = new Set([
  'PORTAL_NOT_CONNECTED',
  'PORTAL_DISCONNECTED',
  'HUBSPOT_APP_MISCONFIGURED',
  'SECRET_UNREADABLE',
]);

/** Refusals of the data itself: another part of the batch may pass. */
const aboutTheData: ReadonlySet<ErrorCode> = new Set([
  'HUBSPOT_VALIDATION',
  'HUBSPOT_NOT_FOUND',
  'HUBSPOT_CONFLICT',
]);

export type Verdict =
  /** HubSpot refused something in the batch; nothing of a refused batch was written. */
  | 'refused'
  /** All of it fails, now and later. */
  | 'hopeless'
  /** Nothing is wrong with the data: the whole account waits. */
  | 'later'
  /** A create may have happened. */
  | 'unknown';

/** What a failed batch call means for its records. Errors that are not of HubSpot's room (database, bugs) count as unknown. */
export function verdictOn(error: unknown): Verdict {
  if (!isBatonError(error)) return 'unknown';
  if (error.code === 'HUBSPOT_OUTCOME_UNKNOWN') return 'unknown';
  if (waitsForPeople.has(error.code)) return 'later';
  // Something that is not HubSpot's answered, or HubSpot's answer was cut.
  if (error.retry !== 'never') return error.code === 'HUBSPOT_UNEXPECTED' ? 'unknown' : 'later';
  return aboutTheData.has(error.code) ? 'refused' : 'hopeless';
}

export const asBatonError = (error: unknown): BatonError =>
  isBatonError(error)
    ? error
    : new BatonError('HUBSPOT_UNAVAILABLE', 'The write broke off on our side.', {
        cause: error,
        retry: 'backoff',
      });

/** The properties an error names. */
export const namedIn = (error: BatonError): readonly RefusedProperty[] =>
  // The client puts them there, see HubSpotClient.
  (error.context['properties'] as readonly RefusedProperty[] | undefined) ?? [];

/**
 * Which of these properties a refusal of a whole batch is surely about. The refusal names properties but no record:
 * a property that does not exist or is read-only fails everywhere, an option fails where its value stands.
 */
export function blamedInBatch(error: BatonError, properties: Readonly<Record<string, string>>): string[] {
  const blames = (refusal: RefusedProperty): boolean => {
    const value = properties[refusal.name];
    if (value === undefined) return false;
    if (
      /EXIST|READ_?ONLY/i.test(refusal.error) ||
      /does not exist|read.?only|cannot be set/i.test(refusal.message)
    )
      return true;
    return value !== '' && refusal.message.startsWith(`${value} was not`);
  };
  return namedIn(error)
    .filter(blames)
    .map((refusal) => refusal.name);
}

/** An admin or operator must act first. */
const PEOPLE_BACKOFF_MS = 300 * SECOND;
/** One call tells whether HubSpot is back: work goes on within a minute of that. */
const LONGEST_BACKOFF_MS = 45 * SECOND;

/** When to try again after the nth failed attempt, whole ms from now. */
export function backoffMs(error: BatonError, attempts: number, fraction: number): number {
  if (waitsForPeople.has(error.code)) return PEOPLE_BACKOFF_MS;
  const askedMs = error.retryAfterMs ?? 0;
  if (error.code === 'HUBSPOT_REFUSED') return Math.max(askedMs, refusalPauseMs(attempts));
  if (error.retry === 'after' && error.retryAfterMs !== undefined) return askedMs;
  const full = Math.min(LONGEST_BACKOFF_MS, SECOND * 2 ** Math.min(attempts, 20));
  return Math.round(full * (0.5 + fraction / 2));
}

const TOO_LARGE = 413;

/**
 * Attempts after one more failed: what the whole account waits for makes none of its rows suspect. Of a batch that is
 * too large, less is sent each time.
 */
export function attemptsAfter(error: BatonError, attempts: number): number {
  const waits = error.retry === 'after' || waitsForPeople.has(error.code);
  const ofAccount = waits && error.context['status'] !== TOO_LARGE;
  return ofAccount ? Math.max(attempts, Math.min(attempts + 1, SUSPECT_ATTEMPTS - 1)) : attempts + 1;
}
