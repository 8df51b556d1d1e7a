import { setTimeout as delay } from 'node:timers/promises';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Random } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import type { FetchNew, MailTransport } from '../mail-server/types.ts';
import type { Mailbox } from './mailboxes.ts';
import type { MailboxTurns } from './mailbox-turns.ts';

/** How often a mailbox is looked at whose server does not tell of news. */
const LOOK_EVERY = 20 * SECOND;
const LONGEST_PAUSE = MINUTE;

interface Deps {
  mailboxes(): Promise<Mailbox[]>;
  turns: MailboxTurns;
  transport: Pick<MailTransport, 'watch'>;
  /** Stores what is new. */
  read(mailbox: Mailbox, fetchNew: FetchNew): Promise<void>;
  random: Pick<Random, 'fraction'>;
  logger: Logger;
  /** @throws when `signal` ends it; default: real time */
  sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

export interface MailboxWatch {
  /** Takes the mailboxes that nobody holds, keeps those it has, and leaves those that are not there any more. */
  round(): Promise<void>;
  /** Leaves all. Resolves when the last mail that was being stored is. */
  stop(): Promise<void>;
}

interface Held {
  account: string;
  leave: AbortController;
  ended: Promise<void>;
}

/** Holds one connection to every mailbox, in one of all processes. */
export function createMailboxWatch(deps: Deps): MailboxWatch {
  const held = new Map<string, Held>();
  let stopped = false;

  const leave = async (key: string, { leave: signal, ended }: Held): Promise<void> => {
    signal.abort();
    await ended;
    held.delete(key);
    await deps.turns.leave(key);
  };

  const keep = async (mailbox: Mailbox): Promise<void> => {
    const account = JSON.stringify(mailbox.account);
    const known = held.get(mailbox.key);
    const isOurs = await deps.turns.take(mailbox.key);
    if (known && (!isOurs || known.account !== account)) await leave(mailbox.key, known);
    else if (!known && isOurs && !stopped) {
      const signal = new AbortController();
      held.set(mailbox.key, { account, leave: signal, ended: hold(deps, mailbox, signal.signal) });
    }
  };

  return {
    async round() {
      const mailboxes = await deps.mailboxes();
      const there = new Set(mailboxes.map(({ key }) => key));
      for (const [key, one] of held) if (!there.has(key)) await leave(key, one);
      for (const mailbox of mailboxes) await keep(mailbox);
    },
    async stop() {
      stopped = true;
      await Promise.all([...held].map(([key, one]) => leave(key, one)));
    },
  };
}

/** Until `signal` ends it: a connection that fails is opened again after a pause that grows with each failure. */
async function hold(deps: Deps, mailbox: Mailbox, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const onNews = async (fetchNew: FetchNew): Promise<void> => {
    await deps.read(mailbox, fetchNew);
    failures = 0;
  };
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      await deps.transport.watch(mailbox.account, onNews, signal);
    } catch (error) {
      failures += 1;
      const code = isBatonError(error) ? error.code : 'INTERNAL';
      deps.logger.warn({ code, err: error }, 'a mailbox could not be read; it is tried again');
    }
    if (!isOver()) await pause(deps, failures === 0 ? LOOK_EVERY : growing(deps, failures), signal);
  }
}

/** Half of it by chance, so that many mailboxes of one server do not come back all at once. */
const growing = ({ random }: Deps, failures: number): number =>
  Math.min(LONGEST_PAUSE, SECOND * 2 ** (failures - 1)) * (0.5 + random.fraction() / 2);

const pause = ({ sleep = sleepFor }: Deps, ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, signal).catch(() => undefined);

const sleepFor = (ms: number, signal: AbortSignal): Promise<unknown> => delay(ms, undefined, { signal });
