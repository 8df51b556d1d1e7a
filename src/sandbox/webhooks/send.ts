import type { AppDefinition } from '../app-definition.ts';
import type { WebhookPayload } from './payload.ts';
import { signatureV1, signatureV3 } from './signature.ts';

/**
 * Sends one signed request.
 * @param options.timestamp epoch ms of the signature
 * @returns the app's status, or why there was none
 */
export async function sendWebhook(
  app: Pick<AppDefinition, 'clientSecret'>,
  uri: string,
  events: readonly WebhookPayload[],
  options: { timestamp: number; timeoutMs: number; signal: AbortSignal },
): Promise<{ status: number | null; error: string | null }> {
  const body = JSON.stringify(events);
  try {
    const response = await fetch(uri, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]),
      headers: {
        'Content-Type': 'application/json',
        'X-HubSpot-Signature': signatureV1(app.clientSecret, body),
        'X-HubSpot-Signature-Version': 'v1',
        'X-HubSpot-Signature-v3': signatureV3(
          app.clientSecret,
          { method: 'POST', uri, body },
          options.timestamp,
        ),
        'X-HubSpot-Request-Timestamp': String(options.timestamp),
      },
    });
    await response.arrayBuffer();
    return { status: response.status, error: null };
  } catch (error) {
    return { status: null, error: reasonOf(error) };
  }
}

/** fetch hides the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
