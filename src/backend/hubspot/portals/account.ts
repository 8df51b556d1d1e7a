import { z } from 'zod';
import type { Clock } from '../../ground/clock.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { answerError, lostAnswer, unexpected } from '../calls/errors.ts';
import type { Transport, TransportAnswer } from '../calls/transport.ts';

/** What HubSpot tells about an account. */
export interface Account {
  portalId: string;
  /** IANA zone. */
  timeZone: string;
  /** Host of HubSpot's pages for it: app.hubspot.com, app-eu1.hubspot.com … */
  uiDomain: string;
}

export const DEFAULT_TIME_ZONE = 'UTC';
export const DEFAULT_UI_DOMAIN = 'app.hubspot.com';

const accountSchema = z.object({
  portalId: z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String),
  timeZone: z.string().refine(isTimeZone).catch(DEFAULT_TIME_ZONE),
  uiDomain: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)*(:\d+)?$/)
    .catch(DEFAULT_UI_DOMAIN),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads `/account-info/2026-09/details` with a token, before the account is known to the limiter.
 * @throws BatonError HUBSPOT_MISSING_SCOPE (the documents disagree on the scope it needs) and others of a call.
 */
export async function readAccount(transport: Transport, clock: Clock, token: string): Promise<Account> {
  const path = `/account-info/${HUBSPOT_API_VERSION}/details`;
  const call = { method: 'GET' as const, path, repeatable: true };
  let answer: TransportAnswer;
  try {
    answer = await transport.send({ ...call, token });
  } catch (cause) {
    throw lostAnswer(call, { cause, context: call });
  }
  if (answer.status !== 200) throw answerError(call, answer, clock.now());
  const parsed = accountSchema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw unexpected("HubSpot's account details are not as documented.", 'backoff', {
    cause: parsed.error,
    context: call,
  });
}
