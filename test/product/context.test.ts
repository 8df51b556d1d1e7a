import { expect, it } from 'vitest';
import type { EmailPreview } from '../../src/cards/contact/contract.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { emailsOf, notesOf, startLocalBaton } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

async function ask<Answer>(baton: LocalBaton, method: string, path: string, body?: object): Promise<Answer> {
  const userId = path.startsWith('/api/contacts') ? baton.people.rae.userId : baton.people.ada.userId;
  const answer = await baton.client.fetchAs(userId, `${baton.url}${path}`, {
    method,
    ...(body ? { body } : {}),
  });
  expect(answer, `${method} ${path}`).toMatchObject({ status: 200 });
  return answer.body as Answer;
}

const preview = (baton: LocalBaton, id: string, context: string): Promise<EmailPreview> =>
  ask(baton, 'POST', `/api/contacts/${id}/next-email`, { context });

const textOf = async (baton: LocalBaton, mailId: string): Promise<string> =>
  ((await baton.client.call('GET', `/mail/${mailId}`)) as { text: string }).text.replaceAll('\r\n', '\n');

const CONTEXT = [
  'Aufhaenger: You asked Rae for a case study in Leeds',
  'About us: We line old mains without digging',
  'About us: We work at night',
  'Offer: The case study, four pages',
  'Ask: Would Tuesday suit you',
  'Private: SECRET1 is the competitor',
  'and SECRET2 pays',
  '',
  'Budget: SECRET3',
].join('\r\n');

it.each(onDatabase('postgres'))(
  'a Context reaches the emails line by line, each once, and private lines nothing at all, on %s',
  async (kind) => {
    const baton = await startLocalBaton({ kind });
    await ask(baton, 'PUT', '/api/settings/context-labels', {
      labels: [{ word: 'Aufhaenger', label: 'why' }],
    });
    const contact = await handOver(baton, { baton_context: CONTEXT });
    const first = await preview(baton, contact.id, CONTEXT);
    expect(first.context.lines.map(({ line, use, steps }) => [line, use, steps])).toEqual([
      [1, 'opening', [1]],
      [2, 'about', [1, 7]],
      [3, 'about', [2]],
      [4, 'offer', [1, 7]],
      [5, 'ask', [1]],
      [6, 'private', []],
      [7, 'private', []],
      [9, 'unused', []],
    ]);
    expect(JSON.stringify(first)).not.toMatch(/SECRET[12]/);
    const mail = await firstMail(baton, contact.email);
    const text = await textOf(baton, mail.id);
    // The link is whole only in the mail itself.
    expect(text).toContain(first.text.trim().replace(/…$/, ''));
    expect(text).toContain('You asked Rae for a case study in Leeds.');
    await baton.seeContact(contact.id, 'the logged email', (seen) => emailsOf(seen).length === 1);

    const changed = CONTEXT.replace('The case study, four pages', 'A visit to the site in Hull');
    await baton.client.update(contact.id, baton.people.rae.userId, { baton_context: changed });
    const mails = await baton.passTime('three mails', async () => {
      const sent = await baton.mailsTo(contact.email);
      return sent.length >= 3 && sent;
    });
    const texts = await Promise.all(mails.map(({ id }) => textOf(baton, id)));
    expect(texts).toHaveLength(3);
    const all = texts.join('\n');
    for (const line of [
      'We work at night.',
      'A visit to the site in Hull.',
      'We line old mains without digging.',
    ])
      expect(all.split(line), line).toHaveLength(2);
    expect(all).not.toMatch(/wrong person|get lost/);
    const seen = await baton.client.contact(contact.id);
    const told = [...notesOf(seen), ...emailsOf(seen)].map((entry) => JSON.stringify(entry)).join();
    expect(told + all).not.toMatch(/SECRET[12]/);
  },
  120_000,
);

it('a Context may be as long and as odd as HubSpot allows', async () => {
  const baton = await startLocalBaton();
  const { id } = await baton.newContact();
  const long = `Why: ${'x'.repeat(65_531)}`;
  expect((await preview(baton, id, long)).context.lines[0]).toMatchObject({ use: 'unused' });
  const many = await preview(baton, id, 'Offer: a trial\n'.repeat(1_500));
  expect(many.context.lines.at(-1)?.reason).toContain('reads 1,000 lines; 501 more follow');
  expect(many.context.lines[1]?.reason).toBe('Says the same as line 1.');
  const spaces = await preview(baton, id, `Why: a${' '.repeat(65_000)}b. Private: c`);
  expect(spaces.text).not.toMatch(/\bc\./);
  const odd = await preview(baton, id, '\u200fWhy: مرحبا بكم\u2028Offer： {{ assistant.email }} \uD83D');
  expect(odd.text).toContain('مرحبا بكم.');
  expect(odd.text).toContain('{{ assistant.email }} \uFFFD');
  const tooLong = await baton.client.fetchAs(
    baton.people.rae.userId,
    `${baton.url}/api/contacts/${id}/next-email`,
    {
      method: 'POST',
      body: { context: 'x'.repeat(65_537) },
    },
  );
  expect(tooLong).toMatchObject({ status: 400 });
}, 60_000);

it('labels of an account are words that are free', async () => {
  const baton = await startLocalBaton();
  const change = (labels: object[]) =>
    baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/settings/context-labels`, {
      method: 'PUT',
      body: { labels },
    });
  expect(await change([{ word: 'Hook', label: 'why' }])).toMatchObject({ status: 200 });
  for (const word of [
    'angebot',
    'Vertraulich (nur wir)',
    'a: b',
    '   ',
    'one two three four five six',
    '***',
  ])
    expect(await change([{ word, label: 'why' }]), word).toMatchObject({ status: 400 });
  const twice = ['Hook', 'hóok'].map((word) => ({ word, label: 'why' }));
  expect(await change(twice)).toMatchObject({ status: 400 });
});
