import { describe, expect, it } from 'vitest';
import { classifyReply } from './classify.ts';
import { furtherReplies, misleadingReplies } from './reply-corpus-further.ts';
import { replyCorpus, type LabelledReply } from './reply-corpus.ts';
import { replyClasses, type ReplyToClassify } from './types.ts';

const wednesday = Date.UTC(2025, 3, 23, 9);
const ask = (text: string, more: Partial<ReplyToClassify> = {}) =>
  classifyReply({
    subject: 'Re: A proposal',
    text,
    autoSubmitted: false,
    bounce: false,
    receivedAt: wednesday,
    timeZone: 'Europe/London',
    ...more,
  });
const classify = (reply: LabelledReply) =>
  ask(reply.text, {
    autoSubmitted: reply.automatic ?? false,
    ...(reply.subject && { subject: reply.subject }),
  });

describe('the corpus of answers', () => {
  const results = [...replyCorpus, ...furtherReplies].map((reply) => ({ reply, got: classify(reply) }));

  it('covers every class but the bounces, which are told by the mail', () => {
    expect(replyCorpus.length).toBeGreaterThanOrEqual(120);
    expect(new Set(replyCorpus.map((reply) => reply.class)).size).toBe(replyClasses.length - 2);
  });

  it('is understood in at least 95 of 100', () => {
    const wrong = results.filter(({ reply, got }) => got.class !== reply.class);
    const list = wrong.map(
      ({ reply, got }) => `${reply.class} taken for ${got.class} (“${got.evidence}”): ${reply.text}`,
    );
    expect(list.length / results.length, list.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('never unsubscribes nor agrees to meet for somebody who did not', () => {
    const grave = results.filter(
      ({ reply, got }) => got.class !== reply.class && ['Unsubscribed', 'AgreedToMeet'].includes(got.class),
    );
    expect(grave.map(({ reply }) => reply.text)).toEqual([]);
    const misled = misleadingReplies
      .map((text) => ({ text, got: ask(text).class }))
      .filter(({ got }) => ['Unsubscribed', 'AgreedToMeet'].includes(got));
    expect(misled).toEqual([]);
  });

  it('never misses somebody who unsubscribes', () => {
    const missed = results.filter(
      ({ reply, got }) => reply.class === 'Unsubscribed' && got.class !== 'Unsubscribed',
    );
    expect(missed.map(({ reply }) => reply.text)).toEqual([]);
  });

  it.each(replyCorpus.filter(({ date }) => date !== undefined))('dates “$text” at $date', (reply) => {
    expect(classify(reply)).toMatchObject({ class: reply.class, date: reply.date });
  });

  it.each(replyCorpus.filter(({ referredEmail }) => referredEmail !== undefined))(
    'finds $referredEmail in “$text”',
    (reply) => {
      expect(classify(reply)).toMatchObject({ class: reply.class, referredEmail: reply.referredEmail });
    },
  );
});

describe('classifyReply', () => {
  it('quotes the words that decided', () => {
    const got = ask(
      'Hi Tara,\n\nthanks for the mail. Thursday 3 p.m. works for me, but please be brief.\n\nAnn',
    );
    expect(got).toMatchObject({ class: 'AgreedToMeet', evidence: 'Thursday 3 pm works for me' });
    expect(got.confidence).toBeGreaterThan(0.9);
  });

  it('takes the mail’s word for a bounce', () => {
    expect(ask('550 user unknown', { bounce: true })).toMatchObject({
      class: 'Bounce',
      evidence: '550 user unknown',
    });
  });

  it('never makes a lead hot or unsubscribes it for what a program wrote', () => {
    for (const text of ['Unsubscribe me', 'Thursday 3 pm works.', "Yes, I'm interested. Call me."]) {
      expect(ask(text, { autoSubmitted: true }).class).toBe('SupportAutoResponse');
    }
  });

  it('is unsure of what it does not know, and of nothing at all', () => {
    expect(ask('Lorem ipsum dolor.')).toMatchObject({ class: 'Other', evidence: 'Lorem ipsum dolor.' });
    expect(ask('Lorem ipsum dolor.').confidence).toBeLessThan(0.5);
    expect(ask('')).toMatchObject({ class: 'Other', evidence: '' });
  });

  it('reads slashed dates as the contact’s country writes them', () => {
    const away = (timeZone: string) =>
      ask('I am out of the office until 05/06.', { autoSubmitted: true, timeZone }).date;
    expect(away('America/New_York')).toBe('2025-05-07');
    expect(away('Europe/Paris')).toBe('2025-06-06');
  });

  it('counts days on the contact’s calendar', () => {
    const lateEvening = Date.UTC(2025, 3, 23, 23, 30);
    expect(
      ask('Back tomorrow, I am out of the office.', {
        receivedAt: lateEvening,
        timeZone: 'Asia/Tokyo',
        autoSubmitted: true,
      }).date,
    ).toBe('2025-04-25');
    expect(
      ask('Back tomorrow, I am out of the office.', {
        receivedAt: lateEvening,
        timeZone: 'nowhere',
        autoSubmitted: true,
      }).date,
    ).toBe('2025-04-24');
  });

  it('is quick with any text', () => {
    for (const text of [
      'a'.repeat(50_000),
      'can you '.repeat(7_000),
      'a@'.repeat(25_000),
      '1-'.repeat(25_000),
      'Thursday at '.repeat(4_000),
      '? '.repeat(25_000),
    ]) {
      expect(ask(text).class).toBeTypeOf('string');
    }
  }, 10_000);
});
