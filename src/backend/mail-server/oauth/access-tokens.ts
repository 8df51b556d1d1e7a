import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { MINUTE, SECOND, type Clock } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { storable } from '../../ground/text.ts';
import type { MailGrant } from './grant.ts';

export interface AccessTokens {
  /**
   * A token that enters the mailbox. Processes ask for one each; within one, all share it.
   * @param refused one that the mail server did not take: another is asked for
   * @throws BatonError MAIL_UNAVAILABLE, in words for an admin
   */
  of(user: string, grant: MailGrant, refused?: string): Promise<string>;
}

/** Refresh tokens that came after those in the mailbox URLs: Microsoft's live 90 days, and bring the next. */
export interface LaterGrants {
  find(id: string): Promise<string | undefined>;
  keep(id: string, refreshToken: string): Promise<void>;
}

interface Token {
  value: string;
  /** Epoch ms. */
  until: number;
}

/** A token is renewed so long before its end: a connection is not opened with one that ends meanwhile. */
const EARLY = 5 * MINUTE;
const PATIENCE = 10 * SECOND;
/** Who has an answer stores what came with it at once. */
const STORED_WITHIN = 3 * SECOND;
const LOOK_EVERY = SECOND / 5;

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3_600),
  refresh_token: z.string().min(1).optional(),
});
const refusal = z.object({ error: z.string(), error_description: z.string().default('') });

/** @param grants null: those that come later are kept as long as this process lives */
export function createAccessTokens({
  clock,
  grants,
}: {
  clock: Clock;
  grants: LaterGrants | null;
}): AccessTokens {
  const later = grants ?? inMemory();
  const tokens = new Map<string, Token>();
  const asked = new Map<string, Promise<string>>();

  const renew = async (id: string, user: string, grant: MailGrant): Promise<string> => {
    const used = (await later.find(id)) ?? grant.refreshToken;
    const answer = await ask(grant, used, user).catch(async (error: unknown) => {
      // Another process has used it meanwhile: where each is good once only, the next one is stored.
      const next = await nextAfter(later, id, used, grants === null ? 0 : STORED_WITHIN);
      if (next === undefined) throw error;
      return ask(grant, next, user);
    });
    if (answer.refresh_token && answer.refresh_token !== used) await later.keep(id, answer.refresh_token);
    tokens.set(id, { value: answer.access_token, until: clock.now() + answer.expires_in * SECOND });
    return answer.access_token;
  };

  return {
    of(user, grant, refused) {
      const id = idOf(grant);
      const known = tokens.get(id);
      if (known && known.value !== refused && known.until - EARLY > clock.now())
        return Promise.resolve(known.value);
      const waiting = asked.get(id) ?? renew(id, user, grant).finally(() => asked.delete(id));
      asked.set(id, waiting);
      return waiting;
    },
  };
}

/** The one that another process has stored, or stores within `patienceMs`. */
async function nextAfter(
  later: LaterGrants,
  id: string,
  used: string,
  patienceMs: number,
): Promise<string | undefined> {
  for (let waited = 0; ; waited += LOOK_EVERY) {
    const next = await later.find(id);
    if (next !== undefined && next !== used) return next;
    if (waited >= patienceMs) return undefined;
    await pause(LOOK_EVERY);
  }
}

function inMemory(): LaterGrants {
  const kept = new Map<string, string>();
  return {
    find: async (id) => kept.get(id),
    keep: async (id, refreshToken) => void kept.set(id, refreshToken),
  };
}

/** Of the grant as the admin entered it, whatever came after. */
const idOf = ({ tokenUrl, clientId, refreshToken }: MailGrant): string =>
  createHash('sha256')
    .update(JSON.stringify([tokenUrl, clientId, refreshToken]))
    .digest('hex');

/** RFC 6749, section 6. */
async function ask(grant: MailGrant, refreshToken: string, user: string): Promise<z.output<typeof granted>> {
  const { host } = new URL(grant.tokenUrl);
  const response = await fetch(grant.tokenUrl, {
    method: 'POST',
    body: formOf(grant, refreshToken),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((cause: unknown) => {
    throw failure(`${host} does not answer with a token for ${user}.`, { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  const token = granted.safeParse(body);
  if (response.ok && token.success) return token.data;
  throw failure(inWords(host, user, response.status, body), { context: { status: response.status } });
}

function formOf({ clientId, clientSecret, scope }: MailGrant, refreshToken: string): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
    ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    ...(scope === null ? {} : { scope }),
  });
}

function inWords(host: string, user: string, status: number, body: unknown): string {
  const { data } = refusal.safeParse(body);
  const why = storable(`${data?.error ?? status} ${data?.error_description ?? ''}`.trim()).slice(0, 300);
  if (data?.error === 'invalid_grant')
    return `${host} accepts the sign-in of ${user} no more (${why}). Sign in to the mailbox again and enter its new refresh token.`;
  if (data?.error === 'invalid_client' || data?.error === 'unauthorized_client')
    return `${host} does not know the client (${why}). Check client_id and client_secret in the mailbox address of ${user}.`;
  return `${host} gives no token for ${user}: ${why}`;
}

const failure = (text: string, details: { cause?: unknown; context?: Record<string, unknown> }): BatonError =>
  new BatonError('MAIL_UNAVAILABLE', text, { retry: 'backoff', ...details });
