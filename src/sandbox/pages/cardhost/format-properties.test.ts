import { describe, expect, it } from 'vitest';
import type { PropertyDefinition } from '../api/types.ts';
import { formatProperties } from './format-properties.ts';

const definition = (
  name: string,
  type: string,
  options: [string, string][] = [],
): [string, PropertyDefinition] => [
  name,
  {
    name,
    label: name,
    type,
    fieldType: 'text',
    description: '',
    hidden: false,
    options: options.map(([value, label]) => ({ value, label, hidden: false })),
  },
];
const world = {
  definitions: new Map([
    definition('when', 'datetime'),
    definition('day', 'date'),
    definition('size', 'enumeration', [
      ['S', 'Small'],
      ['L', 'Large'],
    ]),
    definition('amount', 'number'),
  ]),
  ownerNames: new Map([['7', 'Rae Rep']]),
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  now: Date.parse('2026-11-23T12:00:00Z'),
};
const all = (properties: Record<string, string | null>, formattingOptions = {}) =>
  formatProperties(properties, { propertiesToFormat: 'all', formattingOptions }, world);

describe('formatProperties', () => {
  it('leaves everything as stored unless asked', () => {
    expect(formatProperties({ size: 'S' }, {}, world)).toEqual({ size: 'S' });
    expect(
      formatProperties({ size: 'S', amount: '1000' }, { propertiesToFormat: ['amount'] }, world),
    ).toEqual({
      size: 'S',
      amount: '1,000',
    });
  });
  it('names owners and options, also several', () => {
    expect(all({ hubspot_owner_id: '7', size: 'S;L;XL' })).toEqual({
      hubspot_owner_id: 'Rae Rep',
      size: 'Small; Large; XL',
    });
  });
  it('shows instants in the zone of the account and dates as they are', () => {
    expect(all({ when: '2026-11-23T23:30:00Z', day: '2026-11-23' })).toEqual({
      when: '24 Nov 2026, 00:30',
      day: '23 Nov 2026',
    });
    expect(all({ when: String(world.now) }).when).toBe('23 Nov 2026, 13:00');
    expect(all({ day: '2026-11-22' }, { date: { relative: true } }).day).toBe('yesterday');
  });
  it('keeps what it cannot read', () => {
    expect(all({ when: 'soon', amount: 'many', hubspot_owner_id: '99', other: 'x', size: null })).toEqual({
      when: 'soon',
      amount: 'many',
      hubspot_owner_id: '99',
      other: 'x',
      size: null,
    });
  });
});
