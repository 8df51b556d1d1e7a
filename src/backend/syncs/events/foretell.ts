import { EVENT_BATCH } from '../../hubspot/crm/crm-events.ts';
import type { RunContext } from '../runs/context.ts';
import type { Foretold } from '../runs/report.ts';

const SAMPLES = 10;

/** What a run to events would send. */
export async function foretellEvents({ tally, changes, database, sealing }: RunContext): Promise<Foretold> {
  const count = (await changes.counts(database.manager)).get('send') ?? 0;
  tally.created += count;
  const page = await changes.planned(database.manager, ['send'], 0, SAMPLES);
  const samples = page.map(({ sealed }) => {
    const { key, event } = sealing.open(sealed);
    const { eventName = '', occurredAt = 'when it is sent', properties = {} } = event ?? {};
    return { key, record: null, before: {}, after: { [eventName]: occurredAt, ...properties } };
  });
  return { calls: tally.calls + Math.ceil(count / EVENT_BATCH), samples };
}
