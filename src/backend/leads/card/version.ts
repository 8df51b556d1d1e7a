import { hash } from 'node:crypto';
import type { Activity } from '../../activity/activity.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import { SECOND } from '../../ground/clock.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { HubSpot, Outbox, Portal } from '../../hubspot/types.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Leads } from '../leads.ts';
import { standOfSuggestion } from '../suggesting/shown.ts';
import type { ShownDeps as SuggestionDeps } from '../suggesting/shown.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface VersionDeps extends Pick<SuggestionDeps, 'database' | 'modelWriter'> {
  hubspot: { portals: Pick<HubSpot['portals'], 'find'> };
  outbox: Pick<Outbox, 'pending'>;
  assistants: Pick<Assistants, 'list'>;
  leads: Pick<Leads, 'find'>;
  activity: Pick<Activity, 'list'>;
  reviews: Pick<Reviews, 'openOf'>;
  snapshots: Pick<ContactSnapshots, 'get'>;
  clock: Clock;
}

/**
 * Names what the card of a contact is made of now. It is the same in every process, so that a card that shows it learns
 * that nothing changed for a few look-ups by key, and without a call to HubSpot.
 * @throws what the view of the contact would throw
 */
export type CardVersion = (portalId: PortalId, contactId: ContactId) => Promise<string>;

/** All cards of an account share what the account looks like. */
const ACCOUNT_FOR_MS = SECOND;

export function createCardVersion(deps: VersionDeps): CardVersion {
  const accounts = new Map<PortalId, { facts: Promise<AccountFacts>; readAt: number }>();
  const factsOf = (portalId: PortalId): Promise<AccountFacts> => {
    const now = deps.clock.now();
    const known = accounts.get(portalId);
    if (known && Math.abs(now - known.readAt) < ACCOUNT_FOR_MS) return known.facts;
    const facts = Promise.all([deps.hubspot.portals.find(portalId), deps.assistants.list(portalId)]);
    accounts.set(portalId, { facts, readAt: now });
    return facts;
  };
  return async (portalId, contactId) => {
    const account = await factsOf(portalId);
    const [portal] = account;
    const contact = portal?.status === 'connected' ? await ofContact(deps, portalId, contactId) : null;
    return hash('sha256', JSON.stringify([account, contact]), 'base64url').slice(0, 22);
  };
}

type AccountFacts = [Portal | undefined, Assistant[]];

async function ofContact(deps: VersionDeps, portalId: PortalId, contactId: ContactId): Promise<unknown[]> {
  const lead = await deps.leads.find(portalId, contactId);
  // HubSpot may not show it any more.
  if (lead?.mergedInto) {
    const into = await deps.leads.find(portalId, lead.mergedInto);
    return [lead.mergedInto, into?.facts, into?.subState];
  }
  const [latest] = await deps.activity.list(portalId, contactId, 1);
  const pending = await deps.outbox.pending(portalId, contactId);
  const snapshot = await deps.snapshots.get(portalId, contactId, lead);
  const reviews = await deps.reviews.openOf(portalId, contactId);
  const asked = reviews.map(({ id, version, state }) => [id, version, state]);
  const suggested = lead && (await standOfSuggestion(deps, lead));
  return [lead && { ...lead, ...readings }, latest, pending, snapshot, asked, suggested];
}

/** They change with every regular check, and nothing with them. */
const readings: Record<'ownerReadAt' | 'ownerAt' | 'ownerId', null> = {
  ownerReadAt: null,
  ownerAt: null,
  ownerId: null,
};
