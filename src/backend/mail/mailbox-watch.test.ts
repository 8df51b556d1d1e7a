import { beforeEach, describe, expect, it, vi } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { createLogger } from '../ground/logger.ts';
import type { FetchNew, MailTransport } from '../mail-server/types.ts';
import { CursorEntity, mailEntities } from './mail-entity.ts';
import { createMailboxTurns } from './mailbox-turns.ts';
import { createMailboxWatch } from './mailbox-watch.ts';
import { readNew } from './mailboxes.ts';
import type { Mailbox } from './mailboxes.ts';

const mailbox = (name: string): Mailbox => ({
  key: name,
  account: { smtpUrl: 'smtp://localhost', imapUrl: `imap://${name}@localhost` },
  since: 0,
});
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

describeOnBothDatabases('several processes and their mailboxes', mailEntities, (open) => {
  const clock = { at: 1_000_000, now: () => clock.at };
  let there: Mailbox[];
  let holders: Map<string, string[]>;
  let database: Awaited<ReturnType<typeof open>>;

  beforeEach(async () => {
    database = await open();
    there = [mailbox('tara'), mailbox('tim')];
    holders = new Map(there.map(({ key }) => [key, []]));
  });

  const newProcess = (name: string) =>
    createMailboxWatch({
      mailboxes: async () => there,
      turns: createMailboxTurns({ database, clock }, name),
      transport: {
        async watch(account, _onNews, signal) {
          const key = /imap:\/\/(\w+)/.exec(account.imapUrl ?? '')?.[1] ?? '';
          holders.get(key)?.push(name);
          await untilAborted(signal);
          holders.set(key, holders.get(key)?.filter((one) => one !== name) ?? []);
        },
      },
      read: async () => undefined,
      random: { fraction: () => 0.5 },
      logger: createLogger('silent'),
    });

  it('only one of them holds a mailbox, another takes it when it leaves or dies', async () => {
    const [first, second] = [newProcess('first'), newProcess('second')];
    await first.round();
    await second.round();
    expect([...holders.values()]).toEqual([['first'], ['first']]);
    await first.stop();
    expect([...holders.values()]).toEqual([[], []]);
    await second.round();
    expect([...holders.values()]).toEqual([['second'], ['second']]);
    // It gives no sign of life any more.
    clock.at += 16_000;
    const third = newProcess('third');
    await third.round();
    expect(holders.get('tara')).toContain('third');
    // It lives after all, and sees that the mailboxes are not its own any more.
    await second.round();
    expect([...holders.values()]).toEqual([['third'], ['third']]);
    await third.stop();
    await second.stop();
  });

  it('one takes a mailbox that a clock set back has locked for long', async () => {
    clock.at += 3_600_000;
    const first = newProcess('first');
    await first.round();
    clock.at -= 3_600_000;
    const second = newProcess('second');
    await second.round();
    expect(holders.get('tara')).toContain('second');
    await Promise.all([first.stop(), second.stop()]);
  });

  it('leaves a mailbox that no assistant has any more, and one whose password changed', async () => {
    const first = newProcess('first');
    await first.round();
    there = [
      { ...mailbox('tara'), account: { smtpUrl: 'smtp://other', imapUrl: 'imap://tara:new@localhost' } },
    ];
    await first.round();
    expect(holders.get('tim')).toEqual([]);
    expect(holders.get('tara')).toEqual([]);
    await first.round();
    expect(holders.get('tara')).toEqual(['first']);
    await first.stop();
  });

  it('stores a page once, though two read it at the same time', async () => {
    const [tara] = there as [Mailbox];
    await createMailboxTurns({ database, clock }, 'any').take('tara');
    const store = vi.fn(async () => undefined);
    const page = { messages: [Buffer.from('one')], cursor: '1:1:0:0', more: false };
    const fetchNew: FetchNew = async (cursor) => {
      if (cursor === null) await readNew({ database, store }, tara, async () => page);
      return page;
    };
    await readNew({ database, store }, tara, fetchNew);
    expect(store).toHaveBeenCalledTimes(1);
    expect(await database.manager.findOneByOrFail(CursorEntity, { account: 'tara' })).toMatchObject({
      cursor: '1:1:0:0',
    });
  });
});

describe('a mailbox whose connection fails', () => {
  /** Pauses of one process whose mail server does as told, in seconds. */
  const pausesOf = async (watch: MailTransport['watch'], count: number): Promise<number[]> => {
    const pauses: number[] = [];
    const enough = Promise.withResolvers<void>();
    const process = createMailboxWatch({
      mailboxes: async () => [mailbox('tara')],
      turns: { take: async () => true, leave: async () => undefined },
      transport: { watch },
      read: async () => undefined,
      random: { fraction: () => 1 },
      logger: createLogger('silent'),
      async sleep(ms, signal) {
        pauses.push(ms / 1000);
        if (pauses.length < count) return;
        enough.resolve();
        await untilAborted(signal);
      },
    });
    await process.round();
    await enough.promise;
    await process.stop();
    return pauses;
  };
  const down = new BatonError('MAIL_UNAVAILABLE', 'down', { retry: 'backoff' });

  it('is tried again after pauses that grow to a minute', async () => {
    const pauses = await pausesOf(() => Promise.reject(down), 8);
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('begins with short pauses again once it could be read', async () => {
    let calls = 0;
    const watch: MailTransport['watch'] = async (_account, onNews) => {
      calls += 1;
      if (calls === 3) await onNews(() => Promise.reject(new Error('not used')));
      throw down;
    };
    expect(await pausesOf(watch, 4)).toEqual([1, 2, 1, 2]);
  });

  it('without IDLE is looked at every 20 seconds', async () => {
    expect(await pausesOf(async () => undefined, 3)).toEqual([20, 20, 20]);
  });
});
