import { beforeEach, expect, it } from 'vitest';
import { ActivityEntity } from '../activity/activity-entity.ts';
import { createActivity } from '../activity/activity.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { assistantId, contactId, portalId } from '../ground/identifiers.ts';
import { systemRandom } from '../ground/system.ts';
import type { NewJob } from '../jobs/jobs.ts';
import type { Asked, Question } from '../model-provider/ask.ts';
import { createSlot } from '../room/slot.ts';
import { createDrafts } from './drafts.ts';
import type { DraftKey } from './drafts.ts';
import { hashOf } from './material.ts';
import type { Material } from './material.ts';
import { ModelDraftEntity } from './model-draft-entity.ts';
import type { Answer } from './question.ts';
import { answer, material } from './test-material.ts';
import { createWrite } from './write.ts';
import type { Wanted } from './write.ts';

const PORTAL = portalId(4242);
const MINUTE = 60_000;
const ask = (about: Material = material()) => ({
  portalId: PORTAL,
  draftId: '501-1-step-0',
  contactId: contactId(501),
  assistantId: assistantId('tara'),
  round: 1,
  mailId: '501-1-step-0',
  seenBy: '100',
  name: 'First email',
  material: about,
});
const answered = (value: Answer = answer()): Asked<Answer> => ({
  status: 'answered',
  model: 'tiny-1',
  value,
  spent: { ms: 1, tokens: 1, cost: null },
});
const refused = (because: 'budget' | 'settings' | 'away' | 'answer', why: string): Asked<Answer> => ({
  status: 'refused',
  model: 'tiny-1',
  because,
  why,
});
const unusable = answered(answer({ sentences: [] }));

describeOnBothDatabases('letting a model write', [ModelDraftEntity, ActivityEntity], (open) => {
  let database: TestDatabase;
  let now: number;
  let queued: NewJob[];
  let questions: Question<unknown>[];
  /** What the model says to each question; of the last one again and again. */
  let model: (() => Promise<Asked<Answer> | null>)[];
  let wanted: Wanted;

  beforeEach(async () => {
    database = await open();
    now = Date.UTC(2026, 10, 24, 9);
    queued = [];
    questions = [];
    model = [async () => answered()];
    wanted = async () => true;
  });

  const parts = () => {
    const slot = createSlot<Wanted>('wanted');
    slot.fill((draft) => wanted(draft));
    return {
      database,
      clock: { now: () => now },
      activity: createActivity({ database, random: systemRandom }),
      jobs: { enqueue: async (_tx: unknown, job: NewJob) => void queued.push(job) } as never,
      wanted: slot,
      ask: (async (_portal: unknown, question: Question<unknown>) => {
        questions.push(question);
        const next = model.length > 1 ? model.shift() : model[0];
        return next?.();
      }) as never,
    };
  };
  const drafts = () => createDrafts(parts());
  const key = (about: Material = material()): DraftKey => ({ ...ask(about), inputHash: hashOf(about) });
  const run = (about?: Material) => createWrite(parts())(key(about));
  /** Runs what is queued, in its order, until nothing is; time goes on to each. */
  const work = async () => {
    for (let job = queued.shift(); job; job = queued.shift()) {
      now = Math.max(now, job.runAt ?? 0);
      await run();
    }
  };
  const told = async () =>
    (await createActivity({ database, random: systemRandom }).list(PORTAL, contactId(501), 10)).map(
      ({ title, rule, detail }) => ({ title, rule, detail }),
    );

  it('asks once for the same, stores it, and says who wrote', async () => {
    expect(await drafts().of(ask(), { due: false })).toMatchObject({ state: 'asked' });
    await Promise.all([drafts().of(ask(), { due: false }), drafts().of(ask(), { due: true })]);
    await work();
    const stored = await drafts().of(ask(), { due: true });
    expect(stored).toMatchObject({
      state: 'written',
      written: { model: 'tiny-1', cited: ['C1', 'P1', 'K1'] },
    });
    model = [async () => answered(answer({ subject: 'Another' }))];
    await run();
    await drafts().of(ask(), { due: true });
    await work();
    expect(await drafts().of(ask(), { due: true })).toEqual(stored);
    expect(questions).toHaveLength(1);
    expect(await told()).toEqual([
      {
        title: 'tiny-1 wrote “First email”',
        rule: 'writer: model',
        detail: 'From 3 sources. It is checked before it leaves.',
      },
    ]);
  });

  it('writes anew from other material, and where a person wants it', async () => {
    await drafts().of(ask(), { due: true });
    await drafts().of(ask(material({ again: 2 })), { due: true });
    expect(new Set(queued.map((job) => job.key)).size).toBe(2);
  });

  it('asks again where an answer is of no use, and tells the model why in words of Baton', async () => {
    model = [async () => unusable, async () => answered()];
    await drafts().of(ask(), { due: false });
    await work();
    expect(await drafts().look(ask())).toMatchObject({ state: 'written' });
    expect(questions.map(({ prompt }) => prompt.split('\n').at(-1))).toEqual([
      expect.stringMatching(/^--- /),
      'Your last answer could not be used: it has no sentences.',
    ]);
  });

  it.each([
    ['an answer that is never of use', unusable, 3, /could not be used: it has no sentences/],
    ['a provider that is away', refused('away', 'The provider has a fault (500).'), 3, /fault/],
    ['a used-up budget', refused('budget', 'Today’s budget is used up.'), 1, /budget/],
    ['a refused key', refused('settings', 'The provider refuses the API key.'), 1, /key/],
    ['a switch that was turned', null, 1, /switched off/],
  ] as const)('gives up after %s, and says so', async (_what, says, times, why) => {
    model = [async () => says];
    await drafts().of(ask(), { due: false });
    const began = now;
    await work();
    expect(questions).toHaveLength(times);
    expect(now - began).toBeLessThanOrEqual(MINUTE);
    expect(await drafts().of(ask(), { due: true })).toEqual({
      state: 'given-up',
      why: expect.stringMatching(why),
    });
    expect(await told()).toEqual([
      {
        title: '“First email” is written with the sequence’s own text',
        rule: 'writer: sequence',
        detail: expect.stringMatching(why),
      },
    ]);
  });

  it('gives up a model that is not done when the mail is due, and takes nothing of it later', async () => {
    await drafts().of(ask(), { due: false });
    const late = Promise.withResolvers<Asked<Answer>>();
    model = [() => late.promise];
    const writing = run();
    await expect.poll((): number => questions.length).toBe(1);
    now += 4 * MINUTE;
    expect(await drafts().of(ask(), { due: false })).toMatchObject({ state: 'asked' });
    const settled = await drafts().of(ask(), { due: true });
    expect(settled).toEqual({ state: 'given-up', why: 'The model did not answer in time.' });
    late.resolve(answered());
    await writing;
    expect(await drafts().of(ask(), { due: true })).toEqual(settled);
    expect(await told()).toHaveLength(1);
  });

  it('asks again where a process died, once its time is over, and of two answers keeps the first', async () => {
    await drafts().of(ask(), { due: false });
    const dead = Promise.withResolvers<Asked<Answer>>();
    model = [() => dead.promise, async () => answered(answer({ subject: 'The second' }))];
    const first = run();
    await expect.poll(() => questions.length).toBe(1);
    queued = [];
    // Another process gets the job meanwhile: it waits for the one that asks.
    await run();
    expect(questions).toHaveLength(1);
    expect(queued).toEqual([expect.objectContaining({ runAt: now + 1.5 * MINUTE })]);
    await work();
    dead.resolve(answered(answer({ subject: 'The first' })));
    await first;
    expect(questions).toHaveLength(2);
    expect(await drafts().look(ask())).toMatchObject({ written: { subject: 'The second' } });
    expect(await told()).toHaveLength(1);
  });

  it('asks three times at most, also where every process dies', async () => {
    await drafts().of(ask(), { due: false });
    model = [() => Promise.reject(new Error('killed'))];
    for (let death = 0; death < 5; death += 1) {
      await run().catch(() => undefined);
      now += 2 * MINUTE;
    }
    expect(questions).toHaveLength(3);
    expect(await drafts().look(ask())).toEqual({
      state: 'given-up',
      why: 'Baton was stopped each time it asked.',
    });
  });

  it('a process that ends in peace leaves the question to the next one at once', async () => {
    await drafts().of(ask(), { due: false });
    model = [() => Promise.reject(new BatonError('MODEL_INTERRUPTED')), async () => answered()];
    await expect(run()).rejects.toThrow();
    await run();
    expect(await drafts().look(ask())).toMatchObject({ state: 'written' });
  });

  it('asks nobody for what nobody wants any more, and again when it is wanted again', async () => {
    await drafts().of(ask(), { due: false });
    wanted = async () => false;
    await work();
    expect(questions).toEqual([]);
    expect(await drafts().look(ask())).toBeNull();
    expect(await drafts().askedAmong(PORTAL, ['501-1-step-0'])).toEqual(new Set());
    wanted = async () => true;
    await drafts().of(ask(), { due: true });
    await work();
    expect(await drafts().look(ask())).toMatchObject({ state: 'written' });
  });

  /** A question that the model has, and its answer when the test lets it come. */
  const whileWriting = async (about: Material = material()) => {
    await drafts().of(ask(about), { due: false });
    const late = Promise.withResolvers<Asked<Answer>>();
    model = [() => late.promise];
    const writing = run(about);
    await expect.poll((): number => questions.length).toBe(1);
    return async () => {
      late.resolve(answered());
      await writing;
    };
  };
  const rows = () => database.manager.find(ModelDraftEntity);

  it('what comes when nobody wants it any more is not stored, and nothing is told of it', async () => {
    const arrives = await whileWriting();
    wanted = async () => false;
    await arrives();
    expect([await rows(), await told()]).toEqual([[], []]);
  });

  it('dropped while the model writes, it stays away', async () => {
    const arrives = await whileWriting();
    await database.transaction((tx) => drafts().drop(tx, PORTAL, contactId(501)));
    await arrives();
    expect([await rows(), await told()]).toEqual([[], []]);
    await work();
    expect(questions).toHaveLength(1);
  });

  it('moved to another contact while the model writes, it is found there', async () => {
    const arrives = await whileWriting();
    const move = { from: contactId(501), to: contactId(777), currentRound: 1, round: 3 };
    await database.transaction((tx) => drafts().move(tx, PORTAL, move));
    await arrives();
    expect(await rows()).toMatchObject([{ contactId: '777', round: 3, state: 'written' }]);
  });

  const suggestion = { ...material(), task: 'answer' as const, wantsSubject: false };
  const asSuggestion = (about: Material = suggestion) => ({ ...ask(about), mailId: null, name: 'Answer' });

  it('a suggested answer is told as one, kept sentence by sentence, and dismissed once', async () => {
    await drafts().of(asSuggestion(), { due: false });
    await run(suggestion);
    expect(await told()).toEqual([
      {
        title: 'tiny-1 suggests an answer',
        rule: 'suggestion: model',
        detail: 'From 2 sources. It leaves only if a person sends it.',
      },
    ]);
    const { draftId } = asSuggestion();
    const latest = await drafts().latest(PORTAL, draftId);
    expect(latest?.outcome).toMatchObject({
      written: { sentences: [{ sources: ['C1'] }, { sources: ['K1'] }, { sources: [] }] },
    });
    const dismiss = () => database.transaction((tx) => drafts().dismiss(tx, PORTAL, draftId));
    expect([await dismiss(), await dismiss()]).toEqual([true, false]);
    expect(await drafts().latest(PORTAL, draftId)).toMatchObject({ outcome: { state: 'dismissed' } });
    expect(await drafts().askedAmong(PORTAL, [draftId])).toEqual(new Set([draftId]));
  });

  it('dismissed while the model writes, it stays dismissed; the latest that was asked for counts', async () => {
    const arrives = await whileWriting(suggestion);
    await database.transaction((tx) => drafts().dismiss(tx, PORTAL, ask().draftId));
    await arrives();
    expect(await drafts().latest(PORTAL, ask().draftId)).toMatchObject({ outcome: { state: 'dismissed' } });
    const again = { ...suggestion, again: 1 };
    await drafts().refuse(asSuggestion(again), 'Knowledge holds nothing about what is asked.');
    expect(await drafts().latest(PORTAL, ask().draftId)).toMatchObject({
      material: { again: 1 },
      outcome: { state: 'given-up' },
    });
    expect(await told()).toMatchObject([{ title: 'No answer is suggested', rule: 'suggestion: none' }]);
  });

  it('what was given up is asked for again where somebody looks later, not at once', async () => {
    await drafts().refuse(ask(), 'The provider has a fault (500).');
    await drafts().forgetGivenUp(PORTAL, ask().draftId, now);
    expect(await drafts().look(ask())).toMatchObject({ state: 'given-up' });
    await drafts().forgetGivenUp(PORTAL, ask().draftId, now + 1);
    expect(await drafts().look(ask())).toBeNull();
  });
});
