import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { findPeople, untilMonday, type People } from '../test/world/world.ts';
import type { Portal } from '../src/sandbox/accounts/portal.ts';
import { readAppDefinition } from '../src/sandbox/app-definition.ts';
import { createSandboxClient, type SandboxClient } from '../src/sandbox/local/client.ts';
import { freePort, localSecrets } from '../src/sandbox/local/environment.ts';
import { completeFirstRun } from '../src/sandbox/local/first-run.ts';
import { ASSISTANT_EMAIL, PORTAL_ID, startInstallation } from '../src/sandbox/local/installation.ts';
import type { SandboxMail } from '../src/sandbox/mail/sandbox-mail.ts';
import type { Sandbox } from '../src/sandbox/sandbox.ts';
import { compileCache } from '../test/world/compile-cache.ts';
import { sign } from './mutations.ts';
import { discard } from '../test/world/temporary.ts';
import { workLeft } from '../test/world/work-left.ts';

/** An event as HubSpot sends it. */
export type WebhookEvent = Readonly<Record<string, unknown>> & { objectId: number };

/** Baton's process and the stand-in, whose webhooks come here: when, how often and in which order Baton gets them is ours. */
export interface HistoryWorld {
  sandbox: Sandbox;
  portal: Portal;
  mail: SandboxMail;
  client: SandboxClient;
  people: People & { sam: People['rae'] };
  database: DatabaseSync;
  /** Takes the events that HubSpot has sent since the last time, in their order. */
  takeEvents(): Promise<WebhookEvent[]>;
  /** Delivers one signed webhook. @throws unless Baton took it */
  deliver(events: readonly WebhookEvent[]): Promise<void>;
  /** Brings a raw mail that came for the assistant. */
  bring(raw: string): Promise<void>;
  stop(): Promise<void>;
}

const NO_LIMIT = 1_000_000;
/** See there. Here the clock goes on ten times as fast as the one on the wall. */
const FAST_TIME = `--import ${new URL('./fast-time.ts', import.meta.url).href}`;
const FASTER = 10;
const TICK_MS = 40;

export async function openHistoryWorld(): Promise<HistoryWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'baton-histories-'));
  const { clientSecret, inboundMailSecret } = localSecrets(directory);
  const collector = await collect();
  const port = await freePort(0);
  const batonUrl = `http://localhost:${port}`;
  const app = readAppDefinition('src/app', {
    appId: 7_000_001,
    clientId: 'local-baton',
    clientSecret,
    variables: { API_ORIGIN: batonUrl },
  });
  const installation = await startInstallation({
    ports: { baton: port, sandbox: 0, smtp: 0, imap: 0 },
    directory,
    restart: false,
    sandbox: {
      app: { ...app, webhook: app.webhook && { ...app.webhook, targetUrl: collector.url } },
      dataFile: null,
      mail: { smtpPort: 0, imapPort: 0, dataFile: null },
      limits: { perTenSeconds: NO_LIMIT, searchPerSecond: NO_LIMIT, associationsPerTenSeconds: NO_LIMIT },
      searchLagMs: 0,
    },
    // Mails are brought by us as well, so nobody asks the mailbox.
    environment: { LOG_LEVEL: 'error', IMAP_URL: '', NODE_OPTIONS: FAST_TIME, ...compileCache },
  });
  const { sandbox } = installation;
  if (!sandbox.mail) throw new Error('The stand-in has no mail world.');
  sandbox.clock.advance(untilMonday(sandbox.clock.now()));
  const client = createSandboxClient(sandbox.url, PORTAL_ID);
  const people = await findAll(client);
  const run = { client, batonUrl, portalId: PORTAL_ID, adminUserId: people.ada.userId, sequenceId: 'short' };
  await completeFirstRun(run, ASSISTANT_EMAIL);
  const post = async (path: string, headers: Record<string, string>, body: string): Promise<void> => {
    const answer = await fetch(`${batonUrl}${path}`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  };
  return {
    sandbox,
    client,
    people,
    mail: sandbox.mail,
    portal: sandbox.portals.get(PORTAL_ID),
    database: new DatabaseSync(join(directory, 'baton.sqlite'), { readOnly: true }),
    async takeEvents() {
      while (((await client.call('GET', '/webhooks')) as { waiting: number }).waiting > 0) await pause(10);
      return collector.events.splice(0);
    },
    async deliver(events) {
      const body = Buffer.from(JSON.stringify(events));
      const unsigned = { method: 'POST', target: '/webhooks/hubspot', body };
      const { request } = sign(clientSecret, batonUrl, unsigned, sandbox.clock.now());
      await post('/webhooks/hubspot', Object.fromEntries(request.headers), body.toString());
    },
    bring: (raw) => post('/mail/inbound', { authorization: `Bearer ${inboundMailSecret}` }, raw),
    async stop() {
      await installation.stop();
      collector.server.close();
      discard(directory);
    },
  };
}

async function findAll(client: SandboxClient): Promise<HistoryWorld['people']> {
  const sam = (await client.owners()).find(({ email }) => email.startsWith('sam@'));
  return { ...(await findPeople(client)), sam: { ownerId: sam?.id ?? '', userId: sam?.userId ?? 0 } };
}

async function collect(): Promise<{ url: string; events: WebhookEvent[]; server: Server }> {
  const events: WebhookEvent[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      // Our own stand-in sends what HubSpot documents: an array of events.
      events.push(...(JSON.parse(body) as WebhookEvent[]));
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, events, server };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const PATIENCE_MS = 600_000;

/**
 * Waits until Baton has nothing to do now. Resolves to what it still has to do after ten minutes: no day ends before it.
 * @param meanwhile called again and again
 */
export async function settled(world: HistoryWorld, meanwhile: () => Promise<void>): Promise<string[]> {
  const statements = Object.entries(workLeft).map(
    ([what, sql]) => [what, sql, world.database.prepare(sql)] as const,
  );
  const end = performance.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < 3;) {
    await meanwhile();
    await pause(TICK_MS);
    // Baton keeps to HubSpot's limits by this clock.
    world.sandbox.clock.advance(TICK_MS * (FASTER - 1));
    const now = world.sandbox.clock.now();
    const busy = statements.flatMap(([what, sql, statement]) => {
      const row = sql.includes('?') ? statement.get(now) : statement.get();
      return Number(row?.['n']) > 0 ? [`${String(row?.['n'])} ${what}`] : [];
    });
    quiet = busy.length === 0 ? quiet + 1 : 0;
    if (busy.length > 0 && performance.now() > end) return busy;
  }
  return [];
}
