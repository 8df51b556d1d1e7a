import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandboxClient } from '../src/sandbox/local/client.ts';
import { freePort, type Ports } from '../src/sandbox/local/environment.ts';
import { completeFirstRun, untilReady } from '../src/sandbox/local/first-run.ts';
import { ASSISTANT_EMAIL, PORTAL_ID, startInstallation } from '../src/sandbox/local/installation.ts';
import { compileCache } from '../test/world/compile-cache.ts';
import type { Installation } from '../src/sandbox/local/installation.ts';

/** Everything `npm start` runs, in a folder and on ports of its own. */
export interface LocalProduct {
  /** Of the stand-in; pages are opened relative to it. */
  readonly url: string;
  readonly batonUrl: string;
  readonly directory: string;
  /** For HubSpot's API of account 4242, as the app has it. */
  accessToken(scopes: readonly string[]): string;
  /** Ends Baton without warning. It stays away until `startBaton`. */
  killBaton(): void;
  /** Resolves once it answers. */
  startBaton(): Promise<void>;
  /** Moves the clock of everything, where many clicks on the page's control would only take time. */
  moveClock(ms: number): Promise<void>;
  /** Ends both processes and starts them again on the same data. Resolves once Baton answers. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Connect account 4242 and add the assistant Tara, as the first `npm start` does. Default true. */
  connected?: boolean;
}

export async function startProduct({ connected = true }: ProductOptions = {}): Promise<LocalProduct> {
  const directory = await mkdtemp(join(tmpdir(), 'baton-e2e-'));
  const ports: Ports = {
    baton: await freePort(0),
    sandbox: await freePort(0),
    smtp: await freePort(0),
    imap: await freePort(0),
  };
  const start = () => startInstallation({ ports, directory, restart: false, environment: compileCache });
  let installation = await start();
  installation.sandbox.clock.advance(untilMondayMorning(installation.sandbox.clock.now()));
  if (connected) await firstRun(installation);
  return {
    url: installation.sandbox.url,
    batonUrl: installation.batonUrl,
    directory,
    accessToken: (scopes) => installation.sandbox.issueAccessToken(PORTAL_ID, [...scopes]),
    killBaton: () => installation.baton.kill('SIGKILL'),
    async startBaton() {
      await installation.run(['all']);
      await untilReady(installation.batonUrl);
    },
    async moveClock(ms) {
      await installation.sandbox.quiet();
      installation.sandbox.clock.advance(ms);
    },
    async startAgain() {
      await installation.stop();
      installation = await start();
      await untilReady(installation.batonUrl);
    },
    async stop() {
      await installation.stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** Tests run on any day: they all begin on a Monday at 10:00 in New York, the zone of account 4242. */
function untilMondayMorning(now: number): number {
  const day = new Date(now);
  const days = (8 - day.getUTCDay()) % 7 || 7;
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days, 15) - now;
}

async function firstRun({ sandbox, batonUrl }: Installation): Promise<void> {
  const client = createSandboxClient(sandbox.url, PORTAL_ID);
  const admin = (await client.owners()).find(({ email }) => email.startsWith('ada@'));
  if (!admin?.userId) throw new Error('The stand-in has no user Ada.');
  await completeFirstRun(
    { client, batonUrl, portalId: PORTAL_ID, adminUserId: admin.userId },
    ASSISTANT_EMAIL,
  );
}
