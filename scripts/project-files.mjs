// What belongs to the HubSpot project, read as HubSpot's tools read it.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Every file below a folder, as paths relative to it. */
export async function listFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).includes('node_modules'))
    .sort();
}

/**
 * Reads hsproject.json.
 * @param {string} projectDir
 * @returns {Promise<{name: string, srcDir: string, platformVersion: string}>}
 */
export async function readProject(projectDir) {
  const project = JSON.parse(await readFile(path.join(projectDir, 'hsproject.json'), 'utf8'));
  for (const key of ['name', 'srcDir', 'platformVersion']) {
    if (typeof project[key] !== 'string') throw new Error(`hsproject.json lacks "${key}"`);
  }
  return project;
}

/** Names of the profiles: src/hsprofile.<name>.json. */
export async function listProfiles(sourceDir) {
  const { getAllHsProfiles } = await import('@hubspot/project-parsing-lib/profiles');
  return getAllHsProfiles(sourceDir);
}

/**
 * Files that `hs project upload`, started in `projectDir`, would put into its zip, relative to the source folder.
 * The rules (.hsignore among them) are looked up from the working directory and kept for the whole process.
 */
export async function listUpload(projectDir, sourceDir) {
  const { shouldIgnoreFile } = await import('@hubspot/local-dev-lib/ignoreRules');
  process.chdir(projectDir);
  const files = await listFiles(sourceDir);
  return files.filter((file) => !shouldIgnoreFile(file, true));
}
