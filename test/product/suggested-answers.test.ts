import { In } from 'typeorm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { contactId } from '../../src/backend/ground/identifiers.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { ModelDraftEntity } from '../../src/backend/model-writer/model-draft-entity.ts';
import type { CardView, LetterView, SuggestedAnswer } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { firstMail, handOver } from '../world/hand-over.ts';
import { PORTAL, startLocalBatonForSuite, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { asAdmin, setWriting } from '../world/model-writes.ts';
import type { AsAdmin } from '../world/model-writes.ts';
import { onDatabase } from '../world/on-database.ts';

const LONG = { timeout: 120_000 };
const QUESTION = 'What does a cargo bike cost a month?';
/** What the model says to the question about cargo bikes. */
const PRICE = {
  subject: '',
  subjectSources: [],
  sentences: [
    { text: 'A cargo bike costs 79 EUR a month.', sources: ['K1'], paragraph: 1 },
    { text: 'Shall we talk about how many you need?', sources: [], paragraph: 2 },
  ],
};

describe.each(onDatabase('postgres'))('an answer is suggested, on %s', (kind) => {
  let baton: LocalBaton;
  const ask: AsAdmin = (...asked) => asAdmin(baton)(...asked);
  const card = async (id: string) => (await ask('GET', `/api/contacts/${id}/card`)) as CardView;
  const suggestionOf = async (id: string): Promise<SuggestedAnswer | null> => {
    const view = await card(id);
    return view.kind === 'done' ? (view.suggestion ?? null) : null;
  };
  const suggested = (id: string, state: SuggestedAnswer['state'] = 'ready'): Promise<SuggestedAnswer> =>
    until(`a suggestion that is ${state}`, async () => {
      const found = await suggestionOf(id);
      return found?.state === state ? found : undefined;
    });
  const timeline = async (id: string): Promise<string> => {
    const view = await card(id);
    return 'timeline' in view ? JSON.stringify(view.timeline) : '';
  };
  const questions = () => baton.sandbox.models.asked.length;
  const fromTara = async (email: string) =>
    (await baton.mailsTo(email)).filter(({ from }) => from.includes(TARA));
  /** A contact who answers the first email; back with Rae. */
  const answers = async (text: string) => {
    const contact = await handOver(baton);
    await baton.client.reply((await firstMail(baton, contact.email)).id, text);
    await baton.seeContact(
      contact.id,
      'the hand-back',
      (now) => now.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(now).length > 0,
    );
    return contact;
  };
  /** What a model was asked to write for these contacts. */
  const drafts = async (...ids: string[]): Promise<number> => {
    const database = await openAnother(baton.databaseUrl, entities);
    const where = { contactId: In(ids.map(contactId)) };
    return database.manager.countBy(ModelDraftEntity, where).finally(() => database.close());
  };
  const on = () => setWriting(ask, baton.sandbox.url, true);

  beforeAll(async () => {
    baton = await startLocalBatonForSuite({ kind });
    await ask('POST', '/api/knowledge/items', {
      kind: 'text',
      assistantId: null,
      expiresOn: null,
      title: 'Prices',
      text: 'A cargo bike costs 79 EUR a month. Servicing is part of it.',
      asOf: '2026-11-01',
    });
  }, 120_000);
  afterEach(() => {
    baton.sandbox.models.faults.replace([]);
    baton.sandbox.models.script = [];
    baton.sandbox.models.forget();
  });

  it('not without a provider that may write: nothing is asked, nothing is shown', LONG, async () => {
    const { id } = await answers(QUESTION);
    expect(await card(id)).toMatchObject({ kind: 'done', suggestion: null });
    expect(questions()).toBe(0);
    expect(await timeline(id)).not.toContain('suggest');
  });

  it(
    'from Knowledge, each sentence with its source; edited, checked and sent by a person, once',
    LONG,
    async () => {
      await on();
      baton.sandbox.models.script = [{ contains: 'cargo bike cost', answer: PRICE }];
      const contact = await answers(QUESTION);
      const { letter, sentences, marked, note } = await suggested(contact.id);
      expect(letter).toMatch(/^Hi Nora,\n\nA cargo bike costs 79 EUR a month\.\n\nShall we talk[^]*Tara/);
      expect(sentences).toMatchObject([
        { text: PRICE.sentences[0]?.text, sources: [{ label: 'Knowledge: Prices' }] },
        { sources: [] },
      ]);
      expect([marked, note]).toEqual([[], 'tiny-1 wrote it. It leaves only if you send it.']);
      expect(await timeline(contact.id)).toMatch(
        /tiny-1 suggests an answer[^]*It leaves only if a person sends it/,
      );
      // It never leaves by itself.
      expect(await fromTara(contact.email)).toHaveLength(1);
      const start = (await ask('GET', `/api/contacts/${contact.id}/letter?purpose=reply`)) as LetterView;
      expect(start).toMatchObject({ letter, suggested: true, subject: expect.stringMatching(/^Re: /) });
      const path = `/api/contacts/${contact.id}/reply`;
      const words = { subject: start.subject, letter: `${start.letter}\n\nPS: With 40 % off.` };
      await expect(ask('POST', path, { ...words, requestId: 'a' })).rejects.toThrow(/CONFIRM_FIRST.*40 %/);
      await ask('POST', path, { subject: start.subject, letter, requestId: 'b' });
      await ask('POST', path, { subject: start.subject, letter, requestId: 'b' });
      const sent = await until('the reply', async () => {
        const all = await fromTara(contact.email);
        return all.length > 1 ? all : undefined;
      });
      expect(sent).toHaveLength(2);
      const replied = await until('the end', async () =>
        (await suggestionOf(contact.id)) === null ? true : undefined,
      );
      expect([replied, questions()]).toEqual([true, 1]);
    },
  );

  it(
    'says that Knowledge holds nothing about it, without asking a model; asks once somebody wrote it',
    LONG,
    async () => {
      await on();
      const { id } = await answers('Which warranty do you give on frames?');
      expect(await suggested(id, 'none')).toMatchObject({
        note: 'Knowledge holds nothing about what is asked.',
      });
      expect(questions()).toBe(0);
      await ask('POST', '/api/knowledge/items', {
        kind: 'text',
        assistantId: null,
        expiresOn: null,
        title: 'Warranty',
        text: 'We give a warranty of five years on frames.',
        asOf: '2026-11-01',
      });
      const text = 'We give a warranty of five years on frames.';
      const sentences = [{ text, sources: ['K1'], paragraph: 1 }];
      baton.sandbox.models.script = [
        { contains: 'Which warranty', answer: { subject: '', subjectSources: [], sentences } },
      ];
      await ask('POST', `/api/contacts/${id}/suggestion/again`, {});
      expect((await suggested(id)).letter).toContain('warranty of five years on frames');
      expect(questions()).toBe(1);
    },
  );

  it(
    'a budget that is used up is said; dismissed, it is not shown again, and the contact still waits',
    LONG,
    async () => {
      await ask('PUT', '/api/settings/language-model', {
        enabled: false,
        writes: true,
        kind: 'openai-compatible',
        model: 'tiny-1',
        baseUrl: `${baton.sandbox.url}/sandbox/models/v1`,
        dailyTokens: 1_000,
        prices: null,
        dailyCost: null,
        apiKey: 'sk-secret-key',
      });
      const { id } = await answers(QUESTION);
      const none = await suggested(id, 'none');
      expect(none).toMatchObject({
        note: 'Today’s budget is used up.',
        sources: [{ label: 'Knowledge: Prices' }],
      });
      expect(questions()).toBe(0);
      await ask('POST', `/api/contacts/${id}/suggestion/dismiss`, {});
      await ask('POST', `/api/contacts/${id}/suggestion/dismiss`, {});
      expect(await card(id)).toMatchObject({ kind: 'done', suggestion: null, lead: { needsYou: true } });
      expect((await timeline(id)).match(/dismissed the suggested answer/g)).toHaveLength(1);
      await on();
      expect(await suggestionOf(id)).toBeNull();
    },
  );

  it(
    'a fault is followed by another question, nonsense and an invented claim by none that could mislead',
    LONG,
    async () => {
      await on();
      baton.sandbox.models.faults.replace([{ kind: 'status', status: 429, ms: 0, times: 1 }]);
      const first = await answers(QUESTION);
      await until('the first question', async () => questions() === 1 || undefined);
      await baton.passTime('the suggestion', async () => (await suggestionOf(first.id))?.state === 'ready');
      baton.sandbox.models.faults.replace([{ kind: 'invented', status: 500, ms: 0, times: 1 }]);
      const second = await answers(QUESTION);
      expect((await suggested(second.id)).marked.map(({ words }) => words)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^37/)]),
      );
      expect(await fromTara(second.email)).toHaveLength(1);
    },
  );

  it('to a late answer after the hand-back as well', LONG, async () => {
    await on();
    const contact = await answers('Well, you know how it is.');
    const [mail] = await fromTara(contact.email);
    await baton.client.reply(mail?.id ?? '', QUESTION);
    await suggested(contact.id);
    expect(await fromTara(contact.email)).toHaveLength(1);
  });

  it(
    'once, also where Baton is restarted while the model writes; it goes on with the merged contact, and with its erasure is gone',
    LONG,
    async () => {
      await on();
      baton.sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 1 }]);
      const contact = await answers(QUESTION);
      await until('the question', async () => questions() === 1 || undefined);
      await baton.restart();
      const { letter } = await baton.passTime('the suggestion', async () => {
        const found = await suggestionOf(contact.id);
        return found?.state === 'ready' ? found : undefined;
      });
      expect((await timeline(contact.id)).match(/suggests an answer/g)).toHaveLength(1);
      const survivor = await baton.newContact();
      await baton.client.call('POST', `/portals/${PORTAL}/contacts/merge`, {
        primaryId: survivor.id,
        secondaryId: contact.id,
        userId: baton.people.rae.userId,
      });
      expect((await suggested(survivor.id)).letter).toBe(letter);
      await baton.client.call('DELETE', `/portals/${PORTAL}/contacts/${survivor.id}?privacy=true`, {});
      await until('nothing to be stored of it', async () =>
        (await drafts(contact.id, survivor.id)) === 0 ? true : undefined,
      );
    },
  );
});
