import { expect, it } from 'vitest';
import { arrive } from '../world/answers.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

/** Every mail of the sequence, and none more than once. */
const EMAILS = 8;

/** What a mail program answers by itself, and whether it says so. */
const programs: [string, Record<string, string>][] = [
  ['We have received your request. Ticket 4711 was opened.', { 'Auto-Submitted': 'auto-replied' }],
  // An absence without an end.
  ['I am out of the office.', { 'X-Autoreply': 'yes' }],
];

interface Automaton {
  id: string;
  email: string;
  /** Answers what is new. Resolves to how many mails there are. */
  answerAll(): Promise<number>;
}

/** A contact whose mail program answers every mail at once. */
async function automaton(
  baton: LocalBaton,
  text: string,
  headers: Record<string, string>,
): Promise<Automaton> {
  const { id, email } = await handOver(baton);
  const answered = new Set<string>();
  return {
    id,
    email,
    async answerAll() {
      const mails = await fromTara(baton, email);
      for (const mail of mails.filter(({ messageId }) => !answered.has(messageId))) {
        answered.add(mail.messageId);
        // And once more to its own answer, as two programs do that talk to each other.
        for (let times = 0; times < 2; times += 1)
          await arrive(baton, { from: email, text, to: mail, headers });
      }
      return mails.length;
    },
  };
}

it(
  'a desk and an absence that answer every mail at once get the sequence and no mail more, across a restart',
  { timeout: 180_000 },
  async () => {
    const baton = await startLocalBaton();
    const contacts: Automaton[] = [];
    for (const program of programs) contacts.push(await automaton(baton, ...program));
    for (const { email } of contacts) await firstMail(baton, email);
    const allAnswer = () => Promise.all(contacts.map((contact) => contact.answerAll()));
    const half = async () => (await allAnswer()).every((mails) => mails >= EMAILS / 2);
    await baton.passTime('half of the mails', half, 120);
    await baton.restart();
    const tasks = () =>
      Promise.all(contacts.map(async ({ id }) => tasksOf(await baton.client.contact(id)).length));
    const areBack = async () => {
      await allAnswer();
      return (await tasks()).every((count) => count > 0);
    };
    await baton.passTime('the hand-backs', areBack, 200);
    const to = { messageId: '<x@y.example>', subject: 'x' };
    for (const [index, [text, headers]] of programs.entries())
      await arrive(baton, { from: contacts[index]?.email ?? '', text, to, headers });
    await baton.restart();
    baton.sandbox.clock.advance(30 * 86_400_000);
    for (const { id, email } of contacts) {
      await baton.seeContact(id, 'one task', (now) => tasksOf(now).length === 1);
      expect((await fromTara(baton, email)).length).toBeLessThanOrEqual(EMAILS);
    }
  },
);

const fromTara = async (baton: LocalBaton, email: string) =>
  (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA));
