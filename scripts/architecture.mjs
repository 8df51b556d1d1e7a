// Checks the architecture rules of .dependency-cruiser.cjs on the whole repository.
// usage: node scripts/architecture.mjs
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['src', 'migrations', 'scripts', 'test', 'e2e', 'bench', 'faults'];
/** Fewer TypeScript modules in src than this means that the checker does not see them, not that they are gone. */
const fewest = 100;

/**
 * Finds what breaks the rules below a folder that is laid out like this repository.
 * @param {string} root absolute path
 * @returns {Promise<{violations: {rule: string, from: string, to: string}[], modules: number, seen: number}>}
 *   `modules`: all that were read; `seen`: TypeScript modules of src among them
 */
export async function checkArchitecture(root) {
  const { options, ...rules } = await extractConfig(path.join(repository, '.dependency-cruiser.cjs'));
  const { output } = await cruise(
    folders.filter((folder) => existsSync(path.join(root, folder))),
    { ...options, ruleSet: rules, validate: true, baseDir: root, tsConfig: undefined },
    options.enhancedResolveOptions,
    { tsConfig: extractTypeScriptConfig(path.join(repository, 'tsconfig.json')) },
  );
  return {
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    modules: output.summary.totalCruised,
    seen: output.modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length,
  };
}

/** More in one folder than this, and nobody finds anything: it wants folders of its own. */
const MOST_FILES = 16;

/**
 * Where files of the backend lie that belong into a folder: at its top, where only main.ts is, or in a heap.
 * @param {string} root absolute path
 * @returns {Promise<string[]>} what is wrong, in words
 */
export async function checkLayout(root) {
  const backend = path.join(root, 'src/backend');
  const entries = await readdir(backend, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isProduction(entry.name));
  const byFolder = Map.groupBy(files, ({ parentPath }) => path.relative(backend, parentPath));
  const astray = (byFolder.get('') ?? []).filter(({ name }) => name !== 'main.ts');
  return [
    ...astray.map(({ name }) => `src/backend/${name}: only main.ts stands here, everything else in its room`),
    ...[...byFolder]
      .filter(([, { length }]) => length > MOST_FILES)
      .map(([folder, { length }]) => `src/backend/${folder}: ${length} files, more than ${MOST_FILES}`),
  ];
}

const isProduction = (name) => /\.ts$/.test(name) && !/\.test\.ts$|^test-(?!mail\.)/.test(name);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { violations, modules, seen } = await checkArchitecture(repository);
  const heaps = await checkLayout(repository);
  for (const heap of heaps) console.error(heap);
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} -> ${to}`);
  if (seen < fewest) console.error(`Only ${seen} TypeScript modules were seen in src: the check is blind.`);
  console.log(`${modules} modules, ${violations.length + heaps.length} violations`);
  process.exitCode = violations.length + heaps.length > 0 || seen < fewest ? 1 : 0;
}
