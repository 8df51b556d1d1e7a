/**
 * `npm start`: the whole product on this machine. `PORT` chooses Baton's port, `--no-story` leaves the story out, `--week`
 * plays a week instead, with a seed: `--week=7`.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandboxClient, type MailRow, type SandboxClient } from './local/client.ts';
import { choosePorts } from './local/environment.ts';
import { completeFirstRun } from './local/first-run.ts';
import {
  APP_ID,
  ASSISTANT_EMAIL,
  PORTAL_ID,
  startInstallation,
  type Installation,
} from './local/installation.ts';
import { chooseContacts, tellStory } from './local/story.ts';
import { tellWeek } from './local/week.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const directory = process.env['BATON_LOCAL_DATA'] ?? fileURLToPath(new URL('../../data', import.meta.url));

async function main(): Promise<void> {
  const ports = await choosePorts(process.env['PORT']).catch(refuse);
  const installation = await startInstallation({
    ports,
    directory,
    onExit: (code, signal) => {
      if (!stopping) say(`Baton ended (${signal ?? code}). It starts again and goes on where it was.`);
    },
  });
  stopOnSignal(installation);
  const client = createSandboxClient(installation.sandbox.url, PORTAL_ID);
  const people = await findPeople(client);
  await completeFirstRun(
    { client, batonUrl: installation.batonUrl, portalId: PORTAL_ID, adminUserId: people.admin.userId },
    ASSISTANT_EMAIL,
  );
  const mails = await client.mails();
  printLinks(installation, await contactToShow(client, people.rep.id, mails));
  const week = process.argv.find((word) => /^--week(=\d+)?$/.test(word));
  if (week !== undefined) return showWeek(client, people, Number(week.split('=')[1] ?? 1));
  if (process.argv.includes('--no-story') || mails.length > 0) return;
  await tellStory({
    client,
    say: (line) => say(`  ${line}`),
    repUserId: people.rep.userId,
    repOwnerId: people.rep.id,
    assistantOwnerId: people.assistant.id,
  });
  say('\nThe story is over. Now it is your turn; Ctrl-C stops everything, and nothing is lost.');
}

/** A week of people in many languages, in this terminal and on the page. */
async function showWeek(
  client: SandboxClient,
  { rep, assistant }: Awaited<ReturnType<typeof findPeople>>,
  seed: number,
): Promise<void> {
  say(`A week with seed ${seed} is played; the page Play a week shows it as a table.\n`);
  await tellWeek(
    client,
    { portalId: PORTAL_ID, userId: rep.userId, assistantId: assistant.id, seed },
    (line) => say(`  ${line}`),
  );
  say('\nThe week is over. Ctrl-C stops everything, and nothing is lost.');
}

/** The contact of the story: the first that was written to, or the first that will be. */
async function contactToShow(client: SandboxClient, repOwnerId: string, mails: MailRow[]): Promise<string> {
  const first = mails.findLast(({ direction }) => direction === 'in');
  const [written] = first ? await client.contacts(`query=${encodeURIComponent(first.to)}&limit=1`) : [];
  return (written ?? (await chooseContacts({ client, repOwnerId }))[0]).id;
}

/** The person's own words were wrong: no trace of the program helps with that. */
function refuse(error: unknown): never {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}

async function findPeople(client: SandboxClient) {
  const owners = await client.owners();
  const byEmail = (start: string) => {
    const owner = owners.find(({ email }) => email.startsWith(start));
    if (!owner || owner.userId === null) throw new Error(`The stand-in has no user ${start}….`);
    return { ...owner, userId: owner.userId };
  };
  return { rep: byEmail('rae'), admin: byEmail('ada'), assistant: byEmail(ASSISTANT_EMAIL) };
}

function printLinks({ sandbox, batonUrl }: Installation, contactId: string): void {
  const at = sandbox.url.replace('127.0.0.1', 'localhost');
  say(`
Baton is running on this machine, with a local stand-in for HubSpot.

  Record page with the card   ${at}/contacts/${PORTAL_ID}/record/0-1/${contactId}
  Contacts (bulk owner)       ${at}/
  Segments (lists)            ${at}/contacts/${PORTAL_ID}/objectLists/all
  Mail viewer                 ${at}/mail
  Pages of Baton              ${at}/app/${PORTAL_ID}/${APP_ID}
  A week of conversations     ${at}/play
  Settings, as Ada the admin  ${at}/settings/${PORTAL_ID}?user=ada
  Clock, faults, API calls    ${at}/sandbox
  Baton's API description     ${batonUrl}/api/openapi.json
  Baton's log                 ${join(directory, 'baton.log')}
`);
}

let stopping = false;

function stopOnSignal(installation: Installation): void {
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('Stopping …');
    installation.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack)}\n`);
  process.exit(1);
});
