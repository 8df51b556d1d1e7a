import { describe, expect, it } from 'vitest';
import { laterStep } from '../../writing/answer-steps.ts';
import type { Classification, ReplyClass } from '../../replies/types.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { decide } from '../deciding/transitions.ts';
import { lead, reply, situation, TUESDAY } from '../test-leads.ts';
import { conversationStatus } from './conversation-status.ts';
import type { Lead } from './lead-entity.ts';

const answer = (of: ReplyClass, change: Partial<Classification> = {}): Lead['answer'] => ({
  ...reply(of, change),
  at: TUESDAY + 1,
});
const promise = laterStep('en', '2027-03-01', 'Second');
const waiting = lead({ steps: [promise, ...lead().steps], answer: answer('ConnectLater') });
const silent = { stage: 'closed', state: 'Processed', step: 3 } as const;
const replied = (of: ReplyClass, date: string | null = null): LeadEvent => ({
  type: 'replied',
  reply: reply(of, { date }),
  text: 'Please try me in March.',
  at: TUESDAY + 1,
  about: null,
});

describe('how a conversation stands', () => {
  it.each<[string, Lead, string]>([
    ['waits for the day that the contact named', waiting, 'not_interested_now'],
    ['has no place yet, and waits for that day', { ...waiting, stage: 'queued' }, 'not_interested_now'],
    ['is paused before that day', { ...waiting, stage: 'paused' }, 'paused'],
    ['goes on after that day', { ...waiting, step: 1 }, 'in_progress'],
    ['is taken back before that day', { ...waiting, stage: 'closed' }, 'not_interested_now'],
    ['is taken back after it', { ...waiting, stage: 'closed', step: 2 }, 'canceled'],
    ['unsubscribed before it', { ...waiting, stage: 'closed', state: 'UnSubscribed' }, 'do_not_contact'],
    ['was stopped by a person before it', stopped(waiting), 'canceled'],
    ['never answered', lead(silent), 'unresponsive'],
    ['answered, and then no more', lead({ ...silent, answer: answer('ConnectLater') }), 'stopped_responding'],
    [
      'answered only before this round',
      lead({ ...silent, answer: { ...reply('ConnectLater'), at: TUESDAY - 1 } }),
      'unresponsive',
    ],
    ['what came may be no answer', lead({ ...silent, answer: doubtful() }), 'unresponsive'],
    ['only a mail server answered', lead({ ...silent, answer: answer('Bounce') }), 'unresponsive'],
    [
      'a person says that it meant later',
      lead({ stage: 'closed', state: 'Responded', answer: answer('ConnectLater') }),
      'not_interested_now',
    ],
    [
      'it may mean later: a person reads it',
      lead({ stage: 'closed', state: 'Responded', answer: doubtful() }),
      'human_review',
    ],
  ])('%s: %s', (_what, one, status) => {
    expect(conversationStatus(one)).toBe(status);
  });

  it('is told when the contact asks for another day, and again when the email of that day has left', () => {
    const asked = decide(lead({ step: 1 }), replied('ConnectLater', '2027-03-01'), situation());
    const now = { ...lead({ step: 1 }), ...asked?.change };
    expect(conversationStatus(now)).toBe('not_interested_now');
    expect(asked?.effects).toContainEqual({ do: 'write-status', urgent: true });
    const left = decide(
      now,
      { type: 'mail-sent', kind: 'later', step: 1, certain: true, subject: 'As you asked' },
      situation(),
    );
    expect(conversationStatus({ ...now, ...left?.change })).toBe('in_progress');
    expect(left?.effects).toEqual([{ do: 'write-status', urgent: false }]);
    const skipped = decide(now, { type: 'mail-skipped', kind: 'later', step: 1, by: 'Rae Rep' }, situation());
    expect(skipped?.effects).toEqual([{ do: 'write-status', urgent: false }]);
  });

  it('is not written again where nothing of it changes', () => {
    const event: LeadEvent = { type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: 'Hello' };
    expect(decide(lead(), event, situation())?.effects).toEqual([]);
  });

  it('tells the owner that there was an answer, once the sequence is over', () => {
    const over = lead({ step: 3, answer: answer('ConnectLater') });
    const end = (one: Lead) => decide(one, { type: 'woke' }, situation())?.change.closeReason;
    expect(end(over)).toBe('Answered, but no more after 3 emails.');
    expect(end({ ...over, answer: null })).toBe('No answer to 3 emails.');
  });

  it('is what a later answer says, also after the end', () => {
    const decision = decide(lead(silent), replied('ConnectLater'), situation());
    expect(conversationStatus({ ...lead(silent), ...decision?.change })).toBe('not_interested_now');
    expect(decision?.effects).toContainEqual({ do: 'write-status', urgent: true });
  });
});

function stopped(one: Lead): Lead {
  return { ...one, ...decide(one, { type: 'stop-asked', by: 'Rae Rep' }, situation())?.change };
}

function doubtful(): Lead['answer'] {
  return answer('ConnectLater', { doubtful: true });
}
