import pino from 'pino';
import type { Config } from './config.ts';

/** The part of pino that rooms use. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

/** JSON logs on standard output. Secrets and personal data never belong in a log line; these paths are the safety net. */
export const createLogger = (level: Config['logLevel']): pino.Logger =>
  pino({
    level,
    redact: {
      paths: ['*.access_token', '*.refresh_token', '*.authorization', '*.email', '*.text', '*.html', '*.smtpUrl', '*.imapUrl'],
      censor: '[redacted]',
    },
  });
