import { z } from 'zod';
import { DAY } from './clock.ts';
import { BatonError } from './errors.ts';

const url = z
  .url({ protocol: /^https?$/, error: 'use a URL like https://baton.example.com' })
  .transform((value) => value.replace(/\/+$/, ''));
const text = z.string();
const megabytes = (standard: number) =>
  z
    .string()
    .regex(/^[1-9]\d?$/, 'use a whole number from 1 to 99')
    .transform(Number)
    .default(standard);
const origins = text
  .default('')
  .transform((list) => list.split(',').flatMap((origin) => origin.trim() || []))
  .pipe(z.array(z.url({ protocol: /^https?$/ }), 'use origins like http://localhost:11434, comma-separated'))
  .transform((list) => list.map((origin) => new URL(origin).origin));
const port = 'use a whole number from 0 to 65535';

/**
 * The environment variables of Baton, one by one; README's table is tested against these keys. Each error completes
 * “NAME is wrong: …”.
 */
export const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, port)
    .transform(Number)
    .pipe(z.number().max(65_535, port))
    .default(3000)
    .describe('Port Baton listens on.'),
  PUBLIC_URL: url.describe(
    'Origin under which HubSpot reaches Baton, e.g. https://baton.example.com. HubSpot signs it.',
  ),
  DATABASE_URL: text
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'use sqlite:<path> or postgres://…')
    .default('sqlite:./data/baton.sqlite')
    .describe('Where Baton keeps its data: sqlite:<path> or postgres://…'),
  HUBSPOT_CLIENT_ID: text.describe('Client id of the HubSpot app.'),
  HUBSPOT_CLIENT_SECRET: text.describe('Client secret of the HubSpot app; also signs its requests.'),
  HUBSPOT_CLIENT_SECRET_PREVIOUS: text.optional().describe('The secret before, accepted while rotating.'),
  HUBSPOT_APP_ID: text
    .regex(/^\d+$/, 'use the number that HubSpot shows on the page of the app')
    .optional()
    .describe("App id: tells Baton's own writes from other integrations."),
  HUBSPOT_ACCESS_TOKEN: text.optional().describe('Instead of OAuth: the token of one self-hosted account.'),
  HUBSPOT_API_URL: url.default('https://api.hubapi.com').describe("Origin of HubSpot's API."),
  HUBSPOT_APP_URL: url
    .default('https://app.hubspot.com')
    .describe("Origin of HubSpot's pages, for the install link."),
  HUBSPOT_WEBHOOKS_JOURNAL: z
    .enum(['on', 'off'], 'use on or off')
    .default('off')
    .describe(
      'Whether Baton also catches up from the webhooks journal after downtime: on or off. HubSpot must let the app use it.',
    ),
  ENCRYPTION_KEYS: text
    .regex(/^[\w.-]+:[A-Za-z0-9+/]{43}=(,[\w.-]+:[A-Za-z0-9+/]{43}=)*$/, 'use id:<32 bytes as base64>[,id:…]')
    .describe(
      'Keys for secrets at rest, id:base64[,id:base64]. The first encrypts, all decrypt. Make one: openssl rand -base64 32',
    ),
  SMTP_URL: text
    .regex(/^smtps?:\/\/./, 'use smtp://user:password@host:port or smtps://…')
    .optional()
    .describe('Default mailbox, outgoing: smtp(s)://user:password@host:port, or with OAuth: see below.'),
  IMAP_URL: text
    .regex(/^imaps?:\/\/./, 'use imap://user:password@host:port or imaps://…')
    .optional()
    .describe('Default mailbox, incoming: imap(s)://user:password@host:port, or with OAuth: see below.'),
  INBOUND_MAIL_SECRET: text
    .min(16, 'use at least 16 characters')
    .optional()
    .describe('Bearer secret of POST /mail/inbound; unset: the route is off.'),
  ATTACHMENT_MAX_MB: megabytes(4).describe(
    'Largest file of an answer that is kept and forwarded to the owner.',
  ),
  ATTACHMENTS_MAX_MB: megabytes(5).describe(
    'So much of the files of one answer. A mailbox is read up to 7 MB a mail, which is 5 MB of files.',
  ),
  ATTACHMENTS_KEEP_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'use a whole number of days from 1 to 999')
    .transform(Number)
    .default(90)
    .describe('How long files wait for an owner who can get them; forwarded ones are deleted at once.'),
  MODEL_PROVIDER_ORIGINS: origins.describe(
    'Origins of language models that admins may use although they are not public or not https, comma-separated, e.g. http://localhost:11434.',
  ),
  KNOWLEDGE_ORIGINS: origins.describe(
    'Origins that links of the knowledge may lead to although they are not public or not https, comma-separated, e.g. http://intranet:8080.',
  ),
  SOURCE_FILES: text
    .default('./data/sources')
    .describe('The only folder that syncs read files from: CSV, JSONL, Parquet, SQLite.'),
  SOURCE_PRIVATE_HOSTS: text
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim().toLowerCase() || []))
    .describe(
      'Hosts of databases that syncs may read although they are not public, as they stand in the address, comma-separated, e.g. localhost,db.internal; * for any.',
    ),
  ROLE: z
    .enum(['all', 'web', 'worker'], 'use all, web or worker')
    .default('all')
    .describe('What this process does.'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'use fatal, error, warn, info, debug, trace or silent',
    )
    .default('info')
    .describe('Least severe level that is logged.'),
});

const MEGABYTE = 1024 * 1024;

type Environment = z.infer<typeof environmentSchema>;

export interface SourceAccess {
  folder: string;
  privateHosts: readonly string[];
}

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
  mail: {
    smtpUrl: string | null;
    imapUrl: string | null;
    inboundSecret: string | null;
    /** Of answers: bytes of one file and of all of a mail that are kept, and for how long. */
    files: { one: number; all: number; keepMs: number };
  };
  /** Where language models may be asked beside public addresses. */
  modelProviderOrigins: readonly string[];
  /** The same for links of the knowledge. */
  knowledgeOrigins: readonly string[];
  /** What syncs may read: files below the folder, and databases on public hosts and these. */
  sources: SourceAccess;
  role: 'all' | 'web' | 'worker';
  logLevel: Environment['LOG_LEVEL'];
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the whole environment at once. A variable that is set to nothing counts as not set.
 * @throws BatonError CONFIG_INVALID whose message lists every variable that is missing or wrong, and what to set.
 */
export const readConfig = (environment: Variables): Config =>
  toConfig(readVariables(environmentSchema, environment));

/** Where the database is, for commands that need nothing else. @throws BatonError CONFIG_INVALID */
export const readDatabaseUrl = (environment: Variables): string =>
  readVariables(environmentSchema.pick({ DATABASE_URL: true }), environment).DATABASE_URL;

/** What syncs may read, for commands that need nothing else. @throws BatonError CONFIG_INVALID */
export const readSourceAccess = (environment: Variables): SourceAccess =>
  accessIn(
    readVariables(environmentSchema.pick({ SOURCE_FILES: true, SOURCE_PRIVATE_HOSTS: true }), environment),
  );

const accessIn = (env: Pick<Environment, 'SOURCE_FILES' | 'SOURCE_PRIVATE_HOSTS'>): SourceAccess => ({
  folder: env.SOURCE_FILES,
  privateHosts: env.SOURCE_PRIVATE_HOSTS,
});

function readVariables<Read>(schema: z.ZodType<Read>, environment: Variables): Read {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const problems = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
  const lines = [...problems].map(([name, message]) => `  - ${describeProblem(name, name in set, message)}`);
  throw new BatonError('CONFIG_INVALID', `Baton cannot start:\n${lines.join('\n')}`);
}

/** Never the value: it may be a secret. */
function describeProblem(name: string, isSet: boolean, message: string): string {
  const { description } = environmentSchema.shape[name as keyof typeof environmentSchema.shape];
  return `${name} ${isSet ? `is wrong: ${message}` : 'is missing'}. ${description ?? ''}`;
}

function toConfig(env: Environment): Config {
  return {
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    hubspot: {
      apiUrl: env.HUBSPOT_API_URL,
      appUrl: env.HUBSPOT_APP_URL,
      clientId: env.HUBSPOT_CLIENT_ID,
      clientSecret: env.HUBSPOT_CLIENT_SECRET,
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
      files: {
        one: env.ATTACHMENT_MAX_MB * MEGABYTE,
        all: env.ATTACHMENTS_MAX_MB * MEGABYTE,
        keepMs: env.ATTACHMENTS_KEEP_DAYS * DAY,
      },
    },
    modelProviderOrigins: env.MODEL_PROVIDER_ORIGINS,
    knowledgeOrigins: env.KNOWLEDGE_ORIGINS,
    sources: accessIn(env),
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
  };
}

function parseKey(entry: string): { id: string; key: Buffer } {
  const split = entry.indexOf(':');
  return { id: entry.slice(0, split), key: Buffer.from(entry.slice(split + 1), 'base64') };
}
