import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import type { CsvView } from '../../cards/pages/contract.ts';
import type { Clock } from '../ground/clock.ts';
import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { portalId as toPortalId, userId as toUserId } from '../ground/identifiers.ts';
import type { PortalId, UserId } from '../ground/identifiers.ts';
import type { Vault } from '../vault/vault.ts';

export interface CsvLinkDeps {
  vault: Vault;
  clock: Clock;
  publicUrl: string;
}

/** A sort of file that pages export. `name`: of its route and, as a purpose, of its seal. */
export interface CsvFile<Asked extends z.ZodType<object>> {
  name: string;
  asked: Asked;
  /** Without day and ending. */
  fileName(asked: z.output<Asked>): string;
}

const WORKS_FOR_MS = 10 * MINUTE;
const about = z.object({ user: z.string(), until: z.number() });

/**
 * A page cannot save a file itself: the browser fetches it, under a link that holds who asked for what, sealed. What the
 * person may see is looked up again when the file is fetched.
 */
export function csvLinkOf<Asked extends z.ZodType<object>>(
  { vault, clock, publicUrl }: CsvLinkDeps,
  file: CsvFile<Asked>,
  {
    portalId,
    userId,
    rows,
    asked,
  }: { portalId: PortalId; userId: UserId; rows: number; asked: z.output<Asked> },
): CsvView {
  const until = clock.now() + WORKS_FOR_MS;
  const content = JSON.stringify({ ...asked, user: userId, until });
  const sealed = vault.seal(content, { portalId, purpose: file.name });
  const token = `${portalId}.${Buffer.from(sealed).toString('base64url')}`;
  const url = `${publicUrl}/t/${file.name}/${token}`;
  return { url, fileName: nameOf(file, asked, clock.now()), rows, expiresAt: until };
}

const nameOf = <Asked extends z.ZodType<object>>(file: CsvFile<Asked>, asked: z.output<Asked>, now: number) =>
  `${file.fileName(asked)}-${new Date(now).toISOString().slice(0, 10)}.csv`;

/** Who asked for what by a link. @throws BatonError NOT_FOUND for a link that is old or not Baton's */
export function readCsvLink<Asked extends z.ZodType<object>>(
  { vault, clock }: CsvLinkDeps,
  { name, asked }: CsvFile<Asked>,
  token: string,
): { portalId: PortalId; userId: UserId; asked: z.output<Asked> } {
  const dot = token.indexOf('.');
  const portalId = toPortalId(token.slice(0, dot));
  try {
    const sealed = Buffer.from(token.slice(dot + 1), 'base64url').toString();
    const content: unknown = JSON.parse(vault.open(sealed, { portalId, purpose: name }));
    const { user, until } = about.parse(content);
    if (until < clock.now()) throw new Error('The link is old.');
    return { portalId, userId: toUserId(user), asked: asked.parse(content) };
  } catch (cause) {
    throw new BatonError('NOT_FOUND', 'This link does not work any more. Export the list again.', { cause });
  }
}

/** Sends lines as they come, no faster than they are taken. */
export async function sendCsvFile<Asked extends z.ZodType<object>>(
  { clock }: CsvLinkDeps,
  file: CsvFile<Asked>,
  asked: z.output<Asked>,
  lines: AsyncIterable<string>,
  response: Response,
): Promise<void> {
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${nameOf(file, asked, clock.now())}"`,
    'Cache-Control': 'no-store',
  });
  // Without the mark Excel takes UTF-8 for something else.
  response.write('\uFEFF');
  for await (const some of lines) {
    if (response.destroyed) return;
    if (!response.write(some)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
