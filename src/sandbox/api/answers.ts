import type { ErrorRequestHandler, Response } from 'express';
import { z } from 'zod';
import { OAuthError } from '../oauth/oauth-error.ts';
import type { Practice } from '../options.ts';
import type { ApiAnswer } from './api-answer.ts';
import { HubSpotError, invalidRequest } from './hubspot-error.ts';
import type { Route } from './routes.ts';

/** What the pipeline keeps about one request. */
interface CallLocals {
  correlationId: string;
  /** null: no endpoint has this method and path. */
  route: Route | null;
  /** Answers once the body is read. */
  finish(body: unknown): ApiAnswer;
  /** Sends the answer, after storing everything, unless a fault interferes. */
  answer(answer: ApiAnswer, headers?: Record<string, string>): void;
}

/** The pipeline fills `locals` before anything else runs; Express types them as unknown. */
export function localsOf(response: Response): CallLocals {
  return response.locals as CallLocals;
}

/** Turns whatever was thrown into HubSpot's error answer. */
export const answerError =
  ({ generalOAuthErrors }: Practice): ErrorRequestHandler =>
  (error, _request, response, _next) => {
    const { correlationId, answer } = localsOf(response);
    if (error instanceof OAuthError)
      return answer({ status: error.httpStatus, body: error.body(correlationId, generalOAuthErrors) });
    const known = toHubSpotError(error);
    answer({ status: known.status, body: known.body(correlationId) }, known.headers);
  };

/** body-parser's errors carry a status and a type. */
const httpErrorSchema = z.object({ status: z.number(), type: z.string() });

function toHubSpotError(error: unknown): HubSpotError {
  if (error instanceof HubSpotError) return error;
  const parsed = httpErrorSchema.safeParse(error);
  if (parsed.success && parsed.data.status === 413) {
    return new HubSpotError(413, 'PAYLOAD_TOO_LARGE', 'Request entity too large');
  }
  if (parsed.success && parsed.data.status < 500)
    return invalidRequest('Invalid input JSON on line 1, column 1');
  return new HubSpotError(
    500,
    'INTERNAL_ERROR',
    error instanceof Error ? (error.stack ?? error.message) : 'internal error',
  );
}
