import { describe, expect, it } from 'vitest';
import { kindOf, localeOf, optionsOf, printed } from './formats.ts';
import type { Printing } from './formats.ts';

const say = (field: Partial<Printing>, raw: string | null, locale = 'en', timeZone = 'UTC'): string | null =>
  printed({ kind: 'text', format: 'text', options: {}, ...field }, raw, { locale, timeZone })?.replaceAll(
    /\s/g,
    ' ',
  ) ?? null;

describe('a value of HubSpot in an email', () => {
  it.each([
    ['number', 'number', '1234.5', 'en', '1,234.5'],
    ['number', 'number', '1234.5', 'de', '1.234,5'],
    ['number', 'whole', '1234.5', 'fr', '1 235'],
    ['number', 'percent', '0.125', 'de', '12,5 %'],
    ['number', 'plain', '1234.50', 'de', '1234.50'],
    ['date', 'long', '2026-11-30', 'de', '30. November 2026'],
    ['date', 'long', '1796083200000', 'en', 'December 1, 2026'],
    ['date', 'short', '2026-11-30', 'en-GB', '30/11/2026'],
    ['date', 'weekday', '2026-11-30', 'es', 'lunes, 30 de noviembre'],
    ['date', 'month', '2026-11-30', 'ja', '2026年11月'],
  ] as const)('%s as %s: %s in %s is %s', (kind, format, raw, locale, text) => {
    expect(say({ kind, format }, raw, locale)).toBe(text);
  });

  it('is a day wherever the contact lives, and a moment in its zone', () => {
    const zone = 'America/Los_Angeles';
    expect(say({ kind: 'date', format: 'long' }, '2026-11-30', 'en', zone)).toBe('November 30, 2026');
    const moment = '2026-12-01T02:30:00.000Z';
    expect(say({ kind: 'datetime', format: 'time' }, moment, 'en', zone)).toBe(
      'November 30, 2026 at 6:30 PM',
    );
  });

  it('is the label of an option, several as a list of the language', () => {
    const options = { a: 'Alpha', b: 'Beta', c: 'Gamma' };
    expect(say({ kind: 'choice', format: 'label', options }, 'b')).toBe('Beta');
    expect(say({ kind: 'choice', format: 'value', options }, 'b')).toBe('b');
    expect(say({ kind: 'choice', format: 'label', options }, 'older')).toBe('older');
    expect(say({ kind: 'choices', format: 'label', options }, 'a;b;c', 'de')).toBe('Alpha, Beta und Gamma');
  });

  it.each([
    ['text', null],
    ['text', '  '],
    ['number', 'many'],
    ['date', 'soon'],
    ['choices', ';'],
  ] as const)('%s: %j is nothing', (kind, raw) => {
    expect(say({ kind }, raw)).toBeNull();
  });
});

it('is written as the contact’s country writes the language of the email', () => {
  expect(localeOf('pt', 'pt-br', null)).toBe('pt-BR');
  expect(localeOf('en', 'en_gb', 'US')).toBe('en-GB');
  expect(localeOf('de', null, 'AT')).toBe('de-AT');
  expect(localeOf('en', 'de', null)).toMatch(/^en/);
  expect(localeOf('fr', '???', '!')).toBe('fr');
});

describe('a property', () => {
  const property = { type: 'string', fieldType: 'text', sensitive: false, ofOwners: false };
  it.each([
    [{ sensitive: true }, /sensitive/],
    [{ fieldType: 'file' }, /files/],
    [{ fieldType: 'html' }, /formatted/],
    [{ type: 'object_coordinates' }, /cannot be printed/],
  ])('%j is refused in words', (change, reason) => {
    expect(kindOf({ ...property, ...change })).toMatchObject({
      refused: expect.stringMatching(reason) as string,
    });
  });

  it('tells what it holds', () => {
    expect(kindOf({ ...property, type: 'enumeration', fieldType: 'checkbox' })).toEqual({ kind: 'choices' });
    expect(kindOf({ ...property, type: 'enumeration', fieldType: 'select', ofOwners: true })).toEqual({
      kind: 'owner',
    });
    expect(optionsOf({ type: 'bool', options: [] })).toEqual({ true: 'Yes', false: 'No' });
  });
});
