import pino from 'pino';
import type { Config } from './config.ts';

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
