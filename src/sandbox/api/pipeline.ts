import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { AppDefinition } from '../app-definition.ts';
import type { Portals } from '../accounts/portals.ts';
import type { SandboxClock, SystemTime } from '../ground/clock.ts';
import { HubSpotError } from './hubspot-error.ts';
import type { TokenBook } from '../oauth/tokens.ts';
import { appAuthor } from '../records/record.ts';
import type { Store } from '../ground/store.ts';
import type { CallLog } from '../traffic/calls.ts';
import { strikesBefore, type Fault, type Faults } from '../traffic/faults.ts';
import { limitKindOf, type RateLimits } from '../traffic/limits.ts';
import { localsOf, type ApiAnswer } from './call.ts';

export interface PipelineParts {
  app: AppDefinition;
  store: Store;
  clock: SandboxClock;
  time: SystemTime;
  portals: Portals;
  tokens: TokenBook;
  limits: RateLimits;
  faults: Faults;
  calls: CallLog;
  latencyMs: number;
}

/** HubSpot's edge refuses longer ones; reading many records by GET runs into it. */
const MAX_URL_LENGTH = 8_000;
const MAX_BODY = '10mb';
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** What every API request passes before its endpoint: log, fault, latency, URL length. OAuth needs no more. */
export function openPipeline(parts: PipelineParts): RequestHandler[] {
  return [prepare(parts), checkUrl];
}

/** The rest for endpoints that need a token: authentication, rate limit, body. */
export function authenticatedPipeline(parts: PipelineParts): RequestHandler[] {
  return [authenticate(parts), checkContentType, express.json({ limit: MAX_BODY, strict: false })];
}

function prepare(parts: PipelineParts): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const locals = localsOf(response);
    const path = request.path;
    const portalId = parts.tokens.portalOf(bearerToken(request));
    const fault = parts.faults.strike({ method: request.method, path, portalId });
    locals.correlationId = randomUUID();
    locals.answer = (answer, headers) =>
      sendAnswer(parts, response, { answer, headers: headers ?? {}, fault });
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : null;
      const durationMs = Math.round(performance.now() - startedAt);
      parts.calls.add({
        at: parts.clock.now(),
        portalId,
        method: request.method,
        path,
        status,
        durationMs,
        fault: fault?.kind ?? null,
      });
    });
    if (fault && strikesBefore(fault)) return strike(response, fault);
    const waitMs = parts.latencyMs + (fault?.kind === 'latency' ? fault.delayMs : 0);
    if (waitMs === 0) next();
    else parts.time.after(waitMs, next);
  };
}

function authenticate(parts: PipelineParts): RequestHandler {
  return (request, response, next) => {
    const locals = localsOf(response);
    locals.grant = parts.tokens.authenticate(bearerToken(request));
    locals.portal = parts.portals.get(locals.grant.portalId);
    locals.author = appAuthor(parts.app.appId);
    response.set(parts.limits.take(locals.portal.id, limitKindOf(request.path)));
    next();
  };
}

function bearerToken(request: Request): string {
  return /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
}

function checkUrl(request: Request, _response: Response, next: NextFunction): void {
  if (request.originalUrl.length > MAX_URL_LENGTH)
    throw new HubSpotError(414, 'URI_TOO_LONG', 'Request-URI Too Long');
  next();
}

function checkContentType(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
  if (WITH_BODY.includes(request.method) && hasBody && !request.is('application/json')) {
    throw new HubSpotError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  }
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
