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
      { env: { SOURCE_FILES: folder } },
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

it('what is no call says how to call', async () =>
  expect(await sync('check', good, '--jsn')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Usage: npm run sync'),
  }));

it('a right one exits with 0', async () => {
  const { code, stdout } = await sync('check', good, '--offline', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ file: good, ok: true, errors: [], columns: [] });
});
