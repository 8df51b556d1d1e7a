import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { SandboxClock, SystemTime } from '../ground/clock.ts';
import { HubSpotError } from './hubspot-error.ts';
import type { TokenBook } from '../oauth/tokens.ts';
import type { Store } from '../ground/store.ts';
import type { CallLog } from '../traffic/calls.ts';
import { strikesBefore, type Fault, type Faults } from '../traffic/faults.ts';
import { localsOf } from './answers.ts';
import type { ApiAnswer } from './api-answer.ts';
import type { Entrance } from './endpoint.ts';
import { bearerToken } from './entrance.ts';
import type { routesOf } from './routes.ts';

export interface PipelineParts {
  store: Store;
  clock: SandboxClock;
  time: SystemTime;
  tokens: TokenBook;
  faults: Faults;
  calls: CallLog;
  latencyMs: number;
}

/** HubSpot's edge refuses longer ones; reading many records by GET runs into it. */
const MAX_URL_LENGTH = 8_000;
const MAX_BODY = '10mb';
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/**
 * What every API request passes: log, fault, latency and URL length, then the way of its endpoint: who calls, limit and
 * scopes, then the body, then the answer.
 */
export function pipeline(parts: PipelineParts, routes: ReturnType<typeof routesOf>): RequestHandler[] {
  return [prepare(parts, routes), checkUrl];
}

/** Answers with the endpoint that has the method and path. */
export function answerWithEndpoint(parts: PipelineParts, entrance: Entrance): RequestHandler[] {
  return [begin(entrance, () => parts.clock.now()), readBody, finish];
}

function begin(entrance: Entrance, now: () => number): RequestHandler {
  return (request, response, next) => {
    const locals = localsOf(response);
    if (!locals.route) throw new HubSpotError(404, 'NOT_FOUND', `No route ${request.method} ${request.path}`);
    const { endpoint, path } = locals.route;
    locals.finish = endpoint.begin({ request, response, path }, entrance, now);
    next();
  };
}

const readJson = express.json({ limit: MAX_BODY, strict: false });
const readForm = express.urlencoded({ extended: false });

function readBody(request: Request, response: Response, next: NextFunction): void {
  if (localsOf(response).route?.endpoint.reads === 'form') return readForm(request, response, next);
  const hasBody =
    Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
  if (WITH_BODY.includes(request.method) && hasBody && !request.is('application/json')) {
    throw new HubSpotError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  }
  readJson(request, response, next);
}

function finish(request: Request, response: Response): void {
  const locals = localsOf(response);
  // Whatever was sent; the endpoint checks it.
  locals.answer(locals.finish(request.body as unknown));
}

function prepare(parts: PipelineParts, routes: ReturnType<typeof routesOf>): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const locals = localsOf(response);
    const path = request.path;
    const portalId = parts.tokens.portalOf(bearerToken(request));
    const fault = parts.faults.strike({ method: request.method, path, portalId });
    locals.correlationId = randomUUID();
    locals.route = routes(request.method, path);
    locals.answer = (answer, headers) =>
      sendAnswer(parts, response, { answer, headers: headers ?? {}, fault });
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : null;
      const durationMs = Math.round(performance.now() - startedAt);
      const call = { at: parts.clock.now(), portalId, method: request.method, path, status, durationMs };
      parts.calls.add({ ...call, fault: fault?.kind ?? null }, locals.route?.countedAs);
    });
    if (fault && strikesBefore(fault)) return strike(response, fault);
    const waitMs = parts.latencyMs + (fault?.kind === 'latency' ? fault.delayMs : 0);
    if (waitMs === 0) next();
    else parts.time.after(waitMs, next);
  };
}

function checkUrl(request: Request, _response: Response, next: NextFunction): void {
  if (request.originalUrl.length > MAX_URL_LENGTH)
    throw new HubSpotError(414, 'URI_TOO_LONG', 'Request-URI Too Long');
  next();
}

/** Fails the request in the way of the fault. */
function strike(response: Response, fault: Fault): void {
  if (fault.kind === 'hang') return;
  if (fault.kind !== 'status') {
    response.socket?.destroy();
    return;
  }
  const { correlationId } = localsOf(response);
  const message = `Fault ${fault.status} of the stand-in`;
  const body = fault.body ?? { status: 'error', message, correlationId, category: 'FAULT' };
  if (fault.retryAfter !== undefined) response.set('Retry-After', String(fault.retryAfter));
  response.status(fault.status).json(body);
}

function sendAnswer(
  parts: PipelineParts,
  response: Response,
  sending: { answer: ApiAnswer; headers: Record<string, string>; fault: Fault | null },
): void {
  parts.store.flush();
  const { answer, headers, fault } = sending;
  if (response.headersSent || response.destroyed) return;
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.status(answer.status).set(headers);
  switch (fault?.kind) {
    case 'status':
    case 'hang':
    case 'drop-after':
      return strike(response, fault);
    case 'garbage':
      response.status(200).type('html').send('<html><body>upstream connect error');
      return;
    case 'cut':
      response.type('json').set('Content-Length', String(Math.max(2, text.length)));
      response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
      return;
    default:
      if (text === '') response.end();
      else response.type('json').send(text);
  }
}
