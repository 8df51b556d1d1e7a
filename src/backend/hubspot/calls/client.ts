import type { Clock } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { awaitedUntil } from '../../http/patience.ts';
import type { HubSpotCall, HubSpotClient, Limiter } from './client-types.ts';
import { answerError, lostAnswer, pathTemplate, refusalPauseMs, unexpected } from './errors.ts';
import type { FailedCall } from './errors.ts';
import { inPatience, waitedTooLong } from './in-patience.ts';
import { purposeNow } from './purpose.ts';
import type { Tokens } from '../tokens/tokens.ts';
import type { Transport, TransportAnswer } from './transport.ts';
import { TransportFailure } from './transport.ts';
import type { Troubles } from './troubles.ts';

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
  /** Without it every pause after a refusal is the first one. */
  troubles?: Troubles | undefined;
  onCall?: (report: CallReport) => void;
  /** Told of the headers of every answer. */
  hear?: ((portalId: PortalId, headers: Headers) => void) | undefined;
}

/**
 * The budget counts calls when they leave. Where their ways take unequally long, more of them may arrive in 10 s than
 * left in 10 s: so close to HubSpot's own count, everybody waits for a moment.
 */
const NEARLY_USED = 3;
const BREATH_MS = 300;

/**
 * Another token may help: it has expired, or it was issued before the account moved to another hub (488, which EU
 * accounts were seen to answer to every call).
 */
const asksForToken = ({ status }: TransportAnswer): boolean => status === 401 || status === 488;

/** Calls HubSpot for a portal: one budget, one token, one meaning for every failure. See `HubSpotClient`. */
export function createHubSpotClient(deps: ClientDeps): HubSpotClient {
  return {
    call(portalId, call) {
      const answer = new Call(deps, portalId, call).run();
      // Of a create that has left, the end is awaited.
      return call.repeatable ? inPatience(answer) : answer;
    },
  };
}

class Call<Answer> {
  private readonly deps: ClientDeps;
  private readonly portalId: PortalId;
  private readonly call: HubSpotCall<Answer>;
  private readonly described: FailedCall;
  /** As it begins: its answer is for nobody else, also when the person has gone. */
  private readonly until = awaitedUntil();
  private readonly purpose = purposeNow();
  /** When it was sent last, epoch ms. */
  private leftAt = 0;

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
    if (!asksForToken(first)) return this.take(first);
    const renewed = await this.deps.tokens.renew(this.portalId, token);
    await this.budget();
    const second = await this.sendHeeding(renewed);
    if (second.status === 401) throw await this.refusedTwice(second, renewed === token);
    return this.take(second);
  }

  private async budget(): Promise<void> {
    const { limiter, troubles } = this.deps;
    try {
      const { lane, search, purpose = this.purpose } = this.call;
      await limiter.acquire(this.portalId, lane, search ? 'search' : 'general', purpose);
    } catch (error) {
      // Who is sent away from a pause learns what it is for.
      if (!isBatonError(error, 'HUBSPOT_RATE_LIMITED')) throw error;
      const trouble = await troubles?.of(this.portalId);
      if (!trouble || trouble.retryAt <= this.deps.clock.now()) throw error;
      const { retry, retryAfterMs = 0 } = error;
      const context = { ...this.described, status: trouble.status };
      throw new BatonError('HUBSPOT_REFUSED', trouble.message, { retry, retryAfterMs, context });
    }
  }

  /** Asked last of all before sending: waits for the budget or a new token may have taken long. */
  private refuseIfTooLate(): void {
    if (performance.now() > this.until) throw waitedTooLong();
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
    const start = (this.leftAt = this.deps.clock.now());
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
  private async heed({ status, headers }: TransportAnswer): Promise<void> {
    this.deps.hear?.(this.portalId, headers);
    if (status >= 200 && status <= 299)
      await this.besides('trouble', async () => {
        await this.deps.troubles?.passed(this.portalId, endpointOf(this.described));
        await this.deps.limiter.limits?.taken(this.portalId, this.leftAt);
      });
    const remaining = headers.get('x-hubspot-ratelimit-remaining');
    if (this.call.search || remaining === null || Number(remaining) > NEARLY_USED) return;
    const { limiter, clock } = this.deps;
    await this.besides('pace', () => limiter.pause(this.portalId, clock.now() + BREATH_MS));
  }

  /** The answer counts, whatever becomes of what is noted of it. */
  private async besides(what: string, work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.deps.logger.warn(
        { err: error, portalId: this.portalId, what },
        'could not note an answer of HubSpot',
      );
    }
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
    if (error.code === 'HUBSPOT_REFUSED') return this.waitAfter(error, answer.status);
    if (error.retry === 'after') {
      const { policy } = error.context;
      // Of searches there are so many a second, and other calls are not meant.
      const kinds = policy === 'SECONDLY' && this.call.search ? (['search'] as const) : undefined;
      await this.deps.limiter.pause(this.portalId, now + (error.retryAfterMs ?? 0), kinds);
      if (policy === 'DAILY') await this.deps.limiter.limits?.spent(this.portalId);
      this.deps.logger.warn(
        { portalId: this.portalId, code: error.code, ...error.context, retryAfterMs: error.retryAfterMs },
        'HubSpot asks to wait',
      );
    }
    return error;
  }

  /**
   * The account waits in all processes, longer each time that it is refused again. While other calls of it pass, only
   * this one is refused, and does not hold them up.
   */
  private async waitAfter(error: BatonError, status: number): Promise<BatonError> {
    const { limiter, troubles, clock, logger } = this.deps;
    const { message, context } = error;
    const askedMs = error.retryAfterMs ?? 0;
    const refusal = { endpoint: endpointOf(this.described), status, message, askedMs };
    const pause = (await troubles?.refused(this.portalId, refusal)) ?? {
      waitMs: Math.max(askedMs, refusalPauseMs(1)),
      wholeAccount: true,
    };
    if (pause.wholeAccount) await limiter.pause(this.portalId, clock.now() + pause.waitMs);
    logger.error({ portalId: this.portalId, code: error.code, ...context, ...pause }, message);
    return new BatonError(error.code, message, { retry: 'after', retryAfterMs: pause.waitMs, context });
  }

  /** The grant was renewed a moment ago, so it holds; and one 401 does not say that a configured token is dead. */
  private refusedTwice(answer: TransportAnswer, configured: boolean): Promise<BatonError> {
    const message = configured
      ? 'HubSpot refuses HUBSPOT_ACCESS_TOKEN. Nothing is lost; Baton asks again by itself. If it stays so, put a valid token into the configuration and restart Baton.'
      : 'HubSpot refuses a token it has just issued. Nothing is lost; Baton asks again by itself.';
    const context = { ...this.described, status: answer.status };
    return this.waitAfter(new BatonError('HUBSPOT_REFUSED', message, { retry: 'after', context }), 401);
  }
}

const endpointOf = ({ method, path }: FailedCall): string => `${method} ${path}`;
