/** `npm run readme` also writes docs/states.md from the code: what each state means, and what Baton does with an answer. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { labelOf } from '../src/backend/hubspot/properties/labels.ts';
import { defaultLeadStatus, leadStates } from '../src/backend/lead-status/mapping.ts';
import type { LeadState, SubState } from '../src/backend/leads/deciding/states.ts';
import { conversationStatus } from '../src/backend/leads/lead/conversation-status.ts';
import type { Conversation, ConversationStatus } from '../src/backend/leads/lead/conversation-status.ts';
import { answerRows, row, stageRows, standings, table } from './states-answers.ts';

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
  stopped: 'a person stopped the follow-up, or ticked Do Not Contact and unticked it again',
  undone: 'taken out of its campaign again before anything was sent',
  do_not_contact: 'Do Not Contact is ticked in HubSpot: whoever unticks it allows emails again',
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
  not_interested_now: 'asked to be written to later: waits for that day, or ended with that wish',
  qualified: 'ended: agreed to meet, or wants to go on',
  stopped_responding: 'ended: answered in this round, and then nothing more to the rest of the sequence',
  unresponsive: 'ended: never answered, and the whole sequence is sent',
  do_not_contact: 'ended: unsubscribed',
};

const unanswered: Omit<Conversation, 'stage' | 'state'> = {
  subState: null,
  steps: [],
  step: 0,
  answer: null,
  assignedAt: 0,
};

const PAGE = 'docs/states.md';

/** The text of docs/states.md, formatted as everything in the repository. */
export const statesPage = async (): Promise<string> =>
  format(page(), { ...(await resolveConfig(PAGE)), filepath: PAGE });

function page(): string {
  const ofState = leadStates.map((state) => {
    const ended = labelOf('baton_status', conversationStatus({ ...unanswered, stage: 'closed', state }));
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

\`baton_status\` tells how the conversation stands. A round begins when the contact is handed over, or enrolled by a
campaign: what it answered before that does not count. An absence notice, a mail server's report and an answer that
Baton is not sure of are no answers here.

${table(
  ['Status', 'Value', 'Means'],
  Object.entries(conversations).map(([value, means]) =>
    row(labelOf('baton_status', value), `\`${value}\``, means),
  ),
)}

## What Baton does with an answer

While the assistant works on the contact. The examples came on Monday 30 November 2026 to Tara's first email to Ada
Novak; both are at home in UTC. An answer that Baton is not sure of is never acted on: it stops the sequence, and a person
reads it.

${table(['Understood as', 'For example', 'Baton', 'State', 'Lead Status', 'Conversation', 'Task for the owner'], answerRows())}

The same answers, whatever the lead is doing when they come. The last column is a conversation that had ended without an
answer. When the contact is back with a person, the assistant stays silent whatever comes.

${table(['Understood as', ...Object.values(standings)], stageRows())}

Whom an absence notice names to turn to, with an address, is offered to the owner once, as a note and a task with the contact
that HubSpot has of them: unless an admin switches “Write to a named substitute” on, Baton writes to nobody who was only named. Left out are desks such as info@, the account's own
users and the absent themselves; where they opted out, or an assistant writes to them already, the note says so.

With “Write to a named substitute” in the settings, the assistant writes to them: to whom a program's notice names, not what a
person typed. The owner is told first, by a note, a task and the card (“Don’t”, “Now”), and has 24 hours to say no, never less
than the hours of one working day of the account's zone. Then the assistant gets them as a lead of its own: the contact that
has the address, main or further, else a new one, with the owner of who is away as prior owner and a line in the Context that
says who named them. A contact of another owner, one that an assistant wrote to before, and whoever must not be written to are
only offered. Nothing is written where the first contact answers, returns, is paused or taken back before, where the setting
goes off or the account is disconnected, and after a no for good.

Handed over again, a contact gets nothing that it has had: the sequence goes on with what is left, without what suits only
somebody who never answered. The card shows what was said and sent and asks first; where HubSpot's owner field is used
against a no, or against what may be one, the lead begins paused. After a legal matter an admin must lift the stop.
The same holds for what the person had and said under another contact: one with the same address, main or further, one that
was deleted and made anew, or one that was merged. An email that is just being sent at a merge, or when the contact is handed
over again, counts as had, whether or not it arrives. An erased person is not known any more.
`;
}

if (import.meta.main) writeFileSync(PAGE, await statesPage());
