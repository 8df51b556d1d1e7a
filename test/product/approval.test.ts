import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView, DraftView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { shownText } from '../../src/backend/unsubscribe/shown-text.ts';
import { handOver, toMorning } from '../world/hand-over.ts';
import { changeSettings, settingsOf, setApproval, setPace, waitingDraft } from '../world/reviews.ts';
import { startLocalBatonForSuite, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The words of a mail without its form: what a person reads, whichever part is shown. */
const words = (text: string): string =>
  text
    .replace(/https?:\S+/g, '')
    .replace(/\s+/g, ' ')
    .replace('-- ', '')
    .trim();
const htmlToText = (html: string): string =>
  words(
    html
      .replace(/<a [^>]*>unsubscribe<\/a>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&#39;', "'"),
  );

describe.each(onDatabase('sqlite'))('approval before sending, on %s', (kind) => {
  let baton: LocalBaton;

  const asked = (path: string, body?: object, who: 'rae' | 'ada' | 'sam' = 'rae') =>
    baton.client.fetchAs(baton.people[who].userId, `${baton.url}${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body } : {}),
    });
  const card = async (id: string) => (await asked(`/api/contacts/${id}/card`)).body as CardView;
  const act = (id: string, what: string, body: object, who: 'rae' | 'ada' = 'rae') =>
    asked(`/api/contacts/${id}/draft/${what}`, body, who);
  const waiting = (id: string, after?: DraftView) => waitingDraft(baton, id, after);
  const timeline = async (id: string): Promise<string> => {
    const view = await card(id);
    return 'timeline' in view ? JSON.stringify(view.timeline) : '';
  };
  /** The mails of a contact as they arrived, once there are so many. */
  const arrived = (email: string, count = 1) =>
    baton.passTime('the mail', async () => {
      const mails = await baton.mailsTo(email);
      if (mails.length < count) return undefined;
      return Promise.all(
        mails.map(async ({ id }) => simpleParser((await baton.sandbox.mail?.get(id))?.raw ?? '')),
      );
    });
  const seen = ({ id, version }: DraftView) => ({ id, version });
  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
    await setApproval(baton, 'all');
  }, 120_000);

  it('the very text that was approved leaves, once, also when two people approve at once', LONG, async () => {
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    expect(draft).toMatchObject({ state: 'waiting', step: 1, why: expect.stringContaining('Every email') });
    expect(draft.text).toContain(draft.letter);
    expect(await baton.mailsTo(contact.email)).toEqual([]);

    const answers = await Promise.all([
      act(contact.id, 'approve', seen(draft), 'rae'),
      act(contact.id, 'approve', seen(draft), 'ada'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as { message: string };
    expect(refused.message).toMatch(/^(Rae Rep|Ada Admin) approved it on /);
    const [mail] = await arrived(contact.email);
    expect(mail?.subject).toBe(draft.subject);
    expect(shownText(mail?.text ?? '')).toBe(draft.text);
    expect(htmlToText(String(mail?.html))).toBe(words(draft.text));
    expect(await timeline(contact.id)).toContain('approved “First email”');
    expect(await baton.mailsTo(contact.email)).toHaveLength(1);
    expect((await waiting(contact.id, draft)).step).toBe(2);
  });

  it('of one who approves and one who skips the first wins, and both hear the same', LONG, async () => {
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    const [approved, skipped] = await Promise.all([
      act(contact.id, 'approve', seen(draft), 'rae'),
      act(contact.id, 'skip', seen(draft), 'ada'),
    ]);
    expect([approved.status, skipped.status].sort()).toEqual([200, 409]);
    if (approved.status === 200) await arrived(contact.email);
    else expect(approved.body).toMatchObject({ message: expect.stringMatching(/^Ada Admin skipped it on/) });
  });

  it('other words are checked, and a person who stands by them is named', LONG, async () => {
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    const words = { subject: draft.subject, letter: `${draft.letter}\nPS: You save 37 %.` };
    const checked = await act(contact.id, 'check', { id: draft.id, ...words });
    expect(checked.body).toMatchObject({
      claims: expect.arrayContaining([
        expect.objectContaining({ source: null, words: expect.stringMatching(/^37/) }),
      ]),
    });
    const body = { ...seen(draft), ...words };
    expect(await act(contact.id, 'approve', body)).toMatchObject({
      status: 409,
      body: { code: 'CONFIRM_FIRST', message: expect.stringContaining('37') },
    });
    expect(await act(contact.id, 'approve', { ...body, standsBy: true })).toMatchObject({ status: 200 });
    const [mail] = await arrived(contact.email);
    expect(mail?.text).toContain('PS: You save 37 %.');
    expect(String(mail?.html)).toContain('PS: You save 37 %.');
    expect(await timeline(contact.id)).toContain('Rae Rep stands by “37');
  });

  it('a skipped email is not sent, and the sequence goes on with the next at its gap', LONG, async () => {
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    expect(await act(contact.id, 'skip', seen(draft))).toMatchObject({ status: 200 });
    expect(await act(contact.id, 'approve', seen(draft))).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('Rae Rep skipped it on') },
    });
    const view = await card(contact.id);
    expect(view).toMatchObject({ kind: 'nurturing', lead: { step: 2 } });
    expect((await waiting(contact.id, draft)).step).toBe(2);
    expect(await baton.mailsTo(contact.email)).toEqual([]);
  });

  it('an opt-out takes back what waits and what is approved', LONG, async () => {
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    await baton.client.update(contact.id, baton.people.rae.userId, { baton_do_not_contact: 'true' });
    // HubSpot has told of it by now, or Baton reads it right before the mail would leave.
    await act(contact.id, 'approve', seen(draft));
    await baton.seeContact(
      contact.id,
      'the hand-back',
      (now) => now.properties['hubspot_owner_id'] === baton.people.rae.id,
    );
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    expect((await card(contact.id)).kind).toBe('do-not-contact');
    expect(await act(contact.id, 'approve', seen(draft))).toMatchObject({ status: 409 });
  });

  it('what was approved waits again when the Context changes before it leaves', LONG, async () => {
    toMorning(baton, 5, 15);
    const contact = await handOver(baton, { baton_context: 'Met at the fair in Cologne.' });
    const draft = await waiting(contact.id);
    expect(draft.text).toContain('Cologne');
    // Saturday: it is to leave on Monday.
    baton.sandbox.clock.advance(DAY);
    expect(await act(contact.id, 'approve', seen(draft))).toMatchObject({ status: 200 });
    await baton.client.update(contact.id, baton.people.rae.userId, {
      baton_context: 'Met at the fair in Hanover.',
    });
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    toMorning(baton, 1, 15);
    const again = await waiting(contact.id, draft);
    expect(again.text).toBe(draft.text);
    expect(again.changes).toEqual([
      { what: 'The Context', from: 'Met at the fair in Cologne.', to: 'Met at the fair in Hanover.' },
    ]);
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    // A person may send it all the same, or have it written anew.
    expect(await act(contact.id, 'write-again', seen(again))).toMatchObject({ status: 200 });
    const anew = await until('the new draft', async () => {
      const view = await card(contact.id);
      return view.kind === 'waiting-approval' && view.draft.text.includes('Hanover') ? view.draft : undefined;
    });
    expect(await act(contact.id, 'approve', seen(again))).toMatchObject({ status: 409 });
    expect(await act(contact.id, 'approve', seen(anew))).toMatchObject({ status: 200 });
    expect(shownText((await arrived(contact.email))[0]?.text ?? '')).toBe(anew.text);
  });

  it('nobody decides: the owner is reminded, then it expires and never leaves by itself', LONG, async () => {
    toMorning(baton, 1, 15);
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    // One leap to each moment: those that interrupt what is under way cost half a minute of real time.
    baton.sandbox.clock.advance(2 * DAY + HOUR);
    const reminded = await until(
      'the reminder',
      async () => tasksOf(await baton.client.contact(contact.id))[0],
      60_000,
    );
    expect(reminded['hs_task_subject']).toContain('Decide about Tara’s email');
    baton.sandbox.clock.advance((draft.expiresAt ?? 0) - baton.sandbox.clock.now() + 1_000);
    const expired = await until(
      'the end of waiting',
      async () => {
        const view = await card(contact.id);
        return view.kind === 'waiting-approval' && view.draft.state === 'expired' ? view.draft : undefined;
      },
      60_000,
    );
    expect(await act(contact.id, 'approve', seen(expired))).toMatchObject({ status: 409 });
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    expect(await act(contact.id, 'write-again', seen(expired))).toMatchObject({ status: 200 });
    expect((await waiting(contact.id, expired)).id).toBe(expired.id);
  });

  it(
    'what is approved keeps what stands below it, waits for open days, and is not asked about again',
    LONG,
    async () => {
      await setApproval(baton, 'all');
      await changeSettings(baton, { postalAddress: 'Acme Ltd\n1 High Street, Leeds', disclosure: 'always' });
      toMorning(baton, 5, 15);
      const contact = await handOver(baton);
      const draft = await waiting(contact.id);
      expect(draft.text).toContain('Tara is an AI assistant.');
      expect(draft.text).toContain('1 High Street, Leeds');
      expect(draft.letter).not.toContain('High Street');
      // Saturday: it is to leave on Monday, which an admin closes meanwhile.
      baton.sandbox.clock.advance(DAY);
      const letter = `${draft.letter}\nPS: See you soon.`;
      const edited = { ...seen(draft), subject: draft.subject, letter };
      expect(await act(contact.id, 'approve', edited)).toMatchObject({ status: 200 });
      const monday = new Date(baton.sandbox.clock.now() + 2 * DAY).toISOString().slice(0, 10);
      await changeSettings(baton, { closedDays: [{ date: monday, name: 'Company outing' }] });
      toMorning(baton, 1, 15);
      await until('the day to be seen', async () => (await timeline(contact.id)).includes('Company outing'));
      expect(await baton.mailsTo(contact.email)).toEqual([]);
      expect((await card(contact.id)).kind).toBe('nurturing');
      const [mail] = await arrived(contact.email);
      expect(shownText(mail?.text ?? '')).toBe(draft.text.replace(draft.letter, letter));
      expect((await baton.mailsTo(contact.email)).length).toBe(1);
    },
  );

  it('what is approved waits again when what stands below it changes', LONG, async () => {
    toMorning(baton, 5, 15);
    const contact = await handOver(baton);
    const draft = await waiting(contact.id);
    baton.sandbox.clock.advance(DAY);
    expect(await act(contact.id, 'approve', seen(draft))).toMatchObject({ status: 200 });
    await changeSettings(baton, { postalAddress: 'Acme Ltd\n2 Low Street, York' });
    toMorning(baton, 1, 15);
    const again = await waiting(contact.id, draft);
    expect(again.text).toContain('2 Low Street, York');
    expect(again.changes).toMatchObject([{ what: 'What stands below the email' }]);
    expect(await act(contact.id, 'approve', seen(again))).toMatchObject({ status: 200 });
    expect(shownText((await arrived(contact.email))[0]?.text ?? '')).toBe(again.text);
  });

  it(
    'what is approved keeps to the number of its mailbox, and a day later leaves as it stands',
    LONG,
    async () => {
      toMorning(baton, 2, 15);
      const contacts = [await handOver(baton), await handOver(baton)];
      const drafts = [];
      for (const { id } of contacts) drafts.push(await waiting(id));
      await setPace(baton, 1);
      for (const [place, draft] of drafts.entries())
        expect(await act(contacts[place]?.id ?? '', 'approve', seen(draft))).toMatchObject({ status: 200 });
      const sent = async () =>
        (await Promise.all(contacts.map(({ email }) => baton.mailsTo(email)))).map((mails) => mails.length);
      await until('one to leave, one to wait', async () => {
        const told = await Promise.all(contacts.map(({ id }) => timeline(id)));
        return told.some((text) => text.includes('reached today’s 1 email'));
      });
      expect((await sent()).reduce((all, one) => all + one)).toBeLessThanOrEqual(1);
      for (const [place, { email }] of contacts.entries())
        expect(shownText((await arrived(email))[0]?.text ?? '')).toBe(drafts[place]?.text);
      await setPace(baton, null);
    },
  );

  it('without a policy only a marked draft waits, and its owner is told at once', LONG, async () => {
    await setApproval(baton, 'none');
    const plain = await handOver(baton);
    await baton.passTime('the mail', async () => (await baton.mailsTo(plain.email))[0]);
    const { assistants } = await settingsOf(baton);
    expect(assistants[0]).toMatchObject({ approval: 'none' });
    await setApproval(baton, 'first');
    const first = await handOver(baton);
    const draft = await waiting(first.id);
    expect(await act(first.id, 'approve', seen(draft))).toMatchObject({ status: 200 });
    await baton.passTime('the second mail', async () => (await baton.mailsTo(first.email))[1]);
  });
});
