import type { Request, RequestHandler, Response, Router } from 'express';
import { Router as createRouter } from 'express';
import { z } from 'zod';
import { BatonError } from '../ground/errors.ts';
import { storableData } from '../ground/text.ts';

/** A route as it is mounted and as `GET /api/openapi.json` describes it. */
export interface RouteDescription {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Express form: `/api/contacts/:contactId/card` */
  path: string;
  summary: string;
  guard: 'none' | 'hubspot-signature' | 'bearer-secret' | 'signed-link';
  /** JSON body, if the route takes one. */
  body?: z.ZodType;
  query?: z.ZodType;
  /** What a 2xx answer holds, in words: the contract file of the card names the fields. */
  answers: string;
}

/** Routes that collect their own description. */
export interface RouteTable {
  router: Router;
  descriptions: readonly RouteDescription[];
  add(description: RouteDescription, ...handlers: RequestHandler[]): void;
  /** For routes that another router handles. */
  describe(description: RouteDescription): void;
}

export function createRouteTable(): RouteTable {
  const router = createRouter();
  const descriptions: RouteDescription[] = [];
  return {
    router,
    descriptions,
    describe: (description) => void descriptions.push(description),
    add(description, ...handlers) {
      descriptions.push(description);
      router[description.method](description.path, ...handlers);
    },
  };
}

/** Reads a JSON body that was taken as bytes (the signature covers the bytes). @throws BatonError REQUEST_INVALID */
export function jsonBody<Body>(request: Request, schema: z.ZodType<Body>): Body {
  return checked(schema, parseJson(rawBody(request)), 'body');
}

export function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch (cause) {
    throw new BatonError('REQUEST_INVALID', 'The body is not JSON.', { cause });
  }
}

/** What a request says, in texts that every database stores. @throws BatonError REQUEST_INVALID */
export function checked<Value>(schema: z.ZodType<Value>, value: unknown, part: string): Value {
  const result = schema.safeParse(storableData(value));
  if (result.success) return result.data;
  throw new BatonError('REQUEST_INVALID', `The ${part} is not right: ${z.prettifyError(result.error)}`);
}

/** The body's bytes; empty without one. Set by `express.raw`. */
export const rawBody = (request: Request): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

/** Express 5 hands rejected promises to the error handler by itself; this only types the common case. */
export const answer =
  <Value>(work: (request: Request, response: Response) => Promise<Value>): RequestHandler =>
  async (request, response) => {
    response.json(await work(request, response));
  };
