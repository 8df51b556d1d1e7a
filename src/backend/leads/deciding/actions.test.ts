import { describe, expect, it } from 'vitest';
import { lead, reply, situation, TUESDAY } from '../test-leads.ts';
import { assistantId, ownerId } from '../../ground/identifiers.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { repActions, whyRefused } from './actions.ts';
import type { RepAction } from './actions.ts';
import type { LeadEvent } from './events.ts';
import { handedOn } from './handed-on.ts';
import { standingOf } from './standing.ts';
import { decide } from './transitions.ts';

const by = 'Rae Rep';
const steps = lead().steps.map(({ name, ...step }) => ({
  ...step,
  name: `Other ${name}`,
  body: `Other ${name}`,
}));
const other = { assistantId: assistantId('otto'), name: 'Otto', ownerId: ownerId('901') } as Assistant;

/** What an action is to the rules while the assistant works on the contact; null: it is no event of the lead. */
const events: Record<RepAction, (before: Lead) => LeadEvent | null> = {
  pause: () => ({ type: 'pause-asked', by }),
  resume: () => ({ type: 'resume-asked', by }),
  continue: () => ({ type: 'continue-asked', by }),
  restart: () => ({ type: 'restart-asked', by, sequenceId: 'o', version: 1, name: 'Other', steps }),
  stop: () => ({ type: 'stop-asked', by }),
  'hand-back': () => ({ type: 'hand-back-asked', by }),
  'mark-hot': () => ({ type: 'marked', as: 'Hot', by }),
  'mark-cold': () => ({ type: 'marked', as: 'Cold', by }),
  'mark-responded': () => ({ type: 'marked', as: 'Responded', by }),
  unsubscribe: () => ({ type: 'unsubscribe-asked', by }),
  introduce: () => ({ type: 'letter-asked', title: 'Introduces', detail: null }),
  reply: () => ({ type: 'letter-asked', title: 'Writes', detail: null }),
  'change-assistant': (before) => handedOn(before, by, other),
  'pick-up': () => ({ type: 'picked-up', by }),
  note: () => null,
  remind: () => null,
};

const closed: Partial<Lead> = { stage: 'closed', wakeAt: null, closedAt: TUESDAY };
const standings: Record<string, Partial<Lead>> = {
  New: { stage: 'queued', state: 'New', wakeAt: null },
  Pending: { state: 'Pending' },
  Cold: {},
  'Cold, every email sent': { step: 3 },
  Engaged: { state: 'Engaged' },
  Warm: { state: 'Warm' },
  OutOfOffice: { state: 'OutOfOffice' },
  Paused: { stage: 'paused' },
  'Going back': { stage: 'handing_back', state: 'Hot', wakeAt: null },
  Hot: { ...closed, state: 'Hot' },
  'Hot, taken up': { ...closed, state: 'Hot', pickedUpAt: TUESDAY },
  Responded: { ...closed, state: 'Responded' },
  LeadAtRisk: { ...closed, state: 'LeadAtRisk' },
  Processed: { ...closed, state: 'Processed', step: 3 },
  DeActivated: { ...closed, state: 'DeActivated', subState: 'asked_to_stop' },
  UnSubscribed: { ...closed, state: 'UnSubscribed' },
  'Legal stop': { ...closed, state: 'UnSubscribed', legalAt: TUESDAY },
  'Taken back': { ...closed, state: 'Cold' },
  Deleted: { ...closed, state: 'Cold', subState: 'deleted' },
};

/** Closed leads are continued and restarted by a new assignment, see acting/go-on.test.ts. */
const byAssignment: readonly RepAction[] = ['continue', 'restart'];

describe.each(Object.entries(standings))('a lead that is %s', (_name, change) => {
  const before = lead(change);
  it.each(repActions)('%s: what fits changes it, and what does not says why', (action) => {
    const refused = whyRefused(action, standingOf(before));
    const event = events[action](before);
    if (event === null || (before.stage === 'closed' && byAssignment.includes(action))) return;
    const decision = decide(before, event, situation());
    if (refused === null) expect(decision).not.toBeNull();
    else expect(refused).toMatch(/^[A-Z].*\.$/);
  });
});

it('a contact that no assistant ever had can be unsubscribed, noted on and remembered', () => {
  const fit = repActions.filter((action) => whyRefused(action, null) === null);
  expect(fit).toEqual(['unsubscribe', 'note', 'remind']);
});

it('an opt-out stays one, whoever says otherwise', () => {
  const before = lead({ ...closed, state: 'UnSubscribed' });
  const fit = repActions.filter((action) => whyRefused(action, standingOf(before)) === null);
  expect(fit).toEqual(['note', 'remind']);
});

const told = (change: Partial<Lead>, event: LeadEvent) => {
  const before = lead(change);
  const decision = decide(before, event, situation());
  const after = { ...before, ...decision?.change };
  const effects = decision?.effects.map((effect) => effect.do) ?? [];
  return { after, effects, decision };
};

describe('what the actions do', () => {
  it('stop: nothing is sent any more, and the contact goes back as stopped', () => {
    const { after, effects } = told({ step: 1 }, { type: 'stop-asked', by });
    expect(after).toMatchObject({
      stage: 'handing_back',
      state: 'DeActivated',
      subState: 'stopped',
      wakeAt: null,
    });
    expect(effects).toEqual(['cancel-mails', 'write-status', 'resolve-hand-back']);
  });

  it.each(['Hot', 'Responded'] as const)('mark %s: the assistant is done, and a person is needed', (as) => {
    const { after, effects } = told({ step: 1 }, { type: 'marked', as, by });
    expect(after).toMatchObject({ stage: 'handing_back', state: as });
    expect(effects).toContain('cancel-mails');
    const later = told({ ...closed, state: 'Processed' }, { type: 'marked', as, by });
    expect(later.after).toMatchObject({ stage: 'closed', state: as, pickedUpAt: null });
    expect(later.effects).toEqual(['close-reviews', 'write-status']);
  });

  it('mark Cold: who was away is written to again; who needed somebody needs nobody', () => {
    const away = told({ state: 'OutOfOffice', wakeAt: TUESDAY + 9e8 }, { type: 'marked', as: 'Cold', by });
    expect(away.after.state).toBe('Cold');
    expect(away.after.wakeAt).toBeLessThan(TUESDAY + 9e8);
    const hot = told({ ...closed, state: 'Hot' }, { type: 'marked', as: 'Cold', by });
    expect(hot.after).toMatchObject({ stage: 'closed', state: 'Cold', pickedUpAt: TUESDAY });
    const paused = told({ stage: 'paused', state: 'Warm' }, { type: 'marked', as: 'Cold', by });
    expect(paused.after).toMatchObject({ stage: 'paused', state: 'Cold' });
  });

  it('continue: nothing is waited for any longer', () => {
    const { after } = told(
      { state: 'OutOfOffice', step: 1, wakeAt: TUESDAY + 9e8 },
      { type: 'continue-asked', by },
    );
    expect(after).toMatchObject({ stage: 'nurturing', state: 'Cold', step: 1, wakeAt: TUESDAY + 300_000 });
  });

  it('restart: from the first email that the person has not had, also out of a pause', () => {
    const [first] = lead().steps;
    if (!first) throw new Error('no step');
    const event = { type: 'restart-asked', by, sequenceId: 'o', version: 2, name: 'Other' } as const;
    const { after, effects } = told({ step: 1, stage: 'paused' }, { ...event, steps: [first, ...steps] });
    expect(after).toMatchObject({ stage: 'nurturing', state: 'Cold', step: 1, sequenceId: 'o' });
    expect(after.steps.map(({ name }) => name)).toEqual(['First', ...steps.map(({ name }) => name)]);
    expect(effects).toEqual(['cancel-mails', 'write-status']);
    expect(told({ step: 3 }, { ...event, steps: lead().steps }).decision).toBeNull();
  });

  it('unsubscribe: for good, in every stage', () => {
    const { after, effects } = told({}, { type: 'unsubscribe-asked', by });
    expect(after).toMatchObject({ stage: 'handing_back', state: 'UnSubscribed' });
    expect(effects).toContain('suppress-address');
    const later = told({ ...closed, state: 'Hot' }, { type: 'unsubscribe-asked', by });
    expect(later.after).toMatchObject({ stage: 'closed', state: 'UnSubscribed' });
    expect(later.effects).toContain('suppress-address');
  });

  it('reply: the next email of the sequence keeps its distance', () => {
    const { after, effects } = told(
      { step: 1, wakeAt: TUESDAY },
      { type: 'letter-asked', title: 'Rae Rep writes as Tara', detail: null },
    );
    expect(new Date(after.wakeAt ?? 0).toISOString()).toBe('2026-11-26T09:00:00.000Z');
    expect(effects).toEqual(['cancel-mails']);
    const sent = { type: 'answered-by-hand', by, subject: 'Re', certain: true } as const;
    expect(told({ step: 1 }, sent).after.pickedUpAt).toBeNull();
    expect(told({ ...closed, state: 'Hot' }, sent).after.pickedUpAt).toBe(TUESDAY);
  });

  it('introduce: once it has left, the person goes on', () => {
    const sent = { type: 'introduced', by, subject: 'Re', certain: true } as const;
    const { after, effects } = told({ step: 1, state: 'OutOfOffice' }, sent);
    expect(after).toMatchObject({ stage: 'handing_back', state: 'Cold' });
    expect(effects).toContain('resolve-hand-back');
    expect(told({ ...closed, state: 'LeadAtRisk' }, sent).after.pickedUpAt).toBe(TUESDAY);
    expect(told({ ...closed, state: 'Processed' }, sent).after.pickedUpAt).toBeNull();
  });

  it('change assistant: the conversation goes on where it is', () => {
    const before = lead({ step: 1, stage: 'paused' });
    const { after, effects } = told({ step: 1, stage: 'paused' }, handedOn(before, by, other));
    expect(after).toMatchObject({ assistantId: 'otto', stage: 'paused', step: 1, takingOver: true });
    expect(effects).toContain('take-ownership');
  });

  it('an answer that comes after any of them is still understood', () => {
    const { after } = told(
      { ...closed, state: 'DeActivated', subState: 'stopped' },
      {
        type: 'replied',
        reply: reply('Unsubscribed'),
        text: 'Unsubscribe',
        at: TUESDAY,
        about: null,
      },
    );
    expect(after.state).toBe('UnSubscribed');
  });
});
