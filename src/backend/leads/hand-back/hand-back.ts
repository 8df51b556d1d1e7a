import type { Config } from '../../ground/config.ts';
import { pagesOrigin } from '../../hubspot/portals/hubspot-pages.ts';
import { factsOf } from '../contact/contact-properties.ts';
import { nameOfContact } from '../list/words.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { HubSpot, Outbox, Owner } from '../../hubspot/types.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import { ownerId } from '../../ground/identifiers.ts';
import { threadOfRound } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { BusinessHours } from '../deciding/schedule.ts';
import type { Settings } from '../../settings/settings.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import { lockLead } from '../lead/apply.ts';
import { LeadEntity, roundKey } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { knownZone } from '../contact/time-zone.ts';
import { tellingAnswer } from '../telling/answers.ts';
import { handBackNote } from '../telling/notes.ts';
import { ownerTask } from '../telling/owner-task.ts';
import type { KnownContact } from '../telling/owner-task.ts';

/**
 * How old the look at an owner may be: many hand-backs to one person cost one call. An owner archived since then is
 * refused by HubSpot, and looked up again.
 */
const OWNER_AGE_MS = MINUTE;

interface Deps {
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  assistants: Assistants;
  settings: Settings;
  clock: Clock;
  /** Whose pages notes link to. */
  config: { hubspot: Pick<Config['hubspot'], 'appUrl'> };
}

/** Where a contact goes, and who is told. */
interface Destination {
  owner: Owner | null;
  /** Gets the task: the owner, or an admin when nobody can own the contact. */
  taskFor: OwnerId | null;
  /** Why it is not the prior owner, in words; null when it is. */
  detour: string | null;
}

/** What note and task are told with. */
interface Telling {
  answer: Mail | null;
  known: KnownContact | null;
  hours: BusinessHours;
  zone: string;
}

/**
 * Hands a contact back (A6): prior owner, else the configured fallback owner, else unassigned with a task for an
 * admin. Run by a job; safe to run again, because the writes have deterministic keys and the owner is
 * compare-and-set.
 */
export function createHandBack(deps: Deps): (portalId: PortalId, contactId: ContactId) => Promise<void> {
  return async (portalId, contactId) => {
    const lead = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId });
    if (lead?.stage !== 'handing_back') return;
    const destination = await findDestination(deps, lead);
    const thread = await threadOfRound(deps.database, portalId, contactId, lead.round);
    const telling = {
      known: await knownContact(deps, lead),
      answer: tellingAnswer(thread),
      hours: (await deps.settings.get(portalId)).schedule,
      zone: knownZone((await deps.hubspot.portals.get(portalId)).timeZone),
    };
    await deps.database.transaction(async (tx) => {
      const current = await lockLead(tx, portalId, contactId);
      if (current?.stage !== 'handing_back' || current.round !== lead.round) return;
      await writeHandBack(deps, tx, current, destination, telling);
    });
  };
}

/** Whom the answer names, if HubSpot has them: nobody is to be added twice. */
async function knownContact({ hubspot, config }: Deps, lead: Lead): Promise<KnownContact | null> {
  const { portalId, answer, assignedAt, email } = lead;
  const named = answer && answer.at >= assignedAt ? answer.referredEmail : null;
  if (!named || named === email) return null;
  const record = await hubspot.contacts.byEmail(portalId, named, 'interactive');
  if (!record || record.id === lead.contactId) return null;
  const { uiDomain } = await hubspot.portals.get(portalId);
  const url = `${pagesOrigin(config.hubspot, uiDomain)}/contacts/${portalId}/record/0-1/${record.id}`;
  return { name: nameOfContact({ contactId: record.id, facts: factsOf(record) }), url };
}

async function findDestination(deps: Deps, lead: Lead): Promise<Destination> {
  const { portalId } = lead;
  const prior = await activeOwner(deps, portalId, lead.priorOwnerId);
  if (prior) return { owner: prior, taskFor: prior.ownerId, detour: null };
  const why = lead.priorOwnerId
    ? `${lead.priorOwnerName ?? 'The prior owner'} is no longer an active user in HubSpot.`
    : 'The contact had no owner before.';
  const settings = await deps.settings.get(portalId);
  const fallback = await activeOwner(
    deps,
    portalId,
    settings.fallbackOwnerId ? ownerId(settings.fallbackOwnerId) : null,
  );
  if (fallback) return { owner: fallback, taskFor: fallback.ownerId, detour: why };
  const admin = await connectingAdmin(deps, portalId);
  return {
    owner: null,
    taskFor: admin?.ownerId ?? null,
    detour: `${why} No fallback owner is set in Baton's settings, so it has no owner now.`,
  };
}

async function activeOwner(deps: Deps, portalId: PortalId, id: OwnerId | null): Promise<Owner | null> {
  if (!id) return null;
  const owner = await deps.hubspot.owners.byId(portalId, id, { maxAgeMs: OWNER_AGE_MS });
  return owner && !owner.archived ? owner : null;
}

async function connectingAdmin(deps: Deps, portalId: PortalId): Promise<Owner | undefined> {
  const portal = await deps.hubspot.portals.find(portalId);
  return portal?.connectedByUserId
    ? deps.hubspot.owners.byUserId(portalId, portal.connectedByUserId)
    : undefined;
}

async function writeHandBack(
  deps: Deps,
  tx: Tx,
  lead: Lead,
  destination: Destination,
  { answer, known, hours, zone }: Telling,
): Promise<void> {
  const { portalId, contactId } = lead;
  const assistant = await deps.assistants.find(portalId, lead.assistantId, tx);
  if (!assistant) return;
  const now = deps.clock.now();
  const base = { portalId, contactId, lane: 'interactive' as const, at: now };
  const { owner, detour, taskFor } = destination;
  const { outbox } = deps;
  await outbox.updateContact(tx, {
    ...base,
    owner: { to: owner?.ownerId ?? null, expected: lead.assistantOwnerId },
  });
  await outbox.createNote(tx, {
    ...base,
    key: `${roundKey(lead)}-handed-back`,
    html: handBackNote(lead, assistant, {
      ownerName: owner ? ownerName(owner) : null,
      detour,
      answer,
      known,
    }),
    ownerId: lead.assistantOwnerId,
  });
  await outbox.createTask(tx, {
    ...base,
    key: `${roundKey(lead)}-task`,
    ...ownerTask({ lead, answer, known, owned: owner !== null, detour, now, hours, zone }),
    ownerId: taskFor,
  });
}

/** Leads whose hand-back is decided and not written yet. */
export const handBacksInProgress = (database: Database): Promise<Pick<Lead, 'portalId' | 'contactId'>[]> =>
  database.manager.find(LeadEntity, {
    select: { portalId: true, contactId: true },
    where: { stage: 'handing_back' },
  });
