import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAppDefinition } from '../app-definition.ts';
import type { SandboxOptions } from '../options.ts';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { startBatonProcess, type BatonProcess } from './baton-process.ts';
import { localSecrets, type Ports } from './environment.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const APP_ID = 7_000_001;
const CLIENT_ID = 'local-baton';
export const PORTAL_ID = 4242;
export const ASSISTANT_EMAIL = 'tara@acme.example.com';

export interface InstallationOptions {
  ports: Ports;
  /** Where both keep their data. */
  directory: string;
  sandbox?: Partial<SandboxOptions>;
  environment?: Readonly<Record<string, string>>;
  /** Node's arguments for Baton. Default: its sources, on the stand-in's clock. */
  program?: readonly string[];
  restart?: boolean;
  restartDelayMs?: number;
  onExit?: (code: number | null, signal: NodeJS.Signals | null) => void;
}

/** The stand-in and Baton side by side, as two processes that know each other by URL only. */
export interface Installation {
  sandbox: Sandbox;
  baton: BatonProcess;
  batonUrl: string;
  stop(): Promise<void>;
}

export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { ports, directory } = options;
  const secrets = localSecrets(directory);
  const batonUrl = `http://localhost:${ports.baton}`;
  const sandbox = await startSandbox({
    port: ports.sandbox,
    dataFile: join(directory, 'sandbox.sqlite'),
    publicBatonUrl: batonUrl,
    seed: true,
    pagesDirectory: join(ROOT, 'build/sandbox-pages'),
    cardsDirectory: join(ROOT, 'build/cards'),
    mail: { smtpPort: ports.smtp, imapPort: ports.imap, dataFile: join(directory, 'mail.sqlite') },
    app: readAppDefinition(join(ROOT, 'src/app'), {
      appId: APP_ID,
      clientId: CLIENT_ID,
      clientSecret: secrets.clientSecret,
      variables: { API_ORIGIN: batonUrl },
    }),
    ...options.sandbox,
  });
  const baton = startBatonProcess({
    clock: sandbox.clock,
    logFile: join(directory, 'baton.log'),
    ...(options.program ? { program: options.program } : {}),
    ...(options.restart === undefined ? {} : { restart: options.restart }),
    ...(options.restartDelayMs === undefined ? {} : { restartDelayMs: options.restartDelayMs }),
    ...(options.onExit ? { onExit: options.onExit } : {}),
    environment: {
      PORT: String(ports.baton),
      PUBLIC_URL: batonUrl,
      DATABASE_URL: `sqlite:${join(directory, 'baton.sqlite')}`,
      HUBSPOT_CLIENT_ID: CLIENT_ID,
      HUBSPOT_CLIENT_SECRET: secrets.clientSecret,
      HUBSPOT_APP_ID: String(APP_ID),
      HUBSPOT_API_URL: sandbox.url,
      HUBSPOT_APP_URL: sandbox.url,
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      INBOUND_MAIL_SECRET: secrets.inboundMailSecret,
      ...(sandbox.mail
        ? { SMTP_URL: sandbox.mail.smtpUrl(ASSISTANT_EMAIL), IMAP_URL: sandbox.mail.imapUrl(ASSISTANT_EMAIL) }
        : {}),
      ...options.environment,
    },
  });
  return {
    sandbox,
    baton,
    batonUrl,
    async stop() {
      await baton.stop();
      await sandbox.stop();
    },
  };
}
