import { z } from 'zod';
import type { TransportAnswer } from '../calls/transport.ts';

/** What a refusal of HubSpot's OAuth endpoints says, in either of its shapes. */
export interface OAuthFault {
  /** RFC 6749: invalid_grant, invalid_client … */
  error?: string | undefined;
  /** BAD_REFRESH_TOKEN …, as HubSpot's `status` or as the `category` of its general errors. */
  code?: string | undefined;
  /** In words. */
  said: string;
  correlationId?: string | undefined;
}

export type OAuthVerdict =
  /** HubSpot refuses client id or secret, or the token was issued to another app: ours to set right, and of all accounts. */
  | 'app-wrong'
  /** The account's grant is gone, says this answer. One answer is no proof: see `Tokens`. */
  | 'account-gone'
  /** An install's code was used already, or is too old. */
  | 'code-gone'
  /** It passes. Whatever is not known counts as passing: nothing is given up for it. */
  | 'temporary'
  | 'rate-limited'
  | 'unknown';

const word = z.string().min(1).optional().catch(undefined);

/** RFC 6749 wants `error`; HubSpot adds `status` and `message`, or answers in the shape of its other endpoints. */
const faultSchema = z
  .object({
    error: word,
    error_description: word,
    status: word,
    message: word,
    category: word,
    subCategory: word,
    correlationId: word,
    errors: z.array(z.object({ code: word, message: word }).catch({})).catch([]),
  })
  .partial()
  .catch({});

export function readOAuthFault({ body }: TransportAnswer): OAuthFault {
  const fault = faultSchema.parse(body ?? {});
  const [detail] = fault.errors ?? [];
  // Of HubSpot's general errors `status` is always "error".
  const status = fault.status?.toLowerCase() === 'error' ? undefined : fault.status;
  return {
    error: fault.error,
    code: status ?? fault.subCategory ?? detail?.code ?? fault.category,
    said: [fault.message, fault.error_description, detail?.message].filter(Boolean).join(' '),
    correlationId: fault.correlationId,
  };
}

const APP =
  /BAD_CLIENT|INVALID_CLIENT|UNAUTHORIZED_CLIENT|CLIENT_MISMATCH|MISMATCH_CLIENT|CLIENT_(ID|SECRET)/i;
/** In words: another app's token is called a bad refresh token like one that is gone. */
const APP_SAID =
  /not issued (to|for|by)|issued to (another|a different)|(belongs?|granted) to (another|a different)|(wrong|different|another|invalid|unknown|mismatch\w*) (client|app\b|application)|client[ _-]?(id|secret)\b|\bapp(lication)?[ _-]?id\b/i;
const CODE = /AUTH_?CODE|AUTHORIZATION_CODE/i;
const GONE =
  /BAD_REFRESH_TOKEN|INVALID_REFRESH_TOKEN|REFRESH_TOKEN_(REVOKED|INVALID|EXPIRED)|BAD_HUB|BAD_PORTAL|INVALID_HUB|^INVALID_GRANT$|^ACCESS_DENIED$/i;
const GONE_SAID =
  /refresh[ _-]?token\b.*\b(missing|invalid|revoked|unknown|expired|not (found|valid))|(missing|invalid|revoked|unknown|expired|bad)\b.*\brefresh[ _-]?token|(uninstalled|deauthorized|access was revoked)/i;

/**
 * The one place that tells the meanings of a refusal apart.
 * @param grantType of the request; undefined: an introspection
 */
export function oauthVerdict(answer: TransportAnswer, grantType: string | undefined): OAuthVerdict {
  const { status, garbled } = answer;
  if (status === 429) return 'rate-limited';
  if (status >= 500 || status === 408 || garbled) return 'temporary';
  const { error = '', code = '', said } = readOAuthFault(answer);
  const words = `${error} ${code}`;
  // The app may not have a token of its own, whatever HubSpot calls that.
  if (grantType === 'client_credentials')
    return /BAD_CLIENT|INVALID_CLIENT/i.test(words) ? 'app-wrong' : 'unknown';
  if (APP.test(words) || APP_SAID.test(said)) return 'app-wrong';
  if (grantType === 'authorization_code')
    return CODE.test(code) || CODE.test(said) || error === 'invalid_grant' ? 'code-gone' : 'unknown';
  if (MISMATCH.test(code)) return 'unknown';
  if (
    GONE.test(code) ||
    (code === '' && GONE.test(error)) ||
    error === 'access_denied' ||
    GONE_SAID.test(said)
  )
    return 'account-gone';
  // RFC 6749: 401 is for the client alone. Of an introspection it may be for the token.
  return status === 401 && grantType !== undefined ? 'app-wrong' : 'unknown';
}

const MISMATCH = /MISMATCH/i;
