import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPeople, untilMonday, when, type People } from '../test/world/world.ts';
import type { Portal } from '../src/sandbox/accounts/portal.ts';
import { createSandboxClient, type SandboxClient } from '../src/sandbox/local/client.ts';
import { freePort } from '../src/sandbox/local/environment.ts';
import { completeFirstRun, isReady } from '../src/sandbox/local/first-run.ts';
import {
  ASSISTANT_EMAIL,
  PORTAL_ID,
  startInstallation,
  type Installation,
  type InstallationOptions,
} from '../src/sandbox/local/installation.ts';
import type { SandboxMail } from '../src/sandbox/mail/sandbox-mail.ts';
import type { Sandbox } from '../src/sandbox/sandbox.ts';
import { compileCache } from '../test/world/compile-cache.ts';
import { discard } from '../test/world/temporary.ts';

/** The stand-in in this process, and real processes of Baton that start again whenever they end. */
export interface FaultWorld {
  installation: Installation;
  sandbox: Sandbox;
  portal: Portal;
  mail: SandboxMail;
  client: SandboxClient;
  people: People;
  stop(): Promise<void>;
}

export type WorldOptions = Partial<
  Pick<InstallationOptions, 'roles' | 'environment' | 'machineClock' | 'onExit'>
>;

/** It is a Monday at 15:00 UTC, and nothing is connected yet. */
export async function openWorld(options: WorldOptions = {}): Promise<FaultWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'baton-world-'));
  const installation = await startInstallation({
    ports: { baton: await freePort(0), sandbox: 0, smtp: 0, imap: 0 },
    directory,
    restartDelayMs: 20,
    ...options,
    environment: { LOG_LEVEL: 'warn', ...compileCache, ...options.environment },
    sandbox: { dataFile: null, mail: { smtpPort: 0, imapPort: 0, dataFile: null } },
  });
  const { sandbox } = installation;
  sandbox.clock.advance(untilMonday(sandbox.clock.now()));
  if (!sandbox.mail) throw new Error('The stand-in has no mail world.');
  const client = createSandboxClient(sandbox.url, PORTAL_ID);
  return {
    installation,
    sandbox,
    client,
    mail: sandbox.mail,
    portal: sandbox.portals.get(PORTAL_ID),
    people: await findPeople(client),
    async stop() {
      await installation.stop();
      discard(directory);
    },
  };
}

/**
 * What an admin does first: connects the account and adds the assistant, with the short sequence. The test mail also
 * proves that the mailbox keeps what it sends, so that no outcome of a mail stays unknown.
 */
export async function connect({ installation, client, people }: FaultWorld): Promise<void> {
  const { batonUrl } = installation;
  const adminUserId = people.ada.userId;
  const run = { client, batonUrl, portalId: PORTAL_ID, adminUserId, sequenceId: 'short' };
  await completeFirstRun(run, ASSISTANT_EMAIL);
  const settings = await client.fetchAs(adminUserId, `${batonUrl}/api/settings`);
  const [assistant] = (settings.body as { assistants: { id: string }[] }).assistants;
  const uri = `${batonUrl}/api/assistants/${assistant?.id ?? ''}/test-mail`;
  const body = { to: 'ada@acme.example.com' };
  const sent = await client.fetchAs(adminUserId, uri, { method: 'POST', body });
  if (JSON.stringify(sent.body) !== '{"problems":[]}')
    throw new Error(`The test mail: ${sent.status} ${JSON.stringify(sent.body)}`);
}

/** @throws when a process is not ready after `timeoutMs` */
export const untilReady = (urls: readonly string[], timeoutMs: number): Promise<void> =>
  when(
    `${urls.length} processes to be ready`,
    async () => (await Promise.all(urls.map(isReady))).every(Boolean),
    timeoutMs,
    50,
  );
