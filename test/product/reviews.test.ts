import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BulkJob, ReviewDetail, ReviewRow, ReviewsView } from '../../src/cards/pages/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { emailsOf, startLocalBatonForSuite, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { setApproval, waitingDraft } from '../world/reviews.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };
const DOUBTFUL = 'Well, you know how it is.';

type Who = 'rae' | 'ada' | 'sam';

describe.each(onDatabase('postgres'))('what Baton asks people, on %s', (kind) => {
  let baton: LocalBaton;

  const asked = (path: string, body?: object, who: Who = 'rae') =>
    baton.client.fetchAs(baton.people[who].userId, `${baton.url}/api/pages/${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body } : {}),
    });
  const list = async (who: Who = 'rae', query = ''): Promise<ReviewsView> =>
    (await asked(`reviews${query}`, undefined, who)).body as ReviewsView;
  /** What waits about a contact, once it does. */
  const reviewOf = (contactId: string): Promise<ReviewRow> =>
    until('the review', async () => (await list('ada')).reviews.find((row) => row.contactId === contactId));
  const detail = async (id: string, who: Who = 'rae') =>
    (await asked(`reviews/${id}`, undefined, who)).body as ReviewDetail;
  const fromTara = async (email: string) =>
    (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA));
  /** An answer that Baton is not sure of; the contact is back with Rae. */
  const doubtfulAnswer = async () => {
    const contact = await handOver(baton);
    await baton.client.reply((await firstMail(baton, contact.email)).id, DOUBTFUL);
    await baton.seeContact(
      contact.id,
      'the hand-back',
      (now) => now.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(now).length > 0,
    );
    return { contact, review: await reviewOf(contact.id) };
  };

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
  }, 120_000);

  it('an answer in doubt is answered as the assistant, once, in the conversation', LONG, async () => {
    const { contact, review } = await doubtfulAnswer();
    expect(review).toMatchObject({ kind: 'answer', title: DOUBTFUL, taken: null });
    expect((await list('sam')).reviews.map(({ id }) => id)).not.toContain(review.id);
    expect(await asked(`reviews/${review.id}`, undefined, 'sam')).toMatchObject({ status: 404 });
    const view = await detail(review.id);
    expect(view).toMatchObject({
      kind: 'answer',
      settled: null,
      ownerName: 'Rae Rep',
      before: [{ direction: 'out' }],
      answer: { text: DOUBTFUL, understood: expect.stringContaining('Not sure') },
    });
    // Who looks must not unsubscribe the contact by a click: the link that it got ends early, also in HubSpot.
    expect(view.before[0]?.text).toContain('/t/unsubscribe/…');
    const [logged] = emailsOf(await baton.client.contact(contact.id));
    expect(logged?.['hs_email_text']).toContain('/t/unsubscribe/…');
    expect(logged?.['hs_email_html']).not.toMatch(/unsubscribe\/\w/);
    const activity = (await asked(`activity?contact=${contact.id}`)).body;
    expect(JSON.stringify(activity)).toContain('/t/unsubscribe/…');
    expect(JSON.stringify(activity)).not.toMatch(/unsubscribe\/\w/);
    const answer = view.kind === 'answer' ? view.answer : null;
    const words = {
      subject: answer?.suggestion.subject ?? '',
      letter: 'Hi Nora,\n\nI do. Shall I call you?\n\nBest regards\nTara',
    };
    const body = { version: view.version, ...words };
    const both = await Promise.all([
      asked(`reviews/${review.id}/reply`, body, 'rae'),
      asked(`reviews/${review.id}/reply`, body, 'ada'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      message: expect.stringMatching(/^(Rae Rep|Ada Admin) answered on /),
    });
    const mails = await until('the reply', async () => {
      const all = await fromTara(contact.email);
      return all.length === 2 ? all : undefined;
    });
    const parsed = await Promise.all(
      mails.map(async ({ id }) => simpleParser((await baton.sandbox.mail?.get(id))?.raw ?? '')),
    );
    const reply = parsed.find(({ text }) => text?.includes('Shall I call you?'));
    expect(reply?.from?.text).toContain('Tara');
    expect(reply?.subject).toMatch(/^Re: /);
    expect(reply?.references?.length).toBeGreaterThan(0);
    await until(
      'the end',
      async () => (await detail(review.id)).settled?.includes('answered on') || undefined,
    );
    // In HubSpot: the first mail, the answer and the reply, each once.
    await baton.passTime(
      'the log',
      async () => emailsOf(await baton.client.contact(contact.id)).length === 3,
      2,
    );
    expect((await list('ada')).reviews.map(({ id }) => id)).not.toContain(review.id);
  });

  it('says who is on it, and forwards to the owner', LONG, async () => {
    const { contact, review } = await doubtfulAnswer();
    expect(await asked(`reviews/${review.id}/take`, {}, 'rae')).toMatchObject({
      body: { taken: { by: 'Rae Rep', mine: true } },
    });
    expect(await asked(`reviews/${review.id}/take`, {}, 'ada')).toMatchObject({
      body: { taken: { by: 'Rae Rep', mine: false } },
    });
    expect((await list('ada')).reviews.find(({ id }) => id === review.id)?.taken?.by).toBe('Rae Rep');
    baton.sandbox.clock.advance(16 * 60_000);
    expect(await asked(`reviews/${review.id}/take`, {}, 'ada')).toMatchObject({
      body: { taken: { by: 'Ada Admin', mine: true } },
    });
    const { version } = await detail(review.id);
    expect(await asked(`reviews/${review.id}/forward`, { version })).toMatchObject({
      status: 200,
      body: { settled: expect.stringContaining('Rae Rep forwarded it') },
    });
    await baton.seeContact(contact.id, 'the task', (now) =>
      tasksOf(now).some((task) => String(task['hs_task_body']).includes('forwards this answer to you')),
    );
    expect(await asked(`reviews/${review.id}/finish`, { version, outcome: 'Other' })).toMatchObject({
      status: 409,
    });
  });

  it('what a person says that it means becomes the state of the lead', LONG, async () => {
    const { contact, review } = await doubtfulAnswer();
    const { version } = await detail(review.id);
    const body = { version, outcome: 'Unsubscribed' };
    expect(await asked(`reviews/${review.id}/finish`, body)).toMatchObject({ status: 200 });
    await baton.seeContact(
      contact.id,
      'the opt-out',
      (now) =>
        now.properties['baton_lead_connection_status'] === 'UnSubscribed' &&
        now.properties['baton_do_not_contact'] === 'true',
    );
    expect(await asked(`reviews/${review.id}/reply`, { version, subject: 'Re', letter: 'Hi' })).toMatchObject(
      {
        status: 409,
      },
    );
  });

  it('a reply does not leave after an opt-out: a person is asked again, and told why', LONG, async () => {
    const { contact, review } = await doubtfulAnswer();
    await baton.client.update(contact.id, baton.people.rae.userId, { baton_do_not_contact: 'true' });
    const { version } = await detail(review.id);
    await asked(`reviews/${review.id}/reply`, { version, subject: 'Re: you', letter: 'Hi Nora,\n\nHello.' });
    // Told by the webhook, or by the look before sending, whichever comes first.
    await until('the words why', async () => {
      const view = await detail(review.id);
      const problem = view.kind === 'answer' && view.answer?.problem?.includes('Do Not Contact');
      return problem || view.settled?.includes('what happened meanwhile');
    });
    expect(await fromTara(contact.email)).toHaveLength(1);
  });

  it('emails are approved together, and what is marked stays', LONG, async () => {
    await setApproval(baton, 'all');
    const contacts = [];
    for (let count = 0; count < 3; count += 1) contacts.push(await handOver(baton));
    for (const { id } of contacts) await waitingDraft(baton, id);
    await until('them to be counted', async () =>
      /^baton_reviews_waiting\{kind="draft"\} 3/m.test(await (await fetch(`${baton.url}/metrics`)).text()),
    );
    const drafts = await list('ada', '?kind=draft');
    expect(drafts).toMatchObject({ total: 3, simple: 3 });
    const first = drafts.reviews[0];
    const request = { action: { kind: 'approve' }, on: { reviews: { kind: 'draft' } }, requestId: 'click' };
    expect(await asked('bulk/plan', request, 'ada')).toMatchObject({
      body: { matching: 3, willChange: 3 },
    });
    const job = (await asked('bulk', request, 'ada')).body as BulkJob;
    expect(job.title).toBe('Approve 3 emails');
    await until('the end', async () => {
      const now = (await asked(`bulk/${job.id}`, undefined, 'ada')).body as BulkJob;
      return now.state === 'done' ? now : undefined;
    });
    expect((await asked(`reviews/${first?.id}`, undefined, 'ada')).body).toMatchObject({
      settled: expect.stringContaining('Ada Admin approved it'),
    });
    for (const { email } of contacts)
      await baton.passTime('the mail', async () => (await baton.mailsTo(email))[0]);
    expect((await asked('reviews/count', undefined, 'sam')).body).toEqual({ count: 0 });
  });
});
