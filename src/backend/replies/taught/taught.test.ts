import { describe, expect, it } from 'vitest';
import { classifyReply } from '../classify.ts';
import type { ReplyToClassify, TaughtPhrase } from '../types.ts';

const wednesday = Date.UTC(2025, 3, 23, 9);
const phrase = (example: string, change: Partial<TaughtPhrase> = {}): TaughtPhrase => ({
  phraseId: 'p1',
  example,
  class: 'AgreedToMeet',
  mode: 'always',
  ...change,
});
const ask = (text: string, phrases: readonly TaughtPhrase[], more: Partial<ReplyToClassify> = {}) =>
  classifyReply({
    subject: 'Re: A proposal',
    text,
    autoSubmitted: false,
    bounce: false,
    receivedAt: wednesday,
    timeZone: 'Europe/London',
    phrases,
    ...more,
  });

const kettle = phrase('Put the kettle on for me');

describe('what was taught', () => {
  it('decides with "always", and says by which words', () => {
    expect(ask('Hi Tara!\nPut the kettle on for me.', [])).toMatchObject({ doubtful: true });
    expect(ask('Hi Tara!\nPut the kettle on for me.', [kettle])).toMatchObject({
      class: 'AgreedToMeet',
      confidence: 1,
      doubtful: false,
      legal: false,
      evidence: 'Put the kettle on for me.',
      taught: { phraseId: 'p1', example: 'Put the kettle on for me', mode: 'always', similarity: 1 },
    });
    const mistyped = ask('put the ketle on for me', [kettle]);
    expect(mistyped.class).toBe('AgreedToMeet');
    expect(mistyped.confidence).toBeCloseTo(1 - 1 / 48);
  });

  it('is only the guess with "suggest", even where Baton would be sure', () => {
    const one = phrase('No thanks, not interested', { class: 'SeekingMoreInfo', mode: 'suggest' });
    expect(ask('No thanks, not interested.', [])).toMatchObject({ class: 'Deactivated', doubtful: false });
    expect(ask('No thanks, not interested.', [one])).toMatchObject({
      class: 'SeekingMoreInfo',
      doubtful: true,
      taught: { mode: 'suggest' },
    });
  });

  it('brings dates and addresses as every answer does', () => {
    const later = phrase('Knock again when the leaves fall', { class: 'ConnectLater' });
    expect(ask('Knock again when the leaves fall. In three weeks.', [later]).date).toBe('2025-05-14');
    const away = phrase('Gone fishing until 1 January', { class: 'OutOfOffice' });
    expect(ask('Gone fishing until 5 May!', [away])).toMatchObject({
      class: 'OutOfOffice',
      date: '2025-05-06',
    });
    const other = phrase('Ask the new one', { class: 'ReferredSomeone' });
    expect(ask('Ask the new one. bob@novak.example.com', [other]).referredEmail).toBe(
      'bob@novak.example.com',
    );
  });
});

describe('what is certain goes before it', () => {
  it('the law', () => {
    const one = phrase('Remove me or I call my lawyer');
    expect(ask('Remove me or I call my lawyer.', [one])).toMatchObject({
      class: 'Unsubscribed',
      legal: true,
    });
  });

  it('a delivery report', () => {
    expect(ask('Put the kettle on for me', [kettle], { bounce: true }).class).toBe('Bounce');
  });

  it.each([
    'Please take me off your list.',
    'Put the kettle on for me. But please take me off your mailing list and delete my address.',
    'Put the kettle on for me.\nUnsubscribe me from all your emails.',
    'Put the kettle on for me. Bitte nehmen Sie mich aus dem Verteiler.',
  ])('an opt-out beside it: %s', (text) => {
    const optOut = phrase('Please take me off your list');
    const got = ask(text, [kettle, optOut]);
    expect(got.class).toBe('Unsubscribed');
    expect(got.taught).toBeUndefined();
  });

  it('a yes to the question whether to stop', () => {
    const yes = phrase('Yes please do that');
    const got = ask('Yes please do that', [yes], { question: 'Shall I stop and remove you from the list?' });
    expect(got).toMatchObject({ class: 'Unsubscribed', doubtful: false });
    expect(ask('Yes please do that', [yes], { question: 'Shall I send you the brochure?' }).class).toBe(
      'AgreedToMeet',
    );
  });

  it('where a sentence beside it is only likely an opt-out, a person decides', () => {
    const got = ask('Put the kettle on for me. I might leave the list one day. See you soon, Ann', [kettle]);
    expect(got).toMatchObject({
      class: 'AgreedToMeet',
      doubtful: true,
      secondary: ['Unsubscribed'],
      taught: { mode: 'always' },
    });
  });

  it('where words beside it can hardly mean anything but no more mail, a person decides', () => {
    const got = ask('Put the kettle on for me. No longer wish to hear about meters.', [kettle]);
    expect(got).toMatchObject({ class: 'AgreedToMeet', doubtful: true, secondary: ['Unsubscribed'] });
  });

  it('but nothing else that stands beside it; what is sure there is told as well', () => {
    const got = ask('Put the kettle on for me. What does it cost?', [kettle]);
    expect(got).toMatchObject({ class: 'AgreedToMeet', doubtful: false, secondary: ['SeekingMoreInfo'] });
  });

  it('but what was taught as an opt-out is one, whatever stands beside it', () => {
    const one = phrase('The moose has left the building', { class: 'Unsubscribed' });
    const text = 'Thursday 3 pm works. The moose has left the building.';
    expect(ask(text, [])).not.toMatchObject({ class: 'Unsubscribed' });
    expect(ask(text, [one])).toMatchObject({
      class: 'Unsubscribed',
      doubtful: false,
      taught: { mode: 'always' },
    });
    const suggested = { ...one, mode: 'suggest' as const };
    expect(ask('The moose has left the building.', [suggested])).toMatchObject({
      class: 'Unsubscribed',
      doubtful: true,
    });
    expect(ask('The moose has left the building. Unsubscribe me.', [suggested])).toMatchObject({
      class: 'Unsubscribed',
      doubtful: false,
    });
  });

  it('a program makes nobody hot, but may stop', () => {
    const machine = { autoSubmitted: true };
    expect(ask('Put the kettle on for me', [kettle], machine).class).not.toBe('AgreedToMeet');
    const closed = phrase('This mailbox takes no more sales mail', { class: 'Deactivated' });
    expect(ask('This mailbox takes no more sales mail.', [closed], machine)).toMatchObject({
      class: 'Deactivated',
      doubtful: false,
    });
  });
});
