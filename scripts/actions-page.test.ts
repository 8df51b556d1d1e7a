import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { actionsPage } from './actions-page.ts';

it('docs/actions.md says what the code does (npm run readme)', async () => {
  expect(readFileSync('docs/actions.md', 'utf8')).toBe(await actionsPage());
});
