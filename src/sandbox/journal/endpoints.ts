import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { JOURNAL_FILES_PATH, type JournalFiles } from './files.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { subscriptionSchema, type JournalSubscriptions } from './subscriptions.ts';
import type { AppTokens } from '../oauth/app-tokens.ts';
import type { RateLimits } from '../traffic/limits.ts';
import { localsOf, type ApiAnswer } from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

export interface JournalParts {
  journal: Journal;
  journalFiles: JournalFiles;
  journalSubscriptions: JournalSubscriptions;
  appTokens: AppTokens;
  limits: RateLimits;
  /** Origin of the stand-in, for the addresses of files. */
  origin: () => string;
}

const MAX_COUNT = 100;
const READ = 'developer.webhooks_journal.read';
const SUBSCRIPTIONS_READ = 'developer.webhooks_journal.subscriptions.read';
const SUBSCRIPTIONS_WRITE = 'developer.webhooks_journal.subscriptions.write';

/** The webhooks journal of the app over all accounts. Takes the app's own token, not an account's. */
export function journalApi(parts: JournalParts): Router {
  const router = Router();
  router.get(`${JOURNAL_FILES_PATH}/:offset`, parts.journalFiles.serve);
  readRoutes(router, parts);
  subscriptionRoutes(router, parts);
  return router;
}

type Handler = (request: Request) => ApiAnswer;

const answering =
  (parts: JournalParts, scope: string, handler: Handler): RequestHandler =>
  (request: Request, response: Response) => {
    const token = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    requireScope(parts.appTokens.authenticate(token), scope);
    parts.limits.take(0, 'journal');
    localsOf(response).answer(handler(request));
  };

function requireScope(granted: readonly string[], scope: string): void {
  if (granted.includes(scope)) return;
  throw new HubSpotError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call.",
    { errors: [{ message: 'required', context: { requiredGranularScopes: [scope] } }] },
  );
}

function readRoutes(router: Router, parts: JournalParts): void {
  const { journal, journalFiles, origin } = parts;
  const pointer = (entry: JournalEntry) => journalFiles.pointer(entry, origin());
  const one = (entry: JournalEntry | undefined): ApiAnswer =>
    entry ? { status: 200, body: pointer(entry) } : { status: 204 };
  const after = (request: Request, count: number): JournalEntry[] => {
    const entries = journal.after(String(request.params['offset']), count);
    if (!entries) throw notFound(`No journal entry with the offset ${String(request.params['offset'])}`);
    return entries;
  };
  const base = `/webhooks-journal/journal/${HUBSPOT_API_VERSION}`;
  const get = (path: string, handler: Handler) =>
    router.get(`${base}${path}`, answering(parts, READ, handler));
  get('/earliest', () => one(journal.earliest()));
  get('/latest', () => one(journal.latest()));
  get('/offset/:offset/next', (request) => one(after(request, 1)[0]));
  get('/batch/:offset/next/:count', (request) => {
    const count = Number(request.params['count']);
    if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT)
      throw invalidRequest(`count must be between 1 and ${MAX_COUNT}`);
    const entries = after(request, count);
    if (entries.length === 0) return { status: 204 };
    return { status: 200, body: { status: 'COMPLETE', results: entries.map(pointer) } };
  });
}

function subscriptionRoutes(router: Router, parts: JournalParts): void {
  const subscriptions = parts.journalSubscriptions;
  const base = `/webhooks-journal/subscriptions/${HUBSPOT_API_VERSION}`;
  router.get(
    base,
    answering(parts, SUBSCRIPTIONS_READ, () => ({ status: 200, body: { results: subscriptions.list() } })),
  );
  router.post(
    base,
    express.json(),
    answering(parts, SUBSCRIPTIONS_WRITE, (request) => ({
      status: 200,
      body: subscriptions.add(parse(request.body, subscriptionSchema)),
    })),
  );
  router.delete(
    `${base}/:id`,
    answering(parts, SUBSCRIPTIONS_WRITE, (request) => {
      subscriptions.remove(String(request.params['id']));
      return { status: 204 };
    }),
  );
}

function parse<T>(body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidRequest(`Invalid subscription: ${parsed.error.issues[0]?.message ?? ''}`);
}
