import { LIST_BATCH } from '../../hubspot/crm/crm-lists.ts';
import type { RunContext } from '../runs/context.ts';
import type { Intake } from '../runs/intake.ts';
import type { Foretold, Sample } from '../runs/report.ts';
import type { Action } from '../rows/changes.ts';
import { compareWithList } from './compare.ts';
import type { ListDestination } from './destination.ts';

const SAMPLES = 10;

/** What a run to a list would do; it looks into the list also where the run need not. Resolves to the run's calls. */
export async function foretellList(
  context: RunContext,
  destination: ListDestination,
  intake: Intake,
): Promise<Foretold> {
  const { tally, changes, database } = context;
  let { calls } = tally;
  if (destination.to.mode !== 'mirror') await compareWithList(context, destination, intake);
  const counts = await changes.counts(database.manager);
  const of = (...actions: Action[]): number =>
    actions.reduce((sum, action) => sum + (counts.get(action) ?? 0), 0);
  tally.created += of('join');
  tally.removed += of('part', 'leave');
  tally.unchanged += of('stay');
  calls += destination.list ? 0 : 1;
  // Without a look into the list, the run sends also whom it finds there.
  const joins = destination.to.mode === 'add' ? of('join', 'stay') : of('join');
  const parts = destination.to.mode === 'remove' ? of('part', 'stay') : of('leave');
  calls += Math.ceil(joins / LIST_BATCH) + Math.ceil(parts / LIST_BATCH);
  return { calls, samples: await samplesOf(context, destination) };
}

async function samplesOf(
  { changes, database, sealing }: RunContext,
  { list, to }: ListDestination,
): Promise<Sample[]> {
  const name = list?.name ?? ('name' in to.list ? to.list.name : '');
  const page = await changes.planned(database.manager, ['join', 'part', 'leave'], 0, SAMPLES);
  return page.map(({ action, recordId, sealed }) => {
    const { key, match } = sealing.open(sealed);
    const [before, after] = action === 'join' ? ['', 'member'] : ['member', ''];
    return {
      key: key || (match ?? ''),
      record: recordId,
      before: { [name]: before },
      after: { [name]: after },
    };
  });
}
