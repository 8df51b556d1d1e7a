import type { Behaviour, Conversations, Subject } from './conversations.ts';
import { writtenTo, type Seen } from './seen.ts';
import type { Outcome } from './scenario.ts';
import type { FaultWorld } from './world.ts';

export type Verdict = Pick<Outcome, 'lost' | 'doubled' | 'stuck' | 'wrong' | 'findings'>;

const endStates: Readonly<Record<Behaviour, string>> = {
  agrees: 'Hot',
  unsubscribes: 'UnSubscribed',
  bounces: 'DeActivated',
  'out of office': 'Processed',
  silent: 'Processed',
};

/** Once there is the note of the pick-up and of the hand-back, its task, and every mail that left. */
const [NOTES, TASKS] = [2, 1];

/** Lets all conversations end, and counts from HubSpot's side and in the mailboxes. */
export async function judge(world: FaultWorld, conversations: Conversations): Promise<Verdict> {
  const stuck = new Set(await conversations.settle());
  const verdict: Verdict = { lost: 0, doubled: 0, stuck: stuck.size, wrong: 0, findings: [] };
  for (const subject of conversations.subjects) {
    const contact = conversations.see(subject);
    const found = stuck.has(subject)
      ? { lost: 0, doubled: doublesOf(contact, await textsOf(world, contact)), wrong: 0 }
      : {
          lost:
            missing(NOTES, contact.notes) +
            missing(TASKS, contact.tasks) +
            missing(contact.received.length, contact.logged),
          doubled: doublesOf(contact, await textsOf(world, contact)),
          wrong: wrongs(subject, contact),
        };
    verdict.lost += found.lost;
    verdict.doubled += found.doubled;
    verdict.wrong += found.wrong;
    if (stuck.has(subject) || found.lost + found.doubled + found.wrong > 0)
      verdict.findings.push(
        `${describe(subject, contact, stuck.has(subject) ? { ...found, stuck: 1 } : found)}; written: ${writtenTo(world, subject).join(', ')}`,
      );
  }
  return verdict;
}

const missing = (expected: number, is: number): number => Math.max(0, expected - is);

function doublesOf(contact: Seen, texts: readonly string[]): number {
  const { notes, tasks, logged, received } = contact;
  return (
    missing(notes, NOTES) +
    missing(tasks, TASKS) +
    missing(logged, received.length) +
    texts.length -
    new Set(texts).size
  );
}

/** What was read, without the links, which differ from mail to mail: a mail written twice is the same text twice. */
const textsOf = (world: FaultWorld, { received }: Seen): Promise<string[]> =>
  Promise.all(
    received.map(async ({ id }) => ((await world.mail.get(id))?.text ?? '').replace(/https?:\S+/g, '')),
  );

const waitingForPerson: readonly string[] = ['Hot', 'Responded'];

function wrongs(subject: Subject, { state, received }: Seen): number {
  const { behaviour, reactedAt } = subject;
  const afterOptOut =
    behaviour === 'unsubscribes'
      ? received.filter(({ at }) => at > (reactedAt ?? Number.POSITIVE_INFINITY)).length
      : 0;
  // Nobody takes up what the assistants hand back here: after the last reminder it is at risk.
  const end = state === 'LeadAtRisk' ? waitingForPerson : [state];
  return afterOptOut + (end.includes(endStates[behaviour]) ? 0 : 1);
}

function describe(subject: Subject, contact: Seen, found: Record<string, number>): string {
  const what = Object.entries(found).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
  const { received, ...rest } = contact;
  return `${subject.email} (${subject.id}): ${what.join(', ')}; ${JSON.stringify({ ...rest, received: received.length })}`;
}
