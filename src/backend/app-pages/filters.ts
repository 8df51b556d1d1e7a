import { DateTime } from 'luxon';
import { z } from 'zod';
import type {
  ActivityFilter,
  ActivityKind,
  AttentionKind,
  LeadFilter,
  NextEmail,
  ReviewFilter,
} from '../../cards/pages/contract.ts';
import type { LeadState } from '../../cards/contact/contract.ts';
import type { ActivityQuery } from '../activity/search.ts';
import { contactId } from '../ground/identifiers.ts';
import { checked } from '../http/routes.ts';
import { leadStates } from '../lead-status/mapping.ts';
import { NOBODY } from '../leads/list/search.ts';
import type { LeadQuery } from '../leads/list/search.ts';
import type { ReviewQuery } from '../reviews/search.ts';
import { replyClasses } from '../replies/types.ts';
import { activityWords, attentionWords, nextEmailWords } from './words.ts';

const MOST_VALUES = 200;
const LONGEST = 200;

/** In a query values stand in one parameter, parted by commas; in a body they are a list. */
const listOf = <Item extends z.ZodType<string>>(item: Item) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : value),
    z.array(item).min(1).max(MOST_VALUES),
  );

/** The keys of a record are exactly its key type. */
const keysOf = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  z.enum(Object.keys(words) as [Key, ...Key[]]);

const id = z.string().regex(/^[\w-]{1,64}$/, 'is no id');
const ownerOrNobody = z.string().regex(/^(\d{1,20}|none)$/, 'is no owner id');
const moment = z.coerce.number().int().min(0).max(9_000_000_000_000);

export const leadFilter = z.strictObject({
  search: z.string().trim().max(LONGEST).optional(),
  state: listOf(z.enum(leadStates as [LeadState, ...LeadState[]])).optional(),
  with: z.enum(['assistant', 'person']).optional(),
  assistant: listOf(id).optional(),
  priorOwner: listOf(ownerOrNobody).optional(),
  lastAnswer: listOf(z.enum([...replyClasses, NOBODY])).optional(),
  nextEmail: keysOf<NextEmail>(nextEmailWords).optional(),
  attention: z.enum([...(Object.keys(attentionWords) as AttentionKind[]), 'any']).optional(),
});

export const activityFilter = z.strictObject({
  kind: listOf(keysOf<ActivityKind>(activityWords)).optional(),
  contact: z
    .string()
    .regex(/^\d{1,20}$/, 'is no contact id')
    .optional(),
  assistant: listOf(id).optional(),
  priorOwner: listOf(ownerOrNobody).optional(),
  from: moment.optional(),
  to: moment.optional(),
});

export const reviewFilter = z.strictObject({
  kind: z.enum(['draft', 'answer']).optional(),
  mine: z.literal('true').optional(),
  assistant: listOf(id).optional(),
});

/** What is asked of the reviews. `own`: whose contacts are the reader's, see `seenBy`. */
export const reviewQuery = (
  { kind, mine, assistant }: z.output<typeof reviewFilter> | ReviewFilter,
  { sight, own }: { sight: ReviewQuery['sight']; own: readonly string[] },
): ReviewQuery => ({
  sight,
  ...(kind ? { kind } : {}),
  ...(mine ? { owners: own } : {}),
  ...(assistant ? { assistants: assistant } : {}),
});

/** Shorter searches match nearly everything. */
const SHORTEST_SEARCH = 2;

/** What stands in the database for what the page asks. `now`, epoch ms: days are those of `zone`, from now on. */
export function leadQuery(
  filter: z.output<typeof leadFilter> | LeadFilter,
  sight: LeadQuery['sight'],
  { now, zone }: { now: number; zone: string },
): LeadQuery {
  const { search, state, assistant, priorOwner, lastAnswer, nextEmail, attention } = filter;
  return {
    sight,
    now,
    ...(search !== undefined && search.length >= SHORTEST_SEARCH ? { search } : {}),
    ...(state ? { states: state } : {}),
    ...(filter.with ? { with: filter.with } : {}),
    ...(assistant ? { assistants: assistant } : {}),
    ...(priorOwner ? { priorOwners: priorOwner } : {}),
    ...(lastAnswer ? { answers: lastAnswer } : {}),
    ...(nextEmail ? { nextEmail: windowOf(nextEmail, now, zone) } : {}),
    ...(attention ? { attention } : {}),
  };
}

function windowOf(when: NextEmail, now: number, zone: string): LeadQuery['nextEmail'] {
  const midnight = (days: number): number =>
    DateTime.fromMillis(now, { zone }).startOf('day').plus({ days }).toMillis();
  const windows: Record<NextEmail, NonNullable<LeadQuery['nextEmail']> | null> = {
    overdue: { to: now },
    today: { from: now, to: midnight(1) },
    tomorrow: { from: midnight(1), to: midnight(2) },
    'this-week': { from: now, to: midnight(7) },
    later: { from: midnight(7) },
    none: null,
  };
  return windows[when];
}

export function activityQuery(
  { kind, contact, assistant, priorOwner, from, to }: z.output<typeof activityFilter> | ActivityFilter,
  sight: ActivityQuery['sight'],
): Omit<ActivityQuery, 'limit'> {
  return {
    sight,
    ...(kind ? { kinds: kind } : {}),
    ...(contact ? { contactId: contactId(contact) } : {}),
    ...(assistant ? { assistants: assistant } : {}),
    ...(priorOwner ? { persons: priorOwner.map((owner) => (owner === NOBODY ? '' : owner)) } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Where a page goes on: opaque for whoever holds it. */
export const cursorOf = (content: object): string =>
  Buffer.from(JSON.stringify(content)).toString('base64url');

/** A cursor that says what `content` says; anything else is refused. */
export const cursor = <Content extends z.ZodType>(content: Content) =>
  z
    .string()
    .max(1_000)
    .transform((text, context) => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not where a page ended' });
        return z.NEVER;
      }
    })
    .pipe(content);

/** The parameters that HubSpot's proxy appends are not of the page. */
function ownQuery(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { portalId: _portal, userId: _user, userEmail: _email, appId: _app, ...own } = query;
  return own;
}

/** What a page asks for in its address. @throws BatonError REQUEST_INVALID */
export const asked = <Query extends z.ZodType>(
  query: Query,
  request: { query: Readonly<Record<string, unknown>> },
): z.output<Query> =>
  checked<z.output<Query>>(query as z.ZodType<z.output<Query>>, ownQuery(request.query), 'query');
