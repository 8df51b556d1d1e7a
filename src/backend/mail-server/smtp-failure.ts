import { BatonError } from '../ground/errors.ts';
import { storable } from '../ground/text.ts';

/** What nodemailer tells about a failed send, as far as Baton reads it. */
interface SmtpError {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  response?: unknown;
  message: string;
}

/** Enhanced codes under which a 5xx speaks of the sender's quota or of the server, not of this recipient or mail. */
const notThisMail = /^5\d\d[ -](?:5\.4\.5|5\.3\.\d|5\.2\.2[^\n]*send|5\.7\.60|5\.7\.708)/;

/**
 * Turns a failed send into what it means for the mail.
 * - The server refused the recipient or the mail with 5xx: MAIL_REJECTED, `context.stage` 'recipient' or 'message'.
 * - Everything else is MAIL_UNAVAILABLE; `context.outcomeUnknown` says that bytes of the mail had left when the
 *   connection died without an answer, so the server may or may not have taken it.
 * @param dataStarted whether the server had begun to take the mail's bytes
 */
export function smtpFailure(error: unknown, dataStarted: boolean, server: string): BatonError {
  const failure: SmtpError = error instanceof Error ? error : { message: String(error) };
  const stage = stageOf(failure);
  const status = typeof failure.responseCode === 'number' ? failure.responseCode : null;
  const answer = typeof failure.response === 'string' ? storable(failure.response) : null;
  const context = { server, stage, status, answer };
  if (isRejection(stage, status, answer)) {
    return new BatonError('MAIL_REJECTED', `${server} refused the ${stage} for good: ${answer ?? status}`, {
      cause: error,
      context: { ...context, outcomeUnknown: false },
    });
  }
  const outcomeUnknown = dataStarted && status === null;
  return new BatonError(
    'MAIL_UNAVAILABLE',
    describe(server, stage, answer ?? failure.message, outcomeUnknown),
    {
      retry: 'backoff',
      cause: error,
      context: { ...context, outcomeUnknown },
    },
  );
}

type Stage = 'connection' | 'login' | 'sender' | 'recipient' | 'message';

function stageOf(failure: SmtpError): Stage {
  const command = typeof failure.command === 'string' ? failure.command : '';
  if (failure.code === 'EAUTH' || failure.code === 'ENOAUTH' || command.startsWith('AUTH')) return 'login';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  return command === 'DATA' ? 'message' : 'connection';
}

function isRejection(stage: Stage, status: number | null, answer: string | null): boolean {
  if (stage !== 'recipient' && stage !== 'message') return false;
  // 503 says that the session was out of step, not that the mail was refused.
  return status !== null && status >= 500 && status !== 503 && !notThisMail.test(answer ?? '');
}

function describe(server: string, stage: Stage, detail: string, outcomeUnknown: boolean): string {
  if (stage === 'login') return `${server} refuses the login of the mailbox: ${detail}`;
  if (stage === 'sender') return `${server} does not let this mailbox send: ${detail}`;
  if (outcomeUnknown) return `The connection to ${server} died while it took the mail: ${detail}`;
  return `${server} does not take the mail now: ${detail}`;
}
