import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { BatonError } from '../ground/errors.ts';
import { storableData } from '../ground/text.ts';

/**
 * Who may ask. The server puts the proof in front of the handlers, and counts what comes too often:
 * anyone: no proof; operator: whoever watches over the process, in every role and at any rate; event: HubSpot's
 * webhooks, signed, neither logged one by one nor limited; signed: a HubSpot user, through HubSpot's proxy; page: the
 * same, counted apart, so that whoever looks at lists keeps no card from handing a contact over; admin: one of those who
 * may configure; secret and link: the handlers check the bearer's secret, or the link that Baton sealed.
 */
export type Access = 'anyone' | 'operator' | 'event' | 'signed' | 'page' | 'admin' | 'secret' | 'link';

/** A route as it is mounted and as `GET /api/openapi.json` describes it. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Express form: `/api/contacts/:contactId/card` */
  path: string;
  summary: string;
  access: Access;
  /** JSON body, if the route takes one. */
  body?: z.ZodType;
  query?: z.ZodType;
  /** What a 2xx answer holds, in words: the contract file of the card names the fields. */
  answers: string;
  handlers: readonly RequestHandler[];
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

/** The body's bytes; empty without one. Set by whoever read it. */
export const rawBody = (request: Request): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

/** Express 5 hands rejected promises to the error handler by itself; this only types the common case. */
export const answer =
  <Value>(work: (request: Request, response: Response) => Promise<Value>): RequestHandler =>
  async (request, response) => {
    response.json(await work(request, response));
  };
