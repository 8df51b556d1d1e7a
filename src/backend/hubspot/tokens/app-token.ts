import { z } from 'zod';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { TransportAnswer } from '../calls/transport.ts';

/** A token of the app itself. There is no refresh token: another one is asked for. */
export interface AppToken {
  accessToken: string;
  expiresInMs: number;
}

/**
 * The guide of the webhooks journal asks the current version for such tokens; the declaration of 2026-09 knows
 * `client_credentials` no more, that of 2026-03 does.
 */
const VERSIONS = [HUBSPOT_API_VERSION, '2026-03'];

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().nullish(),
});
/** HubSpot: 30 minutes. */
const LIFE_S = 1_800;

/**
 * Asks for a token of the app, at the version before where the current one refuses.
 * @param post sends a form, and throws HUBSPOT_MISSING_SCOPE with HubSpot's reason when it refuses
 * @throws BatonError HUBSPOT_MISSING_SCOPE with the reasons of both; others of a token request
 */
export async function requestAppToken(
  post: (path: string, form: Record<string, string>) => Promise<TransportAnswer>,
  scopes: readonly string[],
): Promise<AppToken> {
  const form = { grant_type: 'client_credentials', scope: scopes.join(' ') };
  const refusals: { version: string; error: BatonError }[] = [];
  for (const version of VERSIONS) {
    try {
      return understood(await post(`/oauth/${version}/token`, form));
    } catch (error) {
      if (!isBatonError(error, 'HUBSPOT_MISSING_SCOPE')) throw error;
      refusals.push({ version, error });
    }
  }
  const reasons = refusals.map(({ version, error }) => `${version}: ${error.message}`).join('; ');
  throw new BatonError('HUBSPOT_MISSING_SCOPE', reasons, { context: refusals.at(-1)?.error.context ?? {} });
}

function understood({ body }: TransportAnswer): AppToken {
  const { data } = tokenSchema.safeParse(body);
  if (data) return { accessToken: data.access_token, expiresInMs: (data.expires_in ?? LIFE_S) * 1_000 };
  throw new BatonError('HUBSPOT_UNEXPECTED', 'HubSpot answered a request for a token without one.', {
    retry: 'backoff',
  });
}
