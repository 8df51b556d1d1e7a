import { BatonError } from '../../ground/errors.ts';

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
/** Shorter strings stay as they are: looking at each would cost more than it saves. */
const LONG = 2_048;

export interface CompactJson {
  /** The next bytes. @throws BatonError REQUEST_TOO_LARGE */
  take(bytes: Buffer): void;
  /** How much is held at the moment, bytes. */
  readonly held: number;
  /** What was taken, as JSON that means the same but for its long strings. */
  end(): Buffer;
}

interface Options {
  /** What stands for a long string. */
  shorten(text: string): string;
  /** Bytes of one string, as it is written, at most. */
  longestString: number;
  /** Bytes of all else, at most. */
  longestRest: number;
}

/** Shortens the long strings of a JSON text while it arrives, so that it never is in memory as a whole. */
export function compactJson({ shorten, longestString, longestRest }: Options): CompactJson {
  let out = Buffer.allocUnsafe(longestRest / 8);
  let length = 0;
  /** Where the string that is being taken begins in `out`; -1: none is. */
  let openedAt = -1;
  let escaped = false;

  const append = (bytes: Buffer): void => {
    const needed = length + bytes.length;
    if (needed > out.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, 2 * out.length));
      out.copy(grown, 0, 0, length);
      out = grown;
    }
    length += bytes.copy(out, length);
    const rest = openedAt < 0 ? length : openedAt;
    if (rest > longestRest || length - rest > longestString) throw new BatonError('REQUEST_TOO_LARGE');
  };
  const close = (): void => {
    const start = openedAt;
    openedAt = -1;
    if (length - start <= LONG) return;
    const short = Buffer.from(JSON.stringify(shorten(parse(out.toString('utf8', start, length)))));
    if (short.length < length - start) length = start + short.copy(out, start);
  };
  return {
    take(bytes) {
      let from = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (escaped) escaped = false;
        else if (openedAt < 0) {
          if (byte === QUOTE) openedAt = length + at - from;
        } else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          append(bytes.subarray(from, at + 1));
          from = at + 1;
          close();
        }
      }
      append(bytes.subarray(from));
    },
    get held() {
      return out.length;
    },
    end: () => out.subarray(0, length),
  };
}

function parse(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch (cause) {
    throw new BatonError('REQUEST_INVALID', 'The body is not JSON.', { cause });
  }
}
