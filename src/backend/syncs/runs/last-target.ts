import { Not } from 'typeorm';
import { BatonError } from '../../ground/errors.ts';
import { SyncRunEntity } from '../sync-entity.ts';
import type { RunTarget } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import { isContacts } from './objects.ts';

/** What the run before wrote to; undefined: none wrote anything. */
async function lastTarget({ database, portalId, syncId, runId }: RunContext): Promise<RunTarget | undefined> {
  const runs = await database.manager.find(SyncRunEntity, {
    where: { portalId, syncId, runId: Not(runId), kind: 'run' },
    order: { number: 'DESC' },
    take: RUNS,
  });
  return runs.find(({ target, state, created, updated, removed, unchanged }) =>
    target.kind === 'list'
      ? target.listId !== undefined
      : state === 'interrupted' || created + updated + removed + unchanged > 0,
  )?.target;
}

/** Runs that died or were refused before they wrote do not count; more than so many in a row are no run at all. */
const RUNS = 100;

/**
 * What is known of the rows of a sync are ids of the records that it wrote: of another object they would be somebody
 * else's. Resolves to what the run before wrote to. @throws BatonError SYNC_REFUSED
 */
export async function sameTarget(context: RunContext): Promise<RunTarget | undefined> {
  const { to, name } = context.definition;
  const last = await lastTarget(context);
  if (!last) return undefined;
  const is = nameOf(
    to.kind === 'object' ? { kind: 'object', object: to.object } : { kind: to.kind, object: '' },
  );
  const was = nameOf(last.kind === 'object' ? last : { ...last, object: '' });
  if (is === was) return last;
  throw new BatonError(
    'SYNC_REFUSED',
    `“${name}” has written to ${was} before, and would write to ${is} now. Give the new sync a name of its own.`,
  );
}

const nameOf = ({ kind, object }: Pick<RunTarget, 'kind' | 'object'>): string =>
  kind === 'object' ? (isContacts(object) ? 'contacts' : object) : `${kind}s`;
