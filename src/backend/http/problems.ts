import type { ErrorRequestHandler, RequestHandler } from 'express';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { ErrorCode } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { logPath } from './log-path.ts';

const statusOf: Partial<Record<ErrorCode, number>> = {
  SIGNATURE_INVALID: 401,
  REQUEST_INVALID: 400,
  REQUEST_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  CONFIRM_FIRST: 409,
  PORTAL_NOT_CONNECTED: 409,
  PORTAL_DISCONNECTED: 409,
  OAUTH_STATE_INVALID: 403,
  MAILBOX_NOT_CONFIGURED: 409,
  HUBSPOT_VALIDATION: 422,
  HUBSPOT_MISSING_SCOPE: 409,
  HUBSPOT_NOT_FOUND: 404,
};

export const unknownRoute: RequestHandler = () => {
  throw new BatonError('NOT_FOUND');
};

/** Every failure leaves as `{code, message}`; what is not Baton's own is logged and said in one general sentence. */
export function answerProblems(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = asProblem(error);
    const status = statusOf[problem.code] ?? (problem.retry === 'never' ? 500 : 503);
    if (status >= 500)
      logger.error(
        { err: error, method: request.method, path: logPath(request.originalUrl), code: problem.code },
        'request failed',
      );
    response.status(status).json({
      code: problem.code,
      message: problem.message,
      ...conflictDetails(problem),
      ...waitOf(problem),
    });
  };
}

/** A conflict says what stands there now, so that the card can show both and let the person choose. */
const conflictDetails = (problem: BatonError): Record<string, unknown> =>
  problem.code === 'CONFLICT' && 'current' in problem.context ? { current: problem.context['current'] } : {};

/** Cards see no headers. */
const waitOf = ({ code, retryAfterMs }: BatonError): Record<string, unknown> =>
  code === 'TOO_MANY_REQUESTS' && retryAfterMs !== undefined ? { retryAfterMs } : {};

/** body-parser marks its own errors with a `type` and a status. */
function asProblem(error: unknown): BatonError {
  if (isBatonError(error)) return error;
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type === 'entity.too.large') return new BatonError('REQUEST_TOO_LARGE');
  if (status !== undefined && status >= 400 && status < 500)
    return new BatonError('REQUEST_INVALID', 'The request could not be read.');
  return new BatonError('INTERNAL', undefined, { cause: error });
}
