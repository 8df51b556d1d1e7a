import { BatonError } from '../../ground/errors.ts';
import { LIST_BATCH } from '../../hubspot/crm/crm-lists.ts';
import { Changes } from '../rows/changes.ts';
import type { Change } from '../rows/changes.ts';
import type { RunContext } from '../runs/context.ts';
import type { RunRow } from '../sync-entity.ts';
import { change } from './send.ts';

/** Takes out of the list whom a run put in, and puts back whom it took out; who was there before stays. */
export class ListUndo {
  private readonly context: RunContext;
  private readonly run: RunRow;
  private readonly dry: boolean;
  private readonly past: Changes;
  private restored = 0;
  private missing = 0;
  private seq = 0;

  constructor(context: RunContext, run: RunRow, dry: boolean) {
    [this.context, this.run, this.dry] = [context, run, dry];
    const { database, portalId, syncId } = context;
    this.past = new Changes(database.kind, portalId, run.runId, syncId);
  }

  said() {
    const cannot =
      this.missing > 0
        ? [`${this.missing} contacts are not in HubSpot any more: nobody can put them back.`]
        : [];
    return { undone: this.run.runId, restored: this.restored, kept: 0, unlinked: 0, cannot };
  }

  /** The newest change first. */
  async all(): Promise<void> {
    const { database, signal } = this.context;
    for await (const page of this.past.newestDone(database.manager, LIST_BATCH)) {
      signal.throwIfAborted();
      const moved = page.filter(({ created }) => created);
      const isIn = ({ action }: Change): boolean => action === 'join' || action === 'stay';
      await this.move('remove', moved.filter(isIn));
      await this.move(
        'add',
        moved.filter((one) => !isIn(one)),
      );
    }
  }

  private async move(how: 'add' | 'remove', moved: readonly Change[]): Promise<void> {
    const { tally, sealing } = this.context;
    if (moved.length === 0) return;
    const { listId } = this.run.target;
    if (listId === undefined) throw new BatonError('SYNC_REFUSED', 'The run never came to a list.');
    const items = moved.map((one) => ({ change: one, payload: sealing.open(one.sealed), doubtAt: null }));
    if (this.dry) return this.count(how, moved.length);
    const { result } = await change({ context: this.context, listId }, how, items);
    const known = moved.filter(({ recordId }) => !result.missing.has(recordId ?? ''));
    await this.store(how, known, result.changed);
    this.count(how, known.filter(({ recordId }) => result.changed.has(recordId ?? '')).length);
    if (how === 'add') this.missing += moved.length - known.length;
    tally.skipped += moved.length - known.length;
  }

  private count(how: 'add' | 'remove', moved: number): void {
    const { tally } = this.context;
    if (how === 'remove') tally.removed += moved;
    else {
      tally.created += moved;
      this.restored += moved;
    }
  }

  /** The rows are no longer as the journal says: the next run writes them again. */
  private async store(
    how: 'add' | 'remove',
    moved: readonly Change[],
    changed: ReadonlySet<string>,
  ): Promise<void> {
    const { hold, journal, changes } = this.context;
    await hold.transaction(async (tx) => {
      await journal.unwritten(
        tx,
        moved.flatMap(({ keyHash }) => keyHash ?? []),
      );
      await changes.add(
        tx,
        moved.map((one) => {
          this.seq += 1;
          const action = how === 'add' ? ('join' as const) : ('leave' as const);
          const created = changed.has(one.recordId ?? '');
          return { ...one, seq: this.seq, action, state: 'done' as const, created, rowHash: null };
        }),
      );
    });
  }
}
