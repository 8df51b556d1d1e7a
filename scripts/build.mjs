// `npm run build`: the backend as plain JavaScript in dist/, for `npm run serve`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const entry = 'dist/src/backend/main.js';
/** What the code reads from beside itself. */
const data = [
  'src/backend/replies/learned/weights.bin',
  ...['de', 'en', 'es', 'fr', 'it', 'nl', 'pt', 'first-names'].map(
    (name) => `src/backend/facts/lexicon/${name}.bin`,
  ),
];

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status === 0 && !existsSync(path.join(root, entry))) throw new Error(`The build wrote no ${entry}.`);
if (status === 0) for (const file of data) copyFileSync(path.join(root, file), path.join(root, 'dist', file));
if (status === 0) console.log(`Built ${entry}. Run it with: npm run serve`);
process.exitCode = status ?? 1;
