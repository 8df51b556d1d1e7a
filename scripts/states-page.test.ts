import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { statesPage } from './states-page.ts';

it('docs/states.md says what the code does (npm run readme)', async () => {
  expect(readFileSync('docs/states.md', 'utf8')).toBe(await statesPage());
});
