import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const named = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name]) => name ?? '');
const read = (folder: string, ending: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');

const pictures = readdirSync('docs/images').sort();

it('every picture is shown on a page, and every picture that a page shows is there', () => {
  const pages = `${readFileSync('README.md', 'utf8')}\n${read('docs', '.md')}`;
  expect([...new Set(named(pages, /images\/([\w-]+\.png)/g))].sort()).toEqual(pictures);
});

it('every picture can be taken again by scripts/screenshots.mjs', () => {
  const scripts = read('scripts/screenshots', '.mjs');
  const both = named(scripts, /takeBoth\(page, '([\w-]+)'/g);
  const taken = [...named(scripts, /'([\w-]+)'/g), ...both.map((name) => `${name}-narrow`)];
  expect(pictures.filter((picture) => !taken.includes(picture.replace('.png', '')))).toEqual([]);
});
