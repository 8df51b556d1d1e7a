import { withPostgres } from '../test/world/database.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { quantile, type Figure, type Result } from './figures.ts';
import { IN_FLIGHT, sendWebhooks, signWebhooks, type Load } from './webhook-load.ts';
import {
  buildBaton,
  memoryOf,
  processorTimeOf,
  startConnected,
  type ConnectedBaton,
} from '../test/world/world.ts';

const targets = {
  SQLite: { 1: '≥ 5,000 requests/s', 100: '≥ 25,000 events/s' },
  PostgreSQL: { 1: '≥ 7,000 requests/s', 100: '≥ 75,000 events/s' },
} as const;
type Kind = keyof typeof targets;

const SECONDS = 8;
const WARM_UP = 2;

/** How fast Baton's web process stores signed webhooks, each answered only when it is stored. */
export async function intake(): Promise<Result> {
  buildBaton();
  const sqlite = await measure('SQLite');
  // No settings: as it is delivered, so that it waits for the disk.
  const postgres = await withPostgres((origin) => measure('PostgreSQL', `${origin}/postgres`), {});
  return {
    setting: [
      `POST /webhooks/hubspot, signed before, every event new, ${SECONDS} s each after ${WARM_UP} s to warm up; ${IN_FLIGHT} requests in flight, as`,
      `HubSpot sends them for one account, or ${FROM_MANY}, as many as for four (here too, the events are of one account);`,
      'one Baton process with ROLE=web as `npm run serve` starts it; sender, Baton and database on the same machine.',
      'SQLite: WAL, synchronous NORMAL (survives the death of the process). PostgreSQL: as delivered, every commit on the disk.',
    ],
    figures: [...sqlite, ...postgres],
  };
}

/** In flight at once where many accounts are busy. */
const FROM_MANY = 4 * IN_FLIGHT;

interface Stream {
  eventsPerRequest: EventsPerRequest;
  inFlight: number;
}
const loads: readonly Stream[] = [
  { eventsPerRequest: 1, inFlight: IN_FLIGHT },
  { eventsPerRequest: 1, inFlight: FROM_MANY },
  { eventsPerRequest: 100, inFlight: IN_FLIGHT },
];

/** Requests of one round: they are signed while nothing is measured, and kept in memory. */
const ROUND = { 1: 5_000, 100: 300 } as const;
type EventsPerRequest = keyof typeof ROUND;

async function measure(kind: Kind, databaseUrl?: string): Promise<Figure[]> {
  const baton = await startConnected('web', databaseUrl);
  try {
    const figures: Figure[] = [];
    for (const how of loads) {
      await load(baton, how, WARM_UP);
      const measured = await load(baton, how, SECONDS);
      const memory = await memoryOf(baton.batonUrl);
      figures.push(...figuresOf(kind, how, measured), {
        what: nameOf(kind, how, 'memory of Baton'),
        value: memory,
        unit: 'MB',
        target: '≤ 150 MB',
      });
    }
    return figures;
  } finally {
    await baton.stop();
  }
}

interface Measured extends Load {
  /** Processor time, ms: of Baton, and of this process, which sends. */
  baton: number;
  sender: number;
}

/** Rounds until so many seconds were spent sending. */
async function load(
  baton: ConnectedBaton,
  { eventsPerRequest, inFlight }: Stream,
  seconds: number,
): Promise<Measured> {
  const sum: Measured = { requests: 0, seconds: 0, latencies: [], baton: 0, sender: 0 };
  while (sum.seconds < seconds) {
    const origin = { ...baton, portalId: PORTAL_ID };
    const requests = signWebhooks(origin, ROUND[eventsPerRequest], eventsPerRequest);
    const [batonBefore, senderBefore] = [await processorTimeOf(baton.batonUrl), process.cpuUsage()];
    const round = await sendWebhooks(baton.batonUrl, requests, inFlight);
    const sender = process.cpuUsage(senderBefore);
    sum.requests += round.requests;
    sum.seconds += round.seconds;
    sum.latencies.push(...round.latencies);
    sum.baton += (await processorTimeOf(baton.batonUrl)) - batonBefore;
    sum.sender += (sender.user + sender.system) / 1_000;
  }
  return sum;
}

const nameOf = (kind: Kind, { eventsPerRequest, inFlight }: Stream, name: string): string =>
  `${kind}, ${eventsPerRequest} per request, ${inFlight} in flight: ${name}`;

function figuresOf(kind: Kind, how: Stream, measured: Measured): Figure[] {
  const { eventsPerRequest } = how;
  const { requests, seconds, latencies, baton, sender } = measured;
  const what = (name: string): string => nameOf(kind, how, name);
  const target = targets[kind][eventsPerRequest];
  const stored =
    eventsPerRequest === 1
      ? { what: what('requests stored'), value: requests / seconds, unit: 'requests/s', target }
      : {
          what: what('events stored'),
          value: (requests * eventsPerRequest) / seconds,
          unit: 'events/s',
          target,
        };
  return [
    stored,
    { what: what('answer, p50'), value: quantile(latencies, 0.5), unit: 'ms' },
    {
      what: what('answer, p99'),
      value: quantile(latencies, 0.99),
      unit: 'ms',
      ...(eventsPerRequest === 1 ? { target: '≤ 15 ms' } : {}),
    },
    { what: what('processor time of Baton'), value: (baton / requests) * 1_000, unit: 'µs/request' },
    { what: what('processor time of the sender'), value: (sender / requests) * 1_000, unit: 'µs/request' },
  ];
}
