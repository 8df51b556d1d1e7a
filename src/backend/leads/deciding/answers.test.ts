import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { ownerId } from '../../ground/identifiers.ts';
import { replyClasses } from '../../replies/types.ts';
import type { Classification, ReplyClass } from '../../replies/types.ts';
import { recommendedSequence } from '../../writing/recommended-sequence.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { assigned, lead, reply, situation, TUESDAY } from '../test-leads.ts';
import type { Decision, LeadEvent } from './events.ts';
import { planFor } from './rules/assignment.ts';
import type { Stage } from './states.ts';
import { decide } from './transitions.ts';

const answer = (
  replyClass: ReplyClass,
  change: Partial<Classification> = {},
  text = '',
  about: number | null = null,
): LeadEvent => ({ type: 'replied', reply: reply(replyClass, change), text, at: TUESDAY, about });
const effects = (decision: Decision | null): string[] => (decision?.effects ?? []).map((effect) => effect.do);
const after = (before: Lead, ...events: LeadEvent[]): Lead =>
  events.reduce((now, event) => ({ ...now, ...decide(now, event, situation())?.change }), before);
const day = (ms: number | null | undefined): string =>
  DateTime.fromMillis(ms ?? 0, { zone: 'Europe/Berlin' }).toFormat('ccc dd.MM. HH:mm');
const sent = (step: number, kind: 'step' | 'later' = 'step'): LeadEvent => ({
  type: 'mail-sent',
  kind,
  step,
  certain: true,
  subject: 'Hello',
});
const recommended = lead({ steps: [...recommendedSequence.steps], step: 1, wakeAt: TUESDAY });
const stages: Stage[] = ['queued', 'nurturing', 'paused', 'handing_back', 'closed'];

describe('a legal matter', () => {
  const event = answer('Unsubscribed', { legal: true });

  it.each(stages)('stops everything and is told to a person, %s', (stage) => {
    const decision = decide(lead({ stage, step: 1 }), event, situation());
    expect(decision?.change).toMatchObject({ state: 'UnSubscribed', legalAt: TUESDAY });
    expect(decision?.effects).toContainEqual({ do: 'suppress-address', reason: 'legal' });
    expect(decision?.effects).toContainEqual({ do: 'write-note', about: 'legal' });
    expect(effects(decision)).toContain(
      stage === 'handing_back' || stage === 'closed' ? 'tell-owner-of-late-reply' : 'resolve-hand-back',
    );
  });

  it('goes before doubt, and keeps its first day when it comes twice', () => {
    const stopped = after(lead({ step: 1 }), answer('Other', { legal: true, doubtful: true }));
    expect(stopped.state).toBe('UnSubscribed');
    expect(after({ ...stopped, legalAt: 5 }, event).legalAt).toBe(5);
  });

  it('refuses another hand-over until an admin lifts the stop, and only then', () => {
    const closed = lead({ stage: 'closed', state: 'UnSubscribed', legalAt: TUESDAY, step: 1 });
    expect(decide(closed, assigned(), situation())?.rule).toBe('cannot-start: legal_hold');
    const lifted = decide(closed, { type: 'legal-lifted', by: 'Ana Admin' }, situation());
    expect(lifted?.title).toContain('Ana Admin');
    expect(effects(lifted)).toEqual(['lift-suppression', 'write-status']);
    const free = { ...closed, ...lifted?.change };
    expect(decide(free, { type: 'legal-lifted', by: 'Ana Admin' }, situation())).toBeNull();
    const again = assigned({ takeFrom: { expected: ownerId('100') } });
    expect(decide(free, again, situation())?.change.stage).toBe('nurturing');
  });
});

describe('a doubtful answer', () => {
  it.each(replyClasses)('stops and asks, and says what it would have guessed: %s', (guess) => {
    const decision = decide(
      lead({ step: 1 }),
      answer(guess, { doubtful: true, confidence: 0.41 }),
      situation({ brochureUrl: 'https://b.example.com' }),
    );
    expect(decision?.change).toMatchObject({ stage: 'handing_back', state: 'Responded', wakeAt: null });
    expect(decision?.change.answer).toMatchObject({ class: guess, doubtful: true });
    expect(decision?.detail).toContain('(41 %)');
    expect(effects(decision)).toEqual(['ask-review', 'cancel-mails', 'write-status', 'resolve-hand-back']);
  });

  it.each<[ReplyClass, ReplyClass[]]>([
    ['Unsubscribed', []],
    ['Bounce', []],
    ['SeekingMoreInfo', ['Unsubscribed']],
  ])('that may be a no (%s, also %j) is not written to before a person says so', (guess, secondary) => {
    const closed = { ...after(lead({ step: 1 }), answer(guess, { doubtful: true, secondary })), stage: 'closed' } as const; // prettier-ignore
    expect(closed.closeReason).toContain('write nothing before');
    // The owner field asks nothing, so the card does.
    const taken = decide(closed, assigned(), situation());
    expect(taken?.change.stage).toBe('paused');
    expect(taken?.change.closeReason).toContain('Resume only if');
    const resumed = after({ ...closed, ...taken?.change }, { type: 'resume-asked', by: 'Rae' });
    expect(resumed).toMatchObject({ stage: 'nurturing', closeReason: null });
  });

  it('is what stands beside a wish for no more emails', () => {
    const decision = decide(
      lead({ step: 1 }),
      answer('OutOfOffice', { secondary: ['Unsubscribed'] }),
      situation(),
    );
    expect(decision?.change.state).toBe('Responded');
  });

  it('tells the owner after the hand-back and claims nothing', () => {
    const closed = lead({ stage: 'closed', state: 'Processed', step: 1 });
    const decision = decide(closed, answer('Unsubscribed', { doubtful: true }), situation());
    expect(decision?.change.state).toBe('Responded');
    expect(effects(decision)).toEqual(['write-status', 'tell-owner-of-late-reply', 'ask-review']);
  });
});

describe('a later date', () => {
  const later = answer(
    'ConnectLater',
    { date: '2027-03-01', evidence: 'Try me in March' },
    'Please try me in March.',
  );

  it('is kept by an email that says so, and nothing comes before', () => {
    const decision = decide(recommended, later, situation());
    const now = { ...recommended, ...decision?.change };
    expect(day(now.wakeAt)).toBe('Mon 01.03. 09:00');
    expect(now.steps[1]?.body).toContain('You asked me to come back in March');
    expect(
      now.steps
        .slice(1)
        .map(({ body }) => body)
        .join(),
    ).not.toContain('did not get lost');
    expect(decision?.effects).toContainEqual({ do: 'write-note', about: 'later' });
    const due = decide(now, { type: 'woke' }, situation({ now: Date.UTC(2027, 2, 1, 9) }));
    expect(due?.effects).toEqual([{ do: 'queue-mail', kind: 'later', step: 1 }]);
    expect(after(now, sent(1, 'later')).step).toBe(2);
  });

  it.each<[string, string]>([
    ['Bitte melden Sie sich im März noch einmal, danke.', 'im März'],
    ['Merci de me recontacter en mars, je ne suis pas là.', 'en mars'],
    ['Por favor, escríbame en marzo, gracias.', 'en marzo'],
    ['Obrigado, mas me procure em março, por favor.', 'em março'],
    ['Grazie, mi scriva a marzo per favore, adesso non è il momento.', 'a marzo'],
    ['Graag in maart nog eens, dank voor de mail.', 'in maart'],
    ['3月にもう一度ご連絡ください。', '3月に'],
  ])('speaks the language of “%s”', (text, words) => {
    const asked = answer('ConnectLater', { date: '2027-03-01' }, text);
    expect(after(recommended, asked).steps[1]?.body).toContain(words);
  });

  it('takes the language of the contact where the answer does not tell, else English', () => {
    const asked = answer('ConnectLater', { date: '2027-01-11' }, 'März?');
    const speaks = (language: string | null) =>
      after({ ...recommended, facts: { ...recommended.facts, language } }, asked).steps[1]?.body;
    expect(speaks('de-ch')).toContain('um den 11. Januar');
    expect(speaks('pl')).toContain('around 11 January');
  });

  it('is one promise, however often it is asked for', () => {
    const twice = after(recommended, later, answer('ConnectLater', { date: '2027-04-01' }, 'No, in April.'));
    expect(twice.steps.filter((step) => step.later)).toHaveLength(1);
    expect(day(twice.wakeAt)).toBe('Thu 01.04. 09:00');
  });

  it('is not brought forward by an absence', () => {
    const away = after(recommended, later, answer('OutOfOffice', { date: '2026-12-07' }));
    expect(day(away.wakeAt)).toBe('Mon 01.03. 09:00');
  });

  it('stays when an email left just before the answer came', () => {
    const suited = { ...recommended, step: 2 };
    const now = after(suited, later, sent(2));
    expect(now.step).toBe(3);
    expect(now.steps[2]?.name).toContain('Follow-up 2');
    expect(now.steps[3]?.later).toBeDefined();
    expect(day(now.wakeAt)).toBe('Mon 01.03. 09:00');
  });

  it('while paused waits for the person', () => {
    expect(after({ ...recommended, stage: 'paused' }, later)).toMatchObject({ stage: 'paused' });
  });
});

describe('an email that is not delivered for now', () => {
  it('is tried again after 1, 2 and 4 business days, then the contact goes back', () => {
    let now = lead({ step: 2 });
    const gaps: string[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      now = after(now, answer('SoftBounce'));
      gaps.push(day(now.wakeAt));
      expect(now.step).toBe(1);
      const due = decide({ ...now, wakeAt: TUESDAY }, { type: 'woke' }, situation());
      expect(due?.effects).toEqual([{ do: 'queue-mail', kind: 'step', step: 1, again: attempt }]);
      now = after(now, sent(1));
    }
    expect(gaps).toEqual(['Wed 25.11. 10:00', 'Thu 26.11. 10:00', 'Mon 30.11. 10:00']);
    const given = after(now, answer('SoftBounce'));
    expect(given).toMatchObject({ stage: 'handing_back', subState: 'undeliverable', step: 1 });
  });

  it('is tried once for a report that comes twice, and not for one about an earlier email', () => {
    const once = after(lead({ step: 2 }), answer('SoftBounce'));
    expect(after(once, answer('SoftBounce', {}, '', 1))).toEqual(once);
    const before = lead({ step: 2 });
    expect(after(before, answer('SoftBounce', {}, '', 0))).toEqual(before);
  });
});

describe('handed over again', () => {
  it.each<[string, LeadEvent[]]>([
    ['a question', [answer('SeekingMoreInfo')]],
    ['a later date', [answer('ConnectLater', { date: '2027-03-01' })]],
    ['nothing', []],
  ])('repeats nothing after %s, in this round or the next', (_name, events) => {
    let now: Lead = { ...after(recommended, ...events), stage: 'closed' };
    const had = new Set(now.steps.slice(0, now.step).map(({ body }) => body));
    for (let round = 0; round < 3; round += 1) {
      const taken = decide(now, assigned({ steps: [...recommendedSequence.steps] }), situation());
      now = { ...now, ...taken?.change };
      if (now.stage !== 'nurturing') break;
      const next = now.steps[now.step];
      expect(had).not.toContain(next?.body);
      had.add(next?.body ?? '');
      now = { ...after(now, sent(now.step)), stage: 'closed' };
    }
    expect(now.round).toBeGreaterThan(1);
  });

  it('after the whole sequence sends nothing and says why', () => {
    const done = lead({ stage: 'closed', state: 'Processed', step: 3 });
    const decision = decide(done, assigned(), situation());
    expect(decision?.rule).toBe('cannot-start: all_sent');
    const other = [
      ...lead().steps,
      { name: 'New', afterBusinessDays: 0, subject: '', body: 'Something new' },
    ];
    expect(planFor(done, { steps: other })).toMatchObject({ step: 3, obstacle: null });
  });

  it('at a new address sends the email again that bounced, and goes on', () => {
    const bounced: Lead = { ...after(lead({ step: 2 }), answer('Bounce')), stage: 'closed' };
    const facts = { ...bounced.facts, email: 'new@lovelace.example.com' };
    expect(decide(bounced, assigned({ facts }), situation())?.change).toMatchObject({
      stage: 'nurturing',
      step: 1,
    });
    expect(decide(bounced, assigned(), situation())?.change.stage).toBe('paused');
  });
});

it.each(stages.slice(0, 3))(
  'a brochure is not promised while the lead is %s, unless it can leave',
  (stage) => {
    const decision = decide(
      lead({ stage }),
      answer('BrochureRequest'),
      situation({ brochureUrl: 'https://b.example.com' }),
    );
    expect(effects(decision).includes('queue-mail')).toBe(stage === 'nurturing');
    expect(decision?.change.stage).toBe(stage === 'nurturing' ? undefined : 'handing_back');
  },
);

it('a no is called what it is', () => {
  const said = (evidence: string) => decide(lead(), answer('Deactivated', { evidence }), situation())?.change;
  expect(said('No thanks.')?.closeReason).toBe('Not interested: “No thanks”.');
  expect(said('You have the wrong person')?.closeReason).toBe(
    'Not the right person: “You have the wrong person”.',
  );
});
