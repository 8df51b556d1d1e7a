import { describe, expect, it } from 'vitest';
import { DAY } from '../ground/clock.ts';
import type { TaughtPhrase } from '../replies/types.ts';
import { askedAbout, tryOnPast, tryPhrase } from './try-phrase.ts';
import type { PastAnswer } from './try-phrase.ts';

const TUESDAY = Date.UTC(2026, 10, 24, 9);
const phrase = (change: Partial<TaughtPhrase> = {}): TaughtPhrase => ({
  phraseId: 'p1',
  example: 'Put the kettle on for me',
  class: 'AgreedToMeet',
  mode: 'always',
  ...change,
});
const answer = (text: string, change: Partial<PastAnswer> = {}): PastAnswer => ({
  subject: 'Re: A proposal',
  text,
  autoSubmitted: false,
  certain: false,
  timeZone: 'Europe/Berlin',
  contactName: 'Ada Lovelace',
  at: TUESDAY,
  before: 'Other',
  question: async () => null,
  ...change,
});

describe('a phrase on one text', () => {
  it.each([
    ['phrase', 'Hi Tara, put the kettle on for me!', {}, {}],
    ['not-alike', 'Do not put the kettle on for me.', {}, {}],
    ['not-alike', '', {}, {}],
    ['opt-out', 'Put the kettle on for me. Please take me off your list.', {}, {}],
    [
      'law',
      'Put the kettle on for me, or hear from my lawyers.',
      { example: 'Put the kettle on for me, or hear from my lawyers' },
      {},
    ],
    ['program', 'Put the kettle on for me', {}, { autoSubmitted: true }],
    ['form', 'Put the kettle on for me', {}, { certain: true }],
  ] as const)('%s decides: %s', async (decidedBy, text, change, of) => {
    expect(await tryPhrase(phrase(change), [], answer(text, of))).toMatchObject({ decidedBy });
  });

  it('says that another one is nearer', async () => {
    const other = phrase({ phraseId: 'p2', example: 'Put the kettle on for me now', class: 'Other' });
    const tried = await tryPhrase(
      phrase({ example: 'Put the kettlee on for me now' }),
      [other],
      answer('Put the kettle on for me now'),
    );
    expect(tried).toMatchObject({ decidedBy: 'other-phrase', now: { class: 'Other', doubtful: false } });
  });

  it('tells the day of a dated meaning', async () => {
    const later = phrase({ example: 'Knock again when the leaves fall', class: 'ConnectLater' });
    const tried = await tryPhrase(later, [], answer('Knock again when the leaves fall. In two weeks.'));
    expect(tried.now).toEqual({ class: 'ConnectLater', doubtful: false, date: '2026-12-08' });
  });
});

describe('answers that a person had to read', () => {
  it('are told with the words that say most; not what a program wrote, or what a form said', () => {
    const past = [
      answer('Hi Tara,\n\nput the kettle on for me.\n\nAda'),
      answer('Put the kettle on for me', { before: 'AgreedToMeet' }),
      answer('Put the kettle on for me', { autoSubmitted: true }),
      answer('Put the kettle on for me', { certain: true }),
    ];
    expect(askedAbout(past)).toEqual({
      asked: [
        {
          contactName: 'Ada Lovelace',
          at: TUESDAY,
          text: 'Hi Tara,\n\nput the kettle on for me.\n\nAda',
          example: 'put the kettle on for me.',
        },
      ],
    });
    expect(askedAbout(Array.from({ length: 40 }, () => answer('Lorem ipsum dolor.'))).asked).toHaveLength(10);
  });
});

describe('a phrase on past answers', () => {
  it('counts what says it and what it would have changed, and shows what nearly does', async () => {
    const past = [
      answer('Put the kettle on for me.', { at: TUESDAY, contactName: 'Ada' }),
      answer('Do not put the kettle on for me.', { at: TUESDAY - DAY, contactName: 'Bea' }),
      answer('put the ketle on for me', {
        at: TUESDAY - 2 * DAY,
        before: 'AgreedToMeet',
        contactName: 'Cyd',
      }),
      answer('Put the kettle on for me', {
        at: TUESDAY - 3 * DAY,
        certain: true,
        before: 'Retired',
        contactName: 'Dan',
      }),
      answer('What does it cost?', { at: TUESDAY - 4 * DAY }),
    ];
    const result = await tryOnPast(phrase(), [], past);
    expect(result).toMatchObject({ looked: 5, since: TUESDAY - 4 * DAY, alike: 3, changed: 1 });
    expect(
      result.answers.map(({ contactName, decidedBy, now }) => [contactName, decidedBy, now.class]),
    ).toEqual([
      ['Ada', 'phrase', 'AgreedToMeet'],
      ['Cyd', 'phrase', 'AgreedToMeet'],
      ['Dan', 'form', 'Retired'],
      ['Bea', 'not-alike', expect.any(String)],
    ]);
  });

  it('that only suggests changes nothing where a person had to read it anyway', async () => {
    const past = [
      answer('Put the kettle on for me.'),
      answer('Put the kettle on for me.', { before: 'AgreedToMeet' }),
    ];
    expect(await tryOnPast(phrase({ mode: 'suggest' }), [], past)).toMatchObject({ alike: 2, changed: 1 });
  });

  it('looks at none where there is none', async () => {
    expect(await tryOnPast(phrase(), [], [])).toEqual({
      looked: 0,
      since: null,
      alike: 0,
      changed: 0,
      answers: [],
    });
  });
});
