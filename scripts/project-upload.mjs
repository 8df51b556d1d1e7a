// Uploads the app to HubSpot: builds, checks, then HubSpot's own CLI.
// usage: node scripts/project-upload.mjs [--profile <name>]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listProfiles, readProject } from './project-files.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cli = '@hubspot/cli@8.14.0';

const needed = `An upload needs, once:
  1. a HubSpot developer account, and the CLI connected to it:
       npx ${cli} account auth
  2. a profile that says where this Baton runs, src/hsprofile.<name>.json:
       {
         "accountId": 12345678,
         "variables": {
           "API_ORIGIN": "https://baton.example.com",
           "SUPPORT_EMAIL": "support@example.com",
           "DOCUMENTATION_URL": "https://example.com/baton"
         }
       }
     accountId is the developer account; API_ORIGIN is PUBLIC_URL of the backend, https and without a path.
  3. after the first upload: client id, client secret and app id from the app's page in HubSpot, set as
     HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and HUBSPOT_APP_ID of the backend.`;

/** The profile asked for, or the only one there is. */
async function chooseProfile() {
  const profiles = await listProfiles(path.join(root, (await readProject(root)).srcDir));
  const flag = process.argv.indexOf('--profile');
  const wanted = flag < 0 ? undefined : process.argv[flag + 1];
  if (wanted !== undefined && profiles.includes(wanted)) return wanted;
  if (wanted === undefined && profiles.length === 1) return profiles[0];
  console.error(needed);
  if (wanted !== undefined) console.error(`\nThere is no profile "${wanted}".`);
  console.error(
    profiles.length > 0
      ? `\nChoose one of the profiles: --profile ${profiles.join(' | ')}`
      : '\nThere is no profile yet: write one.',
  );
  return null;
}

/** @returns {boolean} whether the command succeeded */
const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;

const profile = await chooseProfile();
const uploaded =
  profile !== null &&
  run(process.execPath, [path.join(root, 'scripts/project-check.mjs')]) &&
  run('npx', ['--yes', cli, 'project', 'upload', '--profile', profile]);
if (profile !== null && !uploaded) console.error(`\nNothing was uploaded.\n${needed}`);
process.exitCode = uploaded ? 0 : 1;
