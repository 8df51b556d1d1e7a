import { In, IsNull } from 'typeorm';
import type { Activity } from '../../activity/activity.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactRecord, Outbox } from '../../hubspot/types.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { foldMails, moveMails } from '../../mail/mails.ts';
import type { MailOutbox } from '../../mail/outbox.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { lockContacts } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { onItsWay } from '../lead/person.ts';
import { hadOf } from '../deciding/rules/had.ts';
import { isActive } from '../deciding/states.ts';
import type { Stage } from '../deciding/states.ts';
import { renewLines } from '../list/keep.ts';
import { moveLetters } from '../letters/letters.ts';
import { moveSubstitutes } from '../substitute/forget.ts';

export interface MergingDeps {
  database: Database;
  outbox: Outbox;
  mails: Pick<MailOutbox, 'cancel'>;
  reviews: Pick<Reviews, 'cancel' | 'move' | 'fold'>;
  modelWriter: Pick<ModelWriterRoom, 'drop' | 'move'>;
  activity: Activity;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** `gone` went into `survivor`: one lead remains, with the mails and the timelines of all. Safe to repeat. */
export type MergeContacts = (
  portalId: PortalId,
  gone: readonly ContactId[],
  survivor: ContactId,
) => Promise<void>;

export function createMergeContacts(deps: MergingDeps): MergeContacts {
  return async (portalId, gone, survivor) => {
    for (const from of gone) {
      await deps.database.transaction((tx) => merge(deps, tx, { portalId, from, to: survivor }));
    }
  };
}

interface Merge {
  portalId: PortalId;
  from: ContactId;
  to: ContactId;
}

async function merge(deps: MergingDeps, tx: Tx, { portalId, from, to }: Merge): Promise<void> {
  await lockContacts(tx, portalId, [from, to]);
  const lead = await tx.findOneBy(LeadEntity, { portalId, contactId: from });
  if (!lead || lead.mergedInto || from === to) return;
  const kept = await tx.findOneBy(LeadEntity, { portalId, contactId: to });
  // Told late: by now the survivor itself has gone into another contact.
  if (kept?.mergedInto) return merge(deps, tx, { portalId, from, to: kept.mergedInto });
  if (kept && weight(kept) >= weight(lead)) await fold(deps, tx, lead, to);
  else await move(deps, tx, lead, kept, to);
  await tx.update(LeadEntity, { portalId, mergedInto: from }, { mergedInto: to });
  await deps.activity.moveContact(tx, portalId, from, to);
  await moveSubstitutes(tx, portalId, from, to);
  await moveLetters(tx, portalId, from, to);
  await renewLines(tx, deps.activity, portalId, [from, to], deps.clock.now());
}

/**
 * The stage of a lead at the merge, which cannot have come after a deletion: HubSpot merges no deleted contacts. Whoever
 * was found missing before the merge was heard of went into the survivor, or is the survivor and was deleted later. So
 * the order in which Baton hears of the two decides nothing; whether the survivor exists now, the next look at it tells.
 */
const stageAtMerge = ({ stage, goneFrom }: Lead): Stage => goneFrom ?? stage;

/** A decided hand-back outweighs a running conversation: a person is waiting for the contact. */
function weight(lead: Lead): number {
  const stage = stageAtMerge(lead);
  return stage === 'handing_back' ? 2 : isActive(stage) ? 1 : 0;
}

/** The survivor's own lead goes on; the other one ends and remembers its address, for answers that come from there. */
async function fold(deps: MergingDeps, tx: Tx, lead: Lead, to: ContactId): Promise<void> {
  const { portalId, contactId: from } = lead;
  const had = [...hadOf(lead), ...(await onItsWay(tx, [lead]))];
  await deps.outbox.moveContact(tx, portalId, { from, to, properties: false });
  if (lead.goneFrom) await takeBackDeletion(tx, lead);
  const occurrence = { portalId, contactId: from, at: deps.clock.now(), trigger: triggerOf(from, to) };
  await deps.applyEvent(tx, occurrence, { type: 'contact-gone', how: 'merged' });
  await foldMails(tx, portalId, from, to);
  await deps.reviews.fold(tx, portalId, from, to);
  await tx.update(LeadEntity, { portalId, contactId: from }, { mergedInto: to });
  await deps.applyEvent(tx, { ...occurrence, contactId: to }, { type: 'had-elsewhere', had });
}

/** The contact was not deleted, as it seemed when it was found missing: it was merged. */
async function takeBackDeletion(tx: Tx, lead: Lead): Promise<void> {
  const { portalId, contactId, closeReason } = lead;
  const stage = stageAtMerge(lead);
  const before: Partial<Lead> = {
    stage,
    goneFrom: null,
    subState: null,
    closedAt: null,
    // Of the others only the deletion had closed it.
    closeReason: stage === 'handing_back' ? closeReason : null,
  };
  await tx.createQueryBuilder().update(LeadEntity).set(before).where({ portalId, contactId }).execute();
}

/** The lead goes on with the survivor, in place of what the survivor had. */
async function move(deps: MergingDeps, tx: Tx, lead: Lead, kept: Lead | null, to: ContactId): Promise<void> {
  const { portalId, contactId: from } = lead;
  const had = kept ? [...hadOf(kept), ...(await onItsWay(tx, [kept]))] : [];
  if (kept) {
    await deps.mails.cancel(tx, portalId, to);
    await deps.reviews.cancel(tx, portalId, to, 'draft');
    await deps.modelWriter.drop(tx, portalId, to);
  }
  await tx.delete(LeadEntity, { portalId, contactId: to });
  await deps.outbox.moveContact(tx, portalId, { from, to, properties: true });
  // Rounds of the two count on: the survivor's next round is one that neither contact ever had.
  const round = lead.round + (kept?.round ?? 0);
  await tx.update(
    LeadEntity,
    { portalId, contactId: from },
    { contactId: to, round, originKey: roundKey(lead) },
  );
  const moving = { from, to, currentRound: lead.round, round };
  await moveMails(tx, portalId, moving);
  await deps.reviews.move(tx, portalId, moving);
  await deps.modelWriter.move(tx, portalId, moving);
  const occurrence = { portalId, contactId: to, at: deps.clock.now(), trigger: triggerOf(from, to) };
  await deps.applyEvent(tx, occurrence, { type: 'contact-merged-in' });
  if (kept) await deps.applyEvent(tx, occurrence, { type: 'had-elsewhere', had });
}

const triggerOf = (from: ContactId, to: ContactId): string =>
  `Contacts merged in HubSpot (${from} into ${to})`;

/** `records`: contacts as they were just read, by the id that was asked for. */
export type FollowMerges = (
  portalId: PortalId,
  records: ReadonlyMap<ContactId, ContactRecord>,
) => Promise<void>;

/**
 * Finds merges in what was read, should the event have been lost: a record that came under another id, or that names
 * ids which went into it. The latter also where HubSpot does not lead from the old id to the new one.
 */
export function createFollowMerges(deps: { database: Database; mergeContacts: MergeContacts }): FollowMerges {
  return async (portalId, records) => {
    const survivors = new Map<ContactId, ContactId>();
    for (const [asked, record] of records) {
      for (const old of mergedInto(record)) survivors.set(old, record.id);
      if (asked !== record.id) survivors.set(asked, record.id);
    }
    if (survivors.size === 0) return;
    const leads = await deps.database.manager.find(LeadEntity, {
      select: { contactId: true },
      where: { portalId, contactId: In([...survivors.keys()]), mergedInto: IsNull() },
    });
    for (const { contactId: from } of leads) {
      const survivor = survivors.get(from);
      if (survivor) await deps.mergeContacts(portalId, [from], survivor);
    }
  };
}

const mergedInto = (record: ContactRecord): ContactId[] =>
  (record.properties['hs_merged_object_ids'] ?? '')
    .split(';')
    .filter((id) => /^\d+$/.test(id) && id !== record.id)
    .map(contactId);
