import type { Request, RequestHandler } from 'express';
import rateLimit from 'express-rate-limit';
import type { Options } from 'express-rate-limit';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { callerOf } from './caller.ts';
import { SIGNED_LIMITS } from './signed-limits.ts';
import type { SignedLimits } from './signed-limits.ts';

/** Browsers and mail programs, by address. */
const UNSIGNED_PER_MINUTE = 300;

const common: Partial<Options> = {
  windowMs: MINUTE,
  standardHeaders: true,
  legacyHeaders: false,
  handler: (_request, response, next) => {
    // Set by express-rate-limit. HubSpot's proxy hands a card no headers: the wait stands in the body too.
    const retryAfterMs = Number(response.getHeader('Retry-After')) * SECOND;
    next(new BatonError('TOO_MANY_REQUESTS', undefined, { retry: 'after', retryAfterMs }));
  },
};

const isLook = ({ method }: Request): boolean => method === 'GET';

/** Only behind the check of HubSpot's signature: who asks is verified. Each process counts for itself. */
export function limitSigned({ looks, actions }: SignedLimits = SIGNED_LIMITS): RequestHandler[] {
  const person = (request: Request): string => {
    const { portalId, userId } = callerOf(request);
    return `${portalId}:${userId}`;
  };
  const account = (request: Request): string => callerOf(request).portalId;
  // The person's first: what is refused there does not count against the account.
  return [
    rateLimit({ ...common, limit: looks.person, keyGenerator: person, skip: (request) => !isLook(request) }),
    rateLimit({
      ...common,
      limit: looks.account,
      keyGenerator: account,
      skip: (request) => !isLook(request),
    }),
    rateLimit({ ...common, limit: actions.person, keyGenerator: person, skip: isLook }),
    rateLimit({ ...common, limit: actions.account, keyGenerator: account, skip: isLook }),
  ];
}

/** `guessesOnly`: what carries its own proof is welcome at any rate, what fails is counted. */
export const limitPerAddress = ({ guessesOnly }: { guessesOnly: boolean }): RequestHandler =>
  rateLimit({ ...common, limit: UNSIGNED_PER_MINUTE, skipSuccessfulRequests: guessesOnly });
