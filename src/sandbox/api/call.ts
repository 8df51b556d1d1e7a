import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { HubSpotError, invalidRequest } from './hubspot-error.ts';
import type { Grant } from '../oauth/tokens.ts';
import type { Author } from '../records/record.ts';

/** An authenticated API request, checked and within its limits. */
export interface ApiCall {
  portal: Portal;
  grant: Grant;
  author: Author;
  /** A value of the path. */
  param(name: string): string;
  /** A query parameter, the first if it comes several times. */
  query(name: string): string | undefined;
  /** A query parameter with several values: comma-separated or repeated. */
  queryList(name: string): string[];
  body: unknown;
}

export interface ApiAnswer {
  status: number;
  body?: unknown;
}

export const ok = (body: unknown): ApiAnswer => ({ status: 200, body });
export const created = (body: unknown): ApiAnswer => ({ status: 201, body });
export const noContent: ApiAnswer = { status: 204 };

/** What the pipeline leaves for the handler. */
interface CallLocals {
  correlationId: string;
  portal: Portal;
  grant: Grant;
  author: Author;
  /** Sends the answer, after storing everything, unless a fault interferes. */
  answer(answer: ApiAnswer, headers?: Record<string, string>): void;
}

/** Wraps a handler of one endpoint for Express. */
export function endpoint(handler: (call: ApiCall) => ApiAnswer) {
  return (request: Request, response: Response): void => {
    const locals = localsOf(response);
    locals.answer(handler(toCall(request, locals)));
  };
}

/** The pipeline fills `locals` before any endpoint runs; Express types them as unknown. */
export function localsOf(response: Response): CallLocals {
  return response.locals as CallLocals;
}

function toCall(request: Request, locals: CallLocals): ApiCall {
  const queryList = (name: string): string[] => {
    const value = request.query[name];
    const values = Array.isArray(value) ? value : [value];
    return values
      .flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
      .filter((one) => one !== '');
  };
  return {
    portal: locals.portal,
    grant: locals.grant,
    author: locals.author,
    body: request.body as unknown, // whatever JSON was sent; every endpoint checks it
    param: (name) => String(request.params[name] ?? ''),
    query: (name) => {
      const value = request.query[name];
      return typeof value === 'string' ? value : undefined;
    },
    queryList,
  };
}

/** @throws HubSpotError 403 MISSING_SCOPES naming what is missing */
export function requireScopes(call: ApiCall, scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => !call.grant.scopes.includes(scope));
  if (missing.length === 0) return;
  throw new HubSpotError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: missing },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}

/** Checks a request body. @throws HubSpotError 400 naming the first field that is wrong */
export function parseBody<T>(call: ApiCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw invalidRequest(`Invalid input JSON: ${field === '' ? '' : `${field}: `}${issue?.message ?? ''}`);
}

/** Property values as HubSpot takes them: a flat object of strings. */
export const propertiesSchema = z.record(z.string(), z.string());

/** `limit` and `after` of a list endpoint. @throws HubSpotError 400 */
export function paging(
  call: ApiCall,
  limits: { fallback: number; max: number },
): { limit: number; after: string | undefined } {
  const limit = Number(call.query('limit') ?? limits.fallback);
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.max) {
    throw invalidRequest(`limit must be between 1 and ${limits.max}`);
  }
  return { limit, after: call.query('after') };
}

/** One page of items that are in ascending order of a numeric key. `after` is the last key of the page before. */
export function pageAfter<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  page: { limit: number; after: string | undefined },
): { results: T[]; paging?: { next: { after: string; link: string } } } {
  const rest = page.after === undefined ? items : items.filter((item) => keyOf(item) > Number(page.after));
  const results = rest.slice(0, page.limit);
  const last = results.at(-1);
  if (last === undefined || rest.length <= page.limit) return { results };
  const after = String(keyOf(last));
  return { results, paging: { next: { after, link: `?after=${after}` } } };
}

/** Turns whatever a handler threw into HubSpot's error answer. */
export function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  _next: NextFunction,
): void {
  const locals = localsOf(response);
  const known = toHubSpotError(error);
  locals.answer({ status: known.status, body: known.body(locals.correlationId) }, known.headers);
}

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
