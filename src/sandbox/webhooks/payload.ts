import type { Subscription, WebhookDefinition } from '../app-definition.ts';
import { standardType, type ObjectType } from '../records/object-types.ts';
import type { RecordEvent } from '../records/record.ts';

/** One event as it is sent; fields depend on the kind. */
export type WebhookPayload = Readonly<Record<string, unknown>>;

/** The payloads of one change, one per subscription that wants it. `attemptNumber` is set when it is sent. */
export function payloadsFor(
  event: RecordEvent,
  webhook: WebhookDefinition,
  context: { appId: number; newEventId: () => number },
): WebhookPayload[] {
  return webhook.subscriptions
    .filter((subscription) => wants(subscription, event))
    .map((subscription) => payload(event, subscription, context));
}

function wants({ subscriptionType, objectType, propertyName }: Subscription, event: RecordEvent): boolean {
  const [prefix = '', kind] = subscriptionType.split('.');
  if (kind !== event.kind) return false;
  if (objectTypeFor(prefix, objectType)?.id !== event.objectTypeId) return false;
  return event.kind !== 'propertyChange' || propertyName === event.propertyName;
}

/** `contact.deletion` names its type in front, `object.deletion` beside. Types the stand-in lacks never match. */
function objectTypeFor(prefix: string, objectType: string | undefined): ObjectType | undefined {
  return standardType(prefix === 'object' ? (objectType ?? '') : prefix);
}

const changeFlags: Readonly<Partial<Record<RecordEvent['kind'], string>>> = {
  creation: 'CREATED',
  deletion: 'DELETED',
  restore: 'RESTORED',
};

function payload(
  event: RecordEvent,
  subscription: Subscription,
  context: { appId: number; newEventId: () => number },
): WebhookPayload {
  const { kind, author, merge } = event;
  const generic = subscription.subscriptionType.startsWith('object.');
  return {
    eventId: context.newEventId(),
    subscriptionId: subscription.id,
    portalId: event.portalId,
    appId: context.appId,
    occurredAt: event.occurredAt,
    subscriptionType: subscription.subscriptionType,
    objectId: Number(event.objectId),
    ...(generic ? { objectTypeId: event.objectTypeId } : {}),
    ...(kind === 'propertyChange'
      ? { propertyName: event.propertyName, propertyValue: event.propertyValue }
      : {}),
    ...(generic && kind === 'propertyChange' ? { isSensitive: false } : {}),
    ...(changeFlags[kind] === undefined ? {} : { changeFlag: changeFlags[kind] }),
    ...(merge ? mergeFields(merge) : {}),
    changeSource: author.changeSource,
    sourceId: author.sourceId,
  };
}

function mergeFields(merge: NonNullable<RecordEvent['merge']>) {
  return {
    primaryObjectId: Number(merge.primaryId),
    mergedObjectIds: merge.mergedIds.map(Number),
    newObjectId: Number(merge.newId),
    numberOfPropertiesMoved: merge.propertiesMoved,
  };
}
