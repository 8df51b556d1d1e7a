import { z } from 'zod';
import { BatonError } from './errors.ts';

const url = z.url().transform((value) => value.replace(/\/+$/, ''));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** The environment variables of Baton, one by one; README's table is tested against these keys. */
export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port Baton listens on.'),
  PUBLIC_URL: optional(url).describe(
    'Origin under which HubSpot reaches Baton, e.g. https://baton.example.com. HubSpot signs it.',
  ),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'use sqlite:<path> or postgres://…')
    .default('sqlite:./data/baton.sqlite')
    .describe('Where Baton keeps its data: sqlite:<path> or postgres://…'),
  HUBSPOT_CLIENT_ID: optional(z.string().min(1)).describe('Client id of the HubSpot app.'),
  HUBSPOT_CLIENT_SECRET: optional(z.string().min(1)).describe(
    'Client secret of the HubSpot app; also signs its requests.',
  ),
  HUBSPOT_CLIENT_SECRET_PREVIOUS: optional(z.string().min(1)).describe(
    'The secret before, accepted while rotating.',
  ),
  HUBSPOT_APP_ID: optional(z.string().regex(/^\d+$/)).describe(
    "App id: tells Baton's own writes from other integrations.",
  ),
  HUBSPOT_ACCESS_TOKEN: optional(z.string().min(1)).describe(
    'Instead of OAuth: the token of one self-hosted account.',
  ),
  HUBSPOT_API_URL: url.default('https://api.hubapi.com').describe("Origin of HubSpot's API."),
  HUBSPOT_APP_URL: url
    .default('https://app.hubspot.com')
    .describe("Origin of HubSpot's pages, for the install link."),
  HUBSPOT_WEBHOOKS_JOURNAL: z
    .enum(['on', 'off'])
    .default('off')
    .describe(
      'Whether Baton also catches up from the webhooks journal after downtime: on or off. HubSpot must let the app use it.',
    ),
  ENCRYPTION_KEYS: z
    .string()
    .regex(/^[\w.-]+:[A-Za-z0-9+/=]{44}(,[\w.-]+:[A-Za-z0-9+/=]{44})*$/, 'use id:<32 bytes as base64>[,id:…]')
    .describe(
      'Keys for secrets at rest, id:base64[,id:base64]. The first encrypts, all decrypt. Make one: openssl rand -base64 32',
    ),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//)).describe(
    'Default mailbox, outgoing: smtp(s)://user:password@host:port',
  ),
  IMAP_URL: optional(z.string().regex(/^imaps?:\/\//)).describe(
    'Default mailbox, incoming: imap(s)://user:password@host:port',
  ),
  INBOUND_MAIL_SECRET: optional(z.string().min(16)).describe(
    'Bearer secret of POST /mail/inbound; unset: the route is off.',
  ),
  ROLE: z.enum(['all', 'web', 'worker']).default('all').describe('What this process does.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
});

type Environment = z.infer<typeof environmentSchema>;

export interface Config {
  port: number;
  publicUrl: string;
  databaseUrl: string;
  hubspot: {
    apiUrl: string;
    appUrl: string;
    clientId: string;
    clientSecret: string;
    previousClientSecret: string | null;
    appId: string | null;
    accessToken: string | null;
    webhooksJournal: boolean;
  };
  encryptionKeys: readonly { id: string; key: Buffer }[];
  mail: { smtpUrl: string | null; imapUrl: string | null; inboundSecret: string | null };
  role: 'all' | 'web' | 'worker';
  logLevel: Environment['LOG_LEVEL'];
}

/**
 * Reads and checks the whole environment at once.
 * @throws BatonError CONFIG_INVALID whose message lists every variable that is missing or wrong, and what to set.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  const problems = parsed.success ? missingTogether(parsed.data) : parsed.error.issues.map(describeIssue);
  if (!parsed.success || problems.length > 0) {
    throw new BatonError(
      'CONFIG_INVALID',
      `Baton cannot start:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return toConfig(parsed.data);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]) as keyof typeof environmentSchema.shape;
  const wrong =
    issue.code === 'invalid_type' && issue.input === undefined ? 'is missing' : `is wrong (${issue.message})`;
  return `${name} ${wrong}. ${environmentSchema.shape[name].description ?? ''}`;
}

/** What each variable cannot say alone: which are needed together. */
function missingTogether(env: Environment): string[] {
  const needed = (['PUBLIC_URL', 'HUBSPOT_CLIENT_ID', 'HUBSPOT_CLIENT_SECRET'] as const).filter(
    (name) => env[name] === undefined,
  );
  return needed.map((name) => `${name} is missing. ${environmentSchema.shape[name].description ?? ''}`);
}

function toConfig(env: Environment): Config {
  return {
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? '',
    databaseUrl: env.DATABASE_URL,
    hubspot: {
      apiUrl: env.HUBSPOT_API_URL,
      appUrl: env.HUBSPOT_APP_URL,
      clientId: env.HUBSPOT_CLIENT_ID ?? '',
      clientSecret: env.HUBSPOT_CLIENT_SECRET ?? '',
      previousClientSecret: env.HUBSPOT_CLIENT_SECRET_PREVIOUS ?? null,
      appId: env.HUBSPOT_APP_ID ?? null,
      accessToken: env.HUBSPOT_ACCESS_TOKEN ?? null,
      webhooksJournal: env.HUBSPOT_WEBHOOKS_JOURNAL === 'on',
    },
    encryptionKeys: env.ENCRYPTION_KEYS.split(',').map(parseKey),
    mail: {
      smtpUrl: env.SMTP_URL ?? null,
      imapUrl: env.IMAP_URL ?? null,
      inboundSecret: env.INBOUND_MAIL_SECRET ?? null,
    },
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
  };
}

function parseKey(entry: string): { id: string; key: Buffer } {
  const split = entry.indexOf(':');
  return { id: entry.slice(0, split), key: Buffer.from(entry.slice(split + 1), 'base64') };
}
