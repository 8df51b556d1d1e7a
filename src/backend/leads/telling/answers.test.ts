import { expect, it } from 'vitest';
import type { Mail } from '../../mail/mail-entity.ts';
import type { ReplyClass } from '../../replies/types.ts';
import { tellingAnswer } from './answers.ts';

const incoming = (...classes: ReplyClass[]): Mail[] =>
  classes.map((replyClass, at) => ({ direction: 'in', at, replyClass, text: replyClass }) as Mail);

it.each([
  [['Other', 'OutOfOffice'], 'Other'],
  [['OutOfOffice'], 'OutOfOffice'],
  [['OutOfOffice', 'AgreedToMeet'], 'AgreedToMeet'],
  [['Other', 'Bounce'], 'Bounce'],
] as const)('of %j, %s tells most', (classes, expected) => {
  expect(tellingAnswer(incoming(...classes))?.text).toBe(expected);
});

it('of nothing, nothing', () => {
  expect(tellingAnswer([{ direction: 'out', at: 1 } as Mail])).toBeNull();
});
