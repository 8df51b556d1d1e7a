import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import type { SequenceDetail, SequenceDraft, SequencesView } from '../../src/cards/sequences/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import type { MailRow } from '../../src/sandbox/local/client.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };

const ask = async <Body>(
  baton: LocalBaton,
  user: 'rae' | 'ada',
  method: string,
  path: string,
  body?: object,
) => {
  const answer = await baton.client.fetchAs(baton.people[user].userId, `${baton.url}${path}`, {
    method,
    ...(body ? { body } : {}),
  });
  return { status: answer.status, body: answer.body as Body };
};

const text = (body: string, subject = '') => ({ subject, body, ps: '' });
const ours = (second: string): SequenceDraft => ({
  name: 'Ours',
  languages: ['en', 'fr'],
  emails: [
    {
      id: 'ours-1',
      name: 'First',
      afterBusinessDays: 0,
      onlyUnanswered: false,
      texts: {
        en: text('The marmalade is ready, {{ contact.firstName | default: "friend" }}.', 'Marmalade'),
        fr: { ...text('La marmelade est prête pour vous et nous.', 'Marmelade'), ps: 'Elle est bonne.' },
      },
    },
    {
      id: 'ours-2',
      name: 'Second',
      afterBusinessDays: 1,
      onlyUnanswered: false,
      texts: { en: text(second), fr: text('Encore de la marmelade.') },
    },
  ],
});

/** Tara follows this sequence from now on. */
async function follow(baton: LocalBaton, sequenceId: string): Promise<void> {
  const { body } = await ask<SettingsView>(baton, 'ada', 'GET', '/api/settings');
  const tara = body.assistants.find(({ name }) => name === 'Tara');
  if (!tara) throw new Error('Tara is missing.');
  const {
    id,
    status: _status,
    nextStep: _next,
    ownerId: _owner,
    contacts: _contacts,
    hasOwnMailbox: _own,
    ...profile
  } = tara;
  const changed = { ...profile, sequenceId, confirmed: true };
  expect(await ask(baton, 'ada', 'PUT', `/api/assistants/${id}`, changed)).toMatchObject({ status: 200 });
}

/** What a mail says. */
const said = async (baton: LocalBaton, { id }: MailRow): Promise<string> =>
  ((await baton.client.call('GET', `/mail/${id}`)) as { text: string }).text.replaceAll('\r\n', '\n');

const cardOf = async (baton: LocalBaton, id: string) =>
  (await ask<CardView>(baton, 'rae', 'GET', `/api/contacts/${id}/card`)).body;

describe.each(onDatabase('postgres'))('sequences on %s', (kind) => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
  }, 120_000);

  const add = async (draft: SequenceDraft): Promise<string> => {
    const added = await ask<{ id: string }>(baton, 'ada', 'POST', '/api/sequences', draft);
    expect(added.status).toBe(200);
    return added.body.id;
  };

  it('of the system speak the contact’s language, told by the country', LONG, async () => {
    await follow(baton, 'formal');
    const inAustria = { country: 'Austria', hs_timezone: 'america_slash_new_york' };
    const contact = await handOver(baton, { ...inAustria, firstname: 'Kim', lastname: 'Lee' });
    const mail = await said(baton, await firstMail(baton, contact.email));
    expect(mail).toMatch(/^Guten Tag Kim Lee,/);
    expect(mail).toContain('Wenn Sie nichts mehr von mir hören möchten');
  });

  it(
    'of the account are written, followed in their languages, and edited for who is under way',
    LONG,
    async () => {
      const id = await add(ours('The second jar.'));
      await follow(baton, id);
      const french = await handOver(baton, { hs_language: 'fr', firstname: 'Zoé' });
      const english = await handOver(baton, { firstname: 'Kim' });
      expect(await said(baton, await firstMail(baton, french.email))).toMatch(
        /La marmelade est prête[^]*P\.-S\. : Elle est bonne\./,
      );
      expect(await said(baton, await firstMail(baton, english.email))).toContain(
        'The marmalade is ready, Kim.',
      );

      const { body: detail } = await ask<SequenceDetail>(baton, 'rae', 'GET', `/api/sequences/${id}`);
      expect(detail).toMatchObject({ version: 1, leads: 2, system: false });
      const edit = { draft: ours('A better jar.'), from: 1, appliesTo: 'unsent' };
      expect(await ask(baton, 'rae', 'PUT', `/api/sequences/${id}`, edit)).toMatchObject({ status: 403 });
      expect(await ask(baton, 'ada', 'PUT', `/api/sequences/${id}`, edit)).toMatchObject({ status: 200 });
      const late = await ask(baton, 'ada', 'PUT', `/api/sequences/${id}`, edit);
      expect(late).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
      await until('the edit to arrive', async () =>
        JSON.stringify(await cardOf(baton, english.id)).includes('The sequence “Ours” was changed'),
      );
      const second = await baton.passTime('the second mail', async () => {
        const mails = await baton.mailsTo(english.email);
        return mails.length > 1 ? mails.find(({ subject }) => subject.startsWith('Re:')) : null;
      });
      expect(await said(baton, second)).toContain('A better jar.');
      const versions = await ask<{ versions: { version: number }[] }>(
        baton,
        'ada',
        'GET',
        `/api/sequences/${id}/versions`,
      );
      expect(versions.body.versions.map(({ version }) => version)).toEqual([2, 1]);
    },
  );

  it('an email with a hole waits for a person, and leaves once it is filled', LONG, async () => {
    const draft = ours('Second.');
    const [first, ...rest] = draft.emails;
    if (!first) throw new Error('There is no email.');
    const texts = {
      en: text('How is {{ contact.company }}?', 'A question'),
      fr: text('Ça va ?', 'Question'),
    };
    await follow(baton, await add({ ...draft, name: 'Holes', emails: [{ ...first, texts }, ...rest] }));
    const contact = await handOver(baton, { company: '' });
    const view = await baton.passTime('the pause', async () => {
      const shown = await cardOf(baton, contact.id);
      return shown.kind === 'paused' ? shown : null;
    });
    expect(view.why).toContain('“contact.company”');
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    await baton.client.update(contact.id, baton.people.rae.userId, { company: 'Northwind' });
    await ask(baton, 'rae', 'POST', `/api/contacts/${contact.id}/resume`, {});
    const mail = await firstMail(baton, contact.email);
    expect(await said(baton, mail)).toContain('How is Northwind?');
  });

  it('are shown, previewed on a contact, sent to oneself, and refused with a reason', LONG, async () => {
    const { body } = await ask<SequencesView>(baton, 'rae', 'GET', '/api/sequences');
    expect(body.sequences.map(({ id }) => id).slice(0, 4)).toEqual([
      'recommended',
      'short',
      'formal',
      'brief',
    ]);
    const contact = await baton.newContact({ firstname: 'Bea', company: '' });
    const [assistant] = body.assistants;
    const about = { language: 'en', assistantId: assistant?.id, contactId: contact.id };
    const draft = ours('For {{ contact.company }}.');
    const preview = await ask(baton, 'rae', 'POST', '/api/sequences/preview', { ...about, draft });
    expect(preview.body).toMatchObject({
      emails: [
        { subject: 'Marmalade', text: expect.stringContaining('ready, Bea.') as string },
        { problem: expect.stringContaining('contact.company') as string },
      ],
    });
    const test = await ask(baton, 'ada', 'POST', '/api/sequences/test-mail', { ...about, draft, email: 0 });
    expect(test.body).toEqual({ to: 'ada@acme.example.com', problems: [] });
    await until('the test mail', async () =>
      (await baton.mailsTo('ada@acme.example.com')).some(({ subject }) => subject === '[Test] Marmalade'),
    );
    const wrong = ours('Hello {{ contact.nickname }}');
    expect(await ask(baton, 'ada', 'POST', '/api/sequences', wrong)).toMatchObject({
      status: 400,
      body: { message: 'Email 2 (en): There is no field “contact.nickname”.' },
    });
  });

  it('cannot be archived while an assistant uses them; then nobody gets them any more', LONG, async () => {
    const id = await add({ ...ours('Second.'), name: 'Going' });
    await follow(baton, id);
    expect(await ask(baton, 'ada', 'DELETE', `/api/sequences/${id}`)).toMatchObject({ status: 409 });
    await follow(baton, 'recommended');
    const { body } = await ask<SequencesView>(baton, 'ada', 'DELETE', `/api/sequences/${id}`);
    expect(body.sequences.some((one) => one.id === id)).toBe(false);
    expect(await ask(baton, 'ada', 'DELETE', `/api/sequences/${id}`)).toMatchObject({ status: 404 });
  });
});
