import type { EntitySchema, ObjectLiteral } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { LeadEntity } from '../../src/backend/leads/lead/lead-entity.ts';
import { MailEntity } from '../../src/backend/mail/mail-entity.ts';
import { ModelUsageEntity } from '../../src/backend/model-provider/model-provider-entity.ts';
import { ModelDraftEntity } from '../../src/backend/model-writer/model-draft-entity.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { INBOUND_SECRET, PORTAL, startLocalBatonForSuite, TARA } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { asAdmin, letModelWrite } from '../world/model-writes.ts';
import type { AsAdmin } from '../world/model-writes.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 180_000 };
const MINUTE = 60_000;
/** One question with all that it may use: more than all answers of a test take. */
const RESERVED = 3_000;

describe.each(onDatabase('sqlite'))('while a model writes, on %s', (kind) => {
  let baton: LocalBaton;
  let database: Awaited<ReturnType<typeof openAnother>>;
  const ask: AsAdmin = (...asked) => asAdmin(baton)(...asked);
  const act = (id: string, action: string) =>
    ask('POST', `/api/contacts/${id}/${action}`, { requestId: action });
  const rows = <Row extends ObjectLiteral>(entity: EntitySchema<Row>, contact?: string): Promise<Row[]> =>
    database.manager.find(entity, { where: contact ? ({ contactId: contact } as never) : {} });
  const spent = async (): Promise<number> =>
    (await rows(ModelUsageEntity)).reduce((sum, { tokens }) => sum + tokens, 0);
  const draftsOf = (contact: string) => rows(ModelDraftEntity, contact);
  const onItsWay = async (contact: string) =>
    (await rows(MailEntity, contact)).filter(
      ({ direction, state }) =>
        direction === 'out' && ['due', 'sending', 'sent', 'unconfirmed'].includes(state),
    );
  const stageOf = async (contact: string) => (await rows(LeadEntity, contact))[0]?.stage;
  const questions = () => baton.sandbox.models.asked.length;

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
    database = await openAnother(baton.databaseUrl, entities);
    await letModelWrite(ask, baton.sandbox.url);
  }, 120_000);
  afterAll(() => database.close());
  beforeEach(() => baton.sandbox.models.forget());

  /** From here on the model thinks, until it is told to answer: what happens meanwhile comes first on any machine. */
  const think = (questions: number) =>
    baton.sandbox.models.faults.replace([{ kind: 'slow', status: 500, ms: 600_000, times: questions }]);
  const answerNow = () => baton.sandbox.models.faults.replace([]);

  /** Mail from the contact that answers nothing of Baton's: none has left yet. */
  const inbound = async (from: string, text: string): Promise<void> => {
    const raw = [
      `From: ${from}`,
      `To: ${TARA}`,
      'Subject: About plum paint',
      `Message-ID: <${crypto.randomUUID()}@customer.example.com>`,
      `Date: ${new Date(baton.sandbox.clock.now()).toUTCString()}`,
      '',
      text,
    ].join('\r\n');
    const headers = { authorization: `Bearer ${INBOUND_SECRET}`, 'content-type': 'message/rfc822' };
    const { status } = await fetch(`${baton.url}/mail/inbound`, { method: 'POST', headers, body: raw });
    if (status >= 300) throw new Error(`The mail was not taken: ${status}`);
  };

  type Happens = (id: string, email: string) => Promise<unknown>;
  const byPeople: Record<string, Happens> = {
    'an opt-out by a rep': (id) => act(id, 'unsubscribe'),
    'a Hot mark': (id) => act(id, 'mark-hot'),
    'a hand-back': (id) => act(id, 'hand-back'),
  };
  const otherwise: Record<string, Happens> = {
    'a Hot answer': (_id, email) => inbound(email, 'Yes, Tuesday 10 am works for me.'),
    'a pause': (id) => act(id, 'pause'),
    'a privacy deletion': (id) =>
      baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${id}?privacy=true`, {}),
  };

  it.each([
    ['an opt-out, a Hot mark, a hand-back', byPeople],
    ['a Hot answer, a pause, a privacy deletion', otherwise],
  ])('%s stop it at once: nothing leaves or is kept, the budget is settled', LONG, async (_what, all) => {
    const cases = Object.entries(all);
    const before = await spent();
    think(cases.length);
    const context = { baton_context: 'Why: you asked us about plum paint.' };
    const contacts = await Promise.all(cases.map(() => handOver(baton, context)));
    baton.sandbox.clock.advance(6 * MINUTE);
    await until(
      'the questions',
      async () =>
        (questions() === cases.length && (await spent()) - before > RESERVED * cases.length) || undefined,
      60_000,
    );
    await Promise.all(
      cases.map(async ([what, happens], at) => {
        const { id = '', email = '' } = contacts[at] ?? {};
        await happens(id, email);
        // In one transaction with what was decided: no machine is too slow for it.
        await until(what, async () => (await stageOf(id)) !== 'nurturing' || undefined, 60_000);
        expect([what, await onItsWay(id)]).toEqual([what, []]);
      }),
    );
    // Nobody wants it any more.
    answerNow();
    await until(
      'the budget of each to be settled',
      async () => (await spent()) - before < RESERVED || undefined,
      60_000,
    );
    for (const { id } of contacts)
      await until('nothing to be kept', async () => (await draftsOf(id)).length === 0 || undefined);
    baton.sandbox.clock.advance(5 * MINUTE);
    await until('the budget', async () => (await spent()) - before > 0 || undefined);
    for (const { email } of contacts)
      expect((await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA))).toEqual([]);
    expect(questions()).toBe(cases.length);
  });

  it('a pause that ends has it written anew, once, and it leaves', LONG, async () => {
    think(1);
    const contact = await handOver(baton, { baton_context: 'Why: you asked us about pine paint.' });
    baton.sandbox.clock.advance(6 * MINUTE);
    await until('the question', async () => questions() === 1 || undefined, 60_000);
    await act(contact.id, 'pause');
    answerNow();
    await until(
      'nothing to be kept',
      async () => ((await draftsOf(contact.id)).length === 0 ? true : undefined),
      60_000,
    );
    await act(contact.id, 'resume');
    await baton.passTime('the mail', async () => (await baton.mailsTo(contact.email))[0]);
    const view = (await ask('GET', `/api/contacts/${contact.id}/card`)) as CardView;
    const timeline = 'timeline' in view ? view.timeline : [];
    expect(timeline.filter(({ rule }) => rule === 'writer: model')).toHaveLength(1);
    expect(questions()).toBe(2);
    // What lies behind the email that left by itself: what it says, and where that stood.
    const sent = await until('the entry', async () => {
      const now = (await ask('GET', `/api/contacts/${contact.id}/card`)) as CardView;
      return 'timeline' in now ? now.timeline.find(({ title }) => /sent$/.test(title)) : undefined;
    });
    expect(sent.behind?.claims?.length).toBeGreaterThan(0);
    for (const { words, label } of sent.behind?.claims ?? []) expect([words, label]).not.toContain('');
  });

  it('an opt-out while an answer is written to suggest: it is not kept, nor told', LONG, async () => {
    await ask('POST', '/api/knowledge/items', {
      kind: 'text',
      title: 'Prices',
      text: 'A cargo bike costs 79 EUR a month.',
      assistantId: null,
      expiresOn: null,
    });
    const before = await spent();
    const contact = await handOver(baton);
    await firstMail(baton, contact.email);
    const already = questions();
    const settledBefore = await spent();
    think(1);
    await inbound(contact.email, 'What does a cargo bike cost a month?');
    await until('the question', async () => questions() > already || undefined, 60_000);
    const reserved = (await spent()) - settledBefore;
    await inbound(contact.email, 'Unsubscribe');
    await until('the opt-out', async () => {
      const { kind: now } = (await ask('GET', `/api/contacts/${contact.id}/card`)) as CardView;
      return now === 'do-not-contact' || undefined;
    });
    answerNow();
    expect(await draftsOf(contact.id)).toEqual([]);
    await until(
      'the budget to be settled',
      async () => (await spent()) - settledBefore < reserved || undefined,
      60_000,
    );
    const view = JSON.stringify(await ask('GET', `/api/contacts/${contact.id}/card`));
    expect(view).not.toContain('suggests an answer');
    expect(await draftsOf(contact.id)).toEqual([]);
    expect((await spent()) - before).toBeGreaterThan(0);
  });
});
