import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSource } from '../open-source.ts';
import { allOf, sourceFolder } from '../test-reading.ts';
import type { SourceSettings } from '../source.ts';
import { insideFolder } from './inside-folder.ts';

const home = sourceFolder();
const folder = join(home, 'sources');
for (const name of ['sources', 'sources/sub', 'sources-other', 'elsewhere']) mkdirSync(join(home, name));
for (const name of [
  'sources/a.csv',
  'sources/sub/b.csv',
  'sources-other/c.csv',
  'elsewhere/d.csv',
  'sources/..e.csv',
  'sources/ ö.csv',
])
  writeFileSync(join(home, name), 'id\n1\n');
symlinkSync(join(home, 'elsewhere/d.csv'), join(folder, 'out.csv'));
symlinkSync('../elsewhere', join(folder, 'outside'));
symlinkSync('sub/b.csv', join(folder, 'in.csv'));
symlinkSync('loop.csv', join(folder, 'loop.csv'));
symlinkSync('/dev/zero', join(folder, 'zero.csv'));
execFileSync('mkfifo', [join(folder, 'pipe.csv')]);

it.each([
  'a.csv',
  './a.csv',
  'sub/b.csv',
  'sub/../a.csv',
  '..e.csv',
  ' ö.csv',
  'in.csv',
  join(folder, 'a.csv'),
])('reads %s', async (file) => expect(realpathSync(await insideFolder(folder, file))).toMatch(/sources\//));

const tries = [
  ...[
    '../elsewhere/d.csv',
    '../sources-other/c.csv',
    join(home, 'elsewhere/d.csv'),
    '/etc/passwd',
    '..',
    '.',
    '',
    '/',
  ],
  ...[
    'out.csv',
    'outside/d.csv',
    'zero.csv',
    'pipe.csv',
    'sub',
    'sub/../../elsewhere/d.csv',
    'a.csv\0.txt',
    '../sources/../elsewhere/d.csv',
  ],
  ...['/proc/self/environ', '/dev/stdin', 'outside/../../elsewhere/d.csv'],
];
const kinds: ((path: string) => SourceSettings)[] = [
  (path) => ({ type: 'csv', path }),
  (path) => ({ type: 'jsonl', path }),
  (path) => ({ type: 'parquet', path }),
  (path) => ({ type: 'sqlite', url: `sqlite:${path}`, query: 'SELECT 1' }),
];

it.each(tries)('does not read %j, as whatever it is opened', async (path) => {
  for (const settings of kinds.map((kind) => kind(path)))
    await expect(openSource(settings, { folder, env: {} }).then(allOf)).rejects.toMatchObject({
      code: 'SOURCE_REFUSED',
    });
});

it.each(['none.csv', 'sub/none.csv', 'a.csv/b', 'loop.csv', 'x'.repeat(5_000)])(
  'says that there is no %.20s',
  async (path) => expect(insideFolder(folder, path)).rejects.toMatchObject({ code: 'SOURCE_FAILED' }),
);

it('a folder that is a link itself is a folder', async () => {
  symlinkSync(folder, join(home, 'link'));
  expect(await insideFolder(join(home, 'link'), 'a.csv')).toBe(realpathSync(join(folder, 'a.csv')));
});

it('another name of the same file below the folder is read', async () => {
  linkSync(join(folder, 'a.csv'), join(folder, 'again.csv'));
  const reader = await openSource({ type: 'csv', path: '${FILE}' }, { folder, env: { FILE: 'again.csv' } });
  expect((await allOf(reader)).rows).toEqual([{ id: '1' }]);
});
