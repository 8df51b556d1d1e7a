import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'baton-sync-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
const good = join(folder, 'good.yaml');
const bad = join(folder, 'bad.json');
writeFileSync(
  good,
  'name: Customers\nsource: {type: csv, path: a.csv}\nkey: id\nto: {kind: list, mode: add, match: {property: email, column: email}}\n',
);
writeFileSync(bad, '{\n  "name": "Customers",\n  "source": {"type": "csv", "file": "a.csv"}\n}\n');

/** What the command prints, and its exit code. */
const sync = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) =>
    execFile(
      process.execPath,
      ['src/backend/commands/sync.ts', ...args],
      { env: {} },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );

it('check says what is wrong, a line each, and exits with 2', async () => {
  const { code, stdout } = await sync('check', bad);
  expect(code).toBe(2);
  expect(stdout.split('\n')).toEqual([
    expect.stringContaining(`${bad}:1:1 \`key\` is missing.`),
    expect.stringContaining(`${bad}:1:1 \`to\` is missing.`),
    expect.stringContaining(`${bad}:3:3 \`source.path\` is missing.`),
    expect.stringContaining(`${bad}:3:29 \`source.file\` is not known.`),
    '',
  ]);
});

it('check --json prints one object', async () => {
  const wrong = await sync('check', bad, '--json');
  expect(wrong.code).toBe(2);
  expect(JSON.parse(wrong.stdout)).toMatchObject({
    ok: false,
    errors: [{ line: 1, column: 1, path: 'key' }, {}, {}, {}],
  });
});

it.each([[['chek', good]], [['check', good, '--jsn']]])('%j says how to call', async (args) =>
  expect(await sync(...args)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Usage: npm run sync'),
  }),
);

it('a file that is not there is told', async () =>
  expect(await sync('check', join(folder, 'none.yaml'))).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('cannot be read'),
  }));

it('a right one exits with 0', async () => expect((await sync('check', good)).code).toBe(0));
