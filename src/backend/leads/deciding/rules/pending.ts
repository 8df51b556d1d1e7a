import { HOUR } from '../../../ground/clock.ts';
import type { LeadEvent, Rule } from '../events.ts';
import { addBusinessDays, nextBusinessMoment } from '../schedule.ts';

/** Those that cannot be verified are written to one at a time: a bounce of one is known before the next. */
const APART_MS = HOUR;

/** Pending: the first email waits a day, behind those like it, and the next ones keep twice their distance. */
export const addressDoubted: Rule<Extract<LeadEvent, { type: 'address-doubted' }>> = (
  lead,
  { step, text, turn },
  { now, hours },
) => {
  if (step !== lead.step || lead.state === 'Pending') return null;
  const tomorrow = addBusinessDays(now, 1, hours, lead.timeZone);
  const until = nextBusinessMoment(Math.max(tomorrow, turn + APART_MS), hours, lead.timeZone);
  return {
    rule: 'address-not-verified',
    title: 'The address cannot be verified: it is written to slowly',
    detail: text,
    change: { state: 'Pending', wakeAt: until, held: { why: 'unverified', text, until } },
    effects: [{ do: 'put-off-mail' }, { do: 'write-status', urgent: true }],
  };
};

export const addressVerified: Rule<Extract<LeadEvent, { type: 'address-verified' }>> = (lead) =>
  lead.state === 'Pending'
    ? {
        rule: 'address-verified',
        title: 'The address can be verified now',
        change: { state: 'Cold' },
        effects: [{ do: 'write-status', urgent: true }],
      }
    : null;
