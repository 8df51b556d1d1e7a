import type { IncomingMessage } from 'node:http';
import { SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';

/** Takes the body of one request, piece by piece. */
export interface BodyReader {
  /** @throws BatonError REQUEST_TOO_LARGE, REQUEST_INVALID */
  take(bytes: Buffer): void;
  /** Bytes it has in memory. */
  readonly held: number;
  end(): Buffer;
}

/** What all requests of this process may hold together before anybody knows who sent them. */
export interface BodyBudget {
  left: number;
}

/** A usual webhook, a hundred short events, and most of what cards send: these never wait for anybody. */
const FREE = 65_536;
/** HubSpot waits 5 s for the answer to a webhook. Who takes longer to send holds what others need. */
const LARGE_WITHIN_MS = 10 * SECOND;

/** @param bytes of large bodies, all together; small ones are small enough */
export const createBodyBudget = (bytes = 32 * 1_048_576): BodyBudget => ({ left: bytes });

/** Keeps a body as it is. */
export function wholeBody(limit: number): BodyReader {
  const chunks: Buffer[] = [];
  let held = 0;
  return {
    take(bytes) {
      held += bytes.length;
      if (held > limit) throw new BatonError('REQUEST_TOO_LARGE');
      chunks.push(bytes);
    },
    get held() {
      return held;
    },
    end: () => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, held)),
  };
}

/**
 * Reads the body of a request. It may be anybody's: beyond a small size it takes from what all may hold together, for a
 * limited time, and is refused when nothing is left. HubSpot sends again what was refused.
 * @param onBytes told of the bytes as they were received
 * @throws BatonError REQUEST_TOO_LARGE, REQUEST_INVALID, TOO_MANY_REQUESTS
 */
export function readBody(
  request: IncomingMessage,
  reader: BodyReader,
  { budget, onBytes }: { budget: BodyBudget; onBytes(bytes: Buffer): void },
): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    return Promise.reject(new BatonError('REQUEST_TOO_LARGE', 'The body is compressed: send it as it is.'));
  return new Promise((resolve, reject) => {
    let drawn = 0;
    let settled = false;
    let timer: NodeJS.Timeout | undefined;
    const settle = (): void => {
      settled = true;
      clearTimeout(timer);
      budget.left += drawn;
    };
    const fail = (error: unknown): void => {
      if (settled) return;
      settle();
      // What still comes is thrown away, so that the answer reaches whoever sends.
      request.off('data', onData).resume();
      reject(asBatonError(error));
    };
    const draw = (): void => {
      const more = reader.held - FREE - drawn;
      if (more <= 0) return;
      if (more > budget.left)
        throw new BatonError('TOO_MANY_REQUESTS', 'Too much is being received at once.');
      budget.left -= more;
      drawn += more;
      timer ??= setTimeout(() => fail(tooSlow()), LARGE_WITHIN_MS);
    };
    const onData = (bytes: Buffer): void => {
      try {
        onBytes(bytes);
        reader.take(bytes);
        draw();
      } catch (error) {
        fail(error);
      }
    };
    const onEnd = (): void => {
      if (settled) return;
      try {
        const body = reader.end();
        settle();
        resolve(body);
      } catch (error) {
        fail(error);
      }
    };
    // Comes after every request. An error takes longer to make than all else here.
    const onGone = (): void => {
      if (!settled) fail(new BatonError('REQUEST_INVALID', 'The request ended too early.'));
    };
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

const tooSlow = (): BatonError => new BatonError('REQUEST_INVALID', 'The body took too long to arrive.');

const asBatonError = (error: unknown): BatonError =>
  error instanceof BatonError ? error : new BatonError('INTERNAL', undefined, { cause: error });
