import type { RequestHandler } from 'express';
import rateLimit from 'express-rate-limit';
import type { Options } from 'express-rate-limit';
import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { callerOf } from './caller.ts';

/** Cards and settings pages of one account. A card asks every few seconds: two hundred people may look at one at once. */
export const SIGNED_PER_MINUTE = 600;
/** Browsers and mail programs, by address. */
const UNSIGNED_PER_MINUTE = 300;

const common: Partial<Options> = {
  windowMs: MINUTE,
  standardHeaders: true,
  legacyHeaders: false,
  handler: (_request, _response, next) => next(new BatonError('TOO_MANY_REQUESTS')),
};

/** Only behind `requireSignature`: the account is the verified one. Each process counts for itself. */
export const limitPerPortal = (): RequestHandler =>
  rateLimit({ ...common, limit: SIGNED_PER_MINUTE, keyGenerator: (request) => callerOf(request).portalId });

/** `guessesOnly`: what carries its own proof is welcome at any rate, what fails is counted. */
export const limitPerAddress = ({ guessesOnly }: { guessesOnly: boolean }): RequestHandler =>
  rateLimit({ ...common, limit: UNSIGNED_PER_MINUTE, skipSuccessfulRequests: guessesOnly });
