import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Portal } from '../../src/sandbox/accounts/portal.ts';
import { createSandboxClient, type SandboxClient } from '../../src/sandbox/local/client.ts';
import { freePort, localSecrets } from '../../src/sandbox/local/environment.ts';
import { completeFirstRun, isReady } from '../../src/sandbox/local/first-run.ts';
import {
  ASSISTANT_EMAIL,
  PORTAL_ID,
  startInstallation,
  type Installation,
  type InstallationOptions,
} from '../../src/sandbox/local/installation.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { compileCache } from './compile-cache.ts';
import { associationsOf } from '../../src/sandbox/associations/associations.ts';
import { CONTACT, EMAIL, NOTE, TASK } from '../../src/sandbox/records/object-types.ts';

/** Somebody who is a user and an owner of the stand-in's account. */
export interface Person {
  ownerId: string;
  userId: number;
}

/** The stand-in in this process, and Baton as a process of its own: connected, with Tara as assistant. */
export type People = Record<'rae' | 'ada' | 'tara', Person>;

export interface World extends Installation {
  client: SandboxClient;
  people: People;
  /** Contacts of Rae's with good addresses, made before Baton was connected, so that they cost it nothing. */
  contacts: string[];
  /** Where Baton keeps its data. */
  directory: string;
  /** What stands on a contact now; read in this process, so that looking costs the stand-in next to nothing. */
  look(contactId: string): Seen;
  stop(): Promise<void>;
}

export interface Seen {
  properties: Readonly<Record<string, string | undefined>>;
  notes: number;
  tasks: number;
  emails: number;
}

interface Options {
  contacts: number;
  sandbox?: Partial<SandboxOptions>;
  environment?: Record<string, string>;
  /** Baton's processes; default: one that does everything. */
  roles?: InstallationOptions['roles'];
}

export interface ConnectedBaton extends Installation {
  /** What HubSpot signs with. */
  clientSecret: string;
}

/** Baton as `npm run serve` starts it. */
const BUILT = ['--max-semi-space-size=4', '--heap-growing-percent=20', 'dist/src/backend/main.js'];
const SERVED = { MALLOC_ARENA_MAX: '2' };

/** Writes dist/. @throws when the sources do not compile */
export function buildBaton(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('Baton could not be built.');
}

/** Built Baton in one role, on the data of an installation that was connected before. The stand-in is there, and asked nothing. */
export async function startConnected(role: 'web' | 'all', databaseUrl?: string): Promise<ConnectedBaton> {
  const directory = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const environment: Record<string, string> = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  const before = await launch(directory, { environment });
  await connect(before);
  await before.stop();
  const installation = await launch(directory, {
    environment: { ...SERVED, ...environment, ROLE: role },
    program: BUILT,
  });
  await when('Baton to answer', () => isReady(installation.batonUrl));
  return {
    ...installation,
    clientSecret: localSecrets(directory).clientSecret,
    async stop() {
      await installation.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Resident memory of Baton's process, MB. */
export async function memoryOf(batonUrl: string): Promise<number> {
  const text = await (await fetch(`${batonUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? Number.NaN) / 2 ** 20;
}

/** HubSpot as the figures suppose it unless they say otherwise. */
export const LATENCY_MS = 50;

/** Processor time that Baton's process has used, all its threads, ms. */
export async function processorTimeOf(batonUrl: string): Promise<number> {
  const text = await (await fetch(`${batonUrl}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1] ?? Number.NaN) * 1_000;
}

export async function startWorld({ contacts: count, ...options }: Options): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const environment = { ...compileCache, ...options.environment };
  const installation = await launch(directory, { ...options, environment });
  const { sandbox } = installation;
  sandbox.clock.advance(untilMonday(sandbox.clock.now()));
  const client = createSandboxClient(sandbox.url, PORTAL_ID);
  const people = await findPeople(client);
  const contacts = await makeContacts(client, people.rae, count);
  await connect(installation);
  const portal = sandbox.portals.get(PORTAL_ID);
  return {
    ...installation,
    // Not those of the first start, once `run` has started others.
    get baton() {
      return installation.baton;
    },
    get processes() {
      return installation.processes;
    },
    directory,
    client,
    people,
    contacts,
    look: (contactId) => look(portal, contactId),
    async stop() {
      await installation.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const launch = async (
  directory: string,
  { sandbox, environment, program, roles }: Omit<Options, 'contacts'> & { program?: readonly string[] },
): Promise<Installation> =>
  startInstallation({
    ports: { baton: await freePort(0), sandbox: 0, smtp: 0, imap: 0 },
    directory,
    restart: false,
    ...(program ? { program } : {}),
    ...(roles ? { roles } : {}),
    sandbox: {
      dataFile: null,
      latencyMs: LATENCY_MS,
      mail: { smtpPort: 0, imapPort: 0, dataFile: null },
      ...sandbox,
    },
    environment: { LOG_LEVEL: 'warn', ...environment },
  });

async function connect({ sandbox, batonUrl }: Installation): Promise<void> {
  const client = createSandboxClient(sandbox.url, PORTAL_ID);
  const { ada } = await findPeople(client);
  await completeFirstRun({ client, batonUrl, portalId: PORTAL_ID, adminUserId: ada.userId }, ASSISTANT_EMAIL);
}

/** Every run begins on a Monday at 15:00 UTC: business hours in the account's time zone. */
export function untilMonday(now: number): number {
  const day = new Date(now);
  const days = (8 - day.getUTCDay()) % 7 || 7;
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days, 15) - now;
}

export async function findPeople(client: SandboxClient): Promise<People> {
  const owners = await client.owners();
  const one = (name: string): Person => {
    const owner = owners.find(({ email }) => email.startsWith(`${name}@`));
    if (!owner?.userId) throw new Error(`The stand-in has no user ${name}.`);
    return { ownerId: owner.id, userId: owner.userId };
  };
  return { rae: one('rae'), ada: one('ada'), tara: one('tara') };
}

export const addressOf = (index: number): string => `person${index}@customer${index}.example.com`;

async function makeContacts(client: SandboxClient, rep: Person, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const properties = {
      firstname: 'Nora',
      lastname: `Quinn ${index}`,
      email: addressOf(index),
      company: `Customer ${index}`,
      hubspot_owner_id: rep.ownerId,
    };
    // The control API is this package's own: it answers with the row.
    const row = (await client.call('POST', `/portals/${PORTAL_ID}/contacts`, {
      userId: rep.userId,
      properties,
    })) as { id: string };
    ids.push(row.id);
  }
  return ids;
}

function look(portal: Portal, contactId: string): Seen {
  const contact = portal.table(CONTACT).get(contactId);
  if (!contact) throw new Error(`There is no contact ${contactId}.`);
  const [notes, tasks, emails] = [NOTE, TASK, EMAIL].map(
    (type) => associationsOf(portal, contact, type).length,
  );
  return { properties: contact.properties, notes: notes ?? 0, tasks: tasks ?? 0, emails: emails ?? 0 };
}

/** The confirmation note, `hs_lead_status` and Lead Connection Status stand on the contact. */
export const isPickedUp = ({ properties, notes }: Seen): boolean =>
  notes > 0 && Boolean(properties['hs_lead_status']) && Boolean(properties['baton_lead_connection_status']);

/** Looks every `everyMs` until `done`. @throws when it takes longer than `timeoutMs`, with what was awaited */
export async function when(
  what: string,
  done: () => boolean | Promise<boolean>,
  timeoutMs = 600_000,
  everyMs = 5,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
    await pause(everyMs);
  }
}
