import { describe, expect, it } from 'vitest';
import { contactId, ownerId } from '../../ground/identifiers.ts';

import { eventsOf } from '../contact/pick-up.ts';
import type { Sighting } from '../contact/pick-up.ts';
import { lead, reply, situation, TUESDAY } from '../test-leads.ts';
import type { Decision, LeadEvent, Obstacle } from './events.ts';
import { decide } from './transitions.ts';

const effects = (decision: Decision | null): string[] => decision?.effects.map((effect) => effect.do) ?? [];
const closed = (change: Parameters<typeof lead>[0] = {}) =>
  lead({ stage: 'closed', state: 'Hot', ...change });
const refused = (obstacle: Obstacle): LeadEvent => ({ type: 'mail-refused', obstacle });

describe('an opt-out after the end', () => {
  it.each<[string, LeadEvent]>([
    ['HubSpot’s opt-out', refused('opted_out')],
    ['Do Not Contact', refused('do_not_contact')],
    ['what another contact of the person said', refused('unsubscribed')],
    ['the link', { type: 'unsubscribed' }],
    ['an answer', { type: 'replied', reply: reply('Unsubscribed'), text: '', at: TUESDAY, about: null }],
    [
      'an answer that speaks of the law',
      { type: 'replied', reply: reply('Unsubscribed', { legal: true }), text: '', at: TUESDAY, about: null },
    ],
  ])('%s takes back what a colleague has still on its way', (_way, event) => {
    for (const stage of ['closed', 'handing_back'] as const) {
      const decision = decide(closed({ stage }), event, situation());
      expect(decision?.change).toMatchObject({ state: 'UnSubscribed' });
      expect(effects(decision)).toContain('cancel-mails');
      expect(effects(decision)).toContain('write-status');
    }
  });

  it('is one: nothing is said again of who unsubscribed already, and other obstacles are none', () => {
    expect(decide(closed({ state: 'UnSubscribed' }), refused('do_not_contact'), situation())).toBeNull();
    expect(decide(closed(), refused('excluded'), situation())).toBeNull();
    expect(decide(closed({ mergedInto: contactId(7) }), refused('opted_out'), situation())).toBeNull();
  });

  it('by their own word is no tick any more', () => {
    const ticked = closed({ state: 'UnSubscribed', subState: 'do_not_contact' });
    expect(decide(ticked, { type: 'unsubscribed' }, situation())?.change).toMatchObject({ subState: null });
    expect(decide(closed({ state: 'UnSubscribed' }), { type: 'unsubscribed' }, situation())).toBeNull();
  });
});

describe('Do Not Contact is unticked', () => {
  const seen = (change: Partial<Sighting>, box: string | null = null): Sighting => ({
    contactId: contactId(501),
    askedFor: contactId(501),
    record: {
      id: contactId(501),
      properties: { email: 'ada@lovelace.example.com', baton_do_not_contact: box },
      ownerHistory: [],
      archived: false,
    },
    owner: ownerId('100'),
    ownerLabel: null,
    changedBy: null,
    assistant: undefined,
    obstacle: null,
    prior: { ownerId: null, name: null, assignedBy: null },
    timeZone: { zone: 'UTC', from: 'account' },
    readAt: TUESDAY,
    ...change,
  });
  const ticked = closed({ state: 'UnSubscribed', subState: 'do_not_contact' });
  const unsubscribed = closed({ state: 'UnSubscribed' });

  it('lifts what only the tick said, whatever told of it', () => {
    expect(eventsOf(ticked, seen({}))).toEqual([{ type: 'unticked', lifts: true }]);
    expect(eventsOf(ticked, seen({ obstacle: 'do_not_contact' }, 'true'))).toEqual([
      { type: 'mail-refused', obstacle: 'do_not_contact' },
    ]);
    const decision = decide(ticked, { type: 'unticked', lifts: true }, situation());
    expect(decision?.change).toMatchObject({ state: 'DeActivated', subState: 'stopped' });
    expect(effects(decision)).toEqual(['write-status']);
  });

  it('does not lift what the person said: it is ticked again for a person, and no program is argued with', () => {
    expect(eventsOf(unsubscribed, seen({}))).toEqual([]);
    const byHand = eventsOf(unsubscribed, seen({ untickedByHand: true }));
    expect(byHand).toEqual([{ type: 'unticked', lifts: false }]);
    const both = seen({ obstacle: 'unsubscribed', untickedByHand: true });
    expect(eventsOf(ticked, both)).toContainEqual({ type: 'unticked', lifts: false });
    const decision = decide(unsubscribed, { type: 'unticked', lifts: false }, situation());
    expect(decision).toMatchObject({ change: {}, detail: expect.stringContaining('ticked again') });
    const legal = closed({ state: 'UnSubscribed', legalAt: TUESDAY });
    expect(decide(legal, { type: 'unticked', lifts: false }, situation())?.detail).toContain(
      'an admin lifts',
    );
  });

  it('in the breath of an owner change both count, in whatever order they are heard of', () => {
    const open = lead();
    expect(eventsOf(open, seen({ obstacle: 'do_not_contact' }, 'true')).map(({ type }) => type)).toEqual([
      'owner-changed',
      'mail-refused',
    ]);
  });
});
