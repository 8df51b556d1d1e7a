import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { until } from '../../src/sandbox/local/client.ts';
import { arrive } from '../world/answers.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { notesOf, PORTAL, startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 120_000 };
const RAE = 'rae@acme.example.com';
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(500_000, 'x')]);

/** What Baton forwarded to Rae. */
async function forwards(baton: LocalBaton) {
  const mails = (await baton.mailsTo(RAE)).filter(({ from }) => from.includes(TARA));
  return Promise.all(
    mails.map(async ({ id }) => simpleParser((await baton.sandbox.mail?.get(id))?.raw ?? '')),
  );
}
const forward = (baton: LocalBaton, count = 1) =>
  baton.passTime('the forward', async () => {
    const found = await forwards(baton);
    return found.length === count ? found : undefined;
  });

const back = (baton: LocalBaton, id: string, tasks = 1) =>
  baton.seeContact(
    id,
    'the task',
    (seen) => seen.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(seen).length === tasks,
  );

it(
  'what comes with an answer goes to the owner, once; programs and what is too large are named',
  LONG,
  async () => {
    const baton = await startLocalBaton();
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
    const seen = await back(baton, contact.id);
    const words =
      '4 attachments: offer.pdf (500 KB), setup.exe (2 bytes; may be a program), deck.pptx (4.3 MB; too large), ';
    expect(String(notesOf(seen)[0]?.['hs_note_body'])).toContain(words);
    expect(String(tasksOf(seen)[0]?.['hs_task_body'])).toContain(
      `Forwarded to ${RAE}. The rest is in Tara’s`,
    );
    const [mail] = await forward(baton);
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
    const later = await back(baton, contact.id, 2);
    expect(String(tasksOf(later)[0]?.['hs_task_body'])).toContain(
      '1 attachment: plan.pdf (500 KB). Forwarded',
    );
    const both = await forward(baton, 2);
    expect(both.flatMap(({ attachments }) => attachments).map(({ filename }) => filename)).toHaveLength(3);
    await baton.restart();
    baton.sandbox.clock.advance(3_600_000);
    await baton.seeContact(contact.id, 'the contact', (now) => tasksOf(now).length === 2);
    expect(await forwards(baton)).toHaveLength(2);
    expect((await baton.mailsTo(contact.email)).filter(({ from }) => from.includes(TARA))).toHaveLength(1);
  },
);

it('a forward whose answer was lost is not sent twice, one that is refused is said', LONG, async () => {
  const baton = await startLocalBaton();
  const contact = await handOver(baton);
  const to = await firstMail(baton, contact.email);
  const faults = baton.sandbox.mail?.faults;
  faults?.set([{ service: 'smtp', kind: 'drop-after-data', times: 1 }]);
  const attachments = [{ filename: 'offer.pdf', content: PDF }];
  await arrive(baton, { from: contact.email, text: 'What does it cost?', to, attachments });
  await back(baton, contact.id);
  await forward(baton);
  baton.sandbox.clock.advance(3_600_000);
  faults?.set([{ service: 'smtp', kind: 'reject-content' }]);
  await arrive(baton, { from: contact.email, text: 'And here once more.', to, attachments });
  const seen = await baton.seeContact(contact.id, 'the note of the refusal', (now) =>
    notesOf(now).some((note) => String(note['hs_note_body']).includes('could not be forwarded')),
  );
  expect(String(notesOf(seen)[0]?.['hs_note_body'])).toContain('They are in Tara’s mailbox');
  expect(await forwards(baton)).toHaveLength(1);
});

it('what waits to be forwarded goes with the erasure of its person', LONG, async () => {
  const baton = await startLocalBaton();
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
  await back(baton, contact.id);
  expect(isStored()).toBe(true);
  await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${contact.id}?privacy=true`, {});
  await until('the erasure', async () => !isStored(), 60_000);
  baton.sandbox.mail?.faults.clear();
  baton.sandbox.clock.advance(3_600_000);
  await baton.restart();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await forwards(baton)).toEqual([]);
});
