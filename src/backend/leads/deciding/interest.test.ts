import { expect, it } from 'vitest';
import type { Interest } from '../../mail/engagement/engagement.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { statusProperties } from '../lead/lead-status.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { lead, situation, TUESDAY } from '../test-leads.ts';
import type { LeadState } from './states.ts';
import { decide } from './transitions.ts';

const opened = (count: number, clickedAt: number | null = null): Interest => ({
  opened: count,
  openedAt: TUESDAY,
  clickedAt,
});
const told = (interest: Interest, change: Partial<Lead> = {}) =>
  decide(lead(change), { type: 'showed-interest', interest }, situation());

it.each<[string, Interest, LeadState]>([
  ['one email', opened(1), 'Engaged'],
  ['two emails', opened(2), 'Engaged'],
  ['three emails', opened(3), 'Warm'],
  ['a click in the first one', opened(1, TUESDAY), 'Warm'],
])('%s', (_name, interest, state) => {
  const decision = told(interest);
  expect(decision?.change).toEqual({ interest, state });
  expect(decision?.effects).toEqual([{ do: 'write-status', urgent: false }]);
  const properties = statusProperties(
    lead({ state }),
    'Tara',
    portalSettingsSchema.parse({}),
    TUESDAY,
  ).properties;
  expect(properties).toMatchObject({ hs_lead_status: 'IN_PROGRESS', baton_lead_connection_status: state });
});

it.each<LeadState>([
  'Hot',
  'Responded',
  'LeadAtRisk',
  'OutOfOffice',
  'UnSubscribed',
  'DeActivated',
  'Processed',
  'Warm',
  'New',
])('takes nothing from %s, but remembers', (state) => {
  const decision = told(opened(1), { state });
  expect(decision?.change).toEqual({ interest: opened(1) });
  expect(decision?.effects).toEqual([]);
});

it('says nothing twice, and nothing about a lead that no assistant works on', () => {
  expect(told(opened(1), { interest: opened(1) })).toBeNull();
  expect(told(opened(0))).toBeNull();
  for (const stage of ['closed', 'handing_back'] as const) expect(told(opened(3), { stage })).toBeNull();
});

it('what is known comes back after an absence', () => {
  const woken = (interest: Interest | null) =>
    decide(lead({ state: 'OutOfOffice', interest }), { type: 'woke' }, situation())?.change.state;
  expect([woken(null), woken(opened(1)), woken(opened(3))]).toEqual(['Cold', 'Engaged', 'Warm']);
});

it('the next email leaves at the hour in which the contact usually reads, and the timeline says so', () => {
  const sent = { type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: 'Hello' } as const;
  const at = (reads: { hour: number; times: number; all: number } | null) =>
    decide(lead(), sent, situation({ reads }));
  const plain = at(null);
  expect(plain?.detail).toBe('Hello');
  const usual = at({ hour: 14, times: 2, all: 3 });
  expect(usual?.detail).toBe(
    'Hello. The next one leaves when this contact usually reads: around 14:00 (2 of 3 times)',
  );
  // 10:00 in Berlin becomes 14:00 of the same day.
  expect((usual?.change.wakeAt ?? 0) - (plain?.change.wakeAt ?? 0)).toBe(4 * 3_600_000);
  expect(at({ hour: 22, times: 2, all: 3 })?.change.wakeAt).toBe(plain?.change.wakeAt);
});
