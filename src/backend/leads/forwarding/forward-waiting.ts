import type { Activity } from '../../activity/activity.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { filesOfMails } from '../../mail/files/files.ts';
import { forwardIdOf } from '../../mail/files/forward-mail.ts';
import { mailsOfContact } from '../../mail/conversation.ts';
import { isKept } from '../../mail/mails.ts';
import type { Settings } from '../../settings/settings.ts';
import { findDestination } from '../hand-back/destination.ts';
import { leadNow, lockLead } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { filesToForward, queueForwards } from './forward.ts';
import type { FilesToForward, ForwardDeps } from './forward.ts';

interface Deps extends ForwardDeps {
  hubspot: Pick<HubSpot, 'owners' | 'portals'>;
  settings: Settings;
  activity: Pick<Activity, 'record'>;
  clock: Clock;
}

const MAILS_LOOKED_AT = 200;

/**
 * Forwards what came with answers of a contact to whoever has it, though no hand-back tells them of it: a person took
 * the contact before, or the assistant goes on. Run by a job; safe to run again.
 */
export function createForwardWaiting(
  deps: Deps,
): (portalId: PortalId, contactId: ContactId) => Promise<void> {
  return async (portalId, contactId) => {
    const lead = await leadNow(deps.database, portalId, contactId);
    if (!lead || isGone(lead)) return;
    const mails = await mailsOfContact(deps.database, portalId, lead.contactId, MAILS_LOOKED_AT);
    const came = mails.filter(({ direction }) => direction === 'in').map(({ mailId }) => mailId);
    const kept = (await filesOfMails(deps.database.manager, portalId, came)).filter(
      ({ state }) => state === 'kept',
    );
    if (kept.length === 0) return;
    const waiting = mails.filter(({ mailId }) => kept.some((file) => file.mailId === mailId));
    const { told } = await findDestination(deps, lead);
    const files = await filesToForward(deps, lead, waiting, told);
    if (files.to === null) return;
    await deps.database.transaction(async (tx) => {
      const current = await lockLead(tx, portalId, lead.contactId);
      if (!current || isGone(current)) return;
      const isNews = !(await areQueued(tx, portalId, files.mailIds));
      await queueForwards(deps, tx, current, files);
      if (isNews) await tellOnTimeline(deps, tx, current, files);
    });
  };
}

const isGone = ({ mergedInto, subState }: Lead): boolean =>
  mergedInto !== null || subState === 'erased' || subState === 'deleted';

async function areQueued(tx: Tx, portalId: PortalId, answerIds: readonly string[]): Promise<boolean> {
  for (const answerId of answerIds) if (!(await isKept(tx, portalId, forwardIdOf(answerId)))) return false;
  return true;
}

function tellOnTimeline(
  { activity, clock }: Deps,
  tx: Tx,
  lead: Lead,
  { to, words }: FilesToForward,
): Promise<void> {
  const { portalId, contactId, assistantId } = lead;
  return activity.record(tx, {
    portalId,
    contactId,
    assistantId,
    at: clock.now(),
    kind: 'sent',
    title: `Attachments go to ${to}`,
    detail: words,
    trigger: 'Answer with attachments',
    rule: 'files: no hand-back tells of them',
    mailId: null,
    seenBy: seenBy(lead),
  });
}
