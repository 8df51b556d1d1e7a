import { expect, it } from 'vitest';
import { away, contactsOf, say, shownSubstitute, writeToSubstitutes } from '../world/absence.ts';
import { arrive } from '../world/answers.ts';
import { assign, firstMail, handOver } from '../world/hand-over.ts';
import { notesOf, startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 240_000 };
const HOUR = 3_600_000;

async function start(kind: 'sqlite' | 'postgres' = 'sqlite'): Promise<LocalBaton> {
  const baton = await startLocalBaton({ kind });
  await writeToSubstitutes(baton, true);
  return baton;
}

let people = 0;
/** Somebody whom HubSpot does not know. */
const stranger = (): string => `jim.ode${(people += 1)}@brightwater.example.com`;
const names = (email: string): string => `In urgent cases please contact Jim Ode, ${email}.`;

const announced = (baton: LocalBaton, id: string) =>
  baton.seeContact(id, 'the announcement', (now) => tasksOf(now).length === 1 && notesOf(now).length === 2);

const offered = async (baton: LocalBaton, id: string, subject: string) => {
  const seen = await baton.seeContact(id, 'the offer', (now) => tasksOf(now).length === 1);
  expect(String(tasksOf(seen)[0]?.['hs_task_subject'])).toContain(subject);
  expect(await shownSubstitute(baton, id)).toBeNull();
};

/** A person merges the second contact into the first. */
const merge = ({ client, people: { rae } }: LocalBaton, primaryId: string, secondaryId: string) =>
  client.call('POST', '/portals/4242/contacts/merge', { primaryId, secondaryId, userId: rae.userId });

it.each(onDatabase('postgres'))(
  'whom an absence notice names becomes a contact of the assistant after a day, once, on %s',
  LONG,
  async (kind) => {
    const baton = await start(kind);
    const jim = stranger();
    const ada = await away(baton, names(jim));
    const seen = await announced(baton, ada.id);
    expect(tasksOf(seen)[0]).toMatchObject({
      hs_task_subject: expect.stringMatching(
        new RegExp(`^Tara will write to Jim Ode \\(${jim}\\) on \\w+day \\d\\d:\\d\\d unless you say no$`),
      ) as string,
      hubspot_owner_id: baton.people.rae.id,
    });
    expect(await shownSubstitute(baton, ada.id)).toMatchObject({ email: jim, standing: 'announced' });
    await ada.again(`I am out of the office and back on 21 December. ${names(jim)}`);
    await baton.restart();
    baton.sandbox.clock.advance(23 * HOUR);
    await baton.rest();
    expect(await contactsOf(baton, jim)).toEqual([]);

    const [mail] = await baton.passTime('the mail', async () => {
      const mails = await baton.mailsTo(jim);
      return mails.length > 0 && mails;
    });
    expect(tasksOf(await baton.client.contact(ada.id))).toHaveLength(1);
    const [contact, ...others] = await contactsOf(baton, jim);
    expect(others).toEqual([]);
    expect(contact?.properties).toMatchObject({
      firstname: 'Jim',
      lastname: 'Ode',
      hubspot_owner_id: baton.people.tara.id,
      baton_context: expect.stringContaining('Named by Nora Quinn') as string,
    });
    const text = JSON.stringify(
      await baton.client.call('GET', `/mail/${encodeURIComponent(mail?.id ?? '')}`),
    );
    expect(text).toContain('I have your name from Nora Quinn');
    expect(await shownSubstitute(baton, ada.id)).toMatchObject({ standing: 'written' });
    const eve = await away(baton, names(jim));
    const other = await baton.seeContact(eve.id, 'the note', (now) => notesOf(now).length === 2);
    expect(String(notesOf(other)[0]?.['hs_note_body'])).toContain('An assistant writes to them already.');
    expect(tasksOf(other)).toEqual([]);
    expect(await say(baton, ada.id, 'no')).toBe(409);
    expect((await baton.client.contact(contact?.id ?? '')).history['hubspot_owner_id']?.length).toBe(2);

    if (mail) await baton.client.reply(mail.id, 'Yes, let us talk on Thursday at 10.');
    const back = await baton.seeContact(contact?.id ?? '', 'the hand-back', (now) => {
      return now.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(now).length === 1;
    });
    expect(back.properties['baton_lead_connection_status']).toBe('Hot');
    const fromTara = (await baton.mailsTo(jim)).filter(({ from }) => from.includes(TARA));
    expect(fromTara).toHaveLength(1);
  },
);

it('a no is for good, also where others name the person', LONG, async () => {
  const baton = await start();
  const jim = stranger();
  const ada = await away(baton, names(jim));
  await announced(baton, ada.id);
  expect(await say(baton, ada.id, 'no')).toBe(200);
  expect(await shownSubstitute(baton, ada.id)).toMatchObject({
    standing: 'dropped',
    reason: 'Rae Rep said no.',
  });
  expect(await say(baton, ada.id, 'now')).toBe(409);
  const eve = await away(baton, names(jim));
  await baton.days(4);
  expect(await contactsOf(baton, jim)).toEqual([]);
  expect(await shownSubstitute(baton, eve.id)).toBeNull();
  expect(tasksOf(await baton.client.contact(eve.id))).toEqual([]);
});

it(
  '“Now” does not wait; a contact that has the address as a further one is taken, not made',
  LONG,
  async () => {
    const baton = await start();
    const jim = stranger();
    const known = await baton.newContact({ firstname: 'James', lastname: 'Ode' });
    await merge(baton, known.id, (await baton.newContact({ email: jim })).id);
    const ada = await away(baton, names(jim));
    await announced(baton, ada.id);
    expect(await shownSubstitute(baton, ada.id)).toMatchObject({
      url: expect.stringContaining(`/record/0-1/${known.id}`) as string,
    });
    expect(await say(baton, ada.id, 'now')).toBe(200);
    await baton.seeContact(
      known.id,
      'the hand-over',
      (now) => now.properties['baton_status'] === 'in_progress',
    );
    await firstMail(baton, known.email);
    expect(await contactsOf(baton, jim)).toEqual([]);
    expect((await baton.client.contact(known.id)).properties['baton_context']).toContain(
      'Named by Nora Quinn',
    );
  },
);

it(
  'only a person decides about a colleague’s contact, one written to before, or a notice typed by hand',
  LONG,
  async () => {
    const baton = await start();
    const sams = await baton.newContact({ hubspot_owner_id: baton.people.sam.id });
    const ofSam = await away(baton, `In urgent cases please contact Nora, ${sams.email}.`);
    await offered(baton, ofSam.id, 'Decide about');

    const before = await handOver(baton);
    const mail = await firstMail(baton, before.email);
    await arrive(baton, { from: before.email, text: 'What does it cost?', to: mail });
    await baton.seeContact(before.id, 'the answer', (now) => tasksOf(now).length === 1);
    const ofBefore = await away(baton, `In urgent cases please contact Nora, ${before.email}.`);
    await offered(baton, ofBefore.id, 'Decide about');

    const byHand = await handOver(baton);
    const first = await firstMail(baton, byHand.email);
    const text = `I am out of the office until 21 December. ${names(stranger())}`;
    await baton.client.reply(first.id, text);
    await offered(baton, byHand.id, 'Decide about Jim Ode');

    const never = await baton.newContact({ baton_do_not_contact: 'true' });
    const ofNever = await away(baton, `In urgent cases please contact Nora, ${never.email}.`);
    const seen = await baton.seeContact(ofNever.id, 'the note', (now) => notesOf(now).length === 2);
    expect(String(notesOf(seen)[0]?.['hs_note_body'])).toContain('Do not write to them');
    expect(tasksOf(seen)).toEqual([]);
    await baton.days(4);
    for (const { email } of [sams, never]) expect(await baton.mailsTo(email)).toEqual([]);
    expect(await baton.mailsTo(before.email)).toHaveLength(1);
  },
);

it.each([
  [
    'the contact answers',
    async (_baton: LocalBaton, ada: Awaited<ReturnType<typeof away>>) =>
      ada.answer('I am busy right now, please write to me again in March.'),
    'answered',
  ],
  [
    'the contact is taken back',
    (baton: LocalBaton, ada: { id: string }) =>
      baton.client.update(ada.id, baton.people.rae.userId, { hubspot_owner_id: baton.people.rae.id }),
    'is with a person again',
  ],
  ['it is switched off', async (baton: LocalBaton) => writeToSubstitutes(baton, false), 'was switched off'],
  [
    'somebody else makes the contact',
    async (baton: LocalBaton, _ada: object, jim: string) =>
      baton.newContact({ email: jim, hubspot_owner_id: baton.people.sam.id }),
    'owns their contact',
  ],
  [
    'the person asks for no mail',
    async (baton: LocalBaton, _ada: object, jim: string) =>
      baton.newContact({ email: jim, baton_do_not_contact: 'true' }),
    'marked Do Not Contact',
  ],
] as const)('nothing is written to them where %s before', LONG, async (_what, happens, reason) => {
  const baton = await start();
  const jim = stranger();
  const ada = await away(baton, names(jim));
  await announced(baton, ada.id);
  await happens(baton, ada, jim);
  await baton.days(2);
  const seen = await baton.seeContact(ada.id, 'the note', (now) =>
    notesOf(now).some((note) => String(note['hs_note_body']).includes('Nothing is written to Jim Ode')),
  );
  expect(JSON.stringify(notesOf(seen))).toContain(reason);
  expect(await baton.mailsTo(jim)).toEqual([]);
  expect((await contactsOf(baton, jim)).every(({ properties }) => !properties['baton_status'])).toBe(true);
});

it('a contact that is deleted or merged meanwhile', LONG, async () => {
  const baton = await start();
  const { client, people: users } = baton;
  const [gone, doubled] = [await baton.newContact(), await baton.newContact()];
  const keep = await baton.newContact();
  const ada = await away(baton, `In urgent cases please contact Jim Ode, ${gone.email}.`);
  const eve = await away(baton, `In urgent cases please contact Jim Ode, ${doubled.email}.`);
  for (const { id } of [ada, eve]) await announced(baton, id);
  await client.call('DELETE', `/portals/4242/contacts/${gone.id}`, { userId: users.rae.userId });
  await merge(baton, keep.id, doubled.id);
  await baton.days(2);
  const told = await baton.seeContact(ada.id, 'the note', (now) => notesOf(now).length === 3);
  expect(JSON.stringify(notesOf(told))).toContain('Their contact was deleted in HubSpot.');
  expect(await contactsOf(baton, gone.email)).toEqual([]);
  const merged = await baton.passTime('the mail', async () => {
    const mails = [...(await baton.mailsTo(keep.email)), ...(await baton.mailsTo(doubled.email))];
    return mails.length > 0 && mails;
  });
  expect(merged).toHaveLength(1);
});

it('the assistant owns it already, by the hand of a person', LONG, async () => {
  const baton = await start();
  const jim = await baton.newContact();
  const ada = await away(baton, `In urgent cases please contact Jim Ode, ${jim.email}.`);
  await announced(baton, ada.id);
  await assign(baton, jim.id);
  await firstMail(baton, jim.email);
  await baton.days(2);
  await baton.seeContact(ada.id, 'the note', (now) => notesOf(now).length === 3);
  expect(notesOf(await baton.client.contact(jim.id)).length).toBe(1);
});
