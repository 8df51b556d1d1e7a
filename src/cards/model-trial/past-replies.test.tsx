import {
  Alert,
  Button,
  DescriptionListItem,
  Input,
  LoadingButton,
  ProgressBar,
  StatisticsItem,
  StatusTag,
  Table,
  TableRow,
  Text,
  Tile,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { advance, settle, useFakeTime } from '../requests/test-backend.ts';
import { settings, showSettings } from '../settings/test-settings.tsx';
import type { Trial, TrialPlan, TrialReply } from './contract.ts';

const AT = Date.UTC(2026, 10, 18, 12);
const plan: TrialPlan = {
  model: 'tiny-1',
  place: 'localhost:11434',
  replies: 25,
  unsure: 9,
  notSent: 1,
  characters: 12_400,
  tokens: 33_000,
  cost: 0.021,
  left: { tokens: 185_000, cost: 1.5 },
  enough: 'all',
};
const reply = (change: Partial<TrialReply> = {}): TrialReply => ({
  contactName: 'Noor Haddad',
  at: AT,
  beginning: 'The board sits in May.',
  baton: { class: 'ConnectLater', confidence: 0.548, doubtful: true },
  model: { class: 'ConnectLater', confidence: 0.93, sentence: 'The board sits in May' },
  outcome: 'settled',
  why: null,
  ...change,
});
const trial = (change: Partial<Trial> = {}): Trial => ({
  id: 't1',
  state: 'done',
  model: 'tiny-1',
  place: 'localhost:11434',
  askedBy: 'ada@acme.example',
  askedAt: AT,
  endedAt: AT + 60_000,
  problem: null,
  total: 25,
  asked: 25,
  tokens: 32_100,
  cost: 0.02,
  averageMs: 1_240,
  counts: { settled: 6, person: 3, agrees: 14, differs: 2, silent: 1 },
  replies: [reply()],
  ...change,
});
const model = { ...settings.languageModel, model: 'tiny-1', hasKey: true };

async function show(last: Trial | null, languageModel = model) {
  const page = await showSettings({ ...settings, languageModel }, 'language-model');
  page.backend.on('GET /api/model-trial', { trial: last });
  await advance(61_000);
  await settle();
  return page;
}
type Page = Awaited<ReturnType<typeof show>>;
const press = async (page: Page, testId: string) => {
  page.findByTestId(LoadingButton, testId).trigger('onClick');
  await settle();
};
const sent = (page: Page) => page.backend.calls.findLast(({ method }) => method !== 'GET');
const rows = (page: Page) =>
  page
    .findByTestId(Table, 'trial-replies')
    .findAll(TableRow)
    .slice(1)
    .map((row) => [...row.findAll(Text), ...row.findAll(StatusTag)].map(({ text }) => text).join(' | '));

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a test on past replies', () => {
  it('says what is sent to whom and what it takes, before anything is', async () => {
    const page = await show(null);
    page.findByTestId(ToggleGroup, 'trial-count').trigger('onChange', '50' as never);
    page.backend.on('POST /api/model-trial/plan', plan);
    await press(page, 'plan-trial');
    expect(sent(page)?.body).toEqual({ count: 50, model: null });
    const words = page.findByTestId(Tile, 'trial-plan').findAll(DescriptionListItem);
    expect(words.map((item) => item.find(Text).text)).toEqual([
      '25 replies of persons: 9 that Baton is not sure of, and 16 that it is, to compare.',
      'What they wrote (12,400 characters) and our question before each go to localhost:11434, model tiny-1. That is personal data as far as they wrote it so; nothing else of a contact is sent. 1 reply is not sent, because it speaks to a program.',
      'About 33,000 tokens, which cost 0.02. They count in today’s budget, of which 185,000 tokens and 1.50 are left.',
    ]);
    const held = page.backend.hold('POST /api/model-trial');
    await press(page, 'begin-trial');
    expect(held[0]?.call.body).toEqual({ count: 50, model: null, after: null });
    held[0]?.answer(200, { trial: trial({ state: 'running', asked: 0, replies: [] }) });
    await settle();
    expect(page.findByTestId(Tile, 'trial-progress').find(ProgressBar).props).toMatchObject({
      title: 'Testing tiny-1',
      value: 0,
      maxValue: 25,
    });
  });

  it('is made with what stands in the form, which is mended first', async () => {
    const page = await show(null, settings.languageModel);
    page.findByTestId(Button, 'edit-language-model').trigger('onClick');
    await press(page, 'plan-trial');
    expect(sent(page)).toBeUndefined();
    expect(page.findByTestId(Input, 'language-model-model').props.validationMessage).toContain('Name');
    page.findByTestId(Input, 'language-model-model').trigger('onInput', 'tiny-2' as never);
    page.findByTestId(Input, 'language-model-apiKey').trigger('onInput', 'sk-2' as never);
    page.backend.on('POST /api/model-trial/plan', plan);
    await press(page, 'plan-trial');
    expect(sent(page)?.body).toMatchObject({ model: { model: 'tiny-2', apiKey: 'sk-2', enabled: false } });
    page.findByTestId(Tile, 'trial-plan');
    page.findByTestId(Input, 'language-model-model').trigger('onInput', 'tiny-3' as never);
    await settle();
    expect(page.maybeFindByTestId(Tile, 'trial-plan'), 'of another model').toBeNull();
  });

  it.each([
    ['none', 'no-budget', true],
    ['some', 'short-budget', false],
  ] as const)('with budget for %s says so', async (enough, alert, refused) => {
    const page = await show(null);
    page.backend.on('POST /api/model-trial/plan', { ...plan, enough });
    await press(page, 'plan-trial');
    page.findByTestId(Alert, alert);
    expect(page.findByTestId(LoadingButton, 'begin-trial').props.disabled).toBe(refused);
  });

  it('without replies has nothing to begin', async () => {
    const page = await show(null);
    page.backend.on('POST /api/model-trial/plan', { ...plan, replies: 0 });
    await press(page, 'plan-trial');
    page.findByTestId(Alert, 'no-replies');
    expect(page.maybeFindByTestId(LoadingButton, 'begin-trial')).toBeNull();
  });

  it('that is running shows how far it is, also what another admin began, and can be cancelled', async () => {
    const page = await show(
      trial({ state: 'running', asked: 4, problem: 'The provider has a fault (503).' }),
    );
    expect(page.findByTestId(Tile, 'trial-progress').find(ProgressBar).props.valueDescription).toBe(
      '4 of 25 replies',
    );
    expect(page.findByTestId(Alert, 'trial-waits').props.title).toContain('503');
    expect(page.maybeFindByTestId(LoadingButton, 'plan-trial')).toBeNull();
    page.backend.on('POST /api/model-trial/cancel', { trial: trial({ state: 'cancelled', asked: 4 }) });
    await press(page, 'cancel-trial');
    expect(sent(page)?.body).toEqual({ id: 't1' });
    expect(page.findByTestId(Alert, 'trial-cancelled').props.title).toBe('Cancelled after 4 of 25 replies');
    page.findByTestId(LoadingButton, 'plan-trial');
  });

  it('ends with counts, and reply by reply', async () => {
    const page = await show(
      trial({
        replies: [
          reply(),
          reply({
            outcome: 'person',
            why: 'it is not sure either',
            model: { class: 'Other', confidence: 0.4, sentence: '' },
          }),
          reply({ outcome: 'person', why: 'the answer speaks to a program', model: null }),
          reply({
            outcome: 'as-before',
            baton: { class: 'AgreedToMeet', confidence: 0.97, doubtful: false },
            model: { class: 'Deactivated', confidence: 0.9, sentence: 'May' },
          }),
        ],
      }),
    );
    expect(page.findByTestId(Text, 'trial-verdict').text).toBe(
      '6 of 9 replies in doubt would be settled by tiny-1, and no person would have to read them.',
    );
    const counts = page.findAll(StatisticsItem).map((item) => `${item.props.number} ${item.find(Text).text}`);
    expect(counts).toEqual([
      '6 of 9 in doubt',
      '3 for a person, as now',
      '14 of 16 that Baton is sure of',
      '1 for the reasons below',
    ]);
    expect(page.findByTestId(Text, 'trial-about').text).toMatch(
      /^tiny-1 at localhost:11434, 25 replies, 32,100 tokens, 0.02, 1.2 s an answer. Begun by ada/,
    );
    const [settled, unsure, silent, sure] = rows(page);
    expect(settled).toContain('54 %, not sure enough | Wants to be written to later, as Baton');
    expect(settled).toMatch(/93 %, from “The board sits in May” \| Settled by the model$/);
    expect(unsure).toContain(
      'Something else | 40 %, quoting words that are not there | It is not sure either.',
    );
    expect(silent).toMatch(/No answer \| The answer speaks to a program\. \| A person reads it$/);
    expect(sure).toContain('Agreed to meet | 97 %, sure | Not interested | 90 %');
    expect(sure).toContain('Baton is sure: the model would not be asked.');
  });

  it('that stopped says why, and goes on or is left', async () => {
    const stopped = trial({ state: 'stopped', asked: 7, problem: 'Today’s budget is used up.' });
    const page = await show(stopped);
    expect(page.findByTestId(Alert, 'trial-stopped').find(Text).text).toContain('budget is used up');
    page.backend.on('POST /api/model-trial/go-on', { trial: trial({ state: 'running', asked: 7 }) });
    await press(page, 'go-on-trial');
    page.findByTestId(Tile, 'trial-progress');
  });

  it('that cannot be read, or begun, says why', async () => {
    const page = await show(trial());
    page.backend.on('POST /api/model-trial/plan', plan);
    await press(page, 'plan-trial');
    const message = 'bob@acme.example is testing tiny-1 just now.';
    page.backend.on('POST /api/model-trial', { code: 'CONFLICT', message }, 409);
    await press(page, 'begin-trial');
    expect(sent(page)?.body).toMatchObject({ after: 't1' });
    expect(page.alerts()).toContainEqual(expect.objectContaining({ message }));
    page.backend.on('GET /api/model-trial', { code: 'INTERNAL', message: 'Baton fell over.' }, 500);
    await advance(61_000);
    expect(page.findByTestId(Alert, 'trial-failed').find(Text).text).toContain('fell over');
  });
});
