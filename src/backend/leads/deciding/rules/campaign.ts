import { sentOf } from '../../lead/sent-of.ts';
import type { LeadEvent, Rule } from '../events.ts';
import { nextBusinessMoment } from '../schedule.ts';
import { planFor } from './assignment.ts';
import { handBack } from './ending.ts';
import { resume, RESUME_DELAY_MS } from './nurturing.ts';
import { goesOnByItself } from './waiting.ts';

type Event<Type extends LeadEvent['type']> = Extract<LeadEvent, { type: Type }>;

/** Until its campaign goes on; a person may let it go on before. */
export const campaignPaused: Rule<Event<'campaign-paused'>> = (lead, { why, byRule }, { now }) => {
  const until = lead.wakeAt ?? now;
  return {
    rule: byRule ? 'paused-by-rule' : 'paused-by-campaign',
    title: byRule ? 'Paused by a rule of its campaign' : 'Paused with its campaign',
    detail: why,
    // Only what is held with the campaign goes on with it.
    change: {
      stage: 'paused',
      wakeAt: until,
      ...(byRule ? { held: null, closeReason: why } : { held: { why: 'campaign', text: why, until } }),
    },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: false }],
  };
};

/** A rule pauses what would else go on by itself, with its campaign or once something is mended. */
export const pausedByRuleToo: Rule<Event<'campaign-paused'>> = (lead, event, situation) =>
  event.byRule && goesOnByItself(lead) ? campaignPaused(lead, event, situation) : null;

/** What a person paused, or what waits for a person, stays paused. */
export const campaignResumed: Rule<Event<'campaign-resumed'>> = (lead, { why }, situation) => {
  if (lead.held?.why !== 'campaign') return null;
  const resumed = resume(lead, { type: 'resume-asked', by: '' }, situation);
  return (
    resumed && {
      rule: 'resumed-by-campaign',
      title: 'Goes on with its campaign',
      detail: why,
      // Who waited for a place of the assistant waits for one again.
      change:
        lead.state === 'New'
          ? { stage: 'queued', wakeAt: null, held: null }
          : { ...resumed.change, held: null },
      effects: [{ do: 'write-status', urgent: false }],
    }
  );
};

export const campaignStopped: Rule<Event<'campaign-stopped'>> = (lead, { why }) =>
  handBack({
    rule: 'stopped-by-campaign',
    title: 'Its campaign is over for this contact',
    state: lead.state === 'OutOfOffice' ? 'Cold' : lead.state,
    reason: why,
  });

/** Nothing of it has reached the contact, so nobody needs to do anything. */
export const campaignUndone: Rule<Event<'campaign-undone'>> = (lead, { by, campaign }) => {
  if (sentOf(lead) > 0) return null;
  const { change, ...ending } = handBack({
    rule: 'enrollment-undone',
    title: `${by} took the contact out of “${campaign}” again`,
    state: lead.state,
    subState: 'undone',
    reason: `${by} took the contact out of “${campaign}” again before anything was sent.`,
  });
  return { ...ending, change: { ...change, campaignId: null } };
};

/** The conversation goes on with the emails of another campaign, or of its own as it was changed; the owner stays. */
export const campaignMoved: Rule<Event<'campaign-moved'>> = (lead, event, { now, hours, elsewhere }) => {
  const { campaignId, name } = event.campaign;
  const changed = lead.campaignId === campaignId;
  if (changed && lead.sequenceId === event.sequenceId && lead.sequenceVersion === event.version) return null;
  const { steps, step, obstacle } = planFor(lead, event, elsewhere);
  if (obstacle) return null;
  const left = steps.length - step;
  return {
    rule: changed ? 'campaign-changed' : 'moved-to-campaign',
    title: changed ? `${event.by} changed “${name}”` : `${event.by} moved the contact to “${name}”`,
    detail: `${left === 1 ? '1 email' : `${left} emails`} of “${event.name}” to come; nothing is sent twice.`,
    change: {
      campaignId,
      steps,
      step,
      sequenceId: event.sequenceId,
      sequenceVersion: event.version,
      sequenceName: event.name,
      retry: null,
      // What the campaign before had paused goes on in this one.
      ...(!changed && lead.held?.why === 'campaign' ? { stage: 'nurturing' as const, held: null } : {}),
      wakeAt:
        lead.stage === 'queued' ? null : nextBusinessMoment(now + RESUME_DELAY_MS, hours, lead.timeZone),
    },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: false }],
  };
};
