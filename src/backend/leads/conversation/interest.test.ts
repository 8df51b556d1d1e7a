import { expect, it } from 'vitest';
import { lead } from '../test-leads.ts';
import { mayTrack } from './interest.ts';

const on = { trackEngagement: true };
const allowed = (country: string | null, timeZone = 'UTC', set = on): boolean =>
  mayTrack(set, { timeZone, facts: { ...lead().facts, country } });

it('never while it is off', () => {
  for (const country of ['US', 'DE', null])
    expect(allowed(country, 'UTC', { trackEngagement: false })).toBe(false);
});

it.each(['DE', 'AT', 'FR', 'IE', 'NO', 'IS', 'LI', 'GB'])(
  'not in %s, whose law asks for consent',
  (country) => {
    expect(allowed(country)).toBe(false);
    expect(allowed(country, 'America/New_York')).toBe(false);
  },
);

it('in other countries, and where the zone tells of one', () => {
  expect(allowed('US')).toBe(true);
  expect(allowed(null, 'America/New_York')).toBe(true);
  expect(allowed(null, 'Europe/Berlin')).toBe(false);
});

it('not to somebody whose country nobody knows', () => {
  expect(allowed(null, 'UTC')).toBe(false);
});
