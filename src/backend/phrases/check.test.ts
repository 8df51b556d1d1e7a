import { describe, expect, it } from 'vitest';
import type { TaughtPhrase } from '../replies/types.ts';
import { checkPhrase } from './check.ts';

type Draft = Parameters<typeof checkPhrase>[0];
const draft = (example: string, change: Partial<Draft> = {}): Draft => ({
  example,
  class: 'AgreedToMeet',
  mode: 'always',
  ...change,
});
const taught: TaughtPhrase = {
  phraseId: 'p1',
  example: 'Put the kettle on for our meeting',
  class: 'AgreedToMeet',
  mode: 'always',
};
const refusal = (one: Draft, others: readonly TaughtPhrase[] = []) => {
  try {
    checkPhrase(one, others);
    return null;
  } catch (error) {
    return error;
  }
};

describe('what can be taught', () => {
  it('is a sentence with its meaning, without the space around it', () => {
    expect(checkPhrase(draft('  Put the kettle on \n'), [])).toEqual({
      example: 'Put the kettle on',
      class: 'AgreedToMeet',
      mode: 'always',
    });
  });

  it.each(['No thanks', 'nein danke', '不要です', 'not now', 'Não, obrigado'])('%s', (example) => {
    expect(refusal(draft(example))).toBeNull();
  });

  it.each([
    '',
    ' \n ',
    'ok',
    'Yes',
    '...',
    'はい',
    '15:30',
    'No.',
    'Thanks',
    '👍👍👍👍👍👍👍👍',
    'x'.repeat(501),
  ])('is not %j', (example) => {
    expect(refusal(draft(example))).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it.each(['Bounce', 'SoftBounce'] as const)('is no %s, and it says why', (one) => {
    expect(refusal(draft('Mailbox is full, sorry', { class: one }))).toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('report of the mail server') as string,
    });
  });

  it('is not what could never count, as an opt-out and the law go first', () => {
    const optOut = draft('Please take me off your list');
    expect(refusal(optOut)).toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('asks for no more emails') as string,
    });
    expect(refusal({ ...optOut, class: 'Unsubscribed' })).toBeNull();
    expect(refusal(draft('Abmelden', { class: 'Unsubscribed' }))).toBeNull();
    const legal = draft('Remove me or I call my lawyer', { class: 'Unsubscribed' });
    expect(refusal(legal)).toMatchObject({ message: expect.stringContaining('of the law') as string });
  });

  it('is not what is taught already, in whatever letters', () => {
    const same = draft('put the KETTLE on, for our meeting!');
    expect(refusal(same, [taught])).toMatchObject({
      code: 'CONFLICT',
      message: '“Put the kettle on for our meeting” is taught already, with the same meaning.',
    });
    expect(refusal({ ...same, class: 'Other' }, [taught])).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('with another meaning. Change that phrase') as string,
    });
  });

  it('is not what an answer could be taken for with another meaning', () => {
    const near = draft('Put the ketle on for our meeting', { class: 'Other' });
    expect(refusal(near, [taught])).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('98 % alike') as string,
    });
    expect(refusal({ ...near, class: 'AgreedToMeet' }, [taught])).toBeNull();
    expect(
      refusal(draft('Do not put the kettle on for our meeting', { class: 'Other' }), [taught]),
    ).toBeNull();
  });

  it('keeps nobody’s address or number', () => {
    const personal =
      'Write to Bob.Novak@novak.example.org, see https://novak.example.org/bob or call +43 1 234 56 78.';
    const { example } = checkPhrase(draft(personal), []);
    expect(example).toBe('Write to name@example.com, see https://example.com or call 000.');
  });
});
