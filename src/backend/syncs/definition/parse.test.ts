import { expect, it } from 'vitest';
import { errorLines, parseDefinition } from './parse.ts';

const env = { SHOP_PASSWORD: 'p@ss/word', TOKEN: 't' };
const parse = (text: string, format: 'yaml' | 'json' = 'yaml') => parseDefinition(text, { format, env });

/** Line, column and what is said, of a definition that is wrong. */
function wrong(text: string, format: 'yaml' | 'json' = 'yaml'): string[] {
  const parsed = parse(text, format);
  return parsed.ok ? ['nothing is wrong'] : errorLines('sync.yaml', parsed.errors);
}

const customers = `name: Customers
source:
  type: postgres
  url: postgres://reader:\${SHOP_PASSWORD}@db.example.com/shop
  query: SELECT * FROM customers
key: id
to:
  kind: object
  object: contacts
  mode: upsert
  match: {property: email, column: email}
map:
  firstname: first_name
  lastname: {template: "{{ last | upcase }}"}
  lifecyclestage: {value: customer}
`;
const without = (line: string): string => {
  const lines = customers.split('\n');
  return lines.filter((one) => !one.startsWith(line)).join('\n');
};
const instead = (old: string, next: string): string => {
  expect(customers).toContain(old);
  return customers.replace(old, next);
};

it('reads a definition and fills in what it leaves out', () => {
  const parsed = parse(customers);
  expect(parsed).toMatchObject({
    ok: true,
    definition: {
      name: 'Customers',
      source: { type: 'postgres', url: 'postgres://reader:${SHOP_PASSWORD}@db.example.com/shop' },
      key: 'id',
      to: {
        kind: 'object',
        object: 'contacts',
        mode: 'upsert',
        match: { property: 'email', column: 'email' },
      },
      map: {
        firstname: { column: 'first_name' },
        lastname: { template: '{{ last | upcase }}' },
        lifecyclestage: { value: 'customer' },
      },
      associate: [],
      gone: 'nothing',
      brake: { share: 0.1 },
      schedule: { kind: 'manual' },
      alerts: [],
    },
  });
});

it('reads the same from JSON, and from a file with a BOM and Windows line ends', () => {
  const yaml = parse(customers);
  if (!yaml.ok) throw new Error();
  const { map, ...rest } = {
    name: 'Customers',
    source: {
      type: 'postgres',
      url: 'postgres://reader:${SHOP_PASSWORD}@db.example.com/shop',
      query: 'SELECT * FROM customers',
    },
    key: 'id',
    to: { kind: 'object', object: 'contacts', mode: 'upsert', match: { property: 'email', column: 'email' } },
    map: {
      firstname: { column: 'first_name' },
      lastname: { template: '{{ last | upcase }}' },
      lifecyclestage: { value: 'customer' },
    },
  };
  for (const text of [JSON.stringify({ ...rest, map }), JSON.stringify({ ...rest, map }, null, '\t')])
    expect(parse(text, 'json')).toMatchObject({ ok: true, definition: yaml.definition });
  expect(parse(`\uFEFF${customers.replaceAll('\n', '\r\n')}`)).toMatchObject({
    ok: true,
    definition: yaml.definition,
  });
});

it.each([
  [
    'an event',
    '{kind: event, event: {name: pe1_bought, by: email, column: mail, at: moment}}',
    {
      kind: 'event',
      event: { name: 'pe1_bought', by: 'email', of: 'mail', at: 'moment', object: 'contacts' },
    },
  ],
  [
    'an event named by a column',
    '{kind: event, object: companies, event: {column: what, by: objectId, of: id}}',
    {
      kind: 'event',
      event: { column: 'what', by: 'objectId', of: 'id', object: 'companies' },
    },
  ],
  [
    'a list of the name of the sync',
    '{kind: list, mode: mirror, match: {property: email, column: mail}}',
    {
      kind: 'list',
      mode: 'mirror',
      match: { property: 'email', column: 'mail' },
      list: { name: 'Bought' },
    },
  ],
  [
    'a list by its id',
    '{kind: list, mode: add, match: {property: hs_object_id, column: id}, list: {id: "7"}}',
    {
      kind: 'list',
      mode: 'add',
      match: { property: 'hs_object_id', column: 'id' },
      list: { id: '7' },
    },
  ],
])('reads %s', (_, to, expected) => {
  const parsed = parse(`name: Bought\nsource: {type: csv, path: bought.csv}\nkey: id\nto: ${to}\n`);
  expect(parsed.ok && parsed.definition.to).toEqual(expected);
});

it.each([
  ['brake: 25%', { brake: { share: 0.25 } }],
  ['brake: 0.5 %', { brake: { share: 0.005 } }],
  ['brake: 500', { brake: { rows: 500 } }],
  ['brake: 500 rows', { brake: { rows: 500 } }],
  ['schedule: {every: 15 minutes}', { schedule: { kind: 'interval', everyMinutes: 15 } }],
  ['schedule: {every: 1 day}', { schedule: { kind: 'interval', everyMinutes: 1_440 } }],
  ['schedule: {every: hour}', { schedule: { kind: 'interval', everyMinutes: 60 } }],
  [
    'schedule: {cron: "0 6 * * *", zone: Europe/Berlin}',
    {
      schedule: { kind: 'cron', expression: '0 6 * * *', zone: 'Europe/Berlin' },
    },
  ],
  [
    'schedule: {cron: "*/5 8-18 * * MON-FRI"}',
    {
      schedule: { kind: 'cron', expression: '*/5 8-18 * * MON-FRI', zone: 'UTC' },
    },
  ],
  ['gone: delete', { gone: 'delete' }],
  [
    'associate: [{object: companies, column: company, match: domain, type: 279}]',
    {
      associate: [{ object: 'companies', column: 'company', match: 'domain', type: 279, create: false }],
    },
  ],
  ['alerts: [{webhook: "${TOKEN}"}]', { alerts: [{ webhook: '${TOKEN}' }] }],
])('reads %s', (line, expected) => {
  const parsed = parse(`${customers}${line}\n`);
  expect(parsed.ok && parsed.definition).toMatchObject(expected);
});

it.each([
  [
    'a name that is not known',
    instead('mode: upsert', 'mod: upsert'),
    [
      'sync.yaml:7:1 `to.mode` is missing. Write upsert, update or insert.',
      'sync.yaml:10:3 `to.mod` is not known. Did you mean `mode`? Write: kind, object, mode and match.',
    ],
  ],
  [
    'a word that is not known',
    instead('upsert', 'upsrt'),
    ['sync.yaml:10:9 `to.mode` is not right. Did you mean `upsert`? Write upsert, update or insert.'],
  ],
  [
    'a type that is not known',
    instead('type: postgres', 'type: postgress'),
    [
      'sync.yaml:3:9 `source.type` is not right. Did you mean `postgres`? Write postgres, mysql, sqlite, csv, jsonl or parquet.',
    ],
  ],
  [
    'a part of another form',
    `${without('key')}keys: id\n`,
    [
      'sync.yaml:1:1 `key` is missing. Write the column of the source that holds what names a row for ever: never empty, never twice.',
      'sync.yaml:15:1 `keys` is not known. Did you mean `key`? Write: name, source, key, to and map.',
    ],
  ],
  [
    'a number for a column',
    instead('firstname: first_name', 'firstname: 5'),
    [
      'sync.yaml:13:14 `map.firstname` is 5. Write the name of a column, {column: …}, {template: "…"} or {value: …}.',
    ],
  ],
  [
    'a template without quotes',
    instead('"{{ last | upcase }}"', '{{ last }}'),
    [
      'sync.yaml:14:24 `map.lastname.template` is read as a part of the definition: a template needs "quotes". Write a Liquid template in quotes, for example "{{ first }} {{ last }}".',
    ],
  ],
  [
    'a template that does not close',
    instead('{{ last | upcase }}', '{{ last'),
    ['sync.yaml:14:24 The template is not right: output "{{ last" not closed.'],
  ],
  [
    'a source without its query',
    without('  query'),
    [
      'sync.yaml:2:1 `source.query` is missing. Write the query that gives the rows, for example: SELECT id, email FROM customers.',
    ],
  ],
  ['nothing', '', ['sync.yaml:1:1 The definition is empty. Write name, source, key, to and map.']],
  ['a text', 'hello', ['sync.yaml:1:1 The definition is not right. Write name, source, key, to and map.']],
])('refuses %s, and says where and what to write', (_, text, lines) => expect(wrong(text)).toEqual(lines));

it.each([
  ['an id in upsert mode', instead('property: email', 'property: hs_object_id'), '11:21', 'mode: update'],
  [
    'delete in update mode',
    `${instead('upsert', 'update')}gone: delete\n`,
    '16:7',
    'Write `gone: clear` or `nothing`',
  ],
  ['a list mode for an object', instead('upsert', 'mirror'), '10:9', 'Write upsert, update or insert'],
  ['nothing mapped', customers.slice(0, customers.indexOf('map:')), '1:1', '`map` is missing or empty'],
  ['the record id mapped', `${customers}  hs_object_id: id\n`, '16:3', 'Leave `hs_object_id` out'],
  ['the matched property from elsewhere', `${customers}  email: mail\n`, '16:10', 'write `email: email`'],
  ['a brake that is none', `${customers}brake: much\n`, '16:8', 'Write a share from "0%" to "100%"'],
  ['a brake over all', `${customers}brake: 101%\n`, '16:8', 'Write a share from "0%" to "100%"'],
  ['a bare interval', `${customers}schedule: interval\n`, '16:11', 'Write manual, {every: "15 minutes"}'],
  [
    'an interval of seconds',
    `${customers}schedule: {every: 5 seconds}\n`,
    '16:11',
    '"15 minutes", "6 hours", "1 day"',
  ],
  ['no cron', `${customers}schedule: {cron: "0 6 * *"}\n`, '16:11', 'Write five fields'],
  ['a day that never comes', `${customers}schedule: {cron: "0 6 31 2 *"}\n`, '16:11', 'Write five fields'],
  [
    'no zone',
    `${customers}schedule: {cron: "0 6 * * *", zone: Berlin}\n`,
    '16:11',
    'Write one like Europe/Berlin',
  ],
  ['a password', instead('${SHOP_PASSWORD}', 'secret'), '4:8', 'Write `${SHOP_PASSWORD}` in its place'],
  [
    'a password with a reference',
    instead('${SHOP_PASSWORD}', 'x${SHOP_PASSWORD}'),
    '4:8',
    'A password is written out',
  ],
  ['a variable that is not set', instead('SHOP_PASSWORD', 'OTHER'), '4:26', 'Set the variable OTHER'],
  ['a key of Baton', instead('SHOP_PASSWORD', 'ENCRYPTION_KEYS'), '4:26', 'a setting of Baton itself'],
  [
    'a reference elsewhere',
    instead('value: customer', 'value: "${TOKEN}"'),
    '15:28',
    'in `source` and `alerts` only',
  ],
  ['another server', instead('postgres://', 'mysql://'), '4:8', 'does not begin with postgres://'],
  ['the same name twice', `${customers}name: Again\n`, '16:1', 'Leave one of them out'],
  [
    'a colon without quotes',
    instead('name: Customers', 'name: Customers: all'),
    '1:7',
    'Write it in "quotes"',
  ],
  ['tabs', instead('  kind', '\tkind'), '8:1', 'Write spaces'],
  ['a reference of YAML', instead('first_name', '*name'), '13:14', ''],
  [
    'a number that is cut',
    instead('value: customer', 'value: 12345678901234567890'),
    '15:27',
    'Write it in "quotes"',
  ],
])('refuses %s', (_, text, place, said) => {
  const [first = ''] = wrong(text);
  expect(first.split(' ')[0]).toBe(`sync.yaml:${place}`);
  expect(first).toContain(said);
});

it.each([
  [
    'mode of a list',
    '{kind: list, mode: upsert, match: {property: email, column: e}}',
    'Write add, remove or mirror',
  ],
  [
    'match of a list',
    '{kind: list, mode: add, match: {property: phone, column: e}}',
    'property: hs_object_id',
  ],
  [
    'mode of an event',
    '{kind: event, mode: upsert, event: {name: n, by: email, column: e}}',
    '`to.mode` is not known',
  ],
  ['an event without a name', '{kind: event, event: {by: email, of: e}}', 'The event has no name'],
  ['an event of nobody', '{kind: event, event: {name: n, by: email}}', 'Whose event is it?'],
  ['an event of two', '{kind: event, event: {name: n, by: email, of: a, column: b}}', 'Whose event is it?'],
  [
    'a list of two',
    '{kind: list, mode: add, match: {property: email, column: e}, list: {id: "1", name: n}}',
    '`to.list` is',
  ],
])('refuses the %s', (_, to, said) =>
  expect(wrong(`name: n\nsource: {type: csv, path: a.csv}\nkey: id\nto: ${to}\n`)[0]).toContain(said),
);

it.each([
  ['map', 'map: {a: b}'],
  ['associate', 'associate: [{object: companies, column: c}]'],
  ['gone', 'gone: clear'],
])('a list has no %s', (_, line) => {
  const to = '{kind: list, mode: add, match: {property: email, column: e}}';
  const text = `name: n\nsource: {type: csv, path: a.csv}\nkey: id\nto: ${to}\n${line}\n`;
  expect(wrong(text)[0]).toMatch(/^sync\.yaml:5:/);
});

it('a password for this machine may be written out', () => {
  for (const host of ['localhost', '127.0.0.1:5432', '[::1]'])
    expect(parse(instead('${SHOP_PASSWORD}@db.example.com', `secret@${host}`)).ok).toBe(true);
  for (const host of ['localhost.example.com', '128.0.0.1', 'a@localhost@example.com'])
    expect(parse(instead('${SHOP_PASSWORD}@db.example.com', `secret@${host}`)).ok).toBe(false);
});

it('names all that is wrong at once, and never a secret', () => {
  const lines = wrong(`name: 5\nsource: {type: mysql, url: {secret: s3cret}}\nto: {kind: objct}\nmap: []\n`);
  expect(lines).toHaveLength(6);
  expect(lines.join()).not.toContain('s3cret');
});

it('no text makes it throw', () => {
  for (const text of [
    '[[['.repeat(20_000),
    '{"a":'.repeat(20_000),
    'a: &a [*a]',
    '%',
    '\0',
    '!!js/x y',
    '? a\n: b',
    'x'.repeat(300_000),
  ])
    for (const format of ['yaml', 'json'] as const) expect(wrong(text, format).length).toBeGreaterThan(0);
});

it('what is no JSON is told with its place', () => {
  expect(wrong('{"name": "a",\n "key": }', 'json')[0]).toMatch(/^sync\.yaml:2:10 This is no JSON/);
  expect(wrong('name: a', 'json')[0]).toMatch(/^sync\.yaml:1:\d+ This is no JSON/);
});
