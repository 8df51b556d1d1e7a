import { randomUUID } from 'node:crypto';
import { Router, type Response as ExpressResponse } from 'express';
import { z } from 'zod';
import type { AppDefinition } from '../app-definition.ts';
import type { Portals } from '../accounts/portals.ts';
import type { SandboxClock } from '../ground/clock.ts';
import { HubSpotError, invalidRequest } from '../api/hubspot-error.ts';
import { signatureV2, signatureV3 } from '../webhooks/signature.ts';
import { parse, userIdSchema } from './respond.ts';

const MAX_CONCURRENT = 20;
const MAX_BYTES = 1_048_576;
const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_TIMEOUT_MS = 120_000;

const requestSchema = z.object({
  portalId: z.coerce.number().int(),
  userId: userIdSchema,
  requestUri: z.url(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  body: z.unknown().optional(),
  timeout: z.number().positive().max(MAX_TIMEOUT_MS).default(DEFAULT_TIMEOUT_MS),
  headers: z.record(z.string(), z.string()).default({}),
});
type FetchRequest = z.infer<typeof requestSchema>;

interface ProxyParts {
  app: AppDefinition;
  portals: Portals;
  clock: SandboxClock;
}

/** What `hubspot.fetch` in a card goes through: HubSpot adds who asks, signs, and wraps the answer. */
export function hubspotFetch(parts: ProxyParts): Router {
  const running = new Map<number, number>();
  const router = Router();
  router.post('/hubspot-fetch', async (request, response) => {
    const wanted = parse(requestSchema, request.body);
    checkRequest(parts.app, wanted);
    const busy = running.get(wanted.portalId) ?? 0;
    if (busy >= MAX_CONCURRENT)
      throw new HubSpotError(429, 'RATE_LIMITS', `More than ${MAX_CONCURRENT} requests at once`);
    running.set(wanted.portalId, busy + 1);
    try {
      await proxy(parts, wanted, response);
    } finally {
      running.set(wanted.portalId, (running.get(wanted.portalId) ?? 1) - 1);
    }
  });
  return router;
}

/** @throws HubSpotError 400 */
function checkRequest(app: AppDefinition, { requestUri, headers, body }: FetchRequest): void {
  if (!app.permittedFetchUrls.some((permitted) => isBelow(requestUri, permitted))) {
    throw invalidRequest(
      `${requestUri} is not in permittedUrls.fetch of the app: ${app.permittedFetchUrls.join(', ')}`,
    );
  }
  const names = Object.keys(headers);
  if (names.length > 1 || names.some((name) => name.toLowerCase() !== 'authorization')) {
    throw invalidRequest('The only header that may be sent is Authorization');
  }
  if (Buffer.byteLength(JSON.stringify(body ?? '')) > MAX_BYTES)
    throw new HubSpotError(413, 'PAYLOAD_TOO_LARGE', 'The request is larger than 1 MB');
}

/** Same origin, and the path at or below the permitted one. */
function isBelow(uri: string, permitted: string): boolean {
  const [wanted, allowed] = [new URL(uri), new URL(permitted)];
  const base = allowed.pathname.replace(/\/$/, '');
  return (
    wanted.origin === allowed.origin && (wanted.pathname === base || wanted.pathname.startsWith(`${base}/`))
  );
}

async function proxy(parts: ProxyParts, wanted: FetchRequest, response: ExpressResponse): Promise<void> {
  const uri = identifiedUri(parts, wanted);
  const body = wanted.body === undefined || wanted.method === 'GET' ? '' : JSON.stringify(wanted.body);
  const answer = await sendWithOneRetry(parts, wanted, { uri, body });
  const correlationId = randomUUID();
  if (!answer) {
    response.status(504).json({
      status: 'error',
      category: 'GATEWAY_TIMEOUT',
      message: 'The app did not answer in time',
      correlationId,
    });
    return;
  }
  const context = { appServerStatusCode: [String(answer.status)], requestUri: [uri] };
  const ok = answer.status >= 200 && answer.status < 300;
  const failure = {
    category: 'BAD_GATEWAY',
    message: `The app answered with ${answer.status}`,
    errors: [{ message: `The app answered with ${answer.status}` }],
  };
  response.json({
    status: ok ? 'success' : 'error',
    ...(ok ? {} : failure),
    responseBody: answer.body,
    context,
    correlationId,
  });
}

/** HubSpot appends who asks. @throws HubSpotError 400, 404 */
function identifiedUri({ app, portals }: ProxyParts, { requestUri, portalId, userId }: FetchRequest): string {
  const user = portals.get(portalId).users.get(String(userId));
  if (!user) throw invalidRequest(`No user ${userId} in portal ${portalId}`);
  const identity = { userId, portalId, userEmail: user.email, appId: app.appId };
  const added = Object.entries(identity).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${requestUri}${requestUri.includes('?') ? '&' : '?'}${added.join('&')}`;
}

interface AppAnswer {
  status: number;
  body: unknown;
}

/** Once more after a failed connection or a 5xx. null: no answer in time, or too large. */
async function sendWithOneRetry(
  parts: ProxyParts,
  wanted: FetchRequest,
  message: { uri: string; body: string },
): Promise<AppAnswer | null> {
  const first = await sendOnce(parts, wanted, message);
  return first !== null && first.status < 500 ? first : sendOnce(parts, wanted, message);
}

async function sendOnce(
  { app, clock }: ProxyParts,
  wanted: FetchRequest,
  { uri, body }: { uri: string; body: string },
): Promise<AppAnswer | null> {
  const timestamp = clock.now();
  const signed = { method: wanted.method, uri, body };
  try {
    const answer = await fetch(uri, {
      method: wanted.method,
      ...(body === '' ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(wanted.timeout),
      headers: {
        ...wanted.headers,
        ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
        'X-HubSpot-Signature': signatureV2(app.clientSecret, signed),
        'X-HubSpot-Signature-Version': 'v2',
        'X-HubSpot-Signature-v3': signatureV3(app.clientSecret, signed, timestamp),
        'X-HubSpot-Request-Timestamp': String(timestamp),
      },
    });
    const text = await answer.text();
    if (Buffer.byteLength(text) > MAX_BYTES)
      return { status: 502, body: { message: 'The answer is larger than 1 MB' } };
    return { status: answer.status, body: parseJson(text) };
  } catch {
    // Refused, reset or too slow: the card learns only that there was no answer.
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
