import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withTables } from './readme-tables.ts';

it('README lists every variable, metric and error code (npm run readme)', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toBe(withTables(readme));
});
