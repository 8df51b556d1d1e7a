import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { answersAt } from '../../mail/mails.ts';
import { referredAddress } from '../../replies/referred-address.ts';
import type { Settings } from '../../settings/settings.ts';
import { knownZone } from '../contact/time-zone.ts';
import { filesToForward, queueForwards } from '../forwarding/forward.ts';
import type { ForwardDeps } from '../forwarding/forward.ts';
import { leadNow, lockLead } from '../lead/apply.ts';
import type { AnswerKey } from '../lead/carry-out.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';
import { lateAnswerTask } from '../telling/owner-task.ts';
import { findDestination } from './destination.ts';
import { knownContact } from './known-contact.ts';
import type { LinkDeps } from './known-contact.ts';

interface Deps extends LinkDeps, ForwardDeps {
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  settings: Settings;
  clock: Clock;
}

/** Whom an answer names, also where Baton is not sure that it does. */
function namedIn({ answer: last }: Lead, { at, replyClass, text }: Mail): string | null {
  if (last?.at === at) return last.referredEmail;
  return replyClass === 'ReferredSomeone' || replyClass === 'MovedOut' ? referredAddress(text) : null;
}

/**
 * Tells whoever has the contact now of an answer that came after the hand-back: a task, with the contact that HubSpot
 * has of whom it names, and what came with it. Run by a job; safe to run again.
 */
export function createTellLateAnswer(deps: Deps): (late: AnswerKey) => Promise<void> {
  return async ({ portalId, contactId, at }) => {
    const lead = await leadNow(deps.database, portalId, contactId);
    if (!lead) return;
    const answers = await answersAt(deps.database, portalId, lead.contactId, at);
    for (const answer of answers)
      if (authorOf(answer.replyClass) === 'contact') await tellOf(deps, lead, answer);
  };
}

async function tellOf(deps: Deps, lead: Lead, answer: Mail): Promise<void> {
  const { portalId } = lead;
  const { told } = await findDestination(deps, lead);
  const known = await knownContact(deps, lead, namedIn(lead, answer));
  const files = await filesToForward(deps, lead, [answer], told);
  const { schedule: hours } = await deps.settings.get(portalId);
  const zone = knownZone((await deps.hubspot.portals.get(portalId)).timeZone);
  await deps.database.transaction(async (tx) => {
    const current = await lockLead(tx, portalId, lead.contactId);
    if (!current || current.mergedInto || current.subState === 'erased') return;
    // What was understood of a later answer says nothing of this one.
    const about = { ...current, answer: current.answer?.at === answer.at ? current.answer : null };
    const input = { lead: about, answer, known, files: files.words, owned: true, detour: null, hours, zone };
    await deps.outbox.createTask(tx, {
      portalId,
      contactId: current.contactId,
      lane: 'interactive',
      at: answer.at,
      ...lateAnswerTask({ ...input, now: deps.clock.now() }),
      key: `late-${answer.mailId}`,
      ownerId: told?.ownerId ?? null,
    });
    await queueForwards(deps, tx, current, files);
  });
}
