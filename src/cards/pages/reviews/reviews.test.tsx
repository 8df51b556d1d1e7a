import {
  Accordion,
  Alert,
  Button,
  LoadingButton,
  LoadingSpinner,
  Select,
  Tab,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { settle } from '../../requests/test-backend.ts';
import type { ReviewDetail, ReviewRow, ReviewsView } from '../contract.ts';
import { admin, now, rep } from '../test-answers.ts';
import { showPage } from '../test-pages.tsx';

const base = '/api/pages/reviews';

const row = (change: Partial<ReviewRow>): ReviewRow => ({
  id: 'answer-1',
  kind: 'answer',
  contactId: '501',
  contactName: 'Maria Lindqvist',
  company: 'Northwind',
  assistantName: 'Tara',
  title: 'Well, you know how it is.',
  why: 'Not sure; Baton would have guessed: other answer.',
  marked: true,
  expired: false,
  since: now - 3_600_000,
  taken: null,
  ...change,
});
const draftRow = row({
  id: '502-1-step-0',
  kind: 'draft',
  contactName: 'Theo Visser',
  title: 'An idea for Thornbury',
  why: 'Every email of this assistant waits for approval.',
  marked: false,
  taken: { by: 'Rae Rep', since: now - 60_000, mine: false },
});
const view: ReviewsView = { reviews: [row({}), draftRow], total: 2, simple: 2, next: null };

const head = {
  id: 'answer-1',
  version: 1,
  contactId: '501',
  contactName: 'Maria Lindqvist',
  company: 'Northwind',
  assistantName: 'Tara',
  ownerName: 'Rae Rep',
  settled: null,
  since: now - 3_600_000,
  taken: { by: 'Rae Rep', since: now - 60_000, mine: false },
  before: [{ direction: 'out' as const, subject: 'Hello', text: 'Shall we talk?', at: now - 86_400_000 }],
};
const doubt: ReviewDetail = {
  ...head,
  kind: 'answer',
  answer: {
    from: 'maria@northwind.example.com',
    subject: 'Re: Hello',
    text: 'Well, you know how it is.',
    at: now - 3_600_000,
    files: null,
    understood: 'Not sure; Baton would have guessed: answered (40 %).',
    evidence: 'Well, you know how it is.',
    problem: null,
    suggestion: {
      subject: 'Re: Hello',
      letter: 'Hi Maria,\n\n\n\nTara',
      offers: false,
      why: null,
      state: 'ready',
      again: false,
      sources: [],
      sentences: [],
    },
    outcomes: [{ value: 'Deactivated', label: 'Not interested', stateLabel: 'Deactivated' }],
  },
};
const settled: ReviewDetail = { ...doubt, version: 2, settled: 'Ada Admin settled it.', taken: null };

const showReviews = (
  params: Record<string, string> = {},
  answer: ReviewsView = view,
  viewer = admin,
  detail: ReviewDetail = doubt,
) =>
  showPage({
    path: '/reviews',
    params,
    viewer,
    answers: (backend) =>
      void backend
        .on(`GET ${base}`, answer)
        .on(`GET ${base}/count`, { count: answer.total })
        .on(`POST ${base}/answer-1/take`, detail)
        .on(`GET ${base}/answer-1`, detail),
  });

const withSuggestion = (change: object): ReviewDetail => {
  if (doubt.kind !== 'answer' || doubt.answer === null) throw new Error('It is an answer.');
  return { ...doubt, answer: { ...doubt.answer, suggestion: { ...doubt.answer.suggestion, ...change } } };
};
const showAnswer = (detail: ReviewDetail) => showReviews({ review: 'answer-1' }, view, admin, detail);

describe('what Baton asks', () => {
  it('says how much waits in the row of pages, and of each thing what, why and who is on it', async () => {
    const page = await showReviews();
    expect(page.findAll(Tab).map((tab) => tab.props.title)).toContain('Reviews (2)');
    const answer = page.findByTestId(Tile, 'review-answer-1').toString();
    for (const said of ['Answer in doubt', 'Maria Lindqvist, Northwind', '“Well, you know', 'Not sure'])
      expect(answer).toContain(said);
    expect(page.findByTestId(Tile, `review-${draftRow.id}`).toString()).toContain('Rae Rep is on it since');
  });

  it('asks the backend for what an address filters, and opens one', async () => {
    const page = await showReviews({ kind: 'answer', mine: 'true' });
    expect(page.asked(`GET ${base}`)).toEqual([{ kind: 'answer', mine: 'true', limit: '25' }]);
    page.findByTestId(Button, 'open-answer-1').trigger('onClick');
    expect(page.visited().at(-1)).toMatchObject({ params: { kind: 'answer', review: 'answer-1' } });
  });

  it('helps when nothing waits', async () => {
    const none = { reviews: [], total: 0, simple: 0, next: null };
    expect((await showReviews({}, none)).text()).toContain('Nothing waits for you');
    expect((await showReviews({ kind: 'draft' }, none)).text()).toContain('Nothing like that waits');
  });

  it('takes a review that is opened, and says who else looks at it', async () => {
    const page = await showReviews({ review: 'answer-1' });
    expect(page.backend.count(`POST ${base}/answer-1/take`)).toBe(1);
    expect(page.findByTestId(Alert, 'taken-by-other').toString()).toContain('Rae Rep is on it since');
    expect(page.findByTestId(Alert, 'guess').toString()).toContain('Not sure');
    expect(page.text()).toContain('Shall we talk?');
  });

  it('answers as the assistant, after a check', async () => {
    const page = await showReviews({ review: 'answer-1' });
    page.findByTestId(Button, 'reply-as').trigger('onClick');
    page.findByTestId(TextArea, 'edit-letter').trigger('onInput', 'Hi Maria, I do.' as never);
    page.backend.on(`POST ${base}/answer-1/check`, { claims: [] });
    page.backend.on(`POST ${base}/answer-1/reply`, settled);
    page.findByTestId(LoadingButton, 'send-words').trigger('onClick');
    await settle();
    const reply = page.backend.calls.find(({ path }) => path.endsWith('/reply'));
    expect(reply).toMatchObject({ body: { version: 1, letter: 'Hi Maria, I do.' } });
    expect(page.findByTestId(Alert, 'settled').toString()).toContain('Ada Admin settled it.');
  });

  it('shows a suggestion with its sources, and that another is being written', async () => {
    const ready = withSuggestion({
      offers: true,
      why: 'tiny-1 wrote it from the sources below.',
      letter: 'It is 79 EUR.',
      again: true,
      sources: [{ label: 'Knowledge: Prices', excerpt: 'A bike costs 79 EUR.' }],
    });
    const page = await showAnswer(ready);
    expect(page.findByTestId(Text, 'suggested').text).toContain('Suggested. tiny-1 wrote it');
    expect(page.findByTestId(TextArea, 'edit-letter').props.defaultValue).toBe('It is 79 EUR.');
    expect(page.findByTestId(Accordion, 'suggestion-sources').toString()).toContain('Knowledge: Prices');
    const writing = withSuggestion({ state: 'writing' });
    page.backend.on(`POST ${base}/answer-1/suggest-again`, writing).on(`GET ${base}/answer-1`, writing);
    page.findByTestId(LoadingButton, 'suggest-again').trigger('onClick');
    await settle();
    expect(page.findByTestId(LoadingSpinner, 'suggestion-writing').props.label).toContain('being written');
    expect(page.findByTestId(Button, 'reply-as').props.disabled).toBe(false);
  });

  it('says why nothing is suggested, and begins with an empty reply when asked to', async () => {
    const page = await showAnswer(withSuggestion({ why: 'Knowledge has nothing about what is asked.' }));
    expect(page.findByTestId(Text, 'suggested').text).toBe(
      'Nothing is suggested. Knowledge has nothing about what is asked.',
    );
    page.findByTestId(Button, 'reply-as').trigger('onClick');
    await settle();
    expect(page.findByTestId(TextArea, 'edit-letter').props.defaultValue).toContain('Hi Maria');
  });

  it('finishes with what a person says that it means', async () => {
    const page = await showReviews({ review: 'answer-1' });
    expect(page.findByTestId(LoadingButton, 'finish').props.disabled).toBe(true);
    page.findByTestId(Select, 'outcome').trigger('onChange', 'Deactivated' as never);
    page.backend.on(`POST ${base}/answer-1/finish`, settled);
    page.findByTestId(LoadingButton, 'finish').trigger('onClick');
    await settle();
    expect(page.backend.calls.find(({ path }) => path.endsWith('/finish'))).toMatchObject({
      body: { version: 1, outcome: 'Deactivated' },
    });
  });

  it('lets only an admin teach', async () => {
    expect((await showReviews({ review: 'answer-1' })).text()).toContain('Teach Baton');
    expect((await showReviews({ review: 'answer-1' }, view, rep)).text()).not.toContain('Teach Baton');
  });

  it('approves together what nobody has to look at', async () => {
    const page = await showReviews();
    expect(page.findByTestId(Button, 'approve-many').text).toContain('Approve 2 emails');
  });
});
