import {
  Accordion,
  Alert,
  Button,
  LoadingButton,
  LoadingSpinner,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { expect, it } from 'vitest';
import { settle } from '../requests/test-backend.ts';
import type { CardView, SuggestedAnswer } from './contract.ts';
import { base, cardPath, closed, showCard } from './test-card.tsx';

const ready: SuggestedAnswer = {
  state: 'ready',
  note: 'tiny-1 wrote it. It leaves only if you send it.',
  letter: 'Hi Kim,\n\nA bike costs 79 EUR a month.\n\nTara',
  sentences: [
    {
      text: 'A bike costs 79 EUR a month.',
      sources: [{ label: 'Knowledge: Prices', excerpt: 'A cargo bike costs 79 EUR a month.' }],
    },
    { text: 'Shall we talk?', sources: [] },
  ],
  marked: [],
  sources: [],
};
const none: SuggestedAnswer = {
  ...ready,
  state: 'none',
  note: 'Knowledge holds nothing about what is asked.',
  letter: '',
  sentences: [],
};
const cardWith = (suggestion: SuggestedAnswer | null): CardView => ({
  ...base,
  kind: 'done',
  lead: { ...closed, state: 'Responded', reason: 'Asks for information.', needsYou: true },
  again: null,
  suggestion,
});

it('is shown with the source of each sentence; the reply begins with it, and a person sends it', async () => {
  const card = await showCard(cardWith(ready));
  expect(card.findByTestId(Tile, 'suggestion').toString()).toContain('A bike costs 79 EUR a month.');
  const sources = card.findByTestId(Accordion, 'sentence-sources').toString();
  expect(sources).toContain('Knowledge: Prices: “A cargo bike costs 79 EUR a month.”');
  expect(sources).toContain('No source: it is a question or a courtesy.');
  expect(card.findByTestId(Text, 'suggestion-note').text).toBe(ready.note);
  card.backend.on(`GET ${cardPath}/letter`, {
    subject: 'Re: Bikes',
    letter: ready.letter,
    below: 'Unsubscribe: …',
    suggested: true,
  });
  card.findByTestId(Button, 'use-suggestion').trigger('onClick');
  await settle();
  expect(card.findByTestId(TextArea, 'edit-letter').props.defaultValue).toBe(ready.letter);
  expect(card.text()).toContain('It begins with the suggested answer.');
  expect(card.backend.calls.every(({ method }) => method === 'GET')).toBe(true);
});

it('says what stands in no source before anybody sends it', async () => {
  const claim = {
    part: 'body',
    words: '37 %',
    kind: 'Percentage',
    source: null,
    reason: 'It stands nowhere.',
  } as const;
  const card = await showCard(cardWith({ ...ready, marked: [claim] }));
  expect(card.findByTestId(Alert, 'marked').toString()).toContain('“37 %”: It stands nowhere.');
});

it('is being written: nothing else is shown of it', async () => {
  const card = await showCard(
    cardWith({ ...none, state: 'writing', note: 'The language model writes an answer.' }),
  );
  expect(card.findByTestId(LoadingSpinner, 'suggestion-writing').props.label).toContain('writes an answer');
});

it('says why there is none, what Knowledge has, and can be asked again or dismissed', async () => {
  const sources = [{ label: 'Knowledge: Prices', excerpt: 'A bike costs 79 EUR.' }];
  const card = await showCard(cardWith({ ...none, sources }));
  expect(card.text()).toContain('No answer is suggested. Knowledge holds nothing about what is asked.');
  expect(card.text()).toContain('Knowledge: Prices: “A bike costs 79 EUR.”');
  card.backend.on(`POST ${cardPath}/suggestion/again`, cardWith({ ...none, state: 'writing' }));
  card.findByTestId(LoadingButton, 'suggest-again').trigger('onClick');
  await settle();
  expect(card.maybeFindByTestId(LoadingSpinner, 'suggestion-writing')).not.toBeNull();
});

it('dismissed, it is gone; without a model there is nothing, not even an empty box', async () => {
  const card = await showCard(cardWith(ready));
  card.backend.on(`POST ${cardPath}/suggestion/dismiss`, cardWith(null));
  card.findByTestId(LoadingButton, 'dismiss-suggestion').trigger('onClick');
  await settle();
  expect(card.text()).not.toContain('Suggested answer');
  expect(card.text()).not.toContain('No answer is suggested');
});

it('the timeline says of an email that left what it said and where that stood', async () => {
  const claims = [
    {
      words: '79 EUR',
      kind: 'Price',
      label: 'Knowledge: Prices',
      excerpt: 'A cargo bike costs 79 EUR a month.',
    },
    { words: 'free', kind: 'Promise', label: 'Rae Rep stands by it', excerpt: '' },
  ];
  const entry = {
    id: 'e1',
    at: Date.UTC(2026, 10, 20, 9),
    title: 'Email 1 of 2 sent',
    trigger: 'Mail server',
    rule: 'sent',
    detail: null,
    email: null,
    behind: { changes: [], follows: [], claims },
  };
  const card = await showCard({ ...cardWith(null), timeline: [entry] } as CardView);
  const shown = card.findByTestId(Accordion, 'source-e1').toString();
  expect(shown).toContain('“79 EUR” (price)');
  expect(shown).toContain('Knowledge: Prices: “A cargo bike costs 79 EUR a month.”');
  expect(shown).toContain('Rae Rep stands by it');
});
