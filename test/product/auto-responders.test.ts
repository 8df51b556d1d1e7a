import { expect, it } from 'vitest';
import { arrive } from '../world/answers.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

/** Every mail of the sequence, and none more than once. */
const EMAILS = 8;

/** What a mail program answers by itself, and whether it says so. */
const programs: [string, string, Record<string, string>][] = [
  ['a desk', 'We have received your request. Ticket 4711 was opened.', { 'Auto-Submitted': 'auto-replied' }],
  ['an absence without an end', 'I am out of the office.', { 'X-Autoreply': 'yes' }],
];

it.each(programs)(
  '%s that answers every mail at once gets the sequence and no mail more, across a restart',
  { timeout: 180_000 },
  async (_name, text, headers) => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await firstMail(baton, contact.email);
    const answered = new Set<string>();
    const answerAll = async (): Promise<number> => {
      const mails = await fromTara(baton, contact.email);
      for (const mail of mails.filter(({ messageId }) => !answered.has(messageId))) {
        answered.add(mail.messageId);
        // And once more to its own answer, as two programs do that talk to each other.
        for (let times = 0; times < 2; times += 1)
          await arrive(baton, { from: contact.email, text, to: mail, headers });
      }
      return mails.length;
    };
    await baton.passTime('half of the mails', async () => (await answerAll()) >= EMAILS / 2, 120);
    await baton.restart();
    const isBack = async () => {
      await answerAll();
      return tasksOf(await baton.client.contact(contact.id)).length > 0;
    };
    await baton.passTime('the hand-back', isBack, 200);
    await arrive(baton, {
      from: contact.email,
      text,
      to: { messageId: '<x@y.example>', subject: 'x' },
      headers,
    });
    await baton.restart();
    baton.sandbox.clock.advance(30 * 86_400_000);
    await baton.seeContact(contact.id, 'one task', (now) => tasksOf(now).length === 1);
    expect((await fromTara(baton, contact.email)).length).toBeLessThanOrEqual(EMAILS);
  },
);

const fromTara = async (baton: LocalBaton, email: string) =>
  (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA));
