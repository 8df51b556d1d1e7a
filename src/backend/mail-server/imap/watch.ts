import type { ImapFlow } from 'imapflow';
import { BatonError } from '../../ground/errors.ts';

const NUDGE_EVERY = 1_000;

/**
 * Calls `onNews` at once and whenever the server tells of a change (IDLE, RFC 2177) or has been silent for a while,
 * until `signal` ends it. A server without IDLE is looked at once.
 * @throws BatonError MAIL_UNAVAILABLE when the server hangs up
 */
export async function watchInbox(
  client: ImapFlow,
  onNews: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let changes = 0;
  // Any command ends IDLE.
  const wake = (): void => void client.noop().catch(() => undefined);
  const onChange = (): void => {
    changes += 1;
    if (client.idling) wake();
  };
  const isOver = (): boolean => signal.aborted;
  client.on('exists', onChange);
  signal.addEventListener('abort', wake);
  try {
    while (!isOver()) {
      const before = changes;
      await onNews();
      if (!client.capabilities.has('IDLE')) return;
      if (changes > before || isOver()) continue;
      // What comes while IDLE begins would be heard before there is anything to end.
      const nudge = setInterval(() => {
        if (changes > before || isOver()) wake();
      }, NUDGE_EVERY);
      const refused = (await client.idle().finally(() => clearInterval(nudge))) === false;
      if (!client.usable) throw hungUp(client);
      if (refused) return;
    }
  } finally {
    signal.removeEventListener('abort', wake);
    client.off('exists', onChange);
  }
}

const hungUp = ({ host, port }: ImapFlow): BatonError =>
  new BatonError('MAIL_UNAVAILABLE', `${host}:${port} hung up.`, {
    retry: 'backoff',
    context: { server: `${host}:${port}` },
  });
