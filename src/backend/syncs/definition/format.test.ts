import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { definitionSchema } from './file-form.ts';
import { formatDefinition } from './format.ts';
import { parseDefinition } from './parse.ts';

const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom(
      'yes',
      'null',
      '~',
      '5',
      '0x1f',
      '2024-01-01',
      '# no',
      ' a ',
      'a: b',
      '- a',
      '{',
      '"',
      "'",
      '\n',
      'a\n b\n',
      '|',
      '%',
      '&a',
      '*a',
      '!x',
      '\t',
      'a\r\nb',
    ),
  )
  .filter((value) => !/\$\{|\{[{%]/.test(value));
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const match = fc.record({ property: text.filter((name) => name !== 'hs_object_id'), column: text });
const source = fc.oneof(
  fc.record({ type: fc.constant('postgres'), url: fc.constant('postgres://a:${P}@b/c'), query: text }),
  fc.record({ type: fc.constant('sqlite'), path: text, query: text }),
  fc.record({ type: fc.constant('csv'), path: text, separator: optional(fc.constantFrom(',', '\t')) }),
  fc.record({ type: fc.constant('parquet'), path: text, query: optional(text) }),
);
const mapped = fc.oneof(
  text,
  fc.record({ column: text }),
  fc.record({ template: text }),
  fc.record({ value: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)) }),
);
const objectSync = fc.record({
  to: fc.record({ kind: fc.constant('object'), object: text, mode: fc.constant('upsert'), match }),
  map: fc.dictionary(
    text.map((name) => `p_${name}`),
    mapped,
    { minKeys: 1, maxKeys: 5 },
  ),
  associate: optional(
    fc.array(
      fc.record({ object: text, column: text, type: optional(fc.oneof(text, fc.integer({ min: 1 }))) }),
      { maxLength: 3 },
    ),
  ),
  gone: optional(fc.constantFrom('nothing', 'clear', 'delete')),
});
const listSync = fc.record({
  to: fc.record({
    kind: fc.constant('list'),
    mode: fc.constantFrom('add', 'mirror'),
    match: fc.record({ property: fc.constant('email'), column: text }),
    list: optional(fc.oneof(fc.record({ name: text }), fc.record({ id: text }))),
  }),
});
const eventSync = fc.record({
  to: fc.record({
    kind: fc.constant('event'),
    event: fc.oneof(
      fc.record({ name: text, by: fc.constant('email'), column: text, at: optional(text) }),
      fc.record({ column: text, by: fc.constant('utk'), of: text }),
    ),
  }),
});
const rest = fc.record({
  name: fc.constantFrom('A sync', 'Kunden → Kontakte', '5', 'null', 'a: b'),
  source,
  key: text,
  brake: optional(
    fc.oneof(
      fc.nat(),
      fc.nat(1_000_000).map((part) => `${part / 10_000}%`),
    ),
  ),
  schedule: optional(
    fc.oneof(
      fc.constant('manual'),
      fc
        .integer({ min: 1, max: 400 })
        .chain((count) => fc.constantFrom('minutes', 'hours').map((unit) => ({ every: `${count} ${unit}` }))),
      fc.constant({ cron: '0 6 * * *', zone: 'Europe/Berlin' }),
    ),
  ),
  alerts: optional(
    fc.array(
      fc.dictionary(
        text.map((name) => `p_${name}`),
        text,
      ),
      { maxLength: 2 },
    ),
  ),
});

it('what is exported reads back as the same definition', () => {
  fc.assert(
    fc.property(rest, fc.oneof(objectSync, listSync, eventSync), (common, special) => {
      const written = JSON.stringify({ ...common, ...special });
      const parsed = parseDefinition(written, { format: 'json', env: { P: 'p' } });
      expect(parsed).toMatchObject({ ok: true });
      if (!parsed.ok) return;
      const exported = formatDefinition(parsed.definition);
      const again = parseDefinition(exported, { format: 'yaml', env: { P: 'p' } });
      expect(again.ok && again.definition).toEqual(parsed.definition);
    }),
    { numRuns: 100 },
  );
});

it('is written as a person would', () => {
  const parsed = parseDefinition(
    JSON.stringify({
      name: 'Customers',
      source: { type: 'sqlite', path: 'shop.sqlite', query: 'SELECT *\nFROM customers\n' },
      key: 'id',
      to: {
        kind: 'object',
        object: 'contacts',
        mode: 'upsert',
        match: { property: 'email', column: 'email' },
      },
      map: { firstname: 'first', lastname: { template: '{{ last }}' } },
    }),
    { format: 'json', env: {} },
  );
  expect(parsed.ok && formatDefinition(parsed.definition)).toBe(`name: Customers
source:
  type: sqlite
  url: sqlite:shop.sqlite
  query: |
    SELECT *
    FROM customers
key: id
to:
  kind: object
  object: contacts
  mode: upsert
  match:
    property: email
    column: email
map:
  firstname: first
  lastname:
    template: "{{ last }}"
gone: nothing
brake: 10%
schedule: manual
`);
});

it('docs/sync.schema.json is the schema of the code (npm run readme)', () =>
  expect(JSON.parse(readFileSync('docs/sync.schema.json', 'utf8'))).toEqual(definitionSchema()));
