import { BatonError } from '../../ground/errors.ts';
import type { RunContext } from '../runs/context.ts';
import type { Intake } from '../runs/intake.ts';
import { Seen } from '../rows/seen.ts';
import type { Change } from '../rows/changes.ts';
import type { ListDestination } from './destination.ts';

const PAGE = 1_000;

/**
 * Compares what is planned with who is in the list: what would change nothing is not sent, and a mirror takes out all
 * others and takes back in whom somebody took out. A page of the list at a time.
 * @throws BatonError SYNC_BRAKE
 */
export async function compareWithList(
  context: RunContext,
  destination: ListDestination,
  intake: Intake,
): Promise<void> {
  const comparison = new Comparison(context, destination, intake);
  await comparison.readList();
  if (destination.to.mode === 'remove') await comparison.leaveOutAbsent();
  if (destination.to.mode === 'mirror') await comparison.takeBackIn();
}

class Comparison {
  private readonly context: RunContext;
  private readonly destination: ListDestination;
  private readonly intake: Intake;
  /** Of the journal's rows, those whose contact is in the list. */
  private readonly inList = new Seen();
  /** Of the planned changes, those whose contact is. */
  private readonly present = new Seen();
  private members = 0;
  private leaving = 0;

  constructor(context: RunContext, destination: ListDestination, intake: Intake) {
    [this.context, this.destination, this.intake] = [context, destination, intake];
  }

  async readList(): Promise<void> {
    const { crm, portalId, signal, hold, changes } = this.context;
    const { list, to } = this.destination;
    if (!list) return;
    for (let after: string | null = null; ;) {
      signal.throwIfAborted();
      const page = await crm.lists.members(portalId, list.listId, after);
      await this.take(page.members.map(({ contactId }) => contactId));
      after = page.after;
      if (after === null) break;
    }
    const { brake } = this.context.definition;
    const allowed = 'rows' in brake ? brake.rows : Math.floor(brake.share * this.members);
    if (to.mode !== 'mirror' || this.leaving <= allowed) return;
    await hold.transaction((tx) => changes.drop(tx));
    const share =
      'rows' in brake ? `${brake.rows} members` : `${Math.round(brake.share * 100)} % of ${this.members}`;
    throw new BatonError(
      'SYNC_BRAKE',
      `${this.leaving} members of “${list.name}” are not in the source, more than the brake allows (${share}). Nothing was sent. Check the source, or raise the brake.`,
      { context: { removed: this.leaving, members: this.members } },
    );
  }

  private async take(ids: readonly string[]): Promise<void> {
    const { changes, database, hold } = this.context;
    this.members += ids.length;
    const planned = await changes.plannedFor(database.manager, ids);
    for (const { seq } of planned) this.present.mark(seq);
    const stay = planned.filter(({ action }) => action === 'join');
    const leaving = this.destination.to.mode === 'mirror' ? await this.thoseWhoLeave(ids, planned) : [];
    if (stay.length + leaving.length === 0) return;
    this.leaving += leaving.length;
    await hold.transaction(async (tx) => {
      await changes.redirect(
        tx,
        stay.map(({ seq, recordId }) => ({ seq, action: 'stay', recordId })),
      );
      await changes.add(
        tx,
        leaving.map((recordId) =>
          this.intake.more({ keyHash: null, rowHash: null, recordId, action: 'leave' }),
        ),
      );
    });
  }

  /** Members that no row of the source is for. */
  private async thoseWhoLeave(ids: readonly string[], planned: readonly Change[]): Promise<string[]> {
    if (this.intake.incomplete) return [];
    const { changes, database, journal } = this.context;
    const stays = new Set(planned.map(({ recordId }) => recordId));
    const holding = (await journal.holding(database.manager, ids)).filter(
      ({ rowNumber, keyHash }) => this.intake.seen.has(rowNumber) && !this.destination.unfound.has(keyHash),
    );
    const moved = await changes.plannedOf(
      database.manager,
      holding.map(({ keyHash }) => keyHash),
    );
    const now = new Map(moved.map(({ keyHash, recordId }) => [keyHash, recordId]));
    for (const { keyHash, rowNumber, recordId } of holding) {
      const isElsewhere = now.has(keyHash) && now.get(keyHash) !== recordId;
      if (isElsewhere || recordId === null) continue;
      stays.add(recordId);
      this.inList.mark(rowNumber);
    }
    return ids.filter((id) => !stays.has(id));
  }

  /** Mode remove: who is not in the list need not leave it. */
  async leaveOutAbsent(): Promise<void> {
    const { changes, database, hold } = this.context;
    for (let seq = 0; ;) {
      const page = await changes.planned(database.manager, ['part'], seq, PAGE);
      const last = page.at(-1);
      if (!last) return;
      seq = last.seq;
      const absent = page.filter((change) => !this.present.has(change.seq));
      await hold.transaction((tx) =>
        changes.redirect(
          tx,
          absent.map((change) => ({ seq: change.seq, action: 'stay', recordId: change.recordId })),
        ),
      );
    }
  }

  /** Rows that stand as they did, whose contact somebody took out of the list. */
  async takeBackIn(): Promise<void> {
    const { database, journal, hold, changes, tally } = this.context;
    const { intake } = this;
    for (const numbers of inThousands(intake.unchanged, this.inList, intake.rowsKnown)) {
      const rows = await journal.byNumber(database.manager, numbers);
      const absent = rows.filter(({ recordId }) => recordId !== null);
      tally.unchanged -= absent.length;
      await hold.transaction((tx) =>
        changes.add(
          tx,
          absent.map(({ keyHash, rowHash, recordId }) =>
            intake.more({ keyHash, rowHash, recordId, action: 'join' }),
          ),
        ),
      );
    }
  }
}

/** Numbers that are in one and not in the other. */
function* inThousands(these: Seen, but: Seen, below: number): Generator<number[]> {
  let numbers: number[] = [];
  for (let number = 1; number < below; number += 1) {
    if (these.has(number) && !but.has(number)) numbers.push(number);
    if (numbers.length < PAGE) continue;
    yield numbers;
    numbers = [];
  }
  if (numbers.length > 0) yield numbers;
}
