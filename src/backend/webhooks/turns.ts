import { SECOND } from '../ground/clock.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { InboxTurnEntity } from './turn-entity.ts';

/** How long a turn lasts without a sign of life of its process. */
const TURN_MS = 10 * SECOND;
const RENEW_MS = 3 * SECOND;
/**
 * How much later than now a turn may end. More than it lasts: the clocks of processes differ, and while one waits for
 * the database to hear what time to compare with, another renews its turn.
 */
const LATEST_MS = 2 * TURN_MS;

interface Deps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

/**
 * Does the work unless another run, in whatever process, is at it for the same account: two runs over its events would
 * read the same contacts twice. That is all they would do, so a turn may be given away while its process still lives.
 * Resolves to whether it was its turn.
 */
export type InTurn = (portalId: PortalId, work: () => Promise<void>) => Promise<boolean>;

export function createTurns(deps: Deps): InTurn {
  return async (portalId, work) => {
    const holder = deps.random.uuid();
    if (!(await take(deps, portalId, holder))) return false;
    // A renewal that fails is made good by the next one.
    const renewal = setInterval(
      () => void extend(deps, portalId, holder, deps.clock.now() + TURN_MS).catch(() => undefined),
      RENEW_MS,
    );
    try {
      await work();
    } finally {
      clearInterval(renewal);
      await extend(deps, portalId, holder, 0);
    }
    return true;
  };
}

/** A turn that ends later than any process could have asked for was given by a clock that was wrong: it is over, too. */
const take = ({ database, clock }: Deps, portalId: PortalId, holder: string): Promise<boolean> =>
  database.transaction(async (tx) => {
    const now = clock.now();
    const nobody = { portalId, holder: '', leasedUntil: 0 };
    await tx.createQueryBuilder().insert().into(InboxTurnEntity).values(nobody).orIgnore().execute();
    await tx
      .createQueryBuilder()
      .update(InboxTurnEntity)
      .set({ holder, leasedUntil: now + TURN_MS })
      .where({ portalId })
      .andWhere('(leased_until <= :now OR leased_until > :latest)', { now, latest: now + LATEST_MS })
      .execute();
    return (await tx.findOneBy(InboxTurnEntity, { portalId }))?.holder === holder;
  });

async function extend(
  { database }: Deps,
  portalId: PortalId,
  holder: string,
  leasedUntil: number,
): Promise<void> {
  await database.manager.update(InboxTurnEntity, { portalId, holder }, { leasedUntil });
}
