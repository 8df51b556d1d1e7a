import { expect, it } from 'vitest';
import { lead, TUESDAY } from '../test-leads.ts';
import { behind } from './behind.ts';

it('tells what became different for the lead, and what follows', () => {
  const before = lead({ stage: 'nurturing', state: 'Cold', step: 1, wakeAt: TUESDAY });
  const after = { ...before, stage: 'handing_back' as const, state: 'Hot' as const, wakeAt: null };
  const told = behind(before, after, { effects: [{ do: 'cancel-mails' }, { do: 'forget-writes' }] });
  expect(told.changes).toEqual([
    { what: 'Conversation', from: 'under way', to: 'is handed back' },
    { what: 'Lead state', from: 'Cold', to: 'Hot' },
    { what: 'Next email', from: expect.stringMatching(/^2 of \d+, Tuesday/), to: null },
  ]);
  expect(told.follows).toEqual(['emails that waited are not sent']);
});

it('a new round begins from nothing, and what stays is not told', () => {
  const before = lead({ round: 1, stage: 'closed', state: 'Processed', wakeAt: null });
  const after = { ...before, round: 2, stage: 'nurturing' as const, state: 'Cold' as const };
  expect(behind(before, after, { effects: [] }).changes).toEqual([
    { what: 'Conversation', from: null, to: 'under way' },
    { what: 'Lead state', from: null, to: 'Cold' },
  ]);
  expect(behind(after, after, { effects: [] })).toEqual({ changes: [], follows: [] });
});
