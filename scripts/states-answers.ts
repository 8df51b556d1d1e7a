/** What docs/states.md says of answers, told by the rules themselves. */
import { assistantId, contactId, ownerId, portalId } from '../src/backend/ground/identifiers.ts';
import { DAY, HOUR } from '../src/backend/ground/clock.ts';
import { labelOf } from '../src/backend/hubspot/properties/labels.ts';
import { defaultBusinessHours } from '../src/backend/leads/deciding/schedule.ts';
import type { Stage } from '../src/backend/leads/deciding/states.ts';
import type { AssignedEvent, Situation } from '../src/backend/leads/deciding/events.ts';
import { decide } from '../src/backend/leads/deciding/transitions.ts';
import type { Lead } from '../src/backend/leads/lead/lead-entity.ts';
import { conversationStatus } from '../src/backend/leads/lead/conversation-status.ts';
import { statusProperties } from '../src/backend/leads/lead/lead-status.ts';
import { ownerTask } from '../src/backend/leads/telling/owner-task.ts';
import { replyClasses } from '../src/backend/replies/types.ts';
import type { Classification, ReplyClass } from '../src/backend/replies/types.ts';
import { portalSettingsSchema } from '../src/backend/settings/portal-settings.ts';
import { recommendedSequence } from '../src/backend/writing/recommended-sequence.ts';

/** Words as an answer of each kind holds them. */
const examples: Readonly<Record<ReplyClass, string>> = {
  OutOfOffice: 'I am back on 7 December.',
  Deactivated: 'No, thank you.',
  AgreedToMeet: 'Tuesday 10am works.',
  BrochureRequest: 'Can you send me a brochure?',
  ConnectLater: 'Get back to me in January.',
  Unsubscribed: 'Unsubscribe',
  InterestedToProceed: 'We would like to go ahead.',
  ReferredSomeone: 'Please write to bob@novak.example.com.',
  MovedOut: 'Ada has left; bob@novak.example.com follows her.',
  Retired: 'I have retired.',
  SeekingMoreInfo: 'What does it cost?',
  SupportAutoResponse: 'We have received your request, ticket 4711.',
  Bounce: '550 no such user',
  SoftBounce: '452 mailbox full',
  Other: 'Interesting times.',
};
const dates: Partial<Record<ReplyClass, string>> = { OutOfOffice: '2026-12-07', ConnectLater: '2027-01-04' };

/** Monday 30 November 2026, 10:00 UTC. */
const NOW = Date.UTC(2026, 10, 30, 10);
const situation: Situation = {
  now: NOW,
  hours: defaultBusinessHours,
  firstEmailDelayMs: HOUR,
  assistantName: 'Tara',
  brochureUrl: null,
  remindEveryDays: 2,
  remindTimes: 5,
  placeFree: true,
};
const assigned: AssignedEvent = {
  type: 'assigned',
  assistantId: assistantId('tara'),
  assistantName: 'Tara',
  assistantOwnerId: ownerId(900),
  brochureUrl: null,
  priorOwnerId: ownerId(100),
  priorOwnerName: 'Rae Rep',
  assignedBy: null,
  by: 'Rae Rep',
  leadStatus: '',
  sequenceId: 'recommended',
  sequenceVersion: 0,
  sequenceName: recommendedSequence.name,
  steps: [...recommendedSequence.steps],
  ownContext: null,
  facts: {
    email: 'ada@novak.example.com',
    firstName: 'Ada',
    lastName: 'Novak',
    company: 'Novak',
    jobTitle: null,
  },
  timeZone: 'UTC',
  timeZoneFrom: 'contact',
  obstacle: null,
  takeFrom: null,
  ownedSince: null,
};

/** Ada, to whom the first email went yesterday. */
function nurtured(): Lead {
  const decision = decide(null, assigned, situation);
  // The rules fill every column at an assignment but these.
  const kept = { portalId: portalId(1), contactId: contactId(1), ownerReadAt: 0, contextAt: 0 };
  return { ...kept, ...decision?.change, step: 1, wakeAt: NOW + 2 * DAY } as Lead;
}

interface Example {
  name: string;
  reply: Classification;
  brochureUrl: string | null;
}

const said = (replyClass: ReplyClass, change: Partial<Classification> = {}): Classification => {
  const evidence = change.evidence ?? examples[replyClass];
  return {
    class: replyClass,
    confidence: 1,
    evidence,
    date: dates[replyClass] ?? null,
    referredEmail: /\S+@\S+\.com/.exec(evidence)?.[0] ?? null,
    secondary: [],
    doubtful: false,
    legal: false,
    ...change,
  };
};

const all: readonly Example[] = [
  ...replyClasses.map((one) => ({ name: one, reply: said(one), brochureUrl: null })),
  {
    name: 'BrochureRequest, with a brochure set up',
    reply: said('BrochureRequest'),
    brochureUrl: 'https://acme.example.com/b.pdf',
  },
  {
    name: 'Unsubscribed, with the law',
    reply: said('Unsubscribed', { legal: true, evidence: 'Remove me or I call my lawyer.' }),
    brochureUrl: null,
  },
  {
    name: 'Not sure, whatever the guess',
    reply: said('Deactivated', { doubtful: true, confidence: 0.4, evidence: 'Well, you know how it is.' }),
    brochureUrl: null,
  },
];

function answered(before: Lead, { reply, brochureUrl }: Example) {
  const event = { type: 'replied', reply, text: reply.evidence, at: NOW, about: null } as const;
  const decision = decide(before, event, { ...situation, brochureUrl });
  const lead: Lead = { ...before, ...decision?.change };
  return { lead, effects: new Set((decision?.effects ?? []).map((effect) => effect.do)) };
}

function whatBatonDoes(before: Lead, example: Example): string {
  const { lead, effects } = answered(before, example);
  const planned = lead.stage !== 'handing_back' && lead.stage !== 'closed' && !effects.has('queue-mail');
  const waits = `waits until ${new Date(lead.wakeAt ?? NOW).toISOString().slice(0, 10)}`;
  const next = lead.step < before.step ? 'sends the same email again' : 'goes on';
  return [
    effects.has('queue-mail') ? 'sends the brochure, then hands back' : '',
    effects.has('resolve-hand-back') ? 'stops and hands back' : '',
    effects.has('suppress-address') ? 'never writes to the address again' : '',
    effects.has('tell-owner-of-late-reply') ? 'gives the owner a task' : '',
    planned ? (lead.wakeAt === before.wakeAt ? 'goes on as planned' : `${waits}, then ${next}`) : '',
  ]
    .filter(Boolean)
    .join('; ');
}

/** Each kind of answer while the assistant works on the contact. */
export const answerRows = (): string[] =>
  all.map((example) => {
    const before = nurtured();
    const { lead } = answered(before, example);
    const { evidence: text, class: guess, doubtful } = example.reply;
    const answer = { text, at: NOW, replyClass: doubtful ? 'Other' : guess } as const;
    const telling = { owned: true, detour: null, now: NOW, hours: defaultBusinessHours, zone: 'UTC' };
    return row(
      example.name,
      `“${text}”`,
      whatBatonDoes(before, example),
      labelOf('baton_lead_connection_status', lead.state),
      `\`${statusProperties(lead, 'Tara', portalSettingsSchema.parse({}), NOW).properties['hs_lead_status'] ?? ''}\``,
      labelOf('baton_status', conversationStatus(lead)),
      lead.stage === 'handing_back' ? ownerTask({ lead, answer, ...telling }).subject : '',
    );
  });

/** What a lead may be doing when an answer comes. */
export const standings: Readonly<Record<Stage, string>> = {
  queued: 'No place yet',
  nurturing: 'With the assistant',
  paused: 'Paused',
  handing_back: 'Going back',
  closed: 'With a person',
};

/** Each kind of answer in each of them. */
export const stageRows = (): string[] =>
  all.map((example) =>
    row(
      example.name,
      // The keys are the stages.
      ...(Object.keys(standings) as Stage[]).map((stage) => standingCell(stage, example)),
    ),
  );

function standingCell(stage: Stage, example: Example): string {
  const before: Lead = {
    ...nurtured(),
    stage,
    ...(stage === 'closed' || stage === 'handing_back' ? { state: 'Processed', wakeAt: null } : {}),
  };
  const does = whatBatonDoes(before, example);
  const { state } = answered(before, example).lead;
  const becomes = state === before.state ? '' : `: ${labelOf('baton_lead_connection_status', state)}`;
  return `${does === '' ? 'nothing' : does}${becomes}`;
}

export const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
export const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
