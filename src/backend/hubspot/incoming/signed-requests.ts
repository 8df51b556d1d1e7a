import type { Request, RequestHandler } from 'express';
import type { Clock } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import { BatonError } from '../../ground/errors.ts';
import { readBody, wholeBody } from '../../http/body.ts';
import type { BodyBudget, BodyReader } from '../../http/body.ts';
import type { HubSpotTime } from '../calls/hubspot-time.ts';
import { beginCheck } from './signature.ts';
import type { SignatureCheck, SignatureResult } from './signature.ts';
import { createReplayGuard } from './replay-guard.ts';

interface Deps {
  config: Config;
  clock: Clock;
  hubspotTime: HubSpotTime;
  onRefused(reason: string): void;
  budget: BodyBudget;
}

/** HubSpot's limit for what a card sends. */
const CARD_LIMIT = 1_048_576;

/**
 * Reads the body and lets only requests through that HubSpot signed for this app. Without the headers of a signature,
 * nothing is read.
 * @param newReader what takes the body of one request; default: as a card sends it
 */
export function requireSignature(
  deps: Deps,
  newReader: () => BodyReader = () => wholeBody(CARD_LIMIT),
): RequestHandler {
  const { config, clock, budget, hubspotTime } = deps;
  const secrets = [config.hubspot.clientSecret, config.hubspot.previousClientSecret].filter(
    (secret) => secret !== null,
  );
  const replays = createReplayGuard(clock);
  const begin = ({ method, originalUrl: url, headers }: Request): SignatureCheck =>
    beginCheck({ method, url, publicUrl: config.publicUrl, headers, secrets });
  return async (request, response, next) => {
    const check = begin(request);
    if (!check.hopeless)
      request.body = await readBody(request, newReader(), {
        budget,
        onBytes: (bytes) => check.update(bytes),
      });
    const first = check.result(clock.now());
    if (first.valid) hubspotTime.heard(check.signedAt);
    const result = first.valid || first.reason !== 'stale' ? first : await byTheirClock(deps, check);
    const reason = result.valid ? replays.refuse(request, response) : result.reason;
    if (reason) {
      deps.onRefused(reason);
      throw new BatonError('SIGNATURE_INVALID', undefined, { context: { reason } });
    }
    next();
  };
}

/** HubSpot's clock dated the request: where ours is wrong, it tells whether the request is fresh. */
async function byTheirClock({ hubspotTime }: Deps, check: SignatureCheck): Promise<SignatureResult> {
  // Only for what HubSpot has signed at some time.
  const now = check.result(check.signedAt).valid ? await hubspotTime.now() : null;
  return now === null ? { valid: false, reason: 'stale' } : check.result(now);
}
