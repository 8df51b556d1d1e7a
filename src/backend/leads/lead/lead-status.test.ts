import { expect, it } from 'vitest';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import type { LeadState, Stage } from '../deciding/states.ts';
import { lead, reply, TUESDAY } from '../test-leads.ts';
import type { LeadAnswer } from './lead-entity.ts';
import { statusProperties } from './lead-status.ts';

const options = ['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED', 'ATTEMPTED_TO_CONTACT'].map((value) => ({
  value,
  label: value,
}));
const settings = (change: Partial<PortalSettings> = {}): PortalSettings => ({
  ...portalSettingsSchema.parse({ leadStatusOptions: options }),
  ...change,
});
const takenBack = (change: Parameters<typeof lead>[0], more: Partial<PortalSettings> = {}) =>
  statusProperties(lead({ stage: 'closed', state: 'Cold', ...change }), 'Tara', settings(more), TUESDAY);

it('says that a contact which was taken back was written to, unless a person has set its Lead Status', () => {
  const { properties, onlyOver } = takenBack({ step: 2, priorLeadStatus: 'OPEN' });
  expect(properties).toMatchObject({
    hs_lead_status: 'ATTEMPTED_TO_CONTACT',
    baton_lead_connection_status: '',
    baton_status: 'canceled',
  });
  expect(onlyOver).toEqual({ hs_lead_status: ['NEW', 'IN_PROGRESS'] });
});

it.each(['OPEN', ''])('puts “%s” back when nothing was sent yet', (priorLeadStatus) => {
  expect(takenBack({ step: 0, priorLeadStatus }).properties['hs_lead_status']).toBe(priorLeadStatus);
});

it.each([
  ['not known', { step: 0, priorLeadStatus: null }, {}],
  ['gone from the account', { step: 0, priorLeadStatus: 'MINE' }, {}],
  ['Baton’s own value', { step: 0, priorLeadStatus: 'IN_PROGRESS' }, {}],
  [
    'not wanted by the admin',
    { step: 2, priorLeadStatus: 'OPEN' },
    { leadStatusMapping: { TakenBack: null } },
  ],
] as const)('leaves Lead Status alone when what stood there is %s', (_what, change, more) => {
  const { properties, onlyOver } = takenBack(change, more);
  expect('hs_lead_status' in properties).toBe(false);
  expect(onlyOver).toEqual({});
});

it('writes what the admin chose, and what stood before where the account lacks the option', () => {
  const change = { step: 1, priorLeadStatus: 'OPEN' } as const;
  const chosen = takenBack(change, { leadStatusMapping: { TakenBack: 'CONNECTED' } });
  expect(chosen.properties['hs_lead_status']).toBe('CONNECTED');
  const lacking = takenBack(change, { leadStatusOptions: options.slice(0, 4) });
  expect(lacking.properties['hs_lead_status']).toBe('OPEN');
});

it.each([
  ['nurturing', 'Cold', 'IN_PROGRESS', 'Cold', 'in_progress'],
  ['paused', 'Cold', 'IN_PROGRESS', 'Cold', 'paused'],
  ['nurturing', 'OutOfOffice', 'IN_PROGRESS', 'OutOfOffice', 'in_progress'],
  ['handing_back', 'Cold', 'ATTEMPTED_TO_CONTACT', '', 'canceled'],
  ['handing_back', 'Hot', 'CONNECTED', 'Hot', 'qualified'],
  ['closed', 'Responded', 'CONNECTED', 'Responded', 'human_review'],
] as const)('%s and %s: %s', (stage: Stage, state: LeadState, leadStatus, connection, conversation) => {
  const { properties } = statusProperties(lead({ stage, state, step: 1 }), 'Tara', settings(), TUESDAY);
  expect(properties).toMatchObject({
    hs_lead_status: leadStatus,
    baton_lead_connection_status: connection,
    baton_status: conversation,
  });
});

it.each<[string, Partial<LeadAnswer>, string]>([
  ['a question', { class: 'SeekingMoreInfo' }, 'CONNECTED'],
  ['a wrong person who names another', { class: 'ReferredSomeone' }, 'UNQUALIFIED'],
  ['what may be a no', { class: 'Deactivated', doubtful: true }, 'IN_PROGRESS'],
  ['what may be no answer at all', { class: 'OutOfOffice', doubtful: true }, 'IN_PROGRESS'],
])('is Connected of a conversation only: %s', (_name, change, status) => {
  const answer = { ...reply('Other', change), at: TUESDAY };
  const responded = lead({ stage: 'closed', state: 'Responded', answer });
  const all = portalSettingsSchema.parse({});
  expect(statusProperties(responded, 'Tara', all, TUESDAY).properties['hs_lead_status']).toBe(status);
});
