import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView, LetterView, RestartChoice } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { notesOf, startLocalBatonForSuite, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };

type Who = 'rae' | 'ada' | 'sam';
type Told = { status: number; body: CardView & { message?: string; code?: string } };
let clicks = 0;

describe.each(onDatabase('sqlite'))('what reps ask for on the card, on %s', (kind) => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
  }, 120_000);

  const call = async (id: string, path: string, body?: object, who: Who = 'rae') =>
    baton.client.fetchAs(baton.people[who].userId, `${baton.url}/api/contacts/${id}/${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body } : {}),
    });
  /** A click on the card. */
  const act = async (id: string, action: string, body: object = {}, who: Who = 'rae') => {
    clicks += 1;
    return (await call(id, action, { requestId: `click-${clicks}`, ...body }, who)) as Told;
  };
  const card = async (id: string) => (await call(id, 'card')).body as CardView;
  const timeline = async (id: string) => {
    const view = await card(id);
    return 'timeline' in view ? view.timeline : [];
  };
  /** What Tara wrote to somebody, as it arrived. */
  const fromTara = async (email: string) => {
    const rows = (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA));
    const read = rows.map(async ({ id }) => simpleParser((await baton.sandbox.mail?.get(id))?.raw ?? ''));
    return Promise.all(read);
  };
  const mailWith = async (email: string, words: string) =>
    (await fromTara(email)).find(({ text }) => text?.includes(words));
  const backWith = (id: string, who: Who) =>
    baton.seeContact(
      id,
      'the hand-back',
      (now) => now.properties['hubspot_owner_id'] === baton.people[who].id,
    );
  const withTara = (id: string) =>
    baton.seeContact(id, 'Tara', (now) => now.properties['hubspot_owner_id'] === baton.people.tara.id);
  const letterOf = async (id: string, purpose: 'introduce' | 'reply') =>
    (await call(id, `letter?purpose=${purpose}`)).body as LetterView;

  it('pause and resume: said in words, told in the timeline with before and after', LONG, async () => {
    const { id } = await handOver(baton);
    const paused = await act(id, 'pause');
    expect(paused).toMatchObject({
      status: 200,
      body: { kind: 'paused', said: expect.stringContaining('until you resume') },
    });
    const [entry] = await timeline(id);
    expect(entry).toMatchObject({
      title: 'Paused by Rae Rep',
      trigger: 'Baton card',
      behind: { changes: expect.arrayContaining([expect.objectContaining({ what: 'Conversation' })]) },
    });
    expect(await act(id, 'pause', {}, 'ada')).toMatchObject({
      status: 409,
      body: { message: 'It is paused already.' },
    });
    expect((await act(id, 'resume')).body).toMatchObject({
      kind: 'nurturing',
      said: expect.stringContaining('Next email: '),
    });
  });

  it(
    'the same click twice is done once and told the same; two people at once are told apart',
    LONG,
    async () => {
      const { id } = await handOver(baton);
      const requestId = 'the very same';
      const text = 'Call her after lunch.';
      // In another order of words: signed alike in one millisecond, they would be one request that was replayed.
      const both = await Promise.all([
        call(id, 'note', { requestId, text }),
        call(id, 'note', { text, requestId }),
      ]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      const now = await baton.seeContact(id, 'the note', (seen) => notesOf(seen).length === 2);
      expect(String(notesOf(now)[0]?.['hs_note_body'])).toContain('Call her after lunch.');
      expect(notesOf(now)[0]).toMatchObject({ hubspot_owner_id: baton.people.rae.id });
      expect((await timeline(id)).filter(({ title }) => title.includes('added a note'))).toHaveLength(1);
      const stops = await Promise.all([act(id, 'stop', {}, 'rae'), act(id, 'stop', {}, 'ada')]);
      expect(stops.map(({ status }) => status).sort()).toEqual([200, 409]);
    },
  );

  it('stop, then continue: the contact goes back, and comes again where it stopped', LONG, async () => {
    const { id, email } = await handOver(baton);
    await firstMail(baton, email);
    expect((await act(id, 'stop')).body.said).toBe(
      'Stopped: Tara writes no more. The contact goes back to Rae Rep, with a note and a task.',
    );
    await backWith(id, 'rae');
    await baton.seeContact(
      id,
      'the state',
      (now) => now.properties['baton_lead_connection_status'] === 'DeActivated',
    );
    await baton.rest();
    expect(await act(id, 'continue')).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('written to before') },
    });
    const again = await act(id, 'continue', { confirmed: true });
    expect(again.body).toMatchObject({ kind: 'nurturing', lead: { step: 2 } });
    expect(again.body.said).toContain('goes on where it stopped. Next email: ');
    await withTara(id);
    expect((await timeline(id))[0]?.title).toBe('Rae Rep let Tara go on where it stopped');
  });

  it('restart with another sequence: nothing is sent twice', LONG, async () => {
    const { id, email } = await handOver(baton);
    await firstMail(baton, email);
    const { sequences } = (await call(id, 'sequences')).body as { sequences: RestartChoice[] };
    const usual = sequences.find((one) => one.usual);
    const other = sequences.find((one) => !one.usual);
    expect(usual?.left).toBe(7);
    const { body } = await act(id, 'restart', { sequenceId: other?.id });
    expect(body).toMatchObject({
      kind: 'nurturing',
      lead: { sequenceName: other?.name, step: 2, stepCount: 1 + (other?.left ?? 0) },
    });
    expect(await act(id, 'restart', { sequenceId: 'gone' })).toMatchObject({ status: 404 });
  });

  it('mark: hot goes back to be called, cold needs nobody', LONG, async () => {
    const { id } = await handOver(baton);
    expect((await act(id, 'mark-hot')).body.said).toContain('Marked Hot. Tara writes no more.');
    await backWith(id, 'rae');
    const hot = await baton.seeContact(id, 'the task', (now) => tasksOf(now).length === 1);
    expect(hot.properties).toMatchObject({
      baton_lead_connection_status: 'Hot',
      hs_lead_status: 'CONNECTED',
    });
    expect(tasksOf(hot)[0]).toMatchObject({ hs_task_subject: expect.stringMatching(/^Call Nora Quinn/) });
    expect(await act(id, 'mark-hot')).toMatchObject({ status: 409, body: { message: 'It is Hot already.' } });
    expect((await act(id, 'mark-responded')).body).toMatchObject({
      kind: 'done',
      lead: { state: 'Responded', needsYou: true },
    });
    expect((await act(id, 'mark-cold')).body.said).toContain('Nobody is reminded');
    expect((await card(id)).kind).toBe('available');
  });

  it('unsubscribe: also a contact that no assistant ever had', LONG, async () => {
    const contact = await baton.newContact();
    expect((await act(contact.id, 'pause')).body.message).toContain('Hand it to one first');
    expect((await act(contact.id, 'unsubscribe')).body).toMatchObject({ kind: 'do-not-contact' });
    await baton.seeContact(
      contact.id,
      'the opt-out',
      (now) => now.properties['baton_do_not_contact'] === 'true',
    );
    const tara = (await card(contact.id)) as Extract<CardView, { assistants: unknown }>;
    const handed = await call(contact.id, 'hand-over', { assistantId: tara.assistants[0]?.id });
    expect(handed.status).toBe(409);
    const nurtured = await handOver(baton);
    expect((await act(nurtured.id, 'unsubscribe')).body.said).toContain('never writes to this address again');
    await baton.seeContact(
      nurtured.id,
      'the state',
      (now) => now.properties['baton_lead_connection_status'] === 'UnSubscribed',
    );
    expect((await act(nurtured.id, 'reply', { subject: 'Re', letter: 'Hi' })).status).toBe(409);
  });

  it(
    'reply as the assistant: in the thread, at once, and the follow-up keeps its distance',
    LONG,
    async () => {
      const { id, email } = await handOver(baton);
      await firstMail(baton, email);
      const { subject } = await letterOf(id, 'reply');
      expect(subject).toMatch(/^Re: /);
      const letter = 'Hi Nora,\n\nJust one more word: I am here.\n\nBest regards,\nTara';
      const bold = letter.replace('I am here', 'we save you 20 %');
      const claims = await call(id, 'letter/check', { purpose: 'reply', subject, letter: bold });
      expect(claims.body).toMatchObject({ claims: [{ words: expect.stringContaining('20'), source: null }] });
      const unsure = await act(id, 'reply', { subject, letter: bold });
      expect(unsure).toMatchObject({ status: 409, body: { code: 'CONFIRM_FIRST' } });
      const both = await Promise.all([
        act(id, 'reply', { subject, letter }),
        act(id, 'reply', { subject, letter }, 'ada'),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const mail = await until('the reply', () => mailWith(email, 'I am here'));
      expect(mail.inReplyTo).toBeTruthy();
      const view = await until('what was said', async () => {
        const now = await card(id);
        return 'timeline' in now && now.timeline.some(({ title }) => title.includes('answered as Tara'))
          ? now
          : undefined;
      });
      expect(view).toMatchObject({ kind: 'nurturing', lead: { step: 2 } });
    },
  );

  it('introduce me: previewed, sent once in business hours, then the contact goes back', LONG, async () => {
    const { id, email } = await handOver(baton, { hs_language: 'de' });
    const { subject, letter, below } = await letterOf(id, 'introduce');
    expect(letter).toContain('Rae Rep');
    expect(below).toContain('http');
    const said = (await act(id, 'introduce', { subject, letter })).body.said;
    expect(said).toContain('then hands the contact back to Rae Rep');
    const mail = await baton.passTime('the introduction', () => mailWith(email, 'stelle ich Ihnen Rae Rep'));
    expect(mail.text).toContain(letter.split('\n')[0]);
    await backWith(id, 'rae');
    const now = await baton.seeContact(id, 'the note', (seen) => notesOf(seen).length === 2);
    expect(String(notesOf(now)[0]?.['hs_note_body'])).toContain('Tara introduced Rae Rep');
    expect(await fromTara(email)).toHaveLength(1);
  });

  it('a letter that may not leave any more is told to who wrote it', LONG, async () => {
    const { id, email } = await handOver(baton, { hs_language: 'de', country: 'Germany' });
    const { subject, letter } = await letterOf(id, 'introduce');
    // Late in Germany: it waits for the morning.
    await act(id, 'introduce', { subject, letter });
    expect((await act(id, 'pause')).body.kind).toBe('paused');
    await baton.seeContact(id, 'the task', (now) =>
      tasksOf(now).some((task) => String(task['hs_task_subject']).includes('was not sent')),
    );
    expect(await fromTara(email)).toHaveLength(0);
  });

  it('remind me: a task of whoever asks, at their time', LONG, async () => {
    const contact = await baton.newContact();
    // The account is in New York.
    const day = new Date(baton.sandbox.clock.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const at = `${day}T09:30`;
    expect(await act(contact.id, 'remind', { at: '2020-01-01T09:00' })).toMatchObject({ status: 400 });
    expect((await act(contact.id, 'remind', { at, about: 'Ask about the fair' }, 'ada')).body.said).toContain(
      'You have a task',
    );
    const now = await baton.seeContact(contact.id, 'the task', (seen) => tasksOf(seen).length === 1);
    expect(tasksOf(now)[0]).toMatchObject({
      hs_task_subject: 'Ask about the fair',
      hubspot_owner_id: baton.people.ada.id,
      hs_timestamp: expect.stringMatching(new RegExp(`^${day}T1[34]:30:00`)),
    });
  });
});
