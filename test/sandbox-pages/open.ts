import { build } from 'esbuild';
import type { PluginBuild } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { expect } from 'vitest';
import { buildPages } from '../../scripts/build-pages.mjs';
import { launchBrowser } from '../../e2e/browser.ts';
import { startFake } from './fake-stand-in.ts';
import type { FakeOptions } from './fake-stand-in.ts';

/** Waits until what is read matches; patient, because the machine may be busy. */
export const eventually = <T>(read: () => T | Promise<T>) =>
  expect.poll(read, { timeout: 15_000, interval: 30 });

const fixtures = path.resolve(import.meta.dirname, '../../src/sandbox/pages/cardhost');

/** HubSpot's bundler leaves React and remote-ui to the worker's globals: (function(React, RemoteUI){…}). */
const workerGlobals = {
  name: 'worker-globals',
  setup(builder: PluginBuild) {
    builder.onResolve({ filter: /^(react|@remote-ui\/react)$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'given',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'given' }, ({ path: name }) => ({
      contents: `module.exports = self.${name === 'react' ? 'React' : 'RemoteUI'};`,
    }));
  },
};

async function buildFixtures(outdir: string): Promise<void> {
  await build({
    entryPoints: {
      gallery: path.join(fixtures, 'gallery.fixture.tsx'),
      'app-pages': path.join(fixtures, 'app-pages.fixture.tsx'),
    },
    outdir,
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [workerGlobals],
    logLevel: 'error',
  });
}

const extensions = [
  { uid: 'gallery', name: 'Gallery', location: 'crm.record.tab', bundle: '/cards/gallery.js' },
  { uid: 'absent', name: 'Absent', location: 'crm.record.sidebar', bundle: '/cards/absent.js' },
  { uid: 'settings', name: 'Settings', location: 'settings', bundle: '/cards/settings.js' },
  { uid: 'pages', name: 'App pages', location: 'pages', bundle: '/cards/app-pages.js' },
];

/** The built pages on a fake stand-in, and a browser to open them in. */
export async function openPages(app: FakeOptions['app']) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pages-'));
  const pages = await buildPages({ outDir: path.join(folder, 'pages') });
  const cards = path.join(folder, 'cards');
  await buildFixtures(cards);
  const browser: Browser = await launchBrowser();
  const fakes: Awaited<ReturnType<typeof startFake>>[] = [];
  return {
    /** Opens a path on a fresh stand-in. `problems` collects errors of the page. */
    async open(to: string): Promise<{ page: Page; fake: (typeof fakes)[number]; problems: string[] }> {
      const fake = await startFake({ pages, cards, extensions, ...(app ? { app } : {}) });
      fakes.push(fake);
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(fake.url + to);
      return { page, fake, problems };
    },
    async close(): Promise<void> {
      await browser.close();
      await Promise.all(fakes.map((fake) => fake.stop()));
      await rm(folder, { recursive: true });
    },
  };
}
