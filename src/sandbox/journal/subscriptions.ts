import { z } from 'zod';
import type { Portals } from '../accounts/portals.ts';
import type { AppDefinition } from '../app-definition.ts';
import type { SandboxClock } from '../ground/clock.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import type { RecordEvent } from '../records/record.ts';
import type { Collection, Store } from '../ground/store.ts';
import { actionOf } from './journal-event.ts';

const portalId = z.number().int();

export const subscriptionSchema = z.discriminatedUnion('subscriptionType', [
  z.object({
    subscriptionType: z.literal('OBJECT'),
    portalId,
    objectTypeId: z.string(),
    actions: z.array(z.enum(['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'])).min(1),
    properties: z.array(z.string()).optional(),
  }),
  z.object({ subscriptionType: z.literal('GDPR_PRIVACY_DELETION'), portalId }),
  z.object({
    subscriptionType: z.literal('APP_LIFECYCLE_EVENT'),
    eventTypeId: z.enum(['4-1909196', '4-1916193']),
  }),
]);
type Wanted = z.infer<typeof subscriptionSchema>;

/** What the app asked the journal to tell, as the API answers it. */
export type JournalSubscription = Wanted & {
  id: number;
  appId: number;
  createdAt: string;
  updatedAt: string;
};

const eventTypes = { APP_INSTALL: '4-1909196', APP_UNINSTALL: '4-1916193' } as const;

/** The app's journal subscriptions: those to records belong to one account each. */
export class JournalSubscriptions {
  readonly #app: AppDefinition;
  readonly #clock: SandboxClock;
  readonly #portals: Portals;
  readonly #all: Collection<JournalSubscription>;

  constructor(parts: { app: AppDefinition; store: Store; clock: SandboxClock; portals: Portals }) {
    this.#app = parts.app;
    this.#clock = parts.clock;
    this.#portals = parts.portals;
    this.#all = parts.store.collection('journal/subscriptions');
  }

  list(): JournalSubscription[] {
    return [...this.#all.values()];
  }

  /** @throws HubSpotError 400 when the app is not installed in the account, 409 when there is one just like it */
  add(wanted: Wanted): JournalSubscription {
    if ('portalId' in wanted && !this.#portals.find(wanted.portalId)?.account.installation)
      throw invalidRequest(`The app is not installed in the account ${wanted.portalId}`);
    if (this.list().some((one) => sameText(one) === sameText(wanted)))
      throw new HubSpotError(409, 'CONFLICT', 'The subscription already exists');
    const now = new Date(this.#clock.now()).toISOString();
    const id = Math.max(60_000_000, ...this.list().map((one) => one.id)) + 1;
    const added = { ...wanted, id, appId: this.#app.appId, createdAt: now, updatedAt: now };
    this.#all.set(String(id), added);
    return added;
  }

  /** @throws HubSpotError 404 */
  remove(id: string): void {
    if (!this.#all.has(id)) throw notFound(`No subscription ${id}`);
    this.#all.delete(id);
  }

  wants(event: RecordEvent): boolean {
    return this.list().some((one) => {
      if (one.subscriptionType === 'APP_LIFECYCLE_EVENT' || one.portalId !== event.portalId) return false;
      if (one.subscriptionType === 'GDPR_PRIVACY_DELETION') return event.kind === 'privacyDeletion';
      const { objectTypeId, actions, properties = [] } = one;
      if (objectTypeId !== event.objectTypeId || !(actions as string[]).includes(actionOf[event.kind]))
        return false;
      return event.kind !== 'propertyChange' || properties.includes(event.propertyName ?? '');
    });
  }

  wantsLifecycle(action: keyof typeof eventTypes): boolean {
    return this.list().some(
      (one) => one.subscriptionType === 'APP_LIFECYCLE_EVENT' && one.eventTypeId === eventTypes[action],
    );
  }
}

const identifying = ['subscriptionType', 'portalId', 'objectTypeId', 'actions', 'properties', 'eventTypeId'];
const sameText = (one: Wanted): string => JSON.stringify(one, identifying);
