import { describe, expect, it } from 'vitest';
import type { CrmProperty } from '../../hubspot/crm/crm-properties.ts';
import { emailProblem } from './email.ts';
import { isSameValue, propertyValue } from './property-value.ts';

const property = (given: Partial<CrmProperty>): CrmProperty => ({
  name: 'it',
  label: 'It',
  type: 'string',
  fieldType: 'text',
  options: [],
  externalOptions: false,
  readOnly: false,
  unique: false,
  ...given,
});
const options = [
  { value: 'NEW', label: 'Brand new' },
  { value: 'a, b', label: 'A and B' },
  { value: 'in_progress', label: 'In progress' },
];
const one = property({ type: 'enumeration', fieldType: 'select', options });
const several = property({ type: 'enumeration', fieldType: 'checkbox', options });
const bool = property({
  type: 'bool',
  fieldType: 'booleancheckbox',
  options: [{ value: 'true', label: 'Ja' }],
});
const number = property({ type: 'number' });
const date = property({ type: 'date' });
const datetime = property({ type: 'datetime' });

describe('propertyValue', () => {
  it.each([
    [property({}), '00123', '00123'],
    [property({}), 7n ** 30n, String(7n ** 30n)],
    [property({}), { a: 1n }, '{"a":"1"}'],
    [property({}), '  ', ''],
    [property({}), null, ''],
    [property({ name: 'email' }), ' Ada@Example.COM ', 'ada@example.com'],
    [one, 'new', 'NEW'],
    [one, 'brand NEW', 'NEW'],
    [several, ['NEW', 'In Progress', 'NEW'], 'NEW;in_progress'],
    [several, 'new;in_progress', 'NEW;in_progress'],
    [several, 'NEW, In progress', 'NEW;in_progress'],
    [several, 'a, b', 'a, b'],
    [several, [], ''],
    [bool, 'Yes', 'true'],
    [bool, 0, 'false'],
    [bool, 'ja', 'true'],
    [number, ' 12.50 ', '12.50'],
    [number, 9_007_199_254_740_993n, '9007199254740993'],
    [date, '2026-02-28', '2026-02-28'],
    [date, '2026-02-28T23:30:00-05:00', '2026-03-01'],
    [date, '2026-02-28 23:30:00+00', '2026-02-28'],
    [date, new Date(Date.UTC(2026, 1, 28, 13)), '2026-02-28'],
    [date, '1790000000000', '2026-09-21'],
    [datetime, '2026-02-28', '2026-02-28T00:00:00.000Z'],
    [datetime, 1_790_000_000_000, '2026-09-21T14:13:20.000Z'],
    [datetime, '2026-02-28T01:02:03', '2026-02-28T01:02:03.000Z'],
  ])('%#: as HubSpot keeps it', (of, value, text) => expect(propertyValue(of, value)).toEqual({ text }));

  it.each([
    [one, 'old', 'INVALID_OPTION'],
    [several, ['NEW', 'old'], 'INVALID_OPTION'],
    [bool, 'maybe', 'INVALID_OPTION'],
    [number, '1,234', 'INVALID_NUMBER'],
    [number, true, 'INVALID_NUMBER'],
    [date, '2026-02-30', 'INVALID_DATE'],
    [date, '28.02.2026', 'INVALID_DATE'],
    [datetime, 'soon', 'INVALID_DATE'],
    [property({ name: 'email' }), 'ada@', 'INVALID_EMAIL'],
    [property({}), 'x'.repeat(65_537), 'PROPERTY_VALUE_TOO_LONG'],
  ])('%#: refused before a call', (of, value, code) =>
    expect(propertyValue(of, value)).toMatchObject({ code, message: expect.stringContaining(of.name) }),
  );

  it('knows what HubSpot holds in another form', () => {
    expect(isSameValue(number, '12.50', '12.5')).toBe(true);
    expect(isSameValue(datetime, '1790000000000', '2026-09-21T14:13:20Z')).toBe(true);
    expect(isSameValue(several, 'NEW;in_progress', ';in_progress;NEW')).toBe(true);
    expect(isSameValue(property({}), '1', '1.0')).toBe(false);
    expect(isSameValue(number, '0', '')).toBe(false);
  });
});

describe('emailProblem', () => {
  it.each([
    'ada@example.com',
    "o'brien@example.co.uk",
    'jürgen@müller.de',
    'a+b@xn--mller-kva.de',
    'x@почта.рф',
  ])('takes %s', (address) => expect(emailProblem(address)).toBeNull());
  it.each([
    'ada', '@example.com', 'ada@', '"ada"@example.com', '“ada”@example.com', 'a b@example.com', 'a..b@example.com',
    '.a@example.com', 'ada@example', 'ada@example.notatld', 'ada@exa_mple.com', 'a@b@example.com', 'ada@-x.com',
  ])('refuses %s', (address) => expect(emailProblem(address)).toBeTypeOf('string')); // prettier-ignore
});
