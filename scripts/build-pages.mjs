// Bundles the pages of the local HubSpot stand-in into build/sandbox-pages:
// app.js + app.css (the pages), card-worker.js (the Web Worker that runs cards), index.html, extensions.json.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const pages = path.join(root, 'src/sandbox/pages');

/** Places that HubSpot knows by the folder; a card names its own. */
const folders = {
  cards: null,
  settings: { name: 'Settings', location: 'settings' },
  pages: { name: 'App pages', location: 'pages' },
};

/**
 * Lists the app's cards, settings page and app pages from their hsmeta files, as HubSpot learns them from an upload.
 * @param {string} appFolder absolute path of src/app
 * @returns {Promise<{uid: string, name: string, location: string, bundle: string}[]>} `bundle` is the URL path
 */
export async function listExtensions(appFolder) {
  const found = [];
  for (const [folder, place] of Object.entries(folders)) {
    const directory = path.join(appFolder, folder);
    if (!existsSync(directory)) continue;
    for (const file of (await readdir(directory)).sort()) {
      if (!file.endsWith('-hsmeta.json')) continue;
      const meta = JSON.parse(await readFile(path.join(directory, file), 'utf8'));
      if (!meta.config?.entrypoint) continue;
      const entry = path.basename(meta.config.entrypoint).replace(/\.[jt]sx?$/, '');
      found.push({
        uid: meta.uid,
        name: meta.config.name ?? place?.name,
        location: meta.config.location ?? place?.location,
        bundle: `/cards/${entry}.js`,
      });
    }
  }
  return found;
}

/**
 * Builds all files the stand-in serves for its pages.
 * @param {{ outDir?: string }} [options] `outDir` defaults to build/sandbox-pages
 * @returns {Promise<string>} the folder written
 */
export async function buildPages({ outDir = path.join(root, 'build/sandbox-pages') } = {}) {
  await mkdir(outDir, { recursive: true });
  const bundle = build({
    absWorkingDir: root,
    entryPoints: {
      app: path.join(pages, 'main.tsx'),
      'card-worker': path.join(pages, 'cardhost/worker.ts'),
    },
    outdir: outDir,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    sourcemap: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const extensions = listExtensions(path.join(root, 'src/app')).then((found) =>
    writeFile(path.join(outDir, 'extensions.json'), JSON.stringify(found, null, 2)),
  );
  await Promise.all([
    bundle,
    extensions,
    copyFile(path.join(pages, 'index.html'), path.join(outDir, 'index.html')),
  ]);
  return outDir;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = performance.now();
  const outDir = await buildPages();
  console.log(`${path.relative(root, outDir)} built in ${Math.round(performance.now() - started)} ms`);
}
