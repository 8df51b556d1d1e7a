/** `npm run readme` also writes docs/actions.md from the code: what a rep can ask for, and when it fits. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { actionWords } from '../src/cards/contact/action-labels.ts';
import { repActions, whyRefused } from '../src/backend/leads/deciding/actions.ts';
import type { RepAction, Standing } from '../src/backend/leads/deciding/actions.ts';
import { portalSettingsSchema } from '../src/backend/settings/portal-settings.ts';
import { row, table } from './states-answers.ts';

interface About {
  does: string;
  /** Which test holds it: file and name. */
  test: string;
}

const RULES = 'deciding/actions.test.ts';
const PRODUCT = 'rep-actions.test.ts';

/** What each does, and which test holds it. */
export const about: Readonly<Record<RepAction, About>> = {
  pause: {
    does: 'Nothing is sent until it is resumed. The assistant stays the owner.',
    test: `${PRODUCT}: pause and resume`,
  },
  resume: {
    does: 'The email that was due leaves in the next business hours.',
    test: `${PRODUCT}: pause and resume`,
  },
  continue: {
    does: 'Goes on from where it stopped: after a hand-back, a stop or an answer the same assistant becomes the owner again; an absence or a later day is not waited for any longer. Asks first where the contact was written to before.',
    test: `${PRODUCT}: stop, then continue; ${RULES}: continue`,
  },
  restart: {
    does: 'Begins with the first email of the usual or another sequence that the person has not had. Nothing is sent twice.',
    test: `${PRODUCT}: restart with another sequence; ${RULES}: restart`,
  },
  stop: {
    does: 'Ends the follow-up for good: Deactivated, back to the prior owner with a note and a task.',
    test: `${PRODUCT}: stop, then continue; ${RULES}: stop`,
  },
  'hand-back': {
    does: 'The contact goes back to the prior owner. Nothing is said about the lead: its Lead Status is what it was, or Attempted to contact.',
    test: 'main-job.test.ts; contact-card.actions.test.tsx: hands back once it is confirmed',
  },
  'mark-hot': {
    does: 'Hot. The assistant stops and hands back; the owner has a task, and is reminded until somebody picks it up.',
    test: `${PRODUCT}: mark; ${RULES}: mark Hot`,
  },
  'mark-cold': {
    does: 'Cold. With the assistant the follow-up goes on; with a person nobody is reminded any more.',
    test: `${PRODUCT}: mark; ${RULES}: mark Cold`,
  },
  'mark-responded': {
    does: 'Responded. As with Hot.',
    test: `${PRODUCT}: mark; ${RULES}: mark Responded`,
  },
  unsubscribe: {
    does: 'Baton never writes to the address again, under whatever contact; `baton_do_not_contact` says so in HubSpot. Also for contacts that no assistant ever had.',
    test: `${PRODUCT}: unsubscribe; ${RULES}: unsubscribe`,
  },
  introduce: {
    does: 'An email of the assistant in the contact’s language names the rep with the address. It is shown and can be changed before; it leaves in business hours as it was seen, once, and then the contact goes back. Answers to it come to the assistant, so that an opt-out is heard, and reach the owner as a task.',
    test: `${PRODUCT}: introduce me, a letter that may not leave; letters/introduction.test.ts (eight languages)`,
  },
  reply: {
    does: 'The rep’s words in the assistant’s name, in the thread, at once. What stands in no source must be stood by. The follow-up goes on after its usual pause.',
    test: `${PRODUCT}: reply as the assistant; ${RULES}: reply`,
  },
  note: {
    does: 'A note on the timeline in HubSpot, in the rep’s name.',
    test: `${PRODUCT}: the same click twice`,
  },
  'change-assistant': {
    does: 'Another assistant becomes the owner and goes on where the conversation is.',
    test: `${RULES}: change assistant; bulk.test.ts`,
  },
  remind: {
    does: 'A task in HubSpot for the rep, due at a time of theirs.',
    test: `${PRODUCT}: remind me`,
  },
  'pick-up': {
    does: 'A person has taken it up: the reminders end. What was at risk is Hot or Responded again.',
    test: 'at-risk/remind-owners.test.ts',
  },
};

const working: Standing = {
  stage: 'nurturing',
  state: 'Cold',
  pickedUp: false,
  waits: false,
  emailsLeft: true,
  legal: false,
};
const withPerson: Standing = { ...working, stage: 'closed' };

const standings: Readonly<Record<string, Standing | null>> = {
  'Never with an assistant': null,
  'New, waits for a place': { ...working, stage: 'queued', state: 'New' },
  Pending: { ...working, state: 'Pending' },
  Cold: working,
  Engaged: { ...working, state: 'Engaged' },
  Warm: { ...working, state: 'Warm' },
  'Out of office': { ...working, state: 'OutOfOffice', waits: true },
  'Asked to be written to later': { ...working, waits: true },
  Paused: { ...working, stage: 'paused' },
  'Going back': { ...working, stage: 'handing_back' },
  Hot: { ...withPerson, state: 'Hot' },
  'Hot, picked up': { ...withPerson, state: 'Hot', pickedUp: true },
  Responded: { ...withPerson, state: 'Responded' },
  'Lead at risk': { ...withPerson, state: 'LeadAtRisk' },
  Processed: { ...withPerson, state: 'Processed', emailsLeft: false },
  Deactivated: { ...withPerson, state: 'DeActivated' },
  'Taken back': withPerson,
  Unsubscribed: { ...withPerson, state: 'UnSubscribed' },
  'Legal stop': { ...withPerson, state: 'UnSubscribed', legal: true },
  'Deleted in HubSpot': { ...withPerson, subState: 'deleted' },
};

const PAGE = 'docs/actions.md';

/** The text of docs/actions.md, formatted as everything in the repository. */
export const actionsPage = async (): Promise<string> =>
  format(page(), { ...(await resolveConfig(PAGE)), filepath: PAGE });

const { remindEveryDays, remindTimes } = portalSettingsSchema.parse({});

const nameOf = (action: RepAction): string => actionWords[action].label;

function page(): string {
  return `# What a rep can ask for

Written from the code by \`npm run readme\`; a test holds it current.

On the card, under Actions, and as \`POST /api/contacts/{id}/{action}\` (see \`GET /api/openapi.json\`). Whoever sees the
contact in HubSpot may ask, as whoever sees it may change its owner there; HubSpot tells an app nothing finer. Each request
carries a name of its own (\`requestId\`): sent twice, or again after its answer was lost, it is done once and told the same.
Of two people at once the first counts, and the second is told what became of it. Each stands in the timeline with who asked,
and how the lead stood before and after.

![The actions on a contact's card](images/actions.png)

![The assistant introduces a rep](images/actions-introduce.png) ![On a phone](images/actions-introduce-narrow.png)

Where something is wrong, the answer says what was done and what to do: a contact that was deleted or taken, HubSpot that does
not answer or asks to wait (nothing was done, within 12 s; or it is done, and only the card cannot be shown), an account
that is not connected (nothing but Unsubscribe is done), the very same letter minutes later (rep-actions-in-trouble.test.ts).

${table(
  ['Action', 'Name in the API', 'What it does', 'Held by'],
  repActions.map((action) => row(nameOf(action), `\`${action}\``, about[action].does, about[action].test)),
)}

## When each fits

✓: it is done. Else what the rep is told.

${Object.entries(standings)
  .map(([name, standing]) => section(name, standing))
  .join('\n\n')}

## Leads that nobody picks up

A lead that is Hot or Responded and back with a person needs somebody. Every ${remindEveryDays} days, ${remindTimes} times (an admin sets both), its
owner gets a task, “Reminder 1 of 5”; after the last one the lead is At risk in HubSpot, on the card, in the list and under
needs attention. It ends when somebody says “Picked up”, completes one of Baton’s tasks about it in HubSpot, answers as the
assistant, introduces themselves, hands the contact over again, or when the contact answers anew. HubSpot’s “Last contacted”
is not read: it is not documented whether emails that an app logs count in it. Each due time is told once, whatever dies; a
clock that jumps ahead causes one reminder, not all of them.

## New and Pending

**New**: an admin sets how many contacts an assistant follows up at once (“Contacts at once”). Whoever comes beyond that waits
as New, and starts by itself, first come, first served, as soon as another one ends or the number is raised. Who is paused keeps
the place.

**Pending**: before the first email, the domain of the address is looked up (MX, else its own address; RFC 5321). Where the name
servers do not tell, the contact is Pending: the first email leaves a business day later, those like it at least an hour apart,
and the next one after twice its gap. When nothing has come back by then, the lead is Cold. Where a domain surely takes no mail,
it is looked up again on another day, and then the contact goes back as Deactivated. While name servers find nobody else either, nothing
is doubted. Names that stand for domains (example.com, .test) are not looked up.
`;
}

function section(name: string, standing: Standing | null): string {
  const fit = repActions.filter((action) => whyRefused(action, standing) === null);
  const refused = new Map<string, RepAction[]>();
  for (const action of repActions) {
    const why = whyRefused(action, standing);
    if (why !== null) refused.set(why, [...(refused.get(why) ?? []), action]);
  }
  const lines = [...refused].map(([why, actions]) => `- ${actions.map(nameOf).join(', ')}: “${why}”`);
  return `### ${name}\n\n- ✓ ${fit.map(nameOf).join(', ')}\n${lines.join('\n')}`;
}

if (import.meta.main) writeFileSync(PAGE, await actionsPage());
