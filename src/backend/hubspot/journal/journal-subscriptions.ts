import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { anyId, listOf } from '../calls/tolerant.ts';
import { CONTACT_TYPE_ID, recordId } from '../incoming/webhook-events.ts';
import type { JournalCalls } from './journal-calls.ts';

const path = `/webhooks-journal/subscriptions/${HUBSPOT_API_VERSION}`;

/** HubSpot's type of the event that the app was taken out of an account. */
const UNINSTALL = '4-1916193';
const ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];

const names = z.array(z.string()).nullish();
const subscriptionSchema = z.object({
  id: recordId,
  subscriptionType: z.string(),
  portalId: recordId.nullish(),
  objectTypeId: anyId.nullish(),
  /** HubSpot may leave it out: then nobody can tell which event of the app it is about. */
  eventTypeId: anyId.nullish(),
  actions: names,
  properties: names,
  objectIds: z.array(anyId).nullish(),
  listIds: z.array(anyId).nullish(),
});
type Subscription = z.infer<typeof subscriptionSchema>;
type Wanted = Omit<Subscription, 'id'>;

/** One that Baton does not understand is not one of its own. */
const listSchema = z.object({ results: listOf(z.unknown()) }).nullish();

/** An account that the journal is to tell about. */
export interface JournalAccount {
  portalId: PortalId;
  /** Contact lists of which it tells who joined and who left. */
  listIds: readonly string[];
}

/** What became of the subscriptions. */
export interface Subscribed {
  /** Why HubSpot does not take an account's, by account. */
  refused: Map<PortalId, string>;
  /** What could not be settled now, and is tried again: what it is about, and why. */
  open: { about: string; error: BatonError }[];
}

/**
 * Makes the journal tell about contacts and lists of these accounts, and takes back what an older Baton asked for. One
 * subscription that fails never stops another.
 * @param properties contact properties whose changes count
 * @throws BatonError HUBSPOT_MISSING_SCOPE when the app may not subscribe at all; others when HubSpot is away
 */
export async function ensureSubscriptions(
  calls: JournalCalls,
  accounts: readonly JournalAccount[],
  properties: readonly string[],
): Promise<Subscribed> {
  const existing = await existingByPlace(calls);
  const done: Subscribed = { refused: new Map(), open: [] };
  const attempt = async (wanted: Wanted, portalId?: PortalId): Promise<void> => {
    try {
      await ensure(calls, existing, wanted);
    } catch (error) {
      if (!isBatonError(error)) throw error;
      const isRefused = error.retry === 'never' || error.code === 'HUBSPOT_REFUSED';
      if (portalId !== undefined && isRefused) done.refused.set(portalId, error.message);
      if (portalId === undefined || error.retry !== 'never')
        done.open.push({ about: placeOf(wanted), error });
    }
  };
  await attempt({ subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: UNINSTALL, properties: [] });
  for (const { portalId, listIds } of accounts) {
    for (const wanted of wantedOf(portalId, properties)) await attempt(wanted, portalId);
    // Lists are read regularly anyway: without it they only take longer.
    await attempt({ ...ofLists(portalId), listIds: [...listIds] });
  }
  return done;
}

async function existingByPlace(calls: JournalCalls): Promise<Map<string, Subscription[]>> {
  const { body } = await calls.call({ method: 'GET', path, answer: listSchema });
  const existing = new Map<string, Subscription[]>();
  for (const item of body?.results ?? []) {
    const { data: one } = subscriptionSchema.safeParse(item);
    if (one) existing.set(placeOf(one), [...(existing.get(placeOf(one)) ?? []), one]);
  }
  return existing;
}

/** With every field that HubSpot declares as required, the empty lists too: no `objectIds` are all contacts. */
const wantedOf = (portalId: PortalId, properties: readonly string[]): Wanted[] => [
  {
    subscriptionType: 'OBJECT',
    portalId,
    objectTypeId: CONTACT_TYPE_ID,
    actions: ACTIONS,
    properties: [...properties],
    objectIds: [],
  },
  {
    subscriptionType: 'GDPR_PRIVACY_DELETION',
    portalId,
    objectTypeId: CONTACT_TYPE_ID,
    actions: ['GDPR_DELETE'],
  },
];

const ofLists = (portalId: PortalId): Wanted => ({
  subscriptionType: 'LIST_MEMBERSHIP',
  portalId,
  actions: ['ADDED_TO_LIST', 'REMOVED_FROM_LIST'],
  objectIds: [],
});

/** POST creates, or changes the one that is there, which keeps its id: doing it again does no harm. */
async function ensure(
  calls: JournalCalls,
  existing: ReadonlyMap<string, readonly Subscription[]>,
  wanted: Wanted,
): Promise<void> {
  const there = existing.get(placeOf(wanted)) ?? [];
  const { listIds } = wanted;
  if (listIds?.length === 0) return takeBack(calls, there);
  if (there.some((one) => tells(one, wanted))) return;
  // Portals and lists are numbers in HubSpot's JSON.
  const body = {
    ...wanted,
    ...(wanted.portalId ? { portalId: Number(wanted.portalId) } : {}),
    ...(listIds ? { listIds: listIds.map(Number) } : {}),
  };
  const made = await calls.call({
    method: 'POST',
    path,
    body,
    answer: z.object({ id: recordId.nullish() }).nullish(),
    // Another process was faster.
    expected: [409],
  });
  // Afterwards, so that nothing is missed between.
  if (made.body?.id)
    await takeBack(
      calls,
      there.filter(({ id }) => id !== made.body?.id),
    );
}

async function takeBack(calls: JournalCalls, old: readonly Subscription[]): Promise<void> {
  for (const { id } of old)
    await calls.call({ method: 'DELETE', path: `${path}/${id}`, answer: z.unknown(), expected: [404] });
}

/** What a subscription is about: two of the same place replace each other. */
const placeOf = ({ subscriptionType, portalId, objectTypeId, eventTypeId }: Wanted): string =>
  [
    subscriptionType,
    portalId ?? '',
    portalId ? (objectTypeId ?? CONTACT_TYPE_ID) : '',
    eventTypeId ?? '',
  ].join(' ');

const tells = (one: Wanted, wanted: Wanted): boolean =>
  includesAll(one.actions, wanted.actions) &&
  includesAll(one.properties, wanted.properties) &&
  // Exactly: lists that nobody asks for any more are not told for ever.
  includesAll(one.listIds, wanted.listIds) &&
  includesAll(wanted.listIds, one.listIds) &&
  (one.objectIds ?? []).length === 0;

const includesAll = (all: Wanted['actions'], some: Wanted['actions']): boolean =>
  (some ?? []).every((name) => (all ?? []).includes(name));
