import { afterEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { CardView, SuggestedAnswer } from '../../src/cards/contact/contract.ts';
import type { AnswerSuggestion, ReviewDetail, ReviewsView } from '../../src/cards/pages/contract.ts';
import { firstMails, killAll, pass, passing } from '../world/killed.ts';
import { asAdmin, modelSays, setWriting } from '../world/model-writes.ts';
import { startWorld, when } from '../world/world.ts';

const LONG = { timeout: 300_000 };
const MINUTE = 60_000;
/** Surely understood: suggested on the card. */
const QUESTION = 'What does a cargo bike cost a month?';
/** In doubt: suggested on the page of reviews, from when somebody opens it. */
const DOUBTFUL = 'Could be, depends on what a cargo bike costs a month.';
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it.each([
  ['sqlite', ['all']],
  ['postgres', ['web', 'worker']],
] as const)(
  'a kill -9 while answers are suggested: each is there afterwards, and no model is asked for what is stored, on %s',
  LONG,
  async (kind, roles) => {
    const database = await createTestDatabase(kind);
    stops.push(() => database.remove());
    const world = await startWorld({
      contacts: 2,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
    stops.push(() => world.stop());
    const { sandbox, client } = world;
    const [sure = ''] = world.contacts;
    const ask = asAdmin({ ...world, url: world.batonUrl });
    const questions = () => sandbox.models.asked.length;
    const onCard = async (): Promise<SuggestedAnswer | null> => {
      const view = (await ask('GET', `/api/contacts/${sure}/card`)) as CardView;
      return view.kind === 'done' ? (view.suggestion ?? null) : null;
    };
    const inReview = async (): Promise<AnswerSuggestion | null> => {
      const { reviews } = (await ask('GET', '/api/pages/reviews?kind=answer')) as ReviewsView;
      if (!reviews[0]) return null;
      const detail = (await ask('GET', `/api/pages/reviews/${reviews[0].id}`)) as ReviewDetail;
      return detail.kind === 'answer' ? (detail.answer?.suggestion ?? null) : null;
    };
    const knows = (text: string) =>
      ask('POST', '/api/knowledge/items', {
        kind: 'text',
        assistantId: null,
        expiresOn: null,
        title: 'Prices',
        text,
        asOf: '2026-11-01',
      });

    await setWriting(ask, sandbox.url, true);
    await knows('A cargo bike costs 79 EUR a month.');
    sandbox.models.script = [
      { contains: 'cargo bike cost', answer: modelSays('A cargo bike costs 79 EUR a month.', ['K1']) },
    ];
    const [one, two] = await firstMails(world);
    sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 2 }]);
    await client.reply(one?.id ?? '', QUESTION);
    await client.reply(two?.id ?? '', DOUBTFUL);
    // Nobody moves time meanwhile: a question that takes so long counts as lost.
    await when('the answer in doubt', async () => (await inReview())?.state === 'writing', 120_000, 200);
    await when('both questions', () => questions() === 2, 60_000, 50);

    await killAll(world, roles);
    const isThere = async (): Promise<boolean> =>
      (await onCard())?.state === 'ready' && (await inReview())?.again === true;
    await passing(world, 'both suggestions', MINUTE / 2, isThere);
    expect(questions()).toBe(4);
    expect((await inReview())?.letter).toContain('79 EUR');

    // What is stored stands: neither another death nor other words in Knowledge have it written anew.
    await knows('A cargo bike costs 89 EUR a month from now on.');
    await killAll(world, roles);
    await pass(world, 10 * MINUTE);
    expect(await isThere()).toBe(true);
    expect(questions()).toBe(4);
    await ask('POST', `/api/contacts/${sure}/suggestion/again`, {});
    await passing(
      world,
      'another suggestion',
      MINUTE / 2,
      async () => questions() === 5 && (await isThere()),
    );
  },
);

it('who is killed with every question asks no more, and a person can', LONG, async () => {
  const database = await createTestDatabase('sqlite');
  stops.push(() => database.remove());
  const world = await startWorld({ contacts: 1, environment: { DATABASE_URL: database.url } });
  stops.push(() => world.stop());
  const { sandbox, client } = world;
  const [id = ''] = world.contacts;
  const ask = asAdmin({ ...world, url: world.batonUrl });
  const suggestion = async (): Promise<SuggestedAnswer | null> => {
    const view = (await ask('GET', `/api/contacts/${id}/card`)) as CardView;
    return view.kind === 'done' ? (view.suggestion ?? null) : null;
  };
  await setWriting(ask, sandbox.url, true);
  const text = 'A cargo bike costs 79 EUR a month.';
  await ask('POST', '/api/knowledge/items', {
    kind: 'text',
    assistantId: null,
    expiresOn: null,
    title: 'Prices',
    text,
  });
  sandbox.models.script = [{ contains: 'cargo bike cost', answer: modelSays(text, ['K1']) }];
  const [mail] = await firstMails(world);
  sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0, times: 3 }]);
  await client.reply(mail?.id ?? '', QUESTION);
  for (const tries of [1, 2, 3]) {
    await when(`question ${tries}`, () => sandbox.models.asked.length === tries, 60_000, 50);
    await killAll(world, ['all']);
  }
  await passing(world, 'that it is given up', MINUTE / 2, async () => (await suggestion())?.state === 'none');
  expect((await suggestion())?.note).toBe('Baton was stopped each time it asked.');
  await ask('POST', `/api/contacts/${id}/suggestion/again`, {});
  await passing(world, 'the suggestion', MINUTE / 2, async () => (await suggestion())?.state === 'ready');
  expect(sandbox.models.asked).toHaveLength(4);
});
