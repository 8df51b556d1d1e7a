import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/**/*.test.ts',
      'migrations/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['test/world/postgres.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 5,
  },
});
