import { z } from 'zod';
import type { Portals } from '../accounts/portals.ts';
import type { AppDefinition } from '../app-definition.ts';
import type { SandboxClock } from '../ground/clock.ts';
import { invalidRequest, notFound } from '../api/hubspot-error.ts';
import type { MembershipEvent } from '../lists/list.ts';
import type { RecordEvent } from '../records/record.ts';
import type { Collection, Store } from '../ground/store.ts';
import { actionOf } from './journal-event.ts';

const portalId = z.number().int();
const names = z.array(z.string());
const ids = z.array(z.union([z.string(), z.number()]).transform(Number));

/** What HubSpot declares as required is required here, the empty lists too. */
export const subscriptionSchema = z.discriminatedUnion('subscriptionType', [
  z.object({
    subscriptionType: z.literal('OBJECT'),
    portalId,
    objectTypeId: z.string(),
    actions: z.array(z.enum(['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'])).min(1),
    properties: names.optional(),
    /** Empty: all records. */
    objectIds: ids,
  }),
  z.object({
    subscriptionType: z.literal('GDPR_PRIVACY_DELETION'),
    portalId,
    objectTypeId: z.string(),
    actions: z.tuple([z.literal('GDPR_DELETE')]),
  }),
  z.object({
    subscriptionType: z.literal('LIST_MEMBERSHIP'),
    portalId,
    actions: z.array(z.enum(['ADDED_TO_LIST', 'REMOVED_FROM_LIST'])).min(1),
    listIds: ids.min(1),
    /** Empty: all records. */
    objectIds: ids,
  }),
  z.object({
    subscriptionType: z.literal('APP_LIFECYCLE_EVENT'),
    eventTypeId: z.enum(['4-1909196', '4-1916193']),
    properties: names,
  }),
]);
type Wanted = z.infer<typeof subscriptionSchema>;

type Kept = Wanted & { id: number; appId: number; createdAt: string; updatedAt: string };

/** What the app asked the journal to tell, as the API answers it: without the type of a lifecycle event. */
type JournalSubscription = Omit<Kept, 'eventTypeId'>;

const eventTypes = { APP_INSTALL: '4-1909196', APP_UNINSTALL: '4-1916193' } as const;

/** The app's journal subscriptions: those to records belong to one account each. */
export class JournalSubscriptions {
  readonly #app: AppDefinition;
  readonly #clock: SandboxClock;
  readonly #portals: Portals;
  readonly #all: Collection<Kept>;

  constructor(parts: { app: AppDefinition; store: Store; clock: SandboxClock; portals: Portals }) {
    this.#app = parts.app;
    this.#clock = parts.clock;
    this.#portals = parts.portals;
    this.#all = parts.store.collection('journal/subscriptions');
  }

  list(): JournalSubscription[] {
    return [...this.#all.values()].map(present);
  }

  /** A subscription to the same as an older one takes its place. @throws HubSpotError 400: not installed there */
  put(wanted: Wanted): JournalSubscription {
    if ('portalId' in wanted && !this.#portals.find(wanted.portalId)?.account.installation)
      throw invalidRequest(`The app is not installed in the account ${wanted.portalId}`);
    const updatedAt = new Date(this.#clock.now()).toISOString();
    const before = [...this.#all.values()].find((one) => placeOf(one) === placeOf(wanted));
    const id = before?.id ?? Math.max(60_000_000, ...[...this.#all.values()].map((one) => one.id)) + 1;
    const kept = {
      ...wanted,
      id,
      appId: this.#app.appId,
      createdAt: before?.createdAt ?? updatedAt,
      updatedAt,
    };
    this.#all.set(String(id), kept);
    return present(kept);
  }

  /** @throws HubSpotError 404 */
  remove(id: string): void {
    if (!this.#all.has(id)) throw notFound(`No subscription ${id}`);
    this.#all.delete(id);
  }

  wants(event: RecordEvent): boolean {
    return [...this.#all.values()].some((one) => {
      if (one.subscriptionType === 'APP_LIFECYCLE_EVENT' || one.subscriptionType === 'LIST_MEMBERSHIP')
        return false;
      if (one.portalId !== event.portalId) return false;
      const { objectTypeId, actions } = one;
      if (objectTypeId !== event.objectTypeId || !(actions as string[]).includes(actionOf[event.kind]))
        return false;
      if (one.subscriptionType === 'GDPR_PRIVACY_DELETION') return true;
      const { objectIds, properties = [] } = one;
      if (objectIds.length > 0 && !objectIds.includes(Number(event.objectId))) return false;
      return event.kind !== 'propertyChange' || properties.includes(event.propertyName ?? '');
    });
  }

  wantsMembership(event: MembershipEvent): boolean {
    return [...this.#all.values()].some(
      (one) =>
        one.subscriptionType === 'LIST_MEMBERSHIP' &&
        one.portalId === event.portalId &&
        one.actions.includes(event.action) &&
        one.listIds.includes(Number(event.listId)) &&
        (one.objectIds.length === 0 || one.objectIds.includes(Number(event.recordId))),
    );
  }

  wantsLifecycle(action: keyof typeof eventTypes): boolean {
    return [...this.#all.values()].some(
      (one) => one.subscriptionType === 'APP_LIFECYCLE_EVENT' && one.eventTypeId === eventTypes[action],
    );
  }
}

/** What a subscription is about. */
function placeOf(one: Wanted): string {
  switch (one.subscriptionType) {
    case 'APP_LIFECYCLE_EVENT':
      return `${one.subscriptionType} ${one.eventTypeId}`;
    case 'LIST_MEMBERSHIP':
      return `${one.subscriptionType} ${one.portalId}`;
    default:
      return `${one.subscriptionType} ${one.portalId} ${one.objectTypeId}`;
  }
}

function present(kept: Kept): JournalSubscription {
  if (kept.subscriptionType !== 'APP_LIFECYCLE_EVENT') return kept;
  const { eventTypeId: _untold, ...rest } = kept;
  return rest;
}
