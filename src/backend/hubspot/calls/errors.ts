import { HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { BatonErrorDetails, ErrorCode } from '../../ground/errors.ts';
import { readFault } from './answers.ts';
import type { HubSpotFault } from './answers.ts';
import type { TransportAnswer } from './transport.ts';
import { beginningOf } from '../../ground/text.ts';

/** The parts of a call that an error's log line needs. */
export interface FailedCall {
  method: string;
  /** Path without ids and query, see `pathTemplate`. */
  path: string;
  repeatable: boolean;
}

/** Longest text of HubSpot that goes into a message: option lists can be pages long. */
const QUOTE_LENGTH = 300;

/** HubSpot's answer other than 2xx, as one of Baton's errors. */
export function answerError(call: FailedCall, answer: TransportAnswer, now: number): BatonError {
  const fault = readFault(answer.body);
  const context = contextOf(call, answer.status, fault);
  const pause = pauseOf(answer, fault, now);
  if (pause) {
    const policy = answer.status === 429 ? policyOf(fault) : undefined;
    const details = { retry: 'after', retryAfterMs: pause.ms, context: { ...context, policy } } as const;
    return new BatonError(pause.code, undefined, details);
  }
  if (answer.status >= 500 || answer.status === 408) return lostAnswer(call, { context });
  return refusal({ status: answer.status, said: isWorded(call, answer), fault, context, now }, answer);
}

/**
 * No answer that can be used. A create may have happened: its caller must read back before it writes again.
 * `sent: false` says the request never left, which makes even a create safe to repeat.
 */
export function lostAnswer(call: FailedCall, details: BatonErrorDetails, sent = true): BatonError {
  const code = call.repeatable || !sent ? 'HUBSPOT_UNAVAILABLE' : 'HUBSPOT_OUTCOME_UNKNOWN';
  return new BatonError(code, undefined, { ...details, retry: 'backoff' });
}

/**
 * One entry of the `errors` of a 207: the failure of single records in a batch. The entry names the record, so that
 * nothing else need be said for a refusal; a fault of HubSpot's own passes.
 */
export function recordError(entry: unknown): BatonError {
  const fault = readFault(entry);
  const context = contextOf(undefined, 207, fault);
  if (passing.test(fault.category ?? '')) return unavailable(fault, context);
  const build = refusals[statusOfCategory[fault.category ?? ''] ?? 400];
  return build?.(fault, context) ?? unavailable(fault, context);
}

const passing = /INTERNAL|TIMEOUT|RATE_?LIMIT|LOCK|UNAVAILABLE|GATEWAY/i;

const unavailable = (fault: HubSpotFault, context: Facts): BatonError =>
  new BatonError('HUBSPOT_UNAVAILABLE', fault.message && `HubSpot: ${quote(fault.message)}`, {
    retry: 'backoff',
    context,
  });

const statusOfCategory: Readonly<Record<string, number>> = {
  OBJECT_NOT_FOUND: 404,
  CONFLICT: 409,
  OBJECT_ALREADY_EXISTS: 409,
  MISSING_SCOPES: 403,
};

export function unexpected(
  message: string,
  retry: 'never' | 'backoff',
  details: BatonErrorDetails,
): BatonError {
  return new BatonError('HUBSPOT_UNEXPECTED', message, { ...details, retry });
}

type Facts = Readonly<Record<string, unknown>>;

/** What HubSpot refuses by a documented status, once it is sure that it speaks of the request. */
const refusals: Readonly<Record<number, (fault: HubSpotFault, context: Facts) => BatonError>> = {
  400: (fault, context) => new BatonError('HUBSPOT_VALIDATION', validationMessage(fault), { context }),
  403: (fault, context) => new BatonError('HUBSPOT_MISSING_SCOPE', scopeMessage(fault), { context }),
  404: (_fault, context) => new BatonError('HUBSPOT_NOT_FOUND', undefined, { context }),
  409: (fault, context) =>
    new BatonError('HUBSPOT_CONFLICT', fault.message && `HubSpot: ${quote(fault.message)}`, { context }),
};

interface Refused {
  status: number;
  /** The body bears the status out, see `isWorded`. */
  said: boolean;
  fault: HubSpotFault;
  context: Facts;
  now: number;
}

/**
 * A 4xx that says nothing of the record or its values, or that nobody has documented, is about the account or the app:
 * 402, 405, 410, 422, 451, 488 … or a page of a proxy. Nothing is refused for good then; the account waits.
 */
function refusal({ status, said, fault, context, now }: Refused, { headers }: TransportAnswer): BatonError {
  const build = said ? refusals[status] : undefined;
  if (build) return build(fault, context);
  const words = fault.message ? `: ${quote(fault.message)}` : '';
  const message = `HubSpot refuses the calls of this account for now (${status}${words}). Nothing is lost; Baton asks again by itself.`;
  const retryAfterMs = Math.max(retryAfter(headers, now) ?? 0, refusalPauseMs(1));
  return new BatonError('HUBSPOT_REFUSED', message, { retry: 'after', retryAfterMs, context });
}

/** How long an account waits after the nth refusal in a row that is not about its data, ms: 10 s to 15 min. */
export const refusalPauseMs = (attempts: number): number =>
  Math.min(15 * MINUTE, 10 * SECOND * 3 ** Math.min(Math.max(attempts, 1) - 1, 10));

/** HubSpot's words for what is wrong with a record or a value: categories of answers, codes of properties. */
const aboutData =
  /VALIDATION|INVALID_|NOT_FOUND|CONFLICT|EXIST|DUPLICATE|READ_?ONLY|MISSING_(CONDITIONAL_)?REQUIRED|REQUIRED_PROPERTY/i;
const aboutAccess = /SCOPE|PERMISSION/i;

/**
 * Does the body bear out what the status seems to say? Anything on the way may answer 400, 403, 404 or 409. A reading
 * loses nothing when it is believed; for everything else HubSpot must name the record, the value or the permission.
 */
function isWorded(call: FailedCall, { status, body, garbled }: TransportAnswer): boolean {
  if (garbled) return false;
  if (call.method === 'GET') return true;
  const fault = readFault(body);
  const words = [fault.category, fault.subCategory, ...fault.codes].join(' ');
  const named = fault.properties.length > 0 || fault.existingId !== undefined;
  if (status === 403)
    return fault.requiredScopes.length > 0 || aboutAccess.test(`${words} ${fault.message ?? ''}`);
  if (status === 404) return fault.category !== undefined || fault.message !== undefined;
  if (/AUTH/i.test(fault.category ?? '')) return false;
  return named || aboutData.test(words) || dataCode.test(fault.message ?? '');
}

/** Codes and phrases that stand in the message only. */
const dataCode =
  /INVALID_[A-Z]|_REQUIRED_PROPERTY|DOESNT_EXIST|READ_ONLY|was not one of|already exists|does not exist|IDs must be unique|cannot be set/;

function validationMessage(fault: HubSpotFault): string | undefined {
  if (fault.properties.length === 0)
    return fault.message && `HubSpot refused the request: ${quote(fault.message)}`;
  const lines = fault.properties.map(
    ({ name, error, message }) => `${name} (${error})${message ? `: ${quote(message)}` : ''}`,
  );
  return `HubSpot refused ${lines.join('; ')}`;
}

function scopeMessage(fault: HubSpotFault): string | undefined {
  if (fault.requiredScopes.length === 0) return undefined;
  return `The connection lacks a permission (${fault.requiredScopes.join(', ')}), or the account lacks the product. An admin must connect again and grant it.`;
}

const quote = (text: string | undefined): string | undefined =>
  text && text.length > QUOTE_LENGTH ? `${beginningOf(text, QUOTE_LENGTH)}…` : text;

function contextOf(
  call: FailedCall | undefined,
  status: number,
  fault: HubSpotFault,
): Record<string, unknown> {
  const facts = {
    method: call?.method,
    path: call?.path,
    status,
    correlationId: fault.correlationId,
    category: fault.category,
    subCategory: fault.subCategory,
    properties: fault.properties.length > 0 ? fault.properties : undefined,
    existingId: fault.existingId,
    requiredScopes: fault.requiredScopes.length > 0 ? fault.requiredScopes : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** For how long nobody should call for this account, if the answer says so. */
function pauseOf(
  answer: TransportAnswer,
  fault: HubSpotFault,
  now: number,
): { code: ErrorCode; ms: number } | undefined {
  const asked = retryAfter(answer.headers, now);
  switch (answer.status) {
    case 429:
      return {
        code: 'HUBSPOT_RATE_LIMITED',
        ms: Math.max(asked ?? rateLimitPause(answer.headers, fault), SECOND / 2),
      };
    case 423: // HubSpot: wait at least 2 s.
      return { code: 'HUBSPOT_LOCKED', ms: Math.max(asked ?? 0, 2 * SECOND) };
    case 477: // The account moves between data centres, up to 24 h.
      return { code: 'HUBSPOT_MIGRATING', ms: asked ?? HOUR };
    default:
      return undefined;
  }
}

/** Which of HubSpot's limits a 429 is about, if it says so. */
function policyOf(fault: HubSpotFault): 'DAILY' | 'SECONDLY' | undefined {
  const policy = `${fault.policyName ?? ''} ${fault.message ?? ''}`.toUpperCase();
  if (policy.includes('DAILY')) return 'DAILY';
  return /(?<!TEN[_ ])SECONDLY/.test(policy) ? 'SECONDLY' : undefined;
}

/**
 * Retry-After on a 429 is not documented; the policy's name and the interval header tell how long the window is. Once the
 * day is used up, only hand-backs and replies ask again before it ends: it may be a limit that was raised meanwhile.
 */
function rateLimitPause(headers: Headers, fault: HubSpotFault): number {
  const policy = policyOf(fault);
  if (policy === 'DAILY') return 15 * MINUTE;
  if (policy === 'SECONDLY') return SECOND;
  const interval = Number(headers.get('x-hubspot-ratelimit-interval-milliseconds'));
  return interval > 0 ? Math.min(interval, MINUTE) : 10 * SECOND;
}

/** Seconds or an HTTP date, as whole ms from now; at most a day. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Math.ceil(Number(value) * SECOND) : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 24 * HOUR) : undefined;
}

/** The path with ids, addresses and query taken out: a label with few values and no personal data. */
export function pathTemplate(path: string): string {
  const [bare = ''] = path.split('?');
  return bare
    .split('/')
    .map((segment) => (/^\d+$/.test(segment) ? '{id}' : /@|%40/i.test(segment) ? '{email}' : segment))
    .join('/');
}
