// Checks the architecture rules of .dependency-cruiser.cjs on the whole repository.
// usage: node scripts/architecture.mjs
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { existsSync } from 'node:fs';
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { violations, modules, seen } = await checkArchitecture(repository);
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} -> ${to}`);
  if (seen < fewest) console.error(`Only ${seen} TypeScript modules were seen in src: the check is blind.`);
  console.log(`${modules} modules, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || seen < fewest ? 1 : 0;
}
