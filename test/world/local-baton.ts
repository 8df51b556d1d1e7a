import { afterAll, onTestFinished } from 'vitest';
import { rooms } from '../../src/backend/house/rooms.ts';
import { startHouse } from '../../src/backend/house/start-house.ts';
import type { Baton } from '../../src/backend/house/start-house.ts';
import { readConfig } from '../../src/backend/ground/config.ts';
import { createTestDatabase, openAnother } from '../../src/backend/database/test-database.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import type { Logger } from '../../src/backend/ground/logger.ts';
import { systemRandom } from '../../src/backend/ground/system.ts';
import { readAppDefinition } from '../../src/sandbox/app-definition.ts';
import { createSandboxClient, until } from '../../src/sandbox/local/client.ts';
import type { ContactDetail, MailRow, SandboxClient } from '../../src/sandbox/local/client.ts';
import { freePort } from '../../src/sandbox/local/environment.ts';
import { completeFirstRun } from '../../src/sandbox/local/first-run.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { withQuickRounds } from './quick-rounds.ts';
import { keepServerClock } from './server-clock.ts';
import { daysUntilWork, rested } from './work-left.ts';

export const PORTAL = 4242;
export const TARA = 'tara@acme.example.com';
export const SECRET = 'test-client-secret';
export const INBOUND_SECRET = 'inbound-secret-of-the-tests';
const APP_ID = 7_000_001;
/** Monday 23 November 2026, 10:00 in New York: business hours in most zones of the seeded contacts. */
const MONDAY = Date.UTC(2026, 10, 23, 15, 0);

export interface LocalBaton {
  sandbox: Sandbox;
  client: SandboxClient;
  url: string;
  people: Record<'rae' | 'sam' | 'ada' | 'tara', { id: string; userId: number }>;
  /** A contact of Rae's with a good address, ready to be handed over. */
  newContact(properties?: Record<string, string>): Promise<{ id: string; email: string }>;
  /** Waits until Baton has nothing to do now. */
  rest(): Promise<void>;
  /** Lets days go by, each with its work done; those without any at once. */
  days(count: number): Promise<void>;
  /** Moves time on until `seen`, at most `days`. */
  passTime<Value>(
    what: string,
    seen: () => Promise<Value | undefined | false | null>,
    days?: number,
  ): Promise<Value>;
  /** Looks until `seen`, while time passes ten times as fast: what waits for seconds or minutes comes. */
  see<Value>(
    what: string,
    seen: () => Promise<Value | undefined | false | null>,
    timeoutMs?: number,
  ): Promise<Value>;
  seeContact(id: string, what: string, seen: (contact: ContactDetail) => boolean): Promise<ContactDetail>;
  mailsTo(email: string): Promise<MailRow[]>;
  restart(): Promise<void>;
  /** Ends Baton's process; the stand-in goes on. */
  halt(): Promise<void>;
  launch(): Promise<void>;
  /** Where the database is. */
  databaseUrl: string;
}

interface Options {
  kind?: 'sqlite' | 'postgres';
  sandbox?: Partial<SandboxOptions>;
  environment?: Record<string, string>;
  /** Default: all that Baton is made of. */
  house?: typeof rooms;
  /** Default: standard output, at LOG_LEVEL, else silent. */
  logger?: Logger;
}

/** The stand-in, and Baton in this process on the stand-in's clock; connected, with Tara as assistant. For one test. */
export async function startLocalBaton(options: Options = {}): Promise<LocalBaton> {
  const { baton, stop } = await start(options);
  onTestFinished(stop);
  return baton;
}

/** The same for all tests of a file. Call in `beforeAll`. */
export async function startLocalBatonForSuite(options: Options = {}): Promise<LocalBaton> {
  const { baton, stop } = await start(options);
  afterAll(stop);
  return baton;
}

async function start(options: Options): Promise<{ baton: LocalBaton; stop: () => Promise<void> }> {
  const database = await createTestDatabase(options.kind ?? 'sqlite');
  const port = await freePort(0);
  const url = `http://localhost:${port}`;
  const sandbox = await startSandbox({
    port: 0,
    dataFile: null,
    seed: true,
    publicBatonUrl: url,
    mail: { smtpPort: 0, imapPort: 0, dataFile: null },
    app: readAppDefinition('src/app', {
      appId: APP_ID,
      clientId: 'client',
      clientSecret: SECRET,
      variables: { API_ORIGIN: url },
    }),
    ...options.sandbox,
  });
  sandbox.clock.advance(Math.max(0, MONDAY - sandbox.clock.now()) || untilNextMonday(sandbox.clock.now()));
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    HUBSPOT_CLIENT_ID: 'client',
    HUBSPOT_CLIENT_SECRET: SECRET,
    HUBSPOT_APP_ID: String(APP_ID),
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_APP_URL: sandbox.url,
    ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    SMTP_URL: sandbox.mail?.smtpUrl(TARA),
    IMAP_URL: sandbox.mail?.imapUrl(TARA),
    INBOUND_MAIL_SECRET: INBOUND_SECRET,
    MODEL_PROVIDER_ORIGINS: sandbox.url,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ...options.environment,
  });
  const logger = options.logger ?? createLogger(config.logLevel);
  const launch = (): Promise<Baton> =>
    withQuickRounds(() =>
      startHouse(options.house ?? rooms, { config, clock: sandbox.clock, random: systemRandom, logger }),
    );
  let running: Baton | undefined = await launch();
  const looking = await openAnother(database.url, []);
  const serverClock = keepServerClock(looking, sandbox.clock);
  const halt = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  const stop = async (): Promise<void> => {
    await halt();
    serverClock.forget();
    await serverClock.reached();
    await looking.close();
    await sandbox.stop();
    await database.remove();
  };
  const client = createSandboxClient(sandbox.url, PORTAL);
  const people = await findPeople(client);
  await completeFirstRun({ client, batonUrl: url, portalId: PORTAL, adminUserId: people.ada.userId }, TARA);
  // Tests run on any day, and let weeks go by: none of them is to meet Christmas unawares.
  const workEveryWeekday = { method: 'PUT', body: { observeHolidays: false } };
  await client.fetchAs(people.ada.userId, `${url}/api/settings`, workEveryWeekday);
  const baton: LocalBaton = {
    ...tools(sandbox, client, people, {
      async rest() {
        await serverClock.reached();
        await rested(looking, sandbox.clock);
      },
      daysUntilWork: () => daysUntilWork(looking, sandbox.clock.now()),
    }),
    sandbox,
    client,
    url,
    people,
    halt,
    databaseUrl: database.url,
    async launch() {
      running = await launch();
    },
    async restart() {
      await halt();
      running = await launch();
    },
  };
  return { baton, stop };
}

/** Tests run on any day: they all begin on a Monday morning. */
function untilNextMonday(now: number): number {
  const day = new Date(now);
  const days = (8 - day.getUTCDay()) % 7 || 7;
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days, 15, 0) - now;
}

async function findPeople(client: SandboxClient): Promise<LocalBaton['people']> {
  const owners = await client.owners();
  const one = (name: string) => {
    const owner = owners.find(({ email }) => email.startsWith(`${name}@`));
    if (!owner?.userId) throw new Error(`no user ${name}`);
    return { id: owner.id, userId: owner.userId };
  };
  return { rae: one('rae'), sam: one('sam'), ada: one('ada'), tara: one('tara') };
}

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** In New York, the zone of the account: 11:00. */
const NOON = 16 * HOUR;
let contacts = 0;

function tools(
  sandbox: Sandbox,
  client: SandboxClient,
  people: LocalBaton['people'],
  { rest, daysUntilWork }: { rest: () => Promise<void>; daysUntilWork: () => Promise<number> },
) {
  const see: LocalBaton['see'] = (what, seen, timeoutMs) =>
    until(
      what,
      async () => {
        const found = await seen();
        if (!found) sandbox.clock.advance(SECOND);
        return found;
      },
      timeoutMs,
    );
  return {
    rest,
    see,
    async days(count: number) {
      for (let day = 0; day < count;) {
        await rest();
        const quiet = Math.min(count - day, await daysUntilWork());
        sandbox.clock.advance(quiet * DAY);
        day += quiet;
      }
      await rest();
    },
    async newContact(properties: Record<string, string> = {}) {
      contacts += 1;
      const email = properties['email'] ?? `person${contacts}@customer${contacts}.example.com`;
      const row = (await client.call('POST', `/portals/${PORTAL}/contacts`, {
        userId: people.rae.userId,
        properties: {
          firstname: 'Nora',
          lastname: `Quinn ${contacts}`,
          email,
          company: 'Customer',
          hubspot_owner_id: people.rae.id,
          ...properties,
        },
      })) as { id: string };
      return { id: row.id, email };
    },
    async passTime<Value>(
      what: string,
      seen: () => Promise<Value | undefined | false | null>,
      days = 60,
    ): Promise<Value> {
      for (let day = 0; day <= days;) {
        await rest();
        const found = await seen();
        if (found) return found;
        // An hour first, for what is due today; then from noon to noon, as one's office hours are another's night.
        const quiet = day === 0 ? 1 : Math.min(days - day + 1, await daysUntilWork());
        const now = sandbox.clock.now();
        sandbox.clock.advance(day === 0 ? HOUR : quiet * DAY - ((now - NOON) % DAY));
        day += quiet;
      }
      // What a leap of the clock interrupted counts as settled after 35 s only (outbox/creates/settling.ts).
      return see(what, seen, 60_000);
    },
    seeContact: (id: string, what: string, seen: (contact: ContactDetail) => boolean) =>
      until(what, async () => {
        const contact = await client.contact(id);
        return seen(contact) ? contact : undefined;
      }),
    mailsTo: async (email: string) => (await client.mails(email)).filter((mail) => mail.mailbox === email),
  };
}

export const notesOf = (contact: ContactDetail) => contact.timeline.filter((entry) => entry.kind === 'note');
export const tasksOf = (contact: ContactDetail) => contact.timeline.filter((entry) => entry.kind === 'task');
export const emailsOf = (contact: ContactDetail) =>
  contact.timeline.filter((entry) => entry.kind === 'email');
