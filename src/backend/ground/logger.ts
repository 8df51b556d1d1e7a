import pino from 'pino';
import type { Config } from './config.ts';
import { isBatonError } from './errors.ts';

/** The part of pino that rooms use. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

/**
 * Addresses get into lines through errors, which quote mail servers. An escape before one, as in `\nada@…`, belongs to
 * JSON. Bounded, so that no line takes long.
 */
const ADDRESS = /(\\(?:u[\da-f]{4}|.))?[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gi;

/**
 * JSON logs, on standard output unless a destination is given. Secrets and personal data never belong in a log line;
 * these paths, and the replacement of every email address, are the safety net.
 */
export const createLogger = (
  level: Config['logLevel'],
  destination: pino.DestinationStream = pino.destination(1),
): pino.Logger =>
  pino(
    {
      level,
      serializers: { err: describeError },
      redact: {
        paths: [
          '*.access_token',
          '*.refresh_token',
          '*.authorization',
          '*.email',
          '*.text',
          '*.html',
          '*.smtpUrl',
          '*.imapUrl',
        ],
        censor: '[redacted]',
      },
      hooks: { streamWrite: (line) => line.replace(ADDRESS, '$1[address]') },
    },
    destination,
  );

/**
 * Of an error the parts that hold no data: a failed statement of the database carries all its values, and the message of
 * PostgreSQL's own error the row. Baton's errors promise a clean `context`.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack, cause } = error;
  const { code, context } = error as { code?: unknown; context?: unknown };
  return {
    type: name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(isBatonError(error) ? { context } : {}),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}
