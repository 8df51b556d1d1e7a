import type { Database } from '../database/database.ts';
import { SECOND } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import { CursorEntity } from './mail-entity.ts';

/** How long a process keeps a mailbox without a sign of life. */
const TURN_MS = 15 * SECOND;
/** A turn that ends later than any process could have asked for was given by a clock that was wrong: it is over, too. */
const LATEST_MS = 2 * TURN_MS;

export interface MailboxTurns {
  /** Whether the mailbox is this process's now: it was, or nobody's. Ask again well within the turn. */
  take(mailbox: string): Promise<boolean>;
  /** Gives it to whoever asks next. */
  leave(mailbox: string): Promise<void>;
}

/** Which of several processes holds the connection to a mailbox. @param holder names this process */
export function createMailboxTurns(deps: { database: Database; clock: Clock }, holder: string): MailboxTurns {
  const { database, clock } = deps;
  return {
    take: (account) =>
      database.transaction(async (tx) => {
        const now = clock.now();
        const nobodys = { account, cursor: '', holder: '', leasedUntil: 0 };
        await tx.createQueryBuilder().insert().into(CursorEntity).values(nobodys).orIgnore().execute();
        const free = '(holder = :holder OR leased_until <= :now OR leased_until > :latest)';
        const { affected } = await tx
          .createQueryBuilder()
          .update(CursorEntity)
          .set({ holder, leasedUntil: now + TURN_MS })
          .where({ account })
          .andWhere(free, { holder, now, latest: now + LATEST_MS })
          .execute();
        return affected === 1;
      }),
    async leave(account) {
      await database.manager.update(CursorEntity, { account, holder }, { holder: '', leasedUntil: 0 });
    },
  };
}
