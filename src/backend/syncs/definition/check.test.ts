import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sourceFolder } from '../../sources/test-reading.ts';
import { check } from './check.ts';

const folder = sourceFolder();
const file = join(folder, 'sync.yaml');

async function checked(text: string, asked: { json?: boolean; offline?: boolean; file?: string } = {}) {
  writeFileSync(file, text);
  let said = '';
  const env = { SOURCE_FILES: folder };
  const code = await check(
    { file, json: false, offline: false, ...asked },
    { env, write: (words) => (said += words) },
  );
  return { code, said };
}

const members =
  'name: Customers\nsource: {type: csv, path: a.csv}\nkey: id\nto: {kind: list, mode: add, match: {property: email, column: email}}\n';
const records = (type: string) => `name: Orders
source: {type: ${type}, path: a.${type}}
key: id
to: {kind: object, object: deals, mode: upsert, match: {property: order_id, column: order}}
map:
  amount: total
  closedate: {column: when}
  dealname: {template: "{{ row['first name'] }} {{ titel | upcase }}"}
associate: [{object: contacts, column: emial, match: email}]
`;

it('says that all is right, with the columns of the source', async () => {
  writeFileSync(join(folder, 'a.csv'), 'id,email\n1,a@example.com\n');
  expect(await checked(members)).toEqual({
    code: 0,
    said: `${file}: Customers is right. Columns: id (integer), email (text).\n`,
  });
});

it('names each column that the source does not have, where it is named', async () => {
  writeFileSync(join(folder, 'a.csv'), 'id,order,totals,title,email,first name\n');
  const { code, said } = await checked(records('csv'));
  expect(code).toBe(2);
  expect(said.split('\n')).toEqual([
    expect.stringContaining(`${file}:6:11 The source has no column \`total\`. Did you mean \`totals\`?`),
    expect.stringContaining(`${file}:7:23 The source has no column \`when\`. It has id,`),
    expect.stringContaining(`${file}:8:24 The source has no column \`titel\`. Did you mean \`title\`?`),
    expect.stringContaining(`${file}:9:40 The source has no column \`emial\`. Did you mean \`email\`?`),
    '',
  ]);
});

it('a line of JSONL may lack what others have, but not the key', async () => {
  writeFileSync(join(folder, 'a.jsonl'), '{"id": 1}\n');
  expect((await checked(records('jsonl'))).code).toBe(0);
  writeFileSync(join(folder, 'a.jsonl'), '{"key": 1}\n');
  expect((await checked(records('jsonl'))).said).toContain(':3:6 The source has no column `id`');
});

it('a source that is not there is told with its line; offline nobody looks', async () => {
  rmSync(join(folder, 'a.csv'), { force: true });
  const { code, said } = await checked(members);
  expect(code).toBe(2);
  expect(said).toContain(`${file}:2:9 There is no file a.csv`);
  expect((await checked(members, { offline: true })).code).toBe(0);
});

it('prints one object for machines', async () => {
  const { said, code } = await checked('name: 5\n', { json: true });
  expect(code).toBe(2);
  expect(JSON.parse(said)).toMatchObject({
    ok: false,
    errors: [{ line: 1, column: 1, path: 'source' }, { path: 'key' }, { path: 'to' }, { path: 'name' }],
  });
});

it('a definition that is not there is told', async () =>
  expect((await checked('', { file: join(folder, 'none.yaml') })).said).toContain(
    'none.yaml:1:1 The file cannot be read',
  ));
