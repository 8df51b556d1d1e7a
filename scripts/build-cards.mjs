// Builds the cards in two steps: src/cards -> src/app/<folder>/lib/*.js (what an upload carries, because HubSpot
// packages nothing from outside an extension's folder), then HubSpot's own bundler -> build/cards/<Entry>.js
// (what HubSpot would run; the local stand-in runs these files).
import { build as bundle } from 'esbuild';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The bundle of each extension folder and the source it is made from. */
const libraries = [
  { source: 'src/cards/contact/contact-card.tsx', target: 'src/app/cards/lib/contact-card.js' },
  { source: 'src/cards/settings/settings-page.tsx', target: 'src/app/settings/lib/settings-page.js' },
  { source: 'src/cards/pages/app-pages.tsx', target: 'src/app/pages/lib/app-pages.js' },
];

/** Bundles src/cards into the lib folders of src/app; packages stay imports, HubSpot's build resolves them. */
export async function buildLibraries(root = repository) {
  await Promise.all(
    libraries.map(({ source, target }) =>
      bundle({
        absWorkingDir: root,
        entryPoints: [source],
        outfile: target,
        bundle: true,
        format: 'esm',
        target: 'es2022',
        jsx: 'automatic',
        packages: 'external',
        banner: { js: `// Generated from ${source} by scripts/build-cards.mjs: change it there.` },
        logLevel: 'warning',
      }),
    ),
  );
}

/**
 * Entry files of src/app that HubSpot builds.
 * @param {string} appFolder absolute path of src/app
 * @returns {Promise<string[]>} absolute paths
 */
export async function listEntries(appFolder) {
  const entries = [];
  for (const folder of ['cards', 'settings', 'pages']) {
    const files = await readdir(path.join(appFolder, folder)).catch(() => []);
    entries.push(...files.filter((f) => f.endsWith('.tsx')).map((f) => path.join(appFolder, folder, f)));
  }
  return entries.sort();
}

/**
 * Runs HubSpot's remote build on one entry.
 * @param {string} entry absolute path
 * @param {string} outputDir emptied before the build
 */
export async function buildEntry(entry, outputDir) {
  const { remoteBuild } = await import('@hubspot/ui-extensions-dev-server/build');
  await remoteBuild({
    root: path.dirname(entry),
    entryPoint: entry,
    outputDir,
    appConfig: { variables: {} },
    logLevel: 'warn',
  });
}

/**
 * Builds everything. Finished files are moved into place, so that a reader never sees half a bundle.
 * @param {{ outDir?: string }} [options] `outDir` defaults to build/cards
 * @returns {Promise<string[]>} names of the bundles written
 */
export async function buildCards({ outDir = path.join(repository, 'build/cards') } = {}) {
  await buildLibraries();
  await mkdir(outDir, { recursive: true });
  const written = [];
  for (const entry of await listEntries(path.join(repository, 'src/app'))) {
    const scratch = await mkdtemp(path.join(path.dirname(outDir), 'card-'));
    try {
      await buildEntry(entry, scratch);
      for (const file of await readdir(scratch)) {
        await rename(path.join(scratch, file), path.join(outDir, file));
        if (!file.endsWith('-manifest.json')) written.push(file);
      }
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  return written;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = performance.now();
  const written = await buildCards();
  console.log(`build/cards: ${written.join(', ')} in ${Math.round(performance.now() - started)} ms`);
}
