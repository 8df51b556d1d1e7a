import { expect, it } from 'vitest';
import { DAY } from '../../ground/clock.ts';
import { assistantId, contactId } from '../../ground/identifiers.ts';
import { lead, reply, TUESDAY } from '../test-leads.ts';
import { noLonger } from './no-longer.ts';

const announced = { round: '501-1', step: 0, noticeAt: TUESDAY, assistantId: assistantId('tara') };
const away = { state: 'OutOfOffice', wakeAt: TUESDAY + 14 * DAY } as const;

it('holds while the contact is away', () => {
  expect(noLonger(announced, lead(away), TUESDAY + DAY)).toBeNull();
});

it.each([
  ['another round', { round: 2 }, 'with a person again'],
  ['closed', { stage: 'closed' }, 'with a person again'],
  ['paused', { stage: 'paused' }, 'is paused'],
  ['another assistant', { assistantId: assistantId('tim') }, 'another assistant'],
  ['merged', { mergedInto: contactId(502) }, 'is gone'],
  ['answered', { answer: { ...reply('ConnectLater'), at: TUESDAY + 1 } }, 'answered'],
  ['back by the clock', { wakeAt: TUESDAY + DAY }, 'is back'],
  ['written to again', { step: 1 }, 'is back'],
  ['cold again', { state: 'Cold' }, 'is back'],
] as const)('does not where the contact is %s', (_what, change, reason) => {
  expect(noLonger(announced, lead({ ...away, ...change }), TUESDAY + DAY)).toContain(reason);
});
