import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { startServer } from '../test/postgres.ts';
import { quantile, type Figure, type Options, type Result } from './figures.ts';
import { IN_FLIGHT, sendWebhooks } from './webhook-load.ts';
import { memoryOf, startConnected } from './world.ts';

const targets = {
  SQLite: { 1: '≥ 5,000 requests/s', 100: '≥ 25,000 events/s' },
  PostgreSQL: { 1: '≥ 7,000 requests/s', 100: '≥ 75,000 events/s' },
} as const;
type Kind = keyof typeof targets;

/** How fast Baton's web process stores signed webhooks, each answered only when it is stored. */
export async function intake({ full }: Options): Promise<Result> {
  const seconds = full ? 30 : 8;
  const sqlite = await measure('SQLite', seconds);
  const home = mkdtempSync(join(tmpdir(), 'baton-bench-postgres-'));
  const server = await startServer(home, {});
  const postgres = await measure('PostgreSQL', seconds, `${server.origin}/postgres`).finally(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    setting: [
      `POST /webhooks/hubspot, signed, every event new, ${IN_FLIGHT} requests in flight, ${seconds} s each after 2 s to warm up;`,
      'one Baton process with ROLE=web; sender, Baton and database on the same machine.',
      'SQLite: WAL, synchronous NORMAL (survives the death of the process). PostgreSQL: as delivered, every commit on the disk.',
    ],
    figures: [...sqlite, ...postgres],
  };
}

async function measure(kind: Kind, seconds: number, databaseUrl?: string): Promise<Figure[]> {
  const baton = await startConnected('web', databaseUrl);
  try {
    const figures: Figure[] = [];
    for (const eventsPerRequest of [1, 100] as const) {
      const load = { ...baton, portalId: PORTAL_ID, eventsPerRequest };
      await sendWebhooks({ ...load, seconds: 2 });
      const { requests, events, seconds: took, latencies } = await sendWebhooks({ ...load, seconds });
      const what = (name: string): string => `${kind}, ${eventsPerRequest} per request: ${name}`;
      const target = targets[kind][eventsPerRequest];
      const [perRequest, perEvent] = eventsPerRequest === 1 ? [{ target }, {}] : [{}, { target }];
      figures.push(
        { what: what('requests stored'), value: requests / took, unit: 'requests/s', ...perRequest },
        { what: what('events stored'), value: events / took, unit: 'events/s', ...perEvent },
        { what: what('answer, p50'), value: quantile(latencies, 0.5), unit: 'ms' },
        { what: what('answer, p99'), value: quantile(latencies, 0.99), unit: 'ms', target: '≤ 15 ms' },
        { what: what('memory of Baton'), value: await memoryOf(baton.batonUrl), unit: 'MB' },
      );
    }
    return figures;
  } finally {
    await baton.stop();
  }
}
