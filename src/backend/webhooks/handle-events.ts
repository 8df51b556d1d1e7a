import type { Assistants } from '../assistants/assistants.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import { isMadeByApp } from '../hubspot/records/change-source.ts';
import { ownerId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Leads, OwnerNews } from '../leads/leads.ts';
import type { InboxEvent } from './inbox-entity.ts';

interface Deps {
  assistants: Assistants;
  leads: Pick<Leads, 'open' | 'known' | 'closedSince' | 'pickUp' | 'contactsMerged' | 'heardOwners'>;
  eraseContact(portalId: PortalId, contactId: ContactId): Promise<void>;
  /** This app's id: its own writes come back as events of source INTEGRATION. */
  appId: string | null;
  clock: Clock;
  /** Told of every contact that changed, for those who keep a reading of it. */
  onChanged(portalId: PortalId, contactId: ContactId): void;
}

/** Changes of these are worth a look at a contact that an assistant works on. */
const WATCHED = new Set([
  'hubspot_owner_id',
  'baton_context',
  'email',
  'hs_email_optout',
  'baton_do_not_contact',
]);

/** Changes that HubSpot is asked to tell of: of the further ones somebody else may make something, see `onChanged`. */
export const HEARD: readonly string[] = [...WATCHED, 'lifecyclestage'];

/**
 * Brings events to those they concern. Events only say where to look: the contact is read as it is now, so that
 * duplicates, delays and disorder cannot matter. Contacts that concern nobody cost no call.
 */
export function createHandleEvents(deps: Deps) {
  return async (portalId: PortalId, events: readonly InboxEvent[]): Promise<void> => {
    const foreign = events.filter((event) => !isOwnWrite(event, deps.appId));
    for (const event of events) deps.onChanged(portalId, event.contactId);
    for (const event of foreign) await handleEnd(deps, portalId, event);
    const news = foreign.filter(isOfOwner);
    if (news.length > 0) await deps.leads.heardOwners(portalId, news.map(ownerNews));
    const triggers = await worthALook(deps, portalId, foreign);
    const found = new Map([...triggers].filter(([id]) => isFound(foreign, id)));
    for (const id of found.keys()) triggers.delete(id);
    const unticked = new Set(foreign.filter(isUntickedByHand).map(({ contactId }) => contactId));
    if (triggers.size > 0) await deps.leads.pickUp(portalId, triggers, { unticked });
    if (found.size > 0) await deps.leads.pickUp(portalId, found, { found: true });
  };
}

/** Heard of by its merge or restoring alone: nobody handed it over now. */
const isFound = (events: readonly InboxEvent[], id: ContactId): boolean =>
  events
    .filter(({ contactId, merge }) => contactId === id || merge?.survivor === id)
    .every(({ kind }) => kind === 'merge' || kind === 'restore');

const isOfOwner = ({ kind, propertyName }: InboxEvent): boolean =>
  kind === 'propertyChange' && propertyName === 'hubspot_owner_id';

/** Of these the contact may be heard to opt out, which counts after the end of a conversation too. */
const OPT_OUTS: ReadonlySet<string | null> = new Set(['hs_email_optout', 'baton_do_not_contact']);

const isOfOptOut = ({ kind, propertyName }: InboxEvent): boolean =>
  kind === 'propertyChange' && OPT_OUTS.has(propertyName);

const isUntickedByHand = ({ kind, propertyName, propertyValue, sourceId }: InboxEvent): boolean =>
  kind === 'propertyChange' &&
  propertyName === 'baton_do_not_contact' &&
  propertyValue !== 'true' &&
  sourceId.startsWith('userId:');

const ownerNews = ({ contactId, propertyValue, occurredAt }: InboxEvent): OwnerNews => ({
  contactId,
  ownerId: propertyValue ? ownerId(propertyValue) : null,
  at: occurredAt,
});

const isOwnWrite = ({ kind, changeSource, sourceId }: InboxEvent, appId: string | null): boolean =>
  kind === 'propertyChange' && isMadeByApp(changeSource, sourceId, appId);

/**
 * Events of what nobody can undo: they end or move a lead. All others are answered by looking at the contact, deletions
 * too: by the time their event comes, the contact may have been restored.
 */
async function handleEnd(
  { leads, eraseContact }: Deps,
  portalId: PortalId,
  event: InboxEvent,
): Promise<void> {
  if (event.kind === 'privacyDeletion') await eraseContact(portalId, event.contactId);
  if (event.kind === 'merge' && event.merge) {
    const { primary, merged, survivor } = event.merge;
    const gone = [...new Set([primary, ...merged])].filter((id) => id !== survivor);
    await leads.contactsMerged(portalId, gone, survivor);
  }
}

async function worthALook(
  deps: Deps,
  portalId: PortalId,
  events: readonly InboxEvent[],
): Promise<Map<ContactId, string>> {
  const assistants = await deps.assistants.list(portalId);
  const assistantOwners = new Set(
    assistants.flatMap((assistant) => (assistant.ownerId ? [String(assistant.ownerId)] : [])),
  );
  const ids = [...new Set(events.map((event) => event.contactId))];
  const open = await deps.leads.open(portalId, ids);
  // Somebody may have chosen an owner in the moment in which Baton handed the contact back.
  const rest = ids.filter((id) => !open.has(id));
  const handedBack = await deps.leads.closedSince(portalId, rest, deps.clock.now() - DAY);
  const optOuts = new Set(events.filter(isOfOptOut).map(({ contactId }) => contactId));
  const known = optOuts.size > 0 ? await deps.leads.known(portalId, [...optOuts]) : optOuts;
  const triggers = new Map<ContactId, string>();
  for (const event of events) {
    const concerned = open.has(event.contactId) || (isOfOptOut(event) && known.has(event.contactId));
    if (event.kind === 'propertyChange') {
      const ofOwner = isOfOwner(event);
      const toAssistant = ofOwner && assistantOwners.has(event.propertyValue ?? '');
      const overHandBack = ofOwner && handedBack.has(event.contactId);
      if (toAssistant || overHandBack || (concerned && WATCHED.has(event.propertyName ?? '')))
        triggers.set(event.contactId, describe(event));
    } else if (event.kind === 'deletion') {
      if (concerned) triggers.set(event.contactId, describe(event));
    } else if (assistantOwners.size > 0 && (event.kind === 'creation' || event.kind === 'restore')) {
      triggers.set(event.contactId, describe(event));
    } else if (event.kind === 'merge' && event.merge) {
      triggers.set(event.merge.survivor, describe(event));
    }
  }
  return triggers;
}

const labels: Readonly<Record<string, string>> = {
  hubspot_owner_id: 'Contact owner changed',
  baton_context: 'Context changed',
  email: 'Email address changed',
  hs_email_optout: 'Email opt-out changed',
  baton_do_not_contact: 'Do Not Contact changed',
};

const describe = (event: InboxEvent): string => {
  const what =
    event.kind === 'propertyChange'
      ? (labels[event.propertyName ?? ''] ?? 'Contact changed')
      : `Contact ${event.kind}`;
  return `${what} in HubSpot (${event.changeSource || 'unknown source'})`;
};
