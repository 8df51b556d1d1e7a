import type { Database } from '../database/database.ts';
import { pendingMigrations } from '../database/migrate.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { Metrics, StoredFigures } from '../http/metrics.ts';
import type { RouteTable } from '../http/routes.ts';

/** Work that waits longer than this means that no worker runs, or that it cannot keep up. */
const LAG_LIMIT_MS = 5 * MINUTE;

/** Who asks for readiness waits a few seconds only; a half-open connection to the database would take longer. */
const PATIENCE_MS = 4 * SECOND;
/** What this process counts itself must not wait for what the database has. */
const METRICS_PATIENCE_MS = SECOND;

interface Deps {
  database: Database;
  jobs: Jobs;
  journal: Pick<Journal, 'readAt'>;
  metrics: Metrics;
}

export function addHealthRoutes(table: RouteTable, deps: Deps): void {
  const base = { method: 'get', guard: 'none' } as const;
  table.add(
    { ...base, path: '/healthz', summary: 'Whether this process lives', answers: '{ status: "ok" }' },
    (_request, response) => {
      response.json({ status: 'ok' });
    },
  );
  table.add(
    {
      ...base,
      path: '/readyz',
      summary: 'Whether this process can do its work',
      answers: '{ status, problems } ; 503 if there are any',
    },
    async (_request, response) => {
      const problems = await withinTime(PATIENCE_MS, findProblems(deps), [UNREACHABLE]);
      response
        .status(problems.length === 0 ? 200 : 503)
        .json({ status: problems.length === 0 ? 'ready' : 'not ready', problems });
    },
  );
  table.add(
    { ...base, path: '/metrics', summary: 'Prometheus metrics', answers: 'Prometheus text format' },
    async (_request, response) => {
      const stored = await withinTime(METRICS_PATIENCE_MS, storedFigures(deps), null);
      response.type(deps.metrics.contentType).send(await deps.metrics.text(stored));
    },
  );
}

const UNREACHABLE = 'The database does not answer.';

async function withinTime<Answer>(ms: number, asked: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

async function storedFigures({ jobs, journal }: Deps): Promise<StoredFigures | null> {
  try {
    return { jobs: await jobs.lag(), journalReadAt: await journal.readAt() };
  } catch {
    return null;
  }
}

async function findProblems({ database, jobs }: Deps): Promise<string[]> {
  try {
    const pending = await pendingMigrations(database);
    const lag = await jobs.lag();
    return [
      ...(pending.length > 0 ? [`${pending.length} migrations are not applied: run npm run migrate.`] : []),
      ...(lag.oldestDueMs > LAG_LIMIT_MS
        ? [`Work has been waiting for ${Math.round(lag.oldestDueMs / 1000)} s.`]
        : []),
    ];
  } catch {
    return [UNREACHABLE];
  }
}
