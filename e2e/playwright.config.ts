import { defineConfig } from 'playwright/test';
import { browserForRunner } from './browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './build.ts',
  // each file has an installation of its own: Baton, the stand-in, a mail server and a browser
  workers: 2,
  retries: 0,
  // Some follow a contact through weeks, click by click.
  timeout: 180_000,
  // For a machine with many other things to do: the card looks for news only every few seconds by itself.
  expect: { timeout: 30_000, toPass: { timeout: 30_000 } },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    testIdAttribute: 'data-testid',
    actionTimeout: 30_000,
    // It takes as much of the machine as everything else. For a closer look: --trace retain-on-failure.
    trace: 'off',
    launchOptions: await browserForRunner(),
  },
});
