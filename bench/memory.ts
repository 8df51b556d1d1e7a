import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { quantile, type Result } from './figures.ts';
import { sendWebhooks, signWebhooks } from './webhook-load.ts';
import { buildBaton, memoryOf, startConnected, when, type ConnectedBaton } from '../test/world/world.ts';

const EVENTS = 1_000_000;
/** So many looks at the memory over the whole stream. */
const SAMPLES = 50;
const PER_REQUEST = 100;

/** Memory of a process that does everything, while events come in without an end and are all worked off. */
export async function memory(): Promise<Result> {
  buildBaton();
  const baton = await startConnected('all');
  try {
    const before = await memoryOf(baton.batonUrl);
    const samples: number[] = [];
    const start = performance.now();
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const origin = { ...baton, portalId: PORTAL_ID };
      await sendWebhooks(baton.batonUrl, signWebhooks(origin, EVENTS / SAMPLES / PER_REQUEST, PER_REQUEST));
      await workedOff(baton);
      samples.push(await memoryOf(baton.batonUrl));
    }
    const seconds = (performance.now() - start) / 1_000;
    const [early, late] = [samples.slice(0, SAMPLES / 5), samples.slice(-SAMPLES / 5)];
    return {
      setting: [
        `${EVENTS.toLocaleString('en-US')} events of contacts that concern nobody, ${PER_REQUEST} a request, one process with ROLE=all, SQLite,`,
        `in ${SAMPLES} portions, each worked off before the next; resident memory after each portion.`,
      ],
      figures: [
        { what: 'memory before the first event', value: before, unit: 'MB' },
        { what: 'median of the first fifth', value: quantile(early, 0.5), unit: 'MB' },
        { what: 'median of the last fifth', value: quantile(late, 0.5), unit: 'MB', target: 'flat' },
        { what: 'most', value: Math.max(...samples), unit: 'MB', target: '≤ 150 MB' },
        { what: 'events stored and worked off', value: EVENTS / seconds, unit: 'events/s' },
      ],
    };
  } finally {
    await baton.stop();
  }
}

/** No job waits or runs but those of the clock. */
async function workedOff({ batonUrl }: ConnectedBaton): Promise<void> {
  await when(
    'the events to be worked off',
    async () => {
      const text = await (await fetch(`${batonUrl}/metrics`)).text();
      const lag = Number(/^baton_jobs_oldest_due_seconds (\S+)/m.exec(text)?.[1]);
      const running = Number(/^baton_jobs\{state="running"\} (\S+)/m.exec(text)?.[1]);
      return lag === 0 && running === 0;
    },
    600_000,
    50,
  );
}
