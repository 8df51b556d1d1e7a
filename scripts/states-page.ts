/** `npm run readme` also writes docs/states.md from the code: what each state means, and what Baton does with an answer. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { assistantId, contactId, ownerId, portalId } from '../src/backend/ground/identifiers.ts';
import { DAY, HOUR } from '../src/backend/ground/clock.ts';
import { labelOf } from '../src/backend/hubspot/properties/labels.ts';
import { defaultLeadStatus, leadStates } from '../src/backend/lead-status/mapping.ts';
import { defaultBusinessHours } from '../src/backend/leads/deciding/schedule.ts';
import { conversationStatus } from '../src/backend/leads/deciding/states.ts';
import type { ConversationStatus, LeadState, SubState } from '../src/backend/leads/deciding/states.ts';
import type { AssignedEvent, Situation } from '../src/backend/leads/deciding/events.ts';
import { decide } from '../src/backend/leads/deciding/transitions.ts';
import type { Lead } from '../src/backend/leads/lead/lead-entity.ts';
import { ownerTask } from '../src/backend/leads/telling/owner-task.ts';
import { replyClasses } from '../src/backend/replies/types.ts';
import type { Classification, ReplyClass } from '../src/backend/replies/types.ts';
import { recommendedSequence } from '../src/backend/writing/recommended-sequence.ts';

const states: Readonly<Record<LeadState, string>> = {
  New: 'Waits for a free place of the assistant.',
  Pending: 'The address cannot be verified, so it is written to slowly.',
  Cold: 'The follow-up is under way; no answer yet.',
  Engaged: 'Opened an email.',
  Warm: 'Opened three emails, or followed a link.',
  OutOfOffice: 'Is away; the sequence goes on after the return.',
  Hot: 'Agreed to meet, or wants to go on. A person is needed.',
  Responded: 'Answered something else. A person is needed.',
  LeadAtRisk: 'Hot or Responded, and nobody has taken it up.',
  UnSubscribed: 'Never to be written to again.',
  DeActivated: 'Cannot or must not be written to. The reason stands in the note and below.',
  Processed: 'The whole sequence is sent and nobody answered.',
};

const reasons: Readonly<Record<SubState, string>> = {
  asked_to_stop: 'said no, or is not the right person',
  invalid_email: 'the address is not valid',
  no_email: 'there is no address',
  bounced: 'the mail server refused the address',
  undeliverable: 'emails could not be delivered in several tries',
  retired: 'has retired',
  moved_out: 'has left the company',
  excluded: 'an address that Baton never writes to',
  already_in_conversation: 'another contact with the same address is in a conversation',
  deleted: 'the contact was deleted in HubSpot',
  merged: 'the contact went into another one',
  erased: 'the person’s data were erased',
};

const conversations: Readonly<Record<ConversationStatus, string>> = {
  not_started: 'with the assistant, nothing sent yet because no place is free',
  in_progress: 'the assistant works on it, or waits for a return',
  paused: 'a person paused it',
  bounced: 'ended: the address does not work',
  canceled: 'ended before an answer: taken back, handed back, or cannot be written to',
  human_review: 'ended with an answer that a person has to read',
  not_interested: 'ended: said no, or is not the right person',
  not_interested_now: 'not written by Baton yet',
  qualified: 'ended: agreed to meet, or wants to go on',
  stopped_responding: 'not written by Baton yet',
  unresponsive: 'ended: no answer to the whole sequence',
  do_not_contact: 'ended: unsubscribed',
};

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

/** What follows from an answer of a class, told by the rules themselves. */
function answerRow(replyClass: ReplyClass, brochureUrl: string | null = null): string {
  const text = examples[replyClass];
  const reply: Classification = {
    class: replyClass,
    confidence: 1,
    evidence: text,
    date: dates[replyClass] ?? null,
    referredEmail: /\S+@\S+\.com/.exec(text)?.[0] ?? null,
    secondary: [],
    doubtful: false,
    legal: false,
  };
  const before = nurtured();
  const decision = decide(
    before,
    { type: 'replied', reply, text, at: NOW, about: null },
    { ...situation, brochureUrl },
  );
  const lead: Lead = { ...before, ...decision?.change };
  const effects = new Set((decision?.effects ?? []).map((effect) => effect.do));
  const answer = { text, at: NOW, replyClass };
  const does = [
    effects.has('queue-mail') ? 'sends the brochure, then hands back' : '',
    effects.has('resolve-hand-back') ? 'stops and hands back' : '',
    effects.has('suppress-address') ? 'never writes to the address again' : '',
    lead.stage === 'nurturing' && !effects.has('queue-mail')
      ? lead.wakeAt === before.wakeAt
        ? 'goes on as planned'
        : `waits until ${new Date(lead.wakeAt ?? NOW).toISOString().slice(0, 10)}, then goes on`
      : '',
  ];
  const task =
    lead.stage === 'handing_back'
      ? ownerTask({
          lead,
          answer,
          owned: true,
          detour: null,
          now: NOW,
          hours: defaultBusinessHours,
          zone: 'UTC',
        }).subject
      : '';
  const state = labelOf('baton_lead_connection_status', lead.state);
  const status = labelOf('baton_status', conversationStatus(lead.stage, lead.state, lead.subState));
  const name = brochureUrl === null ? replyClass : `${replyClass}, with a brochure set up`;
  return row(name, `“${text}”`, does.filter(Boolean).join('; '), state, status, task);
}

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

const PAGE = 'docs/states.md';

/** The text of docs/states.md, formatted as everything in the repository. */
export const statesPage = async (): Promise<string> =>
  format(page(), { ...(await resolveConfig(PAGE)), filepath: PAGE });

function page(): string {
  const ofState = leadStates.map((state) => {
    const ended = labelOf('baton_status', conversationStatus('closed', state, null));
    return row(
      labelOf('baton_lead_connection_status', state),
      `\`${state}\``,
      states[state],
      `\`${defaultLeadStatus[state]}\``,
      ended,
    );
  });
  return `# States and answers

Written from the code by \`npm run readme\`; a test holds it current. How the states are kept right under faults:
[reliability.md](reliability.md).

## Lead states

The value stands in Lead Connection Status (\`baton_lead_connection_status\`); lists and workflows filter by it. Lead
Status (\`hs_lead_status\`) is what an admin maps it to in Baton's settings; here is what stands there before. An option
that the account does not have is left out, and everything else is written.

${table(['State', 'Value', 'Means', 'Lead Status', 'Conversation Status when it ends so'], ofState)}

A contact that a person took back, or that was handed back before anything came of it, has no Lead Connection Status any
more. Its Lead Status becomes \`${defaultLeadStatus.TakenBack}\` if an email went out, and else what it was before; it stays
if a person has set it meanwhile.

Why a contact is ${labelOf('baton_lead_connection_status', 'DeActivated')}, or was never started:

${Object.values(reasons)
  .map((reason) => `- ${reason}`)
  .join('\n')}

## Conversation Status

\`baton_status\` tells how the conversation stands.

${table(
  ['Status', 'Value', 'Means'],
  Object.entries(conversations).map(([value, means]) =>
    row(labelOf('baton_status', value), `\`${value}\``, means),
  ),
)}

## What Baton does with an answer

While the assistant works on the contact. The examples came on Monday 30 November 2026 to Tara's first email to Ada
Novak; both are at home in UTC.

${table(
  ['Understood as', 'For example', 'Baton', 'State', 'Conversation', 'Task for the owner'],
  [
    ...replyClasses.map((one) => answerRow(one)),
    answerRow('BrochureRequest', 'https://acme.example.com/b.pdf'),
  ],
)}

When the contact is back with a person, the assistant stays silent whatever comes; the owner gets a task for every answer
that a person wrote. A conversation that had ended without an answer becomes Responded, and an unsubscribe counts always.
`;
}

if (import.meta.main) writeFileSync(PAGE, await statesPage());
