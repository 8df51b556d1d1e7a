import { describe, expect, it } from 'vitest';
import { fits, namesOf, readPattern } from './pattern.ts';

describe('what an admin writes', () => {
  it.each([
    ['Ann@Acme.Example', 'ann@acme.example'],
    ['@acme.example', 'acme.example'],
    ['*@acme.example', 'acme.example'],
    ['https://www.acme.example/about us', 'acme.example'],
    ['<ann@acme.example>', 'ann@acme.example'],
    ['mailto:ann@acme.example', 'ann@acme.example'],
    ['*@partner.*', '*@partner.*'],
    ['**.gov', '*.gov'],
    ['sales@*', 'sales@*'],
    ['münchen.example', 'münchen.example'],
  ])('%s is kept as %s', (written, pattern) => expect(readPattern(written)).toEqual({ pattern }));

  it.each(['*', '*@*', '*.*', '.', '@'])('%s would exclude everybody, or nobody', (written) =>
    expect(readPattern(written)).toHaveProperty('why'),
  );

  it.each([
    'acme',
    'two words.example',
    'a@b@c.example',
    '*a*b*c*.example',
    `${'a'.repeat(250)}.example`,
    '<script>.x',
  ])('%s is refused with a reason', (written) => expect(readPattern(written)).toHaveProperty('why'));
});

it('an address is excluded by itself, by its domain and by those above it', () =>
  expect(namesOf('ann@mail.acme.example')).toEqual([
    'ann@mail.acme.example',
    'mail.acme.example',
    'acme.example',
    'example',
  ]));

it.each([
  ['*@partner.*', 'ann@partner.co.uk', true],
  ['*@partner.*', 'ann@partners.com', false],
  ['*@partner.*', 'ann@my.partner.com', false],
  ['*.gov', 'ann@nasa.gov', true],
  ['*.gov', 'ann@gov.uk', false],
  ['sales@*', 'sales@acme.example', true],
  ['sales@*', 'presales@acme.example', false],
  ['acme*', 'ann@acme-group.example', true],
  ['a.c*', 'ann@abc.example', false],
])('%s fits %s: %s', (pattern, address, does) => expect(fits(pattern, address)).toBe(does));

it('takes no time, whatever the address', () => {
  const started = performance.now();
  fits('a*a*a*b', `x@${'a'.repeat(240)}.example`);
  expect(performance.now() - started).toBeLessThan(1_000);
});
