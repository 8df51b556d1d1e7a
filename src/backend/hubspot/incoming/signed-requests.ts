import type { RequestHandler } from 'express';
import type { Clock } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import { BatonError } from '../../ground/errors.ts';
import type { HubSpotTime } from '../calls/hubspot-time.ts';
import { verifySignature } from './signature.ts';
import type { SignatureResult, SignedRequest } from './signature.ts';
import { createReplayGuard } from './replay-guard.ts';
import { rawBody } from '../../http/routes.ts';

interface Deps {
  config: Config;
  clock: Clock;
  hubspotTime: HubSpotTime;
  onRefused(reason: string): void;
}

/** Lets only requests through that HubSpot signed for this app. */
export function requireSignature(deps: Deps): RequestHandler {
  const { config, clock } = deps;
  const secrets = [config.hubspot.clientSecret, config.hubspot.previousClientSecret].filter(
    (secret) => secret !== null,
  );
  const replays = createReplayGuard(clock);
  return async (request, response, next) => {
    const signed: SignedRequest = {
      method: request.method,
      url: request.originalUrl,
      publicUrl: config.publicUrl,
      rawBody: rawBody(request),
      headers: request.headers,
      secrets,
      now: clock.now(),
    };
    const first = verifySignature(signed);
    const result = first.valid || first.reason !== 'stale' ? first : await byTheirClock(deps, signed);
    const reason = result.valid ? replays.refuse(request, response) : result.reason;
    if (reason) {
      deps.onRefused(reason);
      throw new BatonError('SIGNATURE_INVALID', undefined, { context: { reason } });
    }
    next();
  };
}

/** HubSpot's clock dated the request: where ours is wrong, it tells whether the request is fresh. */
async function byTheirClock({ hubspotTime }: Deps, signed: SignedRequest): Promise<SignatureResult> {
  // Only for what HubSpot has signed at some time is HubSpot asked.
  const dated = verifySignature({ ...signed, now: Number(signed.headers['x-hubspot-request-timestamp']) });
  const now = dated.valid ? await hubspotTime.now() : null;
  return now === null ? { valid: false, reason: 'stale' } : verifySignature({ ...signed, now });
}
