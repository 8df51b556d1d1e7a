// Checks the HubSpot project without an account: HubSpot's own parser and bundler, our approximation of its schemas
// (scripts/project-schemas.json, the one thing HubSpot does not publish), and what an upload would contain.
// usage: node scripts/project-check.mjs [--project <folder>]
import { build } from 'esbuild';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEntry, buildLibraries } from './build-cards.mjs';
import { listFiles, listProfiles, listUpload, readProject } from './project-files.mjs';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Stands in for the profile of a real upload, so that a clone without one can be checked. */
const exampleProfile = {
  accountId: 123,
  variables: {
    API_ORIGIN: 'https://baton.example.com',
    SUPPORT_EMAIL: 'support@example.com',
    DOCUMENTATION_URL: 'https://baton.example.com/docs',
  },
};

/** Never part of an upload, whatever .hsignore says. */
const forbidden = [
  { what: 'backend code', pattern: /^backend\// },
  { what: 'card sources', pattern: /^cards\// },
  { what: 'the sandbox', pattern: /^sandbox\// },
  { what: 'secrets', pattern: /(^|\/)\.env/ },
  { what: 'the developer’s proxy', pattern: /(^|\/)local\.json$/ },
  { what: 'tests', pattern: /\.test\.[jt]sx?$/ },
];

/** Replaces only the request for HubSpot's schemas, which needs an account. */
function answerSchemasLocally() {
  const schemas = new URL('./project-schemas.json', import.meta.url).href;
  const source = `import schemas from ${JSON.stringify(schemas)} with { type: 'json' };
    export const getIntermediateRepresentationSchema = async () => schemas;`;
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('/@hubspot/project-parsing-lib/src/lib/schemas.js')
        ? { format: 'module', shortCircuit: true, source }
        : next(url, context),
  });
}

/** A folder with the project's hsmeta files and profiles, and an example profile if it has none. */
async function mirrorDefinitions(sourceDir, scratch) {
  const files = await listFiles(sourceDir);
  for (const file of files.filter((f) => f.endsWith('-hsmeta.json') || /^hsprofile\.[^.]+\.json$/.test(f))) {
    await mkdir(path.dirname(path.join(scratch, file)), { recursive: true });
    await cp(path.join(sourceDir, file), path.join(scratch, file));
  }
  const profiles = await listProfiles(scratch);
  if (profiles.length > 0) return profiles;
  await writeFile(path.join(scratch, 'hsprofile.example.json'), JSON.stringify(exampleProfile));
  return ['example'];
}

/** Runs HubSpot's `translate` for every profile: file names, folders, uids, duplicates, schemas. */
async function checkDefinitions(project, sourceDir, report) {
  answerSchemasLocally();
  const { translate, isTranslationError } = await import('@hubspot/project-parsing-lib/translate');
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'baton-project-'));
  let nodes = {};
  try {
    for (const profile of await mirrorDefinitions(sourceDir, scratch)) {
      const context = { projectSourceDir: scratch, platformVersion: project.platformVersion, accountId: 123 };
      const result = await translate(context, { skipValidation: false, profile });
      nodes = result.intermediateRepresentation.intermediateNodesIndexedByUid;
      for (const file of result.skippedHsMetaFiles) report.problem(`${file}: not in a folder HubSpot reads`);
      report.fact(
        `profile ${profile}: ${Object.keys(nodes).length} components valid on ${project.platformVersion}`,
      );
    }
    for (const { uid, componentType, metaFilePath } of Object.values(nodes)) {
      report.fact(`${componentType} ${uid} (${metaFilePath})`);
    }
  } catch (error) {
    const text = isTranslationError(error) ? error.toString() : error.message;
    // HubSpot names files by where they were read, which is the mirror
    report.problem(text.replace(/\S*baton-project-\w+/g, project.srcDir));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return nodes;
}

const isInside = (folder, file) => !path.relative(folder, file).startsWith('..');

/** HubSpot packages one extension folder at a time: an import that leaves it exists here and not there. */
async function checkImports(entry, report) {
  const folder = path.dirname(entry);
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    jsx: 'automatic',
    packages: 'external',
    logLevel: 'silent',
  });
  const escaping = Object.keys(metafile.inputs).filter(
    (file) => !isInside(folder, path.resolve(folder, file)),
  );
  for (const file of escaping) report.problem(`${entry} imports ${file}, outside ${folder}`);
}

/** Builds an entry as HubSpot would. */
async function checkBuild(entry, report) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'baton-bundle-'));
  try {
    await buildEntry(entry, scratch);
    const bundle = path.join(scratch, path.basename(entry).replace(/\.[jt]sx?$/, '.js'));
    report.fact(`${path.basename(bundle)} builds: ${(await stat(bundle)).size} bytes`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function checkEntries(nodes, sourceDir, report) {
  const entries = Object.values(nodes).flatMap(({ config }) =>
    config.entrypoint ? [config.entrypoint] : [],
  );
  for (const entrypoint of new Set(entries)) {
    const entry = path.join(sourceDir, entrypoint);
    try {
      await checkImports(entry, report);
      await checkBuild(entry, report);
    } catch (error) {
      report.problem(`${entrypoint} does not build: ${error.message}`);
    }
  }
}

async function checkUpload(projectDir, sourceDir, report) {
  const files = await listUpload(projectDir, sourceDir);
  for (const { what, pattern } of forbidden) {
    const found = files.filter((file) => pattern.test(file));
    if (found.length > 0) report.problem(`the upload would contain ${what}: ${found.slice(0, 3).join(', ')}`);
  }
  report.fact(`the upload contains ${files.length} files:\n    ${files.join('\n    ')}`);
}

/**
 * Checks one project.
 * @param {string} projectDir folder with hsproject.json
 * @returns {Promise<{problems: string[], facts: string[]}>}
 */
export async function checkProject(projectDir) {
  const problems = [];
  const facts = [];
  const report = { problem: (text) => problems.push(text), fact: (text) => facts.push(text) };
  const project = await readProject(projectDir);
  const sourceDir = path.join(projectDir, project.srcDir);
  const nodes = await checkDefinitions(project, sourceDir, report);
  await checkEntries(nodes, sourceDir, report);
  await checkUpload(projectDir, sourceDir, report);
  return { problems, facts };
}

async function main() {
  const flag = process.argv.indexOf('--project');
  const projectDir = flag < 0 ? repository : path.resolve(process.argv[flag + 1] ?? '');
  await buildLibraries(projectDir);
  const { problems, facts } = await checkProject(projectDir);
  for (const fact of facts) console.log(`  ${fact}`);
  for (const problem of problems) console.error(`✗ ${problem}`);
  console.log(problems.length === 0 ? 'The HubSpot project is fine.' : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) await main();
