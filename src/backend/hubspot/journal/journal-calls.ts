import type { z } from 'zod';
import type { Clock } from '../../ground/clock.ts';
import { SECOND } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { answerError, lostAnswer, unexpected } from '../calls/errors.ts';
import type { TokenEndpoint } from '../tokens/token-endpoint.ts';
import type { Transport, TransportAnswer, TransportRequest } from '../calls/transport.ts';
import { TransportFailure } from '../calls/transport.ts';

/** What the journal needs, and what HubSpot grants to an app only if it may have all of it. */
export const JOURNAL_SCOPES = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
] as const;

/** What the operator does when HubSpot refuses the app the journal (HUBSPOT_MISSING_SCOPE). */
export const journalRefused = ({ message }: BatonError): string =>
  `HubSpot does not let this app read its webhooks journal (${message}). Ask HubSpot for ${JOURNAL_SCOPES.join(', ')}, or set HUBSPOT_WEBHOOKS_JOURNAL=off.`;

export interface JournalCall<Answer> {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: unknown;
  answer: z.ZodType<Answer>;
  /** Statuses besides 2xx that are answers too; their body is not looked at. */
  expected?: readonly number[];
}

/** `body` is undefined for 204 and for the expected statuses. */
export interface JournalAnswer<Answer> {
  status: number;
  body: Answer | undefined;
}

export interface JournalCallsDeps {
  transport: Transport;
  endpoint: Pick<TokenEndpoint, 'appToken'>;
  clock: Clock;
}

/** A token this close to its end may be refused on arrival. */
const SAFETY_MS = 30 * SECOND;

/**
 * Calls for the app itself, not for an account: with a token by client credentials, which lives for 30 minutes and is
 * kept in memory. The journal has a limit of its own (100 requests a second) and does not count in any account's.
 * @throws BatonError HUBSPOT_MISSING_SCOPE, HUBSPOT_APP_MISCONFIGURED, HUBSPOT_RATE_LIMITED, HUBSPOT_UNAVAILABLE …
 */
export class JournalCalls {
  private readonly deps: JournalCallsDeps;
  private token: { value: string; until: number } | null = null;

  constructor(deps: JournalCallsDeps) {
    this.deps = deps;
  }

  async call<Answer>(call: JournalCall<Answer>): Promise<JournalAnswer<Answer>> {
    const first = await this.send(call, await this.currentToken());
    if (first.status !== 401) return this.take(call, first);
    this.token = null;
    const second = await this.send(call, await this.currentToken());
    // The token was made a moment ago: HubSpot gives the app one, but does not let it in.
    if (second.status === 401) throw notLetIn(call, second, this.deps.clock.now());
    return this.take(call, second);
  }

  private async currentToken(): Promise<string> {
    const { clock, endpoint } = this.deps;
    if (this.token && this.token.until > clock.now()) return this.token.value;
    const { accessToken, expiresInMs } = await endpoint.appToken(JOURNAL_SCOPES);
    this.token = { value: accessToken, until: clock.now() + expiresInMs - SAFETY_MS };
    return accessToken;
  }

  private async send(call: JournalCall<unknown>, token: string): Promise<TransportAnswer> {
    const request: TransportRequest = { method: call.method, path: call.path, token, json: call.body };
    try {
      return await this.deps.transport.send(request);
    } catch (cause) {
      if (!(cause instanceof TransportFailure)) throw cause;
      throw lostAnswer(described(call), { cause, context: described(call) });
    }
  }

  private take<Answer>(call: JournalCall<Answer>, answer: TransportAnswer): JournalAnswer<Answer> {
    const { status, body } = answer;
    if (status === 204 || call.expected?.includes(status)) return { status, body: undefined };
    if (status < 200 || status > 299 || answer.garbled)
      throw answerError(described(call), answer, this.deps.clock.now());
    const parsed = call.answer.safeParse(body);
    if (parsed.success) return { status, body: parsed.data };
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)').join(', ');
    throw unexpected(`HubSpot's journal answered ${call.path} in an unknown form: ${where}.`, 'backoff', {
      context: described(call),
    });
  }
}

function notLetIn(call: JournalCall<unknown>, answer: TransportAnswer, now: number): BatonError {
  const { context } = answerError(described(call), answer, now);
  return new BatonError('HUBSPOT_MISSING_SCOPE', `401 at ${call.path} with a new token of the app`, {
    context,
  });
}

const described = ({ method, path }: JournalCall<unknown>) => ({ method, path, repeatable: true });
