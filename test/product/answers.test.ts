import { expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { assign, firstMail, handOver } from '../world/hand-over.ts';
import { notesOf, startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 120_000 };
const DAY = 86_400_000;

const asked = (baton: LocalBaton, user: 'rae' | 'ada', method: string, path: string, body?: object) =>
  baton.client.fetchAs(baton.people[user].userId, `${baton.url}${path}`, {
    method,
    ...(body ? { body } : {}),
  });

const back = (baton: LocalBaton, id: string) =>
  baton.seeContact(
    id,
    'the hand-back',
    (seen) => seen.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(seen).length > 0,
  );

it(
  'a legal threat stops everything, tells what the law asks, and only an admin lifts the stop',
  LONG,
  async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await baton.client.reply(mail.id, 'Remove me or I call my lawyer.');
    const seen = await back(baton, contact.id);
    expect(seen.properties).toMatchObject({ hs_lead_status: 'UNQUALIFIED', baton_do_not_contact: 'true' });
    expect(tasksOf(seen)[0]?.['hs_task_subject']).toMatch(/^Legal: answer .* by \d/);
    expect(
      notesOf(seen)
        .map((note) => note['hs_note_body'])
        .join(),
    ).toContain('Art. 17');

    const card = `/api/contacts/${contact.id}`;
    const shown = (await asked(baton, 'rae', 'GET', `${card}/card`)).body as CardView;
    const assistantId = 'assistants' in shown ? shown.assistants[0]?.id : '';
    const again = { assistantId, confirmed: true };
    expect(await asked(baton, 'rae', 'POST', `${card}/hand-over`, again)).toMatchObject({ status: 409 });
    expect(await asked(baton, 'rae', 'POST', `${card}/lift-legal`, {})).toMatchObject({ status: 403 });
    expect(await asked(baton, 'ada', 'POST', `${card}/lift-legal`, {})).toMatchObject({ status: 200 });
    await baton.seeContact(
      contact.id,
      'no Do Not Contact',
      (now) => now.properties['baton_do_not_contact'] === 'false',
    );
    const after = (await asked(baton, 'rae', 'GET', `${card}/card`)).body as CardView;
    expect(after.kind).not.toBe('do-not-contact');
    expect('timeline' in after && after.timeline.map(({ title }) => title).join()).toContain(
      'lifted the stop',
    );
    expect(await asked(baton, 'rae', 'POST', `${card}/hand-over`, { assistantId })).toMatchObject({
      status: 409,
    });
  },
);

it('a later date is kept by an email that says so, and nobody gets an email twice', LONG, async () => {
  const baton = await startLocalBaton();
  const contact = await handOver(baton);
  const mail = await firstMail(baton, contact.email);
  const asks = new Date(baton.sandbox.clock.now() + 30 * DAY);
  const words = asks.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  await baton.client.reply(mail.id, `Not now. Try me again on ${words}.`);
  await baton.seeContact(contact.id, 'the note', (seen) =>
    notesOf(seen).some((note) => String(note['hs_note_body']).includes('writes nothing until')),
  );
  const texts = async () => {
    const view = (await asked(baton, 'rae', 'GET', `/api/contacts/${contact.id}/card`)).body as CardView;
    const emails = 'timeline' in view ? view.timeline.map(({ email }) => email) : [];
    return emails.flatMap((email) => (email?.direction === 'out' ? [email.text] : []));
  };
  const arrived = async () => (await baton.mailsTo(contact.email)).filter(({ from }) => from.includes(TARA));
  const second = await baton.passTime('the promised mail', async () => (await arrived())[1]);
  expect(baton.sandbox.clock.now()).toBeGreaterThan(asks.getTime() - DAY);
  expect((await texts()).join()).toContain('You asked me to come back');

  await baton.client.reply(second.id, 'What does it cost?');
  await back(baton, contact.id);
  await assign(baton, contact.id);
  await baton.passTime('the next mail', async () => (await arrived())[2]);
  expect(new Set(await texts()).size).toBe(3);
  expect((await texts()).join()).not.toContain('did not get lost');
});

it(
  'who asks for another day is not interested now, and stops responding who says no more after it',
  LONG,
  async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    const stands = (what: string, status: string) =>
      baton.seeContact(contact.id, what, (seen) => seen.properties['baton_status'] === status);
    const arrived = async () =>
      (await baton.mailsTo(contact.email)).filter(({ from }) => from.includes(TARA));
    await baton.client.reply(
      (await firstMail(baton, contact.email)).id,
      'Not now. Try me again in three weeks.',
    );
    await stands('the wish', 'not_interested_now');
    await baton.passTime('the promised mail', async () => (await arrived())[1]);
    await stands('the day', 'in_progress');
    await baton.passTime(
      'the end of the sequence',
      async () =>
        (await baton.client.contact(contact.id)).properties['baton_status'] === 'stopped_responding',
      80,
    );
    const { properties } = await baton.client.contact(contact.id);
    expect(properties).toMatchObject({
      baton_lead_connection_status: 'Processed',
      baton_status: 'stopped_responding',
    });
  },
);

it('a taught phrase decides what would be doubtful, and never over an opt-out', LONG, async () => {
  const baton = await startLocalBaton();
  const boots = { example: 'Put your boots under our table', class: 'AgreedToMeet', mode: 'always' };
  expect(await asked(baton, 'rae', 'POST', '/api/phrases', boots)).toMatchObject({ status: 403 });

  const before = await handOver(baton);
  await baton.client.reply((await firstMail(baton, before.email)).id, 'Put your boots under our tabel!');
  expect((await back(baton, before.id)).properties).toMatchObject({
    baton_lead_connection_status: 'Responded',
  });

  const past = await asked(baton, 'ada', 'POST', '/api/phrases/test-past', { phrase: boots, id: null });
  expect(past.body).toMatchObject({
    looked: 1,
    alike: 1,
    changed: 1,
    answers: [{ decidedBy: 'phrase', before: 'Other', now: { class: 'AgreedToMeet', doubtful: false } }],
  });
  expect(await asked(baton, 'ada', 'POST', '/api/phrases', boots)).toMatchObject({ status: 200 });

  const taught = await handOver(baton);
  await baton.client.reply(
    (await firstMail(baton, taught.email)).id,
    'Hi Tara,\nput your boots under our table.',
  );
  const seen = await back(baton, taught.id);
  expect(seen.properties).toMatchObject({ hs_lead_status: 'CONNECTED', baton_lead_connection_status: 'Hot' });
  const told = 'Taught phrase: “Put your boots under our table” (100 % alike), always.';
  expect(
    notesOf(seen)
      .map((note) => note['hs_note_body'])
      .join(),
  ).toContain(told);
  const card = (await asked(baton, 'rae', 'GET', `/api/contacts/${taught.id}/card`)).body as CardView;
  expect('timeline' in card && card.timeline.map(({ detail }) => detail).join()).toContain(told);

  const optsOut = await handOver(baton);
  const words =
    'Put your boots under our table. No, joking: take me off your mailing list and stop emailing me.';
  await baton.client.reply((await firstMail(baton, optsOut.email)).id, words);
  expect((await back(baton, optsOut.id)).properties).toMatchObject({ baton_do_not_contact: 'true' });

  const { body } = await asked(baton, 'ada', 'GET', '/api/phrases');
  expect(body).toMatchObject({ phrases: [{ ...boots, uses: 1, taughtBy: 'ada@acme.example.com' }] });
});
