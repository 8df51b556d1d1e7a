import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contextPage } from './context-page.ts';

it('docs/context.md tells of labels and contexts as the code has them (npm run readme)', async () => {
  expect(readFileSync('docs/context.md', 'utf8')).toBe(await contextPage());
}, 30_000);
