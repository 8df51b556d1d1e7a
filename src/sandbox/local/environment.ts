import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** Secrets of the local installation: made once, kept beside its data. */
const secretsSchema = z.object({
  clientSecret: z.string(),
  encryptionKeys: z.string(),
  inboundMailSecret: z.string(),
});
export type LocalSecrets = z.infer<typeof secretsSchema>;

export function localSecrets(directory: string): LocalSecrets {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'local-secrets.json');
  if (existsSync(file)) return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets: LocalSecrets = {
    clientSecret: randomBytes(24).toString('hex'),
    encryptionKeys: `local:${randomBytes(32).toString('base64')}`,
    inboundMailSecret: randomBytes(24).toString('hex'),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** Below those that the system gives away by itself (from 32,768 on Linux): what is free now stays so until it is used. */
const OWN_PORTS = [10_000, 32_000] as const;
const ATTEMPTS = 50;

/** The wanted port, or any free one when it is taken or 0. */
export async function freePort(wanted: number): Promise<number> {
  for (let attempt = wanted === 0 ? 1 : 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await tryPort(attempt === 0 ? wanted : randomInt(...OWN_PORTS));
    if (found !== null) return found;
  }
  throw new Error('There is no free port.');
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

export interface Ports {
  baton: number;
  sandbox: number;
  smtp: number;
  imap: number;
}

/**
 * Baton's port is `wanted` (the variable PORT) or, without it, 3000 or any free one; the others stay out of its way.
 * @throws when the wanted port is none, or taken: another one than asked for would not be found
 */
export async function choosePorts(wanted: string | undefined): Promise<Ports> {
  const baton = wanted ? await exactly(wanted) : await freePort(3000);
  const beside = (port: number): Promise<number> => freePort(port === baton ? 0 : port);
  return { baton, sandbox: await beside(4000), smtp: await beside(2525), imap: await beside(1143) };
}

async function exactly(wanted: string): Promise<number> {
  const port = Number(wanted);
  if (!/^\d+$/.test(wanted) || port < 1 || port > 65_535)
    throw new Error(`PORT=${wanted} is no port: use a whole number from 1 to 65535.`);
  if ((await tryPort(port)) === null)
    throw new Error(`Port ${port} is taken. Stop what uses it, or choose another PORT.`);
  return port;
}
