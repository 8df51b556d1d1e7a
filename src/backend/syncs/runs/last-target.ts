import { Not } from 'typeorm';
import { BatonError } from '../../ground/errors.ts';
import { SyncRunEntity } from '../sync-entity.ts';
import type { RunTarget } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import { isContacts } from './objects.ts';

/** What the run before wrote to; undefined: there was none, or it died before it wrote. */
export async function lastTarget({
  database,
  portalId,
  syncId,
  runId,
}: RunContext): Promise<RunTarget | undefined> {
  const runs = await database.manager.find(SyncRunEntity, {
    where: { portalId, syncId, runId: Not(runId), kind: 'run' },
    order: { number: 'DESC' },
    take: RUNS,
  });
  return runs.find(({ target }) => target.kind !== 'list' || target.listId !== undefined)?.target;
}

/** Runs that died or were refused before they wrote do not count; more than so many in a row are no run at all. */
const RUNS = 100;

/**
 * What is known of the rows of a sync are ids of the records that it wrote: of another object they would be somebody
 * else's. @throws BatonError SYNC_REFUSED
 */
export async function refuseOtherTarget(context: RunContext): Promise<void> {
  const { to, name } = context.definition;
  const last = await lastTarget(context);
  if (!last) return;
  const is = nameOf(
    to.kind === 'object' ? { kind: 'object', object: to.object } : { kind: to.kind, object: '' },
  );
  const was = nameOf(last.kind === 'object' ? last : { ...last, object: '' });
  if (is === was) return;
  throw new BatonError(
    'SYNC_REFUSED',
    `“${name}” has written to ${was} before, and would write to ${is} now. Give the new sync a name of its own.`,
  );
}

const nameOf = ({ kind, object }: Pick<RunTarget, 'kind' | 'object'>): string =>
  kind === 'object' ? (isContacts(object) ? 'contacts' : object) : `${kind}s`;
