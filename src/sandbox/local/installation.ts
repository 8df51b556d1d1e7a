import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAppDefinition } from '../app-definition.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { SandboxOptions } from '../options.ts';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { startBatonProcess, type BatonProcess, type MachineClock } from './baton-process.ts';
import { freePort, localSecrets, type LocalSecrets, type Ports } from './environment.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const APP_ID = 7_000_001;
const CLIENT_ID = 'local-baton';
export const PORTAL_ID = 4242;
export const ASSISTANT_EMAIL = 'tara@acme.example.com';

/** What one process of Baton does. HubSpot reaches the first one of an installation, which is `all` or `web`. */
export type Role = 'all' | 'web' | 'worker';

export interface InstallationOptions {
  ports: Ports;
  /** Where both keep their data. */
  directory: string;
  sandbox?: Partial<SandboxOptions>;
  environment?: Readonly<Record<string, string>>;
  /** Node's arguments for Baton. Default: its sources, on the stand-in's clock. */
  program?: readonly string[];
  /** One process each, all on one database. Default: one that does everything. */
  roles?: readonly Role[];
  restart?: boolean;
  restartDelayMs?: number;
  onExit?: (code: number | null, signal: NodeJS.Signals | null) => void;
  /** The clock of Baton's machine. Default: the stand-in's. */
  machineClock?: (hubspot: SandboxClock) => MachineClock;
}

export interface InstalledProcess extends BatonProcess {
  role: Role;
  url: string;
}

/** The stand-in and Baton side by side, as processes that know each other by URL only. */
export interface Installation {
  sandbox: Sandbox;
  /** The first process: HubSpot and people reach it. */
  readonly baton: BatonProcess;
  readonly processes: readonly InstalledProcess[];
  batonUrl: string;
  /** What every process of Baton is configured by, but for port and role. */
  environment: Readonly<Record<string, string>>;
  /** Ends all processes of Baton and starts others on the same data. */
  run(roles: readonly Role[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const secrets = localSecrets(options.directory);
  const batonUrl = `http://localhost:${options.ports.baton}`;
  const sandbox = await startStandIn(options, secrets.clientSecret, batonUrl);
  const environment = batonEnvironment(options, sandbox, secrets, batonUrl);
  let processes = await startProcesses(options, sandbox, environment, options.roles ?? ['all']);
  const end = () => Promise.all(processes.map((process) => process.stop()));
  return {
    sandbox,
    batonUrl,
    environment,
    get baton() {
      return firstOf(processes);
    },
    get processes() {
      return processes;
    },
    async run(roles) {
      await end();
      processes = await startProcesses(options, sandbox, environment, roles);
    },
    async stop() {
      await end();
      await sandbox.stop();
    },
  };
}

function firstOf(processes: readonly InstalledProcess[]): InstalledProcess {
  const [first] = processes;
  if (!first) throw new Error('An installation needs a process.');
  return first;
}

const startStandIn = (
  options: InstallationOptions,
  clientSecret: string,
  batonUrl: string,
): Promise<Sandbox> =>
  startSandbox({
    port: options.ports.sandbox,
    dataFile: join(options.directory, 'sandbox.sqlite'),
    publicBatonUrl: batonUrl,
    seed: true,
    pagesDirectory: join(ROOT, 'build/sandbox-pages'),
    cardsDirectory: join(ROOT, 'build/cards'),
    mail: {
      smtpPort: options.ports.smtp,
      imapPort: options.ports.imap,
      dataFile: join(options.directory, 'mail.sqlite'),
    },
    app: readAppDefinition(join(ROOT, 'src/app'), {
      appId: APP_ID,
      clientId: CLIENT_ID,
      clientSecret,
      variables: { API_ORIGIN: batonUrl },
    }),
    ...options.sandbox,
  });

const batonEnvironment = (
  options: InstallationOptions,
  sandbox: Sandbox,
  secrets: LocalSecrets,
  batonUrl: string,
): Record<string, string> => ({
  PUBLIC_URL: batonUrl,
  DATABASE_URL: `sqlite:${join(options.directory, 'baton.sqlite')}`,
  HUBSPOT_CLIENT_ID: CLIENT_ID,
  HUBSPOT_CLIENT_SECRET: secrets.clientSecret,
  HUBSPOT_APP_ID: String(APP_ID),
  HUBSPOT_API_URL: sandbox.url,
  HUBSPOT_APP_URL: sandbox.url,
  ENCRYPTION_KEYS: secrets.encryptionKeys,
  INBOUND_MAIL_SECRET: secrets.inboundMailSecret,
  MODEL_PROVIDER_ORIGINS: sandbox.url,
  ...(sandbox.mail
    ? { SMTP_URL: sandbox.mail.smtpUrl(ASSISTANT_EMAIL), IMAP_URL: sandbox.mail.imapUrl(ASSISTANT_EMAIL) }
    : {}),
  ...options.environment,
});

async function startProcesses(
  options: InstallationOptions,
  sandbox: Sandbox,
  environment: Readonly<Record<string, string>>,
  roles: readonly Role[],
): Promise<InstalledProcess[]> {
  const { program, restart, restartDelayMs, onExit } = options;
  const clock = options.machineClock?.(sandbox.clock) ?? sandbox.clock;
  const ports = await Promise.all(
    roles.map((_, index) => (index === 0 ? Promise.resolve(options.ports.baton) : freePort(0))),
  );
  return roles.map((role, index) => {
    const port = ports[index] ?? 0;
    const process = startBatonProcess({
      clock,
      logFile: join(options.directory, index === 0 ? 'baton.log' : `baton-${index + 1}.log`),
      ...(program ? { program } : {}),
      ...(restart === undefined ? {} : { restart }),
      ...(restartDelayMs === undefined ? {} : { restartDelayMs }),
      ...(onExit ? { onExit } : {}),
      environment: { ROLE: role, ...environment, PORT: String(port) },
    });
    return Object.assign(process, { role, url: `http://localhost:${port}` });
  });
}
