import type { Activity } from '../../activity/activity.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import { HOUR } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Review } from '../../reviews/review-entity.ts';
import type { Settings } from '../../settings/settings.ts';
import { findDestination } from '../hand-back/destination.ts';
import { lockLead } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { taskDue } from '../telling/task-due.ts';
import { contactName, paragraphs } from '../telling/words.ts';
import { accountZone } from './zone.ts';

interface Deps {
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  reviews: Pick<Reviews, 'find' | 'change' | 'due' | 'reminded'>;
  assistants: Pick<Assistants, 'find'>;
  settings: Settings;
  activity: Pick<Activity, 'record'>;
  clock: Clock;
}

export interface ReviewKey {
  portalId: PortalId;
  id: string;
}

/**
 * Tells the owner by task what waits for them. Run by a job; safe to run again: the task has the name of what waits, and
 * who decided meanwhile is not told.
 */
export function createRemind(deps: Deps): (about: ReviewKey) => Promise<void> {
  return async ({ portalId, id }) => {
    const review = await deps.reviews.find(portalId, id);
    if (review?.state !== 'waiting' || review.remindAt === null) return;
    const { contactId } = review;
    const lead = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId });
    if (!lead) return;
    const { told } = await findDestination(deps, lead);
    const { schedule: hours } = await deps.settings.get(portalId);
    const zone = await accountZone(deps.hubspot, portalId);
    const name = (await deps.assistants.find(portalId, review.assistantId))?.name ?? 'The assistant';
    await deps.database.transaction(async (tx) => {
      const current = await lockLead(tx, portalId, contactId);
      if (!current || !(await deps.reviews.reminded(tx, review))) return;
      const now = deps.clock.now();
      await deps.outbox.createTask(tx, {
        portalId,
        contactId,
        lane: 'interactive',
        at: now,
        key: `${id}-remind-${review.at}`,
        ...taskFor(review, current, name),
        dueAt: taskDue({ now, within: 4 * HOUR, before: null, hours, zone }),
        priority: 'MEDIUM',
        ownerId: told?.ownerId ?? null,
      });
    });
  };
}

function taskFor(review: Review, lead: Lead, assistantName: string): { subject: string; html: string } {
  const name = contactName(lead);
  return isDraft(review)
    ? {
        subject: `Decide about ${assistantName}’s email to ${name}`,
        html: paragraphs(
          escapeHtml(`“${review.content.stepName}” waits for approval. ${review.content.why}`),
          'Approve, change or skip it on the contact’s Baton card, or on the page Reviews of Baton. It does not leave by itself.',
        ),
      }
    : {
        subject: `Settle what ${name} answered`,
        html: paragraphs(
          'Baton is not sure what the answer means, and nobody has settled it yet.',
          'Reply, forward it or choose a status on the page Reviews of Baton.',
        ),
      };
}

/** Nobody decided: it never leaves by itself. Resolves to how many there were. */
export function createExpire(deps: Deps): () => Promise<number> {
  return async () => {
    const over = (await deps.reviews.due('expiresAt', 100)).filter(isDraft);
    for (const draft of over)
      await deps.database.transaction(async (tx) => {
        const lead = await lockLead(tx, draft.portalId, draft.contactId);
        const expired = {
          state: 'expired',
          expiresAt: null,
          remindAt: null,
          settledAt: deps.clock.now(),
        } as const;
        if (!lead || !(await deps.reviews.change(tx, draft, expired))) return;
        await deps.activity.record(tx, {
          portalId: draft.portalId,
          contactId: draft.contactId,
          at: deps.clock.now(),
          kind: 'review',
          title: `Nobody decided about “${draft.content.stepName}” in time`,
          trigger: 'Timer',
          rule: 'approval: expired',
          detail: 'It is not sent. A person has it written again, or skips it.',
          mailId: draft.mailId,
          assistantId: draft.assistantId,
          seenBy: seenBy(lead),
        });
      });
    return over.length;
  };
}
