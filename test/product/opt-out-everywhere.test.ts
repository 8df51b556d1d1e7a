import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView, LetterView } from '../../src/cards/contact/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { connect } from '../../src/sandbox/local/first-run.ts';
import { notesOf, PORTAL, startLocalBatonForSuite, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { changeSettings, setApproval, setPace, waitingDraft } from '../world/reviews.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 600_000 };
const HOUR = 3_600_000;
const MARKETING = '1002';

/** What is queued for a contact when it opts out. */
const queued = ['an email that waits for approval', 'a letter of a colleague', 'a promised email'] as const;
type Queued = (typeof queued)[number];

interface Subject {
  id: string;
  email: string;
  /** The first email, as it arrived. */
  mailId: string;
}

type OptOut = (baton: LocalBaton, subject: Subject) => Promise<unknown>;

const asRae = (baton: LocalBaton, id: string, path: string, body?: object) =>
  baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { body } : {}),
  });

/** Follows the link of an email, or clicks once as a mail program does. */
const click =
  (body: string): OptOut =>
  async (baton, { mailId }) => {
    const { raw } = (await baton.sandbox.mail?.get(mailId)) ?? { raw: '' };
    const link = /<(http[^>]+unsubscribe[^>]+)>/.exec(raw.replace(/\r\n\s+/g, ''))?.[1] ?? '';
    expect((await fetch(link, { method: 'POST', body })).status).toBe(200);
  };

const prefer = (baton: LocalBaton, email: string, subscriptionId?: string) =>
  baton.client.call('POST', `/portals/${PORTAL}/preferences`, {
    email,
    status: 'UNSUBSCRIBED',
    ...(subscriptionId ? { subscriptionId } : {}),
  });

/** What a provider sends when somebody presses "This is spam". */
async function complain(baton: LocalBaton, { email, mailId }: Subject): Promise<void> {
  const { raw } = (await baton.sandbox.mail?.get(mailId)) ?? { raw: '' };
  const part = (type: string, text: string): string => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const head = [
    'From: feedback@provider.example.com',
    `To: ${TARA}`,
    'Subject: Complaint',
    `Message-ID: <complaint-${email}>`,
    `Date: ${new Date(baton.sandbox.clock.now()).toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
  ].join('\r\n');
  const fields = `Feedback-Type: abuse\r\nVersion: 1\r\nUser-Agent: Provider/1\r\nOriginal-Rcpt-To: ${email}`;
  const report = `${head}\r\n\r\n${part('text/plain', 'An email was reported as spam.')}${part('message/feedback-report', fields)}${part('message/rfc822', raw)}--b--\r\n`;
  await baton.sandbox.mail?.deliverRaw(TARA, Buffer.from(report), '');
}

/** Another contact of the person unsubscribed; then it is found that both are one. */
async function mergeWithUnsubscribed(baton: LocalBaton, { id }: Subject): Promise<void> {
  const other = await baton.newContact();
  expect((await asRae(baton, other.id, 'unsubscribe', { requestId: `unsubscribe ${other.id}` })).status).toBe(
    200,
  );
  await baton.client.call('POST', `/portals/${PORTAL}/contacts/merge`, {
    primaryId: id,
    secondaryId: other.id,
    userId: baton.people.rae.userId,
  });
}

const exclude: OptOut = (baton, { email }) =>
  baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/exclusions`, {
    method: 'POST',
    body: {
      text: `Email;Reason\n${email};Asked by phone\nother@rival.example.com`,
      reason: 'List of November',
    },
  });

/** By each way: what the person or a colleague does, and whether Baton is told of it or only finds it before it sends. */
const ways: Readonly<Record<string, { told: boolean; optOut: OptOut }>> = {
  'the link of an email': { told: true, optOut: click('') },
  'one click of a mail program': { told: true, optOut: click('List-Unsubscribe=One-Click') },
  'an answer': {
    told: true,
    optOut: (baton, { mailId }) =>
      baton.client.reply(mailId, 'Please remove me from your list and never write to me again.'),
  },
  'HubSpot’s opt-out of all email': { told: true, optOut: (baton, { email }) => prefer(baton, email) },
  'HubSpot’s opt-out of one type of email': {
    told: false,
    optOut: (baton, { email }) => prefer(baton, email, MARKETING),
  },
  'Do Not Contact, ticked in HubSpot': {
    told: true,
    optOut: (baton, { id }) =>
      baton.client.update(id, baton.people.rae.userId, { baton_do_not_contact: 'true' }),
  },
  'a colleague’s action on the card': {
    told: true,
    optOut: (baton, { id }) => asRae(baton, id, 'unsubscribe', { requestId: `unsubscribe ${id}` }),
  },
  'an exclusion that an admin imports': { told: true, optOut: exclude },
  'another contact that is merged into it': { told: true, optOut: mergeWithUnsubscribed },
  'a complaint about spam': { told: true, optOut: complain },
};

describe.each(onDatabase('postgres'))('whatever way somebody opts out, on %s', (kind) => {
  let baton: LocalBaton;
  const subjects = new Map<string, Subject>();
  const nameOf = (way: string, what: Queued): string => `${way}: ${what}`;
  const each = (): [string, Queued, Subject][] =>
    Object.keys(ways).flatMap((way) =>
      queued.map((what): [string, Queued, Subject] => {
        const subject = subjects.get(nameOf(way, what));
        if (!subject) throw new Error(`There is nobody for ${nameOf(way, what)}.`);
        return [way, what, subject];
      }),
    );
  const of = (what: Queued): Subject[] =>
    each().flatMap(([, one, subject]) => (one === what ? [subject] : []));
  const card = async (id: string) => (await asRae(baton, id, 'card')).body as CardView;
  const fromTara = async ({ email }: Pick<Subject, 'email'>) =>
    (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA)).length;

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
    const { client, people, url } = baton;
    const on = (await changeSettings(baton, { shareOptOuts: true })) as SettingsView;
    const run = { client, batonUrl: url, portalId: PORTAL, adminUserId: people.ada.userId };
    await connect(run, on.optOuts.installUrl);
    await changeSettings(baton, { subscriptionType: MARKETING });
    // No mailbox puts an email off to another day.
    await setPace(baton, null);
    const made: [string, { id: string; email: string }][] = [];
    for (const way of Object.keys(ways))
      for (const what of queued) made.push([nameOf(way, what), await baton.newContact()]);
    await client.bulk(
      made.map(([, { id }]) => id),
      people.rae.userId,
      { hubspot_owner_id: people.tara.id },
    );
    for (const [, { id }] of made)
      await baton.seeContact(id, 'that the assistant has it', (now) => notesOf(now).length === 1);
    // They are spread over the hours of the morning.
    const first = await until(
      'the first emails',
      async () => {
        await baton.rest();
        const mails = await Promise.all(
          made.map(async ([, { email }]) => (await baton.mailsTo(email))[0]?.id),
        );
        if (mails.every((id) => id !== undefined)) return mails;
        baton.sandbox.clock.advance(HOUR / 4);
        return undefined;
      },
      300_000,
    );
    for (const [index, [name, contact]] of made.entries())
      subjects.set(name, { ...contact, mailId: first[index] ?? '' });
    for (const { id, mailId } of of('a promised email')) {
      await client.reply(mailId, 'Please get back to me in three weeks.');
      await baton.seeContact(id, 'that it is understood', (now) => notesOf(now).length === 2);
    }
    await setApproval(baton, 'all');
    for (const { id } of of('an email that waits for approval')) await waitingDraft(baton, id);
    // In the evening a letter waits for the morning.
    while (new Date(baton.sandbox.clock.now()).getUTCHours() !== 23) baton.sandbox.clock.advance(HOUR);
    await baton.rest();
    for (const { id } of of('a letter of a colleague')) {
      const { subject, letter } = (await asRae(baton, id, 'letter?purpose=introduce')).body as LetterView;
      const answer = await asRae(baton, id, 'introduce', { requestId: `introduce ${id}`, subject, letter });
      expect(answer).toMatchObject({ status: 200 });
    }
  }, 600_000);

  it('nothing that was queued leaves any more, and who wrote a letter is told', LONG, async () => {
    const before = new Map<string, number>();
    for (const [way, what, subject] of each()) before.set(nameOf(way, what), await fromTara(subject));
    for (const [way, , subject] of each()) await ways[way]?.optOut(baton, subject);
    for (const [way, what, subject] of each()) {
      if (ways[way]?.told) {
        await until(`${nameOf(way, what)}: the end`, async () =>
          ['do-not-contact', 'handing-back', 'done', 'available'].includes((await card(subject.id)).kind),
        );
      } else if (what === 'an email that waits for approval') {
        // Nobody knows of it yet, and somebody approves.
        const view = await card(subject.id);
        const draft = view.kind === 'waiting-approval' ? view.draft : null;
        await asRae(baton, subject.id, 'draft/approve', { id: draft?.id, version: draft?.version });
      }
    }
    // From one business day to the next, to 11:00 where the contacts are.
    baton.sandbox.clock.advance(17 * HOUR);
    await baton.days(30);
    const wrong: string[] = [];
    for (const [way, what, subject] of each()) {
      const name = nameOf(way, what);
      const more = (await fromTara(subject)) - (before.get(name) ?? 0);
      if (more !== 0) wrong.push(`${name}: ${more} left`);
      const { properties, timeline } = await baton.client.contact(subject.id);
      if (properties['hubspot_owner_id'] !== baton.people.rae.id) wrong.push(`${name}: not handed back`);
      const told = tasksOf({ timeline } as never).some((task) =>
        String(task['hs_task_subject']).includes('was not sent'),
      );
      if (what === 'a letter of a colleague' && !told) wrong.push(`${name}: nobody is told`);
    }
    expect(wrong).toEqual([]);
  });
});
