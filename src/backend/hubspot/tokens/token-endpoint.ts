import { z } from 'zod';
import type { Config } from '../../ground/config.ts';
import { BatonError } from '../../ground/errors.ts';
import type { BatonErrorDetails } from '../../ground/errors.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { requestAppToken } from './app-token.ts';
import type { AppToken } from './app-token.ts';
import { listOf } from '../calls/tolerant.ts';
import type { Transport, TransportAnswer } from '../calls/transport.ts';
import { TransportFailure } from '../calls/transport.ts';
import { oauthVerdict, readOAuthFault } from './oauth-faults.ts';

/** Tokens as HubSpot hands them out. */
export interface Grant {
  accessToken: string;
  refreshToken: string;
  /** Life of the access token, ms. HubSpot: 30 minutes. */
  expiresInMs: number;
  /** The account; the dated endpoint tells it, but nothing documents that it always does. */
  hubId: string | null;
  scopes: readonly string[] | null;
  /** The client id of the app it was given to. */
  clientId?: string;
}

/** Who a token belongs to. */
export interface TokenOwner {
  /** The account; not every version tells it. */
  hubId: string | null;
  userEmail: string | null;
  userId: string | null;
  scopes: readonly string[];
}

/**
 * HubSpot's OAuth endpoints (`/oauth/2026-09/token…`).
 * @throws BatonError PORTAL_DISCONNECTED: the grant is gone, says this answer; OAUTH_STATE_INVALID: the code is used or too old;
 * HUBSPOT_APP_MISCONFIGURED: our client id or secret; HUBSPOT_UNAVAILABLE, HUBSPOT_UNEXPECTED: try again.
 */
export interface TokenEndpoint {
  /** The client id that the configuration names. */
  readonly clientId: string;
  exchange(grant: { code: string; redirectUri: string; codeVerifier?: string }): Promise<Grant>;
  refresh(refreshToken: string): Promise<Grant>;
  introspect(accessToken: string): Promise<TokenOwner>;
  /** Whether HubSpot still knows an access token. One that has expired it does not. */
  knows(accessToken: string): Promise<boolean>;
  /** A token for the app itself, for no account. @throws BatonError HUBSPOT_MISSING_SCOPE when the app may not have them */
  appToken(scopes: readonly string[]): Promise<AppToken>;
}

const id = z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String);

const grantSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  hub_id: id.nullish(),
  scopes: z.array(z.string()).nullish(),
});

const ownerSchema = z.object({
  active: z.literal(true),
  // Documented for 2026-03 only.
  hub_id: id.nullish(),
  user: z.string().nullish(),
  user_id: id.nullish(),
  scopes: listOf(z.string()),
});

export function createTokenEndpoint(
  transport: Transport,
  hubspot: Pick<Config['hubspot'], 'clientId' | 'clientSecret'>,
): TokenEndpoint {
  const client = { client_id: hubspot.clientId, client_secret: hubspot.clientSecret };
  const path = `/oauth/${HUBSPOT_API_VERSION}/token`;
  const post = (target: string, form: Record<string, string>) =>
    send(transport, target, { ...form, ...client });
  return {
    clientId: hubspot.clientId,
    async exchange({ code, redirectUri, codeVerifier }) {
      const verifier: Record<string, string> =
        codeVerifier === undefined ? {} : { code_verifier: codeVerifier };
      return toGrant(
        await post(path, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...verifier }),
        hubspot.clientId,
      );
    },
    refresh: async (refreshToken) =>
      toGrant(
        await post(path, { grant_type: 'refresh_token', refresh_token: refreshToken }),
        hubspot.clientId,
      ),
    introspect: async (token) =>
      toOwner(await post(`${path}/introspect`, { token, token_type_hint: 'access_token' })),
    async knows(token) {
      const answer = await post(`${path}/introspect`, { token, token_type_hint: 'access_token' });
      return understood(z.object({ active: z.boolean() }).safeParse(answer.body)).active;
    },
    appToken: (scopes) => requestAppToken(post, scopes),
  };
}

async function send(
  transport: Transport,
  path: string,
  form: Record<string, string>,
): Promise<TransportAnswer> {
  let answer: TransportAnswer;
  try {
    answer = await transport.send({ method: 'POST', path, form });
  } catch (cause) {
    if (cause instanceof TransportFailure)
      throw new BatonError('HUBSPOT_UNAVAILABLE', undefined, { cause, retry: 'backoff' });
    throw cause;
  }
  if (answer.status >= 200 && answer.status <= 299) return answer;
  throw grantError(answer, form['grant_type']);
}

function toGrant(answer: TransportAnswer, clientId: string): Grant {
  const data = understood(grantSchema.safeParse(answer.body));
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token,
    expiresInMs: data.expires_in * 1000,
    hubId: data.hub_id ?? null,
    scopes: data.scopes ?? null,
    clientId,
  };
}

function toOwner(answer: TransportAnswer): TokenOwner {
  const data = understood(ownerSchema.safeParse(answer.body));
  return {
    hubId: data.hub_id ?? null,
    userEmail: data.user ?? null,
    userId: data.user_id ?? null,
    scopes: data.scopes,
  };
}

function understood<T>(parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  // Only the places: the values are tokens.
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)').join(', ');
  throw new BatonError('HUBSPOT_UNEXPECTED', `HubSpot's token answer is not as documented: ${where}.`, {
    retry: 'backoff',
  });
}

function grantError(answer: TransportAnswer, grantType: string | undefined): BatonError {
  const fault = readOAuthFault(answer);
  const context = {
    status: answer.status,
    oauthError: fault.error,
    oauthStatus: fault.code,
    correlationId: fault.correlationId,
  };
  const soon: BatonErrorDetails = { retry: 'backoff', context };
  switch (oauthVerdict(answer, grantType)) {
    case 'rate-limited':
      return new BatonError('HUBSPOT_RATE_LIMITED', undefined, soon);
    case 'temporary':
      return new BatonError('HUBSPOT_UNAVAILABLE', undefined, soon);
    case 'app-wrong':
      return new BatonError('HUBSPOT_APP_MISCONFIGURED', undefined, soon);
    case 'code-gone':
      return new BatonError('OAUTH_STATE_INVALID', undefined, { context });
    case 'account-gone':
      return new BatonError('PORTAL_DISCONNECTED', undefined, { context });
    case 'unknown': {
      const said = [answer.status, fault.code ?? fault.error, fault.said].filter(Boolean).join(' ');
      return grantType === 'client_credentials'
        ? new BatonError('HUBSPOT_MISSING_SCOPE', said, { context })
        : new BatonError('HUBSPOT_UNEXPECTED', `HubSpot refused the token request (${said}).`, soon);
    }
  }
}
