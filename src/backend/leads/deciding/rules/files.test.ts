import { describe, expect, it } from 'vitest';
import { ownerId } from '../../../ground/identifiers.ts';
import type { ReplyClass } from '../../../replies/types.ts';
import { lead, reply, situation, TUESDAY } from '../../test-leads.ts';
import type { Decision, LeadEvent } from '../events.ts';
import type { Stage } from '../states.ts';
import { decide } from '../transitions.ts';

const effects = (decision: Decision | null): string[] => (decision?.effects ?? []).map((effect) => effect.do);

describe('what came with an answer', () => {
  const answer = { ...reply('SeekingMoreInfo'), at: TUESDAY };
  const taken = { type: 'owner-changed', to: ownerId('200'), toName: null, by: null } as const;
  const overwritten = {
    type: 'owner-overwritten',
    to: ownerId('200'),
    toName: null,
    expected: null,
  } as const;

  it.each<[string, Stage, LeadEvent]>([
    ['a person takes the contact', 'nurturing', taken],
    ['a person takes it before the hand-back is written', 'handing_back', taken],
    ['their choice is put back', 'handing_back', overwritten],
    ['the contact went into another one', 'handing_back', { type: 'contact-gone', how: 'merged' }],
  ])('is forwarded when %s', (_when, stage, event) => {
    expect(effects(decide(lead({ stage, answer }), event, situation()))).toContain('forward-files');
    expect(effects(decide(lead({ stage }), event, situation()))).not.toContain('forward-files');
  });

  it.each<[ReplyClass, boolean]>([
    ['ConnectLater', true],
    ['OutOfOffice', false],
    ['SeekingMoreInfo', false],
  ])('%s: is forwarded by itself: %s', (replyClass, alone) => {
    const event = {
      type: 'replied',
      reply: reply(replyClass),
      text: 'Later',
      at: TUESDAY,
      about: null,
    } as const;
    expect(effects(decide(lead(), event, situation())).includes('forward-files')).toBe(alone);
  });
});
