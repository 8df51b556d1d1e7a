import { describe, expect, it } from 'vitest';
import { readCorpus } from '../learned/corpus.ts';
import type { TaughtPhrase } from '../types.ts';
import { matchingPhrase, nearestPassage } from './match.ts';

const phrase = (example: string, change: Partial<TaughtPhrase> = {}): TaughtPhrase => ({
  phraseId: example,
  example,
  class: 'SeekingMoreInfo',
  mode: 'always',
  ...change,
});
const found = (text: string, ...phrases: TaughtPhrase[]) => matchingPhrase(phrases, text);

describe('the phrase that an answer says', () => {
  it('is looked for in each sentence, in runs of them and in the whole', () => {
    const one = phrase('Let me ask my boss first');
    const two = phrase('Nice. Let me ask my boss first. Talk soon');
    const text = 'Hi Tara,\n\nnice. Let me ask my boss first! Talk soon.\n\nAnn';
    expect(found(text, one)).toMatchObject({
      similarity: 1,
      passage: 'Let me ask my boss first!',
      rest: ['Hi Tara,', 'nice.', 'Talk soon.', 'Ann'],
    });
    expect(found(text, two)).toMatchObject({ similarity: 1, rest: ['Hi Tara,', 'Ann'] });
    expect(found('Let me ask my boss first', one)?.rest).toEqual([]);
  });

  it('may follow a greeting on its line, but not what denies it', () => {
    const one = phrase('Please send it to me');
    for (const greeting of ['Hi Tara, ', 'Guten Tag Frau Novak, ', 'Hola, ', 'Bonjour Madame, '])
      expect(found(`${greeting}please send it to me.`, one)?.similarity).toBe(1);
    expect(found('Hi no, please send it to me.', one)).toBeNull();
    expect(found('No, please send it to me.', one)).toBeNull();
  });

  it('is the opt-out, then the most alike, then the longer, then "always", then by its id', () => {
    const exact = phrase('We decide about this in our board');
    const near = phrase('We decide about this in our bord', { class: 'Other' });
    const stop = phrase('Leave me alone from now on', { class: 'Unsubscribed' });
    const long = phrase('Good. We decide about this in our board');
    const suggest = phrase('We decide about this in our board', { phraseId: 'a', mode: 'suggest' });
    const twin = phrase('We decide about this in our board', { phraseId: 'b' });
    const said = 'Good. We decide about this in our board.';
    expect(found(said, near, exact)?.phrase).toBe(exact);
    expect(found(`${said} Leave me alonee from now on`, exact, stop)?.phrase).toBe(stop);
    expect(found(said, exact, long)?.phrase).toBe(long);
    expect(found(said, suggest, exact)?.phrase).toBe(exact);
    expect(found(said, exact, twin)?.phrase).toBe(twin);
    expect(found(said, twin, exact)?.phrase).toBe(twin);
  });

  it('is itself, whatever people write', () => {
    const missed = readCorpus().texts.filter(({ text }) => {
      const written = text.length <= 500 && /[\p{L}\d]/u.test(text);
      return written && found(text, phrase(text))?.similarity !== 1;
    });
    expect(missed.map(({ text }) => text)).toEqual([]);
  }, 30_000);

  it('is none where the words are others, or where nothing was taught', () => {
    expect(found('Let me ask my wife first', phrase('Let me ask my boss first'))).toBeNull();
    expect(found('', phrase('Let me ask my boss first'))).toBeNull();
    expect(found('Let me ask my boss first')).toBeNull();
  });

  it('is found in Japanese, between other sentences', () => {
    const got = found(
      'お世話になります。社内で検討いたします。よろしくお願いします。',
      phrase('社内で検討致します'),
    );
    expect(got).toMatchObject({ similarity: 1, passage: '社内で検討いたします。' });
  });

  it('says how near an answer comes that is not alike enough', () => {
    const near = nearestPassage(
      phrase('Please send it to my office'),
      'Hello. Please do not send it to my office.',
    );
    expect(near).toMatchObject({ passage: 'Please do not send it to my office.' });
    expect(near?.similarity).toBeGreaterThan(0.7);
    expect(near?.similarity).toBeLessThan(0.9);
    expect(nearestPassage(phrase('Please send it'), '')).toBeNull();
  });

  it('is quick with any text', () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      phrase(`Let me ask boss number ${'x'.repeat(at)} first`),
    );
    for (const text of [
      'a'.repeat(6_000),
      'a. '.repeat(2_000),
      'let me ask '.repeat(600),
      'な。'.repeat(3_000),
    ])
      expect(matchingPhrase(many, text)).toBeNull();
  }, 10_000);
});
