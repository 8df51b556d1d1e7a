import type { SourceReader, SourceRow } from '../../sources/source.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Destination } from '../definition/definition.ts';
import { compareWithList } from '../lists/compare.ts';
import { EventDestination } from '../events/destination.ts';
import { sendEvents } from '../events/send.ts';
import { ListDestination } from '../lists/destination.ts';
import { sendList } from '../lists/send.ts';
import { Linker } from '../links/linker.ts';
import { sendObjects } from '../sending/send-objects.ts';
import type { RunTarget } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import { Intake } from './intake.ts';
import { sameTarget } from './last-target.ts';
import { ObjectDestination } from './objects.ts';

const ROWS_AT_ONCE = 1_000;

type AnyDestination = ObjectDestination | ListDestination | EventDestination;

/** What a run will do, and where. */
export interface Planned {
  destination: AnyDestination;
  intake: Intake;
  /** null: nothing is to be linked. */
  linker: Linker | null;
}

/**
 * Reads all rows and plans what must be written; nothing has been sent when it resolves.
 * @throws BatonError SYNC_BRAKE, SYNC_REFUSED, SOURCE_FAILED, HUBSPOT_* …
 */
export async function planRun(context: RunContext, source: SourceReader, nextRow: number): Promise<Planned> {
  const { definition, signal } = context;
  const last = await sameTarget(context);
  const destination = await openDestination(context, definition.to, last);
  const intake = new Intake(context, destination, nextRow);
  const onRefused = intake.refuseLine.bind(intake);
  for await (const rows of inThousands(source.read({ signal, onRefused }))) {
    signal.throwIfAborted();
    await intake.take(rows);
  }
  await intake.finish();
  const isMirror = destination instanceof ListDestination && destination.to.mode === 'mirror';
  if ((isMirror || definition.gone !== 'nothing') && intake.incomplete)
    context.tally.warnings.add(
      'Nothing was taken away: some lines could not be read, or have no key, and may be those of rows that seem to have gone.',
    );
  if (isMirror) await compareWithList(context, destination, intake);
  else if (definition.gone !== 'nothing' && !intake.incomplete) await planGone(context, intake);
  // Where nothing has changed, nobody is asked.
  const isToWrite = (await context.changes.counts(context.database.manager)).size > 0;
  const isObject = destination instanceof ObjectDestination;
  const linker = isObject && isToWrite ? await Linker.open(context, destination.to.object) : null;
  return { destination, intake, linker };
}

/** @throws BatonError SYNC_REFUSED */
async function openDestination(
  context: RunContext,
  to: Destination,
  last: RunTarget | undefined,
): Promise<AnyDestination> {
  if (to.kind === 'object') return new ObjectDestination(context, to);
  if (to.kind === 'list') return ListDestination.open(context, to, last?.listId);
  const events = new EventDestination(context, to);
  await events.check();
  return events;
}

/** Does what is planned. */
export async function sendRun(context: RunContext, { destination, intake, linker }: Planned): Promise<void> {
  if (destination instanceof ListDestination) return sendList(context, destination, intake);
  if (destination instanceof EventDestination) return sendEvents(context);
  const planned = await context.changes.counts(context.database.manager);
  if (planned.size === 0) return;
  const { matching } = await destination.prepare();
  await sendObjects({ context, to: destination.to, matching });
  await linker?.linkAll(intake);
}

async function planGone(context: RunContext, intake: Intake): Promise<void> {
  const { journal, database, definition, hold, changes } = context;
  const written = await journal.countWritten(database.manager);
  let removed = 0;
  for await (const rows of intake.gone()) {
    const theirs = rows.filter(({ recordId }) => recordId !== null);
    removed += theirs.length;
    await intake.planGone(theirs);
    // Rows that never came to HubSpot and are not there any more.
    const forgotten = rows.filter(({ recordId, doubtAt }) => recordId === null && doubtAt === null);
    await hold.transaction((tx) =>
      journal.remove(
        tx,
        forgotten.map(({ keyHash }) => keyHash),
      ),
    );
  }
  const { brake } = definition;
  const allowed = 'rows' in brake ? brake.rows : Math.floor(brake.share * written);
  if (removed <= allowed) return;
  await hold.transaction((tx) => changes.drop(tx));
  const share = 'rows' in brake ? `${brake.rows} rows` : `${Math.round(brake.share * 100)} % of ${written}`;
  throw new BatonError(
    'SYNC_BRAKE',
    `${removed} rows are not in the source any more, more than the brake allows (${share}). Nothing was sent. Check the source, or raise the brake.`,
    { context: { removed, written } },
  );
}

/** Batches of a source come as they are: small ones are gathered, large ones cut. */
async function* inThousands(batches: AsyncIterable<readonly SourceRow[]>): AsyncGenerator<SourceRow[]> {
  let gathered: SourceRow[] = [];
  for await (const batch of batches)
    for (const row of batch) {
      gathered.push(row);
      if (gathered.length < ROWS_AT_ONCE) continue;
      yield gathered;
      gathered = [];
    }
  if (gathered.length > 0) yield gathered;
}
