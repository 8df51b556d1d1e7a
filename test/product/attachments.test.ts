import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { arrive } from '../world/answers.ts';
import { firstMail, handOver, toMorning } from '../world/hand-over.ts';
import { notesOf, PORTAL, startLocalBatonForSuite, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 120_000 };
const RAE = 'rae@acme.example.com';
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(500_000, 'x')]);

let baton: LocalBaton;
beforeAll(async () => {
  baton = await startLocalBatonForSuite();
});
// Hours have gone by in the test before.
beforeEach(() => toMorning(baton, 2, 15));
afterEach(() => baton.sandbox.mail?.faults.clear());

/** What Baton forwarded to Rae of the answers from an address. */
async function forwards(of: string) {
  const mails = (await baton.mailsTo(RAE)).filter(({ from }) => from.includes(TARA));
  const parsed = await Promise.all(
    mails.map(async ({ id }) => simpleParser((await baton.sandbox.mail?.get(id))?.raw ?? '')),
  );
  return parsed.filter(({ text }) => text?.includes(`(${of})`));
}
const forward = (of: string, count = 1) =>
  baton.passTime('the forward', async () => {
    const found = await forwards(of);
    return found.length === count ? found : undefined;
  });

const back = (id: string, tasks = 1) =>
  baton.seeContact(
    id,
    'the task',
    (seen) => seen.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(seen).length === tasks,
  );

it(
  'what comes with an answer goes to the owner, once; programs and what is too large are named',
  LONG,
  async () => {
    const contact = await handOver(baton);
    const to = await firstMail(baton, contact.email);
    await arrive(baton, {
      from: contact.email,
      text: 'What does it cost?',
      to,
      attachments: [
        { filename: 'offer.pdf', content: PDF },
        { filename: 'setup.exe', content: 'MZ' },
        { filename: 'deck.pptx', content: Buffer.alloc(4_300_000) },
        { filename: 'notes\r\nBcc: eve@evil.example.com.txt', content: 'Hello' },
      ],
    });
    const seen = await back(contact.id);
    const words =
      '4 attachments: offer.pdf (500 KB), setup.exe (2 bytes; may be a program), deck.pptx (4.3 MB; too large), ';
    expect(String(notesOf(seen)[0]?.['hs_note_body'])).toContain(words);
    expect(String(tasksOf(seen)[0]?.['hs_task_body'])).toContain(
      `Forwarded to ${RAE}. The rest is in Tara’s`,
    );
    const [mail] = await forward(contact.email);
    expect(mail?.attachments.map(({ filename, content }) => [filename, content.length])).toEqual([
      ['offer.pdf', PDF.length],
      [expect.stringMatching(/^notes.*txt$/), 5],
    ]);
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.text).toContain('What does it cost?');

    // Rae's own absence notice, and a mail server's report about the forward, are nobody's answer, whatever follows.
    const about = { messageId: mail?.messageId ?? '', subject: mail?.subject ?? '' };
    await arrive(baton, { from: RAE, text: 'I am out of office until Monday.', to: about });
    await arrive(baton, {
      from: contact.email,
      text: 'Here is the plan as well.',
      to,
      attachments: [{ filename: 'plan.pdf', content: PDF }],
    });
    const later = await back(contact.id, 2);
    expect(String(tasksOf(later)[0]?.['hs_task_body'])).toContain(
      '1 attachment: plan.pdf (500 KB). Forwarded',
    );
    const both = await forward(contact.email, 2);
    expect(both.flatMap(({ attachments }) => attachments).map(({ filename }) => filename)).toHaveLength(3);
    await baton.restart();
    baton.sandbox.clock.advance(3_600_000);
    await baton.seeContact(contact.id, 'the contact', (now) => tasksOf(now).length === 2);
    expect(await forwards(contact.email)).toHaveLength(2);
    expect((await baton.mailsTo(contact.email)).filter(({ from }) => from.includes(TARA))).toHaveLength(1);
  },
);

it('a forward whose answer was lost is not sent twice, one that is refused is said', LONG, async () => {
  const contact = await handOver(baton);
  const to = await firstMail(baton, contact.email);
  const faults = baton.sandbox.mail?.faults;
  faults?.set([{ service: 'smtp', kind: 'drop-after-data', times: 1 }]);
  const attachments = [{ filename: 'offer.pdf', content: PDF }];
  await arrive(baton, { from: contact.email, text: 'What does it cost?', to, attachments });
  await back(contact.id);
  await forward(contact.email);
  baton.sandbox.clock.advance(3_600_000);
  faults?.set([{ service: 'smtp', kind: 'reject-content' }]);
  await arrive(baton, { from: contact.email, text: 'And here once more.', to, attachments });
  const seen = await baton.seeContact(contact.id, 'the note of the refusal', (now) =>
    notesOf(now).some((note) => String(note['hs_note_body']).includes('could not be forwarded')),
  );
  expect(String(notesOf(seen)[0]?.['hs_note_body'])).toContain('They are in Tara’s mailbox');
  expect(await forwards(contact.email)).toHaveLength(1);
});

it(
  'what comes with an answer after which the assistant goes on goes to the owner at once, and only once',
  LONG,
  async () => {
    const contact = await handOver(baton);
    const to = await firstMail(baton, contact.email);
    const attachments = [{ filename: 'plan.pdf', content: PDF }];
    const text = 'Not now. Please write to me again in March, here is our plan until then.';
    await arrive(baton, { from: contact.email, text, to, attachments, byPerson: true });
    // No time passes: whatever comes later, this has been forwarded by then.
    const mail = await until('the forward', async () => (await forwards(contact.email))[0], 60_000);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['plan.pdf']);
    const { properties } = await baton.client.contact(contact.id);
    expect(properties['hubspot_owner_id']).toBe(baton.people.tara.id);

    await baton.client.update(contact.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.sam.id });
    const card = `${baton.url}/api/contacts/${contact.id}/card`;
    await until('that Sam has it', async () => {
      const { body } = await baton.client.fetchAs(baton.people.sam.userId, card);
      return (body as CardView).kind === 'available';
    });
    baton.sandbox.clock.advance(3_600_000);
    await baton.restart();
    const toSam = (await baton.mailsTo('sam@acme.example.com')).filter(({ from }) => from.includes(TARA));
    expect([(await forwards(contact.email)).length, toSam.length]).toEqual([1, 0]);
  },
);

it('what waits to be forwarded goes with the erasure of its person', LONG, async () => {
  const contact = await handOver(baton);
  const to = await firstMail(baton, contact.email);
  const name = 'zwiebelfischbrosche.pdf';
  const isStored = (): boolean => {
    const path = baton.databaseUrl.slice('sqlite:'.length);
    const files = readdirSync(dirname(path)).filter((file) => file.startsWith(basename(path)));
    return files.some((file) => readFileSync(join(dirname(path), file)).includes(name));
  };
  baton.sandbox.mail?.faults.set([{ service: 'smtp', kind: 'defer', to: RAE }]);
  const attachments = [{ filename: name, content: PDF }];
  await arrive(baton, { from: contact.email, text: 'What does it cost?', to, attachments });
  await back(contact.id);
  expect(isStored()).toBe(true);
  await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${contact.id}?privacy=true`, {});
  await until('the erasure', async () => !isStored(), 60_000);
  baton.sandbox.mail?.faults.clear();
  baton.sandbox.clock.advance(3_600_000);
  await baton.restart();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await forwards(contact.email)).toEqual([]);
});
