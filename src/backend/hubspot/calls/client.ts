import type { Clock } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import { BatonError } from '../../ground/errors.ts';
import type { HubSpotCall, HubSpotClient, Limiter } from './client-types.ts';
import { answerError, lostAnswer, pathTemplate, unexpected } from './errors.ts';
import type { FailedCall } from './errors.ts';
import type { Tokens } from '../tokens/tokens.ts';
import type { Transport, TransportAnswer } from './transport.ts';
import { TransportFailure } from './transport.ts';

/** One finished HTTP call, for metrics. */
export interface CallReport {
  portalId: PortalId;
  method: string;
  /** See `pathTemplate`. */
  path: string;
  /** 0: no answer. */
  status: number;
  ms: number;
}

export interface ClientDeps {
  clock: Clock;
  logger: Logger;
  limiter: Limiter;
  tokens: Pick<Tokens, 'accessToken' | 'renew'>;
  transport: Transport;
  onCall?: (report: CallReport) => void;
}

/**
 * The budget counts calls when they leave. Where their ways take unequally long, more of them may arrive in 10 s than
 * left in 10 s: so close to HubSpot's own count, everybody waits for a moment.
 */
const NEARLY_USED = 3;
const BREATH_MS = 300;

/** Calls HubSpot for a portal: one budget, one token, one meaning for every failure. See `HubSpotClient`. */
export function createHubSpotClient(deps: ClientDeps): HubSpotClient {
  return { call: (portalId, call) => new Call(deps, portalId, call).run() };
}

class Call<Answer> {
  private readonly deps: ClientDeps;
  private readonly portalId: PortalId;
  private readonly call: HubSpotCall<Answer>;
  private readonly described: FailedCall;

  constructor(deps: ClientDeps, portalId: PortalId, call: HubSpotCall<Answer>) {
    this.deps = deps;
    this.portalId = portalId;
    this.call = call;
    this.described = { method: call.method, path: pathTemplate(call.path), repeatable: call.repeatable };
  }

  async run(): Promise<Answer> {
    await this.budget();
    // After the wait for the budget, so that the token is fresh when it is used.
    const token = await this.deps.tokens.accessToken(this.portalId);
    const first = await this.sendHeeding(token);
    if (first.status !== 401) return this.take(first);
    const renewed = await this.deps.tokens.renew(this.portalId, token);
    await this.budget();
    const second = await this.sendHeeding(renewed);
    if (second.status === 401) throw this.refusedTwice(second);
    return this.take(second);
  }

  private budget(): Promise<void> {
    return this.deps.limiter.acquire(this.portalId, this.call.lane, this.call.search ? 'search' : 'general');
  }

  /** Asked last of all before sending: waits for the budget or a new token may have taken long. */
  private refuseIfTooLate(): void {
    const { notAfter } = this.call;
    if (notAfter === undefined || this.deps.clock.now() <= notAfter) return;
    throw new BatonError('HUBSPOT_CALL_EXPIRED', undefined, {
      retry: 'backoff',
      context: { ...this.described },
    });
  }

  private async sendHeeding(token: string): Promise<TransportAnswer> {
    const answer = await this.send(token);
    await this.heed(answer);
    return answer;
  }

  private async send(token: string): Promise<TransportAnswer> {
    this.refuseIfTooLate();
    const { method, path, body } = this.call;
    const start = this.deps.clock.now();
    try {
      const answer = await this.deps.transport.send({ method, path, token, json: body });
      this.report(answer.status, start);
      return answer;
    } catch (cause) {
      this.report(0, start);
      if (!(cause instanceof TransportFailure)) throw cause;
      throw lostAnswer(this.described, { cause, context: { ...this.described } }, cause.sent);
    }
  }

  /** HubSpot tells how many calls it still takes from this app within 10 s; searches have a count of their own. */
  private async heed({ headers }: TransportAnswer): Promise<void> {
    const remaining = headers.get('x-hubspot-ratelimit-remaining');
    if (this.call.search || remaining === null || Number(remaining) > NEARLY_USED) return;
    const { limiter, clock, logger } = this.deps;
    await limiter.pause(this.portalId, clock.now() + BREATH_MS).catch((error: unknown) => {
      // The answer counts, whatever becomes of the advice that came with it.
      logger.warn({ err: error, portalId: this.portalId }, 'could not slow down');
    });
  }

  private report(status: number, start: number): void {
    const { portalId, described } = this;
    const ms = this.deps.clock.now() - start;
    this.deps.onCall?.({ portalId, method: described.method, path: described.path, status, ms });
  }

  private async take(answer: TransportAnswer): Promise<Answer> {
    if (answer.status < 200 || answer.status > 299) throw await this.failure(answer);
    const context = { ...this.described, status: answer.status };
    if (answer.garbled) throw lostAnswer(this.described, { context });
    const parsed = this.call.answer.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    // A create that succeeded with an answer nobody understands has happened all the same.
    if (!this.call.repeatable) throw lostAnswer(this.described, { context, cause: parsed.error });
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)').join(', ');
    throw unexpected(
      `HubSpot's answer to ${this.described.path} is not as documented: ${where}.`,
      'backoff',
      { context, cause: parsed.error },
    );
  }

  private async failure(answer: TransportAnswer): Promise<BatonError> {
    const now = this.deps.clock.now();
    const error = answerError(this.described, answer, now);
    if (error.retry === 'after') {
      await this.deps.limiter.pause(this.portalId, now + (error.retryAfterMs ?? 0));
      this.deps.logger.warn(
        { portalId: this.portalId, code: error.code, ...error.context, retryAfterMs: error.retryAfterMs },
        'HubSpot asks to wait',
      );
    }
    return error;
  }

  /** The grant was renewed a moment ago, so it holds: a 401 now is HubSpot's fault and passes. */
  private refusedTwice(answer: TransportAnswer): BatonError {
    const context = { ...this.described, status: answer.status };
    return new BatonError('HUBSPOT_UNAVAILABLE', 'HubSpot refuses a token it has just issued.', {
      retry: 'backoff',
      context,
    });
  }
}
