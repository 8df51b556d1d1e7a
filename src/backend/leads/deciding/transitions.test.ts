import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { assistantId, contactId, ownerId } from '../../ground/identifiers.ts';
import { replyClasses } from '../../replies/types.ts';
import type { ReplyClass } from '../../replies/types.ts';
import type { Decision, LeadEvent, Obstacle } from './events.ts';
import type { Stage } from './states.ts';
import { assigned, lead, reply, situation, TUESDAY } from '../test-leads.ts';
import { decide, transitions } from './transitions.ts';

const effects = (decision: Decision | null): string[] => (decision?.effects ?? []).map((effect) => effect.do);
const day = (ms: number | null | undefined): string =>
  DateTime.fromMillis(ms ?? 0, { zone: 'Europe/Berlin' }).toFormat('ccc dd.MM. HH:mm');

describe('assignment', () => {
  it('starts nurturing, notes it and plans the first email after the delay', () => {
    const decision = decide(null, assigned(), situation());
    expect(decision?.change).toMatchObject({
      stage: 'nurturing',
      state: 'Cold',
      round: 1,
      step: 0,
      priorOwnerId: '100',
      takingOver: false,
    });
    expect(day(decision?.change.wakeAt)).toBe('Tue 24.11. 10:05');
    expect(effects(decision)).toEqual(['write-status', 'write-confirmation-note']);
  });

  it('makes the assistant the owner when the card asks for it', () => {
    const decision = decide(null, assigned({ takeFrom: { expected: ownerId('100') } }), situation());
    expect(decision?.change.takingOver).toBe(true);
    expect(decision?.effects).toContainEqual({ do: 'take-ownership', expected: '100' });
  });

  it('starts a new round for a contact that came back', () => {
    const before = lead({ stage: 'closed', round: 3, state: 'Processed', closedAt: 1, closeReason: 'old' });
    expect(decide(before, assigned(), situation())?.change).toMatchObject({
      round: 4,
      step: 0,
      closedAt: null,
      closeReason: null,
    });
  });

  it.each<[Obstacle, string, string | null]>([
    ['no_email', 'DeActivated', 'no_email'],
    ['invalid_email', 'DeActivated', 'invalid_email'],
    ['bounced_before', 'DeActivated', 'bounced'],
    ['opted_out', 'UnSubscribed', null],
    ['unsubscribed', 'UnSubscribed', null],
    ['do_not_contact', 'UnSubscribed', 'do_not_contact'],
    ['excluded', 'DeActivated', 'excluded'],
    ['already_in_conversation', 'DeActivated', 'already_in_conversation'],
  ])('hands back at once without a mail: %s', (obstacle, state, subState) => {
    const decision = decide(null, assigned({ obstacle }), situation());
    expect(decision?.change).toMatchObject({ stage: 'handing_back', state, subState, wakeAt: null });
    expect(decision?.change.closeReason).toBeTruthy();
    expect(effects(decision)).toEqual(['write-status', 'resolve-hand-back']);
  });

  it('moves on to another assistant without starting over', () => {
    const other = assigned({
      assistantId: assistantId('otto'),
      assistantName: 'Otto',
      assistantOwnerId: ownerId('901'),
    });
    const decision = decide(lead({ step: 2 }), other, situation());
    expect(decision?.change).toMatchObject({ assistantId: 'otto', assistantOwnerId: '901' });
    expect(decision?.change.step).toBeUndefined();
  });

  it('is nothing new when the same assistant is seen again', () => {
    expect(decide(lead(), assigned(), situation())).toBeNull();
  });
});

describe('a person wins', () => {
  it.each<Stage>(['queued', 'nurturing', 'paused'])(
    'who takes the contact while %s: mails stop, owner and lead status stay',
    (stage) => {
      const decision = decide(
        lead({ stage }),
        { type: 'owner-changed', to: ownerId('200'), toName: 'Sam Seller', by: null },
        situation(),
      );
      expect(decision?.change).toMatchObject({ stage: 'closed', handedBackTo: '200', wakeAt: null });
      expect(decision?.effects).toEqual([{ do: 'cancel-mails' }, { do: 'write-status', urgent: false }]);
    },
  );
});

describe('a reading from before the hand-back', () => {
  const closed = lead({ stage: 'closed', ownedSince: TUESDAY });

  it('is no new assignment, whatever the clock says', () => {
    expect(decide(closed, assigned({ ownedSince: TUESDAY }), situation())).toBeNull();
  });

  it('tells nothing about an assignment of its own', () => {
    for (const event of [
      assigned({ ownedSince: TUESDAY + 1 }),
      assigned({ ownedSince: null }),
      assigned({ ownedSince: TUESDAY, takeFrom: { expected: null } }),
    ])
      expect(decide(closed, event, situation())?.change).toMatchObject({ stage: 'nurturing', round: 2 });
  });
});

describe('an owner that Baton wrote', () => {
  const overwritten = { type: 'owner-overwritten', to: ownerId('200'), toName: 'Sam Seller', expected: ownerId('100') } as const; // prettier-ignore

  it.each(['nurturing', 'handing_back', 'closed'] as const)(
    'over a person’s choice is put back (%s)',
    (stage) => {
      const decision = decide(lead({ stage }), overwritten, situation());
      expect(decision?.change).toMatchObject({ stage: 'closed', handedBackTo: '200' });
      expect(decision?.effects.at(-1)).toEqual({ do: 'restore-owner', to: '200', expected: '100' });
    },
  );

  it('is left alone where the contact is gone', () => {
    expect(decide(lead({ stage: 'closed', subState: 'erased' }), overwritten, situation())).toBeNull();
    expect(decide(lead({ stage: 'closed', mergedInto: contactId(7) }), overwritten, situation())).toBeNull();
  });

  it('and that HubSpot refuses ends the lead with the reason', () => {
    const refused = { type: 'take-over-refused', answer: 'Owner 900 is not active.' } as const;
    const decision = decide(lead({ stage: 'queued', takingOver: true }), refused, situation());
    expect(decision?.change).toMatchObject({ stage: 'closed', takingOver: false, handedBackTo: '100' });
    expect(decision?.change.closeReason).toContain('Owner 900 is not active.');
    expect(decide(lead(), refused, situation())).toBeNull();
  });
});

describe('the sequence', () => {
  it('queues the step that is due', () => {
    const decision = decide(lead(), { type: 'woke' }, situation());
    expect(decision?.effects).toEqual([{ do: 'queue-mail', kind: 'step', step: 0 }]);
    expect(decision?.change.wakeAt).toBeNull();
  });

  it('does nothing before its time, or when woken twice', () => {
    expect(decide(lead({ wakeAt: TUESDAY + 1 }), { type: 'woke' }, situation())).toBeNull();
    expect(decide(lead({ wakeAt: null }), { type: 'woke' }, situation())).toBeNull();
  });

  it('waits for business hours when the process slept through the day', () => {
    const night = TUESDAY + 12 * 3_600_000;
    const decision = decide(lead(), { type: 'woke' }, situation({ now: night }));
    expect(decision?.effects).toEqual([]);
    expect(day(decision?.change.wakeAt)).toBe('Wed 25.11. 09:00');
  });

  it('plans the next step in business days after a mail', () => {
    const event: LeadEvent = { type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: 'Hello' };
    const decision = decide(lead(), event, situation());
    expect(decision?.change.step).toBe(1);
    expect(day(decision?.change.wakeAt)).toBe('Thu 26.11. 10:00');
  });

  it('ignores a mail that is no longer the awaited one', () => {
    const event: LeadEvent = { type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: 'Hello' };
    expect(decide(lead({ step: 1 }), event, situation())).toBeNull();
    expect(decide(lead({ stage: 'closed', step: 1 }), event, situation())).toBeNull();
  });

  it('hands back as Processed when nobody answered to the end', () => {
    const decision = decide(lead({ step: 3 }), { type: 'woke' }, situation());
    expect(decision?.change).toMatchObject({ stage: 'handing_back', state: 'Processed' });
    expect(effects(decision)).toEqual(['cancel-mails', 'write-status', 'resolve-hand-back']);
  });

  it('says so when the outcome of a mail could not be confirmed, and does not repeat it', () => {
    const decision = decide(
      lead(),
      { type: 'mail-sent', kind: 'step', step: 0, certain: false, subject: '' },
      situation(),
    );
    expect(decision?.rule).toBe('mail-sent-unconfirmed');
    expect(decision?.change.step).toBe(1);
  });
});

describe('pause and resume', () => {
  it('keeps the plan and goes on where it stopped', () => {
    const paused = decide(
      lead({ step: 1, wakeAt: TUESDAY + 1 }),
      { type: 'pause-asked', by: 'Rae' },
      situation(),
    );
    expect(paused?.change.stage).toBe('paused');
    const again = decide(
      lead({ step: 1, stage: 'paused', wakeAt: TUESDAY + 1 }),
      { type: 'resume-asked', by: 'Rae' },
      situation(),
    );
    expect(again?.change.stage).toBe('nurturing');
    expect(day(again?.change.wakeAt)).toBe('Tue 24.11. 10:05');
  });

  it('does not bring a later mail forward', () => {
    const later = TUESDAY + 3 * 86_400_000;
    const again = decide(
      lead({ stage: 'paused', wakeAt: later }),
      { type: 'resume-asked', by: 'Rae' },
      situation(),
    );
    expect(again?.change.wakeAt).toBe(later);
  });

  it('sends nothing while paused', () => {
    expect(decide(lead({ stage: 'paused' }), { type: 'woke' }, situation())).toBeNull();
  });
});

describe('answers', () => {
  it.each<[ReplyClass, string, string | null]>([
    ['AgreedToMeet', 'Hot', null],
    ['InterestedToProceed', 'Hot', null],
    ['SeekingMoreInfo', 'Responded', null],
    ['ReferredSomeone', 'Responded', null],
    ['Other', 'Responded', null],
    ['BrochureRequest', 'Responded', null],
    ['Deactivated', 'DeActivated', 'asked_to_stop'],
    ['MovedOut', 'DeActivated', 'moved_out'],
    ['Retired', 'DeActivated', 'retired'],
    ['Bounce', 'DeActivated', 'bounced'],
    ['Unsubscribed', 'UnSubscribed', null],
  ])('%s hands back as %s', (replyClass, state, subState) => {
    const decision = decide(
      lead({ step: 1 }),
      { type: 'replied', reply: reply(replyClass), text: '', at: TUESDAY, about: null },
      situation(),
    );
    expect(decision?.change).toMatchObject({ stage: 'handing_back', state, subState, wakeAt: null });
    expect(effects(decision)).toContain('cancel-mails');
    expect(effects(decision)).toContain('resolve-hand-back');
  });

  it('suppresses the address of who unsubscribes', () => {
    expect(
      effects(
        decide(
          lead(),
          { type: 'replied', reply: reply('Unsubscribed'), text: '', at: TUESDAY, about: null },
          situation(),
        ),
      ),
    ).toContain('suppress-address');
  });

  it('waits for the return of who is out of office', () => {
    const event: LeadEvent = {
      type: 'replied',
      reply: reply('OutOfOffice', { date: '2026-12-07' }),
      text: '',
      at: TUESDAY,
      about: null,
    };
    const decision = decide(lead({ step: 1 }), event, situation());
    expect(decision?.change).toMatchObject({ state: 'OutOfOffice' });
    expect(decision?.change.stage).toBeUndefined();
    expect(day(decision?.change.wakeAt)).toBe('Mon 07.12. 09:00');
  });

  it('does not take a past return date for a reason to hurry', () => {
    const event: LeadEvent = {
      type: 'replied',
      reply: reply('OutOfOffice', { date: '2026-01-07' }),
      text: '',
      at: TUESDAY,
      about: null,
    };
    expect(day(decide(lead(), event, situation())?.change.wakeAt)).toBe('Tue 01.12. 10:00');
  });

  it('is Cold again when the absence is over', () => {
    expect(decide(lead({ state: 'OutOfOffice' }), { type: 'woke' }, situation())?.change.state).toBe('Cold');
  });

  it('comes back on the date asked for', () => {
    const event: LeadEvent = {
      type: 'replied',
      reply: reply('ConnectLater', { date: '2027-01-11' }),
      text: '',
      at: TUESDAY,
      about: null,
    };
    expect(day(decide(lead(), event, situation())?.change.wakeAt)).toBe('Mon 11.01. 09:00');
  });

  it('sends the brochure, then hands back', () => {
    const asked = decide(
      lead(),
      { type: 'replied', reply: reply('BrochureRequest'), text: '', at: TUESDAY, about: null },
      situation({ brochureUrl: 'https://b.example.com' }),
    );
    expect(asked?.effects).toContainEqual({ do: 'queue-mail', kind: 'brochure', step: 0 });
    const sent = decide(
      lead(),
      { type: 'mail-sent', kind: 'brochure', step: 0, certain: true, subject: '' },
      situation(),
    );
    expect(sent?.change).toMatchObject({ stage: 'handing_back', state: 'Responded' });
  });

  it('is not impressed by a ticket system', () => {
    const decision = decide(
      lead(),
      { type: 'replied', reply: reply('SupportAutoResponse'), text: '', at: TUESDAY, about: null },
      situation(),
    );
    expect(decision?.change).toEqual({});
  });

  it('tells the owner of an answer that comes after the hand-back', () => {
    const decision = decide(
      lead({ stage: 'closed', state: 'Processed' }),
      { type: 'replied', reply: reply('AgreedToMeet'), text: '', at: TUESDAY, about: null },
      situation(),
    );
    expect(decision?.change).toMatchObject({ state: 'Responded', answer: { class: 'AgreedToMeet' } });
    expect(effects(decision)).toEqual(['write-status', 'tell-owner-of-late-reply']);
  });

  it.each(replyClasses.filter((one) => one !== 'Unsubscribed'))(
    'never writes again after an unsubscribe: %s',
    (replyClass) => {
      const closed = lead({ stage: 'closed', state: 'UnSubscribed' });
      const decision = decide(
        closed,
        { type: 'replied', reply: reply(replyClass), text: '', at: TUESDAY, about: null },
        situation(),
      );
      expect(decision?.change.state).toBeUndefined();
      expect(effects(decision)).not.toContain('queue-mail');
    },
  );
});

describe('the table', () => {
  it('lets only an assignment make a lead', () => {
    const others: LeadEvent[] = [
      { type: 'woke' },
      { type: 'unsubscribed' },
      { type: 'contact-gone', how: 'deleted' },
    ];
    for (const event of others) expect(decide(null, event, situation())).toBeNull();
  });

  it('sends mail from nurturing only', () => {
    const stages = (Object.keys(transitions) as Stage[]).filter((stage) => transitions[stage].woke);
    expect(stages).toEqual(['nurturing']);
  });

  it('ends a lead whose contact is gone, wherever it stands', () => {
    for (const stage of ['queued', 'nurturing', 'paused', 'handing_back'] as const) {
      const decision = decide(lead({ stage }), { type: 'contact-gone', how: 'deleted' }, situation());
      expect(decision?.change).toMatchObject({ stage: 'closed', subState: 'deleted', wakeAt: null });
      expect(effects(decision)).toEqual(['cancel-mails', 'close-reviews', 'forget-writes']);
    }
  });
});

describe('a mail server that refuses for good', () => {
  it('an address: deactivated as bounced', () => {
    const decision = decide(
      lead(),
      { type: 'mail-rejected', what: 'address', answer: '550 no such user' },
      situation(),
    );
    expect(decision?.change).toMatchObject({
      stage: 'handing_back',
      state: 'DeActivated',
      subState: 'bounced',
    });
  });

  it('a content: the address is not blamed', () => {
    const decision = decide(
      lead(),
      { type: 'mail-rejected', what: 'content', answer: '554 spam' },
      situation(),
    );
    expect(decision?.change).toMatchObject({ stage: 'handing_back', state: 'Cold', subState: null });
  });
});
