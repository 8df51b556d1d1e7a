import type { Activity } from '../../activity/activity.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { Named } from '../../replies/substitute.ts';
import type { Settings } from '../../settings/settings.ts';
import { knownZone } from '../contact/time-zone.ts';
import { findDestination } from '../hand-back/destination.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import { lockLead } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { substituteAnnounced } from '../telling/substitute.ts';
import type { FoundSubstitute } from './look-up.ts';
import { noLonger } from './no-longer.ts';
import { personKey } from './substitute-entity.ts';
import { recordOnAbsent } from './drop.ts';
import { SubstituteEntity } from './substitute-entity.ts';
import type { Substitute } from './substitute-entity.ts';
import { timeToSayNo } from './time-to-say-no.ts';

export interface AnnounceDeps extends LinkDeps {
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  assistants: Assistants;
  settings: Settings;
  activity: Activity;
  clock: Clock;
}

export interface NamedSubstitute {
  person: Named;
  found: FoundSubstitute;
  /** When the notice came, epoch ms. */
  at: number;
}

/**
 * Tells the owner that the assistant is going to write to whom an absence notice names, and when. Resolves to false
 * where the account does not want it, or only a person may decide it. Safe to run again.
 */
export async function announce(deps: AnnounceDeps, lead: Lead, named: NamedSubstitute): Promise<boolean> {
  const planned = await plan(deps, lead, named);
  if (!planned) return false;
  const { row, assistantName, zone } = planned;
  const { portalId } = lead;
  const absentUrl = await contactUrl(deps, portalId, lead.contactId);
  return deps.database.transaction(async (tx) => {
    const current = await lockLead(tx, portalId, lead.contactId);
    const now = deps.clock.now();
    if (noLonger(row, current, row.dueAt) !== null || !current) return false;
    const before = await insertIfNew(tx, row);
    // A second notice of the same absence says nothing new.
    if (before) return before.round === row.round;
    const told = { ...named, row, assistantName, zone, absentUrl, now };
    const { subject, html } = substituteAnnounced(current, told);
    const key = `substitute-${row.person.slice(0, 32)}-announced`;
    const base = { portalId, contactId: lead.contactId, lane: 'interactive', at: now, html } as const;
    await deps.outbox.createNote(tx, { ...base, key: `${key}-note`, ownerId: current.assistantOwnerId });
    const task = { ...base, key: `${key}-task`, subject, dueAt: row.dueAt, priority: 'HIGH' } as const;
    await deps.outbox.createTask(tx, { ...task, ownerId: row.ownerId });
    await recordOnAbsent(deps, tx, current, {
      title: `${assistantName} will write to ${row.name ?? 'whom the notice names'}`,
      detail: `Unless ${row.ownerName} says no.`,
      rule: 'substitute: announced',
      trigger: 'Absence notice',
      kind: 'schedule',
    });
    return true;
  });
}

async function plan(deps: AnnounceDeps, lead: Lead, { person, found, at }: NamedSubstitute) {
  const { portalId, assistantId } = lead;
  const { writeToSubstitutes, disconnecting, schedule } = await deps.settings.get(portalId);
  if (!writeToSubstitutes || disconnecting || found.against !== null || found.asksPerson !== null)
    return null;
  const { owner } = await findDestination(deps, lead);
  const assistant = await deps.assistants.find(portalId, assistantId);
  // Who has nobody to say no is not written to, and nobody's contact is taken from them.
  if (!owner || !assistant?.ownerId || (found.owner !== null && found.owner !== owner.ownerId)) return null;
  const zone = knownZone((await deps.hubspot.portals.get(portalId)).timeZone);
  const now = deps.clock.now();
  const dueAt = timeToSayNo(now, schedule, zone);
  const row: Substitute = {
    portalId,
    person: personKey(portalId, person.email),
    email: person.email,
    name: person.name ?? found.known?.name ?? null,
    absentId: lead.contactId,
    round: roundKey(lead),
    step: lead.step,
    noticeAt: at,
    assistantId,
    ownerId: owner.ownerId,
    ownerName: ownerName(owner),
    announcedAt: now,
    dueAt,
    lookAt: dueAt,
    stage: 'announced',
    contactId: found.record?.id ?? null,
    reason: null,
  };
  return { row, assistantName: assistant.name, zone };
}

/** Resolves to the row that was there already; null: the new one is. */
async function insertIfNew(tx: Tx, row: Substitute): Promise<Substitute | null> {
  const { portalId, person } = row;
  const before = await tx.findOneBy(SubstituteEntity, { portalId, person });
  if (before) return before;
  await tx.createQueryBuilder().insert().into(SubstituteEntity).values(row).orIgnore().execute();
  const now = await tx.findOneByOrFail(SubstituteEntity, { portalId, person });
  return now.round === row.round ? null : now;
}
