import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { CONTACT_TYPE_ID, recordId } from '../incoming/webhook-events.ts';
import type { JournalCalls } from './journal-calls.ts';

const path = `/webhooks-journal/subscriptions/${HUBSPOT_API_VERSION}`;

/** HubSpot's type of the event that the app was taken out of an account. */
const UNINSTALL = '4-1916193';
const ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];

const subscriptionSchema = z.object({
  id: recordId,
  subscriptionType: z.string(),
  portalId: recordId.nullish(),
  objectTypeId: z.string().nullish(),
  eventTypeId: z.string().nullish(),
  actions: z.array(z.string()).nullish(),
  properties: z.array(z.string()).nullish(),
});
type Subscription = z.infer<typeof subscriptionSchema>;
type Wanted = Omit<Subscription, 'id'>;

const listSchema = z.object({ results: z.array(subscriptionSchema).default([]) });

/**
 * Makes the journal tell about contacts of these accounts, and takes back what an older Baton asked for.
 * @param properties contact properties whose changes count
 * @returns why an account could not be subscribed, by account
 */
export async function ensureSubscriptions(
  calls: JournalCalls,
  portals: readonly PortalId[],
  properties: readonly string[],
): Promise<Map<PortalId, string>> {
  const { body } = await calls.call({ method: 'GET', path, answer: listSchema });
  const existing = new Map<string, Subscription[]>();
  for (const one of body?.results ?? []) {
    const key = placeOf(one);
    existing.set(key, [...(existing.get(key) ?? []), one]);
  }
  await ensure(calls, existing, { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: UNINSTALL });
  const refused = new Map<PortalId, string>();
  for (const portalId of portals) {
    try {
      for (const wanted of wantedOf(portalId, properties)) await ensure(calls, existing, wanted);
    } catch (error) {
      if (!isBatonError(error) || error.retry !== 'never') throw error;
      refused.set(portalId, error.message);
    }
  }
  return refused;
}

const wantedOf = (portalId: PortalId, properties: readonly string[]): Wanted[] => [
  {
    subscriptionType: 'OBJECT',
    portalId,
    objectTypeId: CONTACT_TYPE_ID,
    actions: ACTIONS,
    properties: [...properties],
  },
  { subscriptionType: 'GDPR_PRIVACY_DELETION', portalId },
];

async function ensure(
  calls: JournalCalls,
  existing: ReadonlyMap<string, readonly Subscription[]>,
  wanted: Wanted,
): Promise<void> {
  const there = existing.get(placeOf(wanted)) ?? [];
  if (there.some((one) => tells(one, wanted))) return;
  // 409: another process was faster. The portal is a number in HubSpot's JSON.
  const body = { ...wanted, ...(wanted.portalId ? { portalId: Number(wanted.portalId) } : {}) };
  const made = await calls.call({
    method: 'POST',
    path,
    body,
    answer: z.object({ id: recordId }),
    expected: [409],
  });
  // Afterwards, so that nothing is missed between. An update in place keeps the id.
  for (const { id } of there)
    if (made.body && id !== made.body.id)
      await calls.call({ method: 'DELETE', path: `${path}/${id}`, answer: z.unknown(), expected: [404] });
}

/** What a subscription is about: two of the same place replace each other. */
const placeOf = ({ subscriptionType, portalId, objectTypeId, eventTypeId }: Wanted): string =>
  [
    subscriptionType,
    portalId ?? '',
    subscriptionType === 'OBJECT' ? objectTypeId : '',
    eventTypeId ?? '',
  ].join(' ');

const tells = (one: Wanted, wanted: Wanted): boolean =>
  includesAll(one.actions, wanted.actions) && includesAll(one.properties, wanted.properties);

const includesAll = (all: Wanted['actions'], some: Wanted['actions']): boolean =>
  (some ?? []).every((name) => (all ?? []).includes(name));
