import { DAY } from '../../../ground/clock.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import type { Decision, LeadEvent, Rule, Situation } from '../events.ts';
import { isGone, needsPerson } from '../states.ts';

/** It needs a person, and none has taken it up. */
export const waitsForPerson = (lead: Lead): boolean =>
  lead.stage === 'closed' &&
  needsPerson.has(lead.state) &&
  lead.pickedUpAt === null &&
  lead.mergedInto === null &&
  !isGone(lead.subState);

type RiskOfLead = Pick<Lead, 'riskAt' | 'risk'>;

/** The reminders begin when a lead needs a person, whatever made it so, and end when it does not any more. */
export function riskOf(
  before: Lead | null,
  next: Lead,
  { change }: Decision,
  { now, remindEveryDays }: Situation,
): RiskOfLead {
  if (change.riskAt !== undefined) return { riskAt: next.riskAt, risk: next.risk };
  if (!waitsForPerson(next)) return { riskAt: null, risk: null };
  if (next.state === 'LeadAtRisk') return { riskAt: null, risk: next.risk };
  const was = next.state === 'Hot' ? 'Hot' : 'Responded';
  const goesOn = before !== null && before.round === next.round && before.riskAt !== null;
  return goesOn
    ? {
        riskAt: before.riskAt,
        risk: { count: before.risk?.count ?? 0, was, since: before.risk?.since ?? now },
      }
    : { riskAt: now + remindEveryDays * DAY, risk: { count: 0, was, since: now } };
}

/** Nobody has picked it up: the owner is reminded, and after the last time the lead is at risk. */
export const riskDue: Rule<Extract<LeadEvent, { type: 'risk-due' }>> = (
  lead,
  { at },
  { now, remindEveryDays, remindTimes },
) => {
  // Of this very time only: it may have been told already, or a person was faster.
  if (!waitsForPerson(lead) || lead.riskAt !== at || at > now) return null;
  const { count, was, since } = lead.risk ?? { count: 0, was: 'Responded' as const, since: at };
  if (count >= remindTimes)
    return {
      rule: 'lead-at-risk',
      title: 'Lead at risk: nobody has picked it up',
      detail: count === 0 ? null : `The owner was reminded ${count === 1 ? 'once' : `${count} times`}.`,
      change: { state: 'LeadAtRisk', riskAt: null, risk: { count, was, since } },
      effects: [{ do: 'write-status', urgent: true }],
    };
  return {
    rule: 'owner-reminded',
    title: `Nobody has picked it up: the owner is reminded (${count + 1} of ${remindTimes})`,
    change: { riskAt: now + remindEveryDays * DAY, risk: { count: count + 1, was, since } },
    effects: [],
  };
};

/** Somebody has taken it up: it is what it was before it was at risk. */
export const takenUp = (lead: Lead, now: number): Pick<Decision, 'change' | 'effects'> =>
  lead.state === 'LeadAtRisk'
    ? {
        change: { pickedUpAt: now, state: lead.risk?.was ?? 'Responded' },
        effects: [{ do: 'write-status', urgent: true }],
      }
    : { change: { pickedUpAt: now }, effects: [] };
