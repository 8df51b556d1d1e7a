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
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      clearTimeout(timer);
      budget.left += drawn;
      drawn = 0;
    };
    const fail = (error: BatonError): void => {
      finish();
      // What still comes is thrown away, so that the answer reaches whoever sends.
      request.on('error', () => undefined).resume();
      reject(error);
    };
    const draw = (): void => {
      const more = Math.max(0, reader.held - FREE) - drawn;
      if (more > budget.left)
        throw new BatonError('TOO_MANY_REQUESTS', 'Too much is being received at once.');
      budget.left -= more;
      drawn += more;
      if (drawn > 0) timer ??= setTimeout(() => fail(tooSlow()), LARGE_WITHIN_MS);
    };
    const onData = (bytes: Buffer): void => {
      try {
        onBytes(bytes);
        reader.take(bytes);
        draw();
      } catch (error) {
        fail(asBatonError(error));
      }
    };
    const onEnd = (): void => {
      try {
        const body = reader.end();
        finish();
        resolve(body);
      } catch (error) {
        fail(asBatonError(error));
      }
    };
    const onGone = (): void => fail(new BatonError('REQUEST_INVALID', 'The request ended too early.'));
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

const tooSlow = (): BatonError => new BatonError('REQUEST_INVALID', 'The body took too long to arrive.');

const asBatonError = (error: unknown): BatonError =>
  error instanceof BatonError ? error : new BatonError('INTERNAL', undefined, { cause: error });
