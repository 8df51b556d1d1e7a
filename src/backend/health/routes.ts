import type { Database } from '../database/database.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Route } from '../http/routes.ts';
import { withinTime } from '../http/within-time.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** Work that waits longer than this means that no worker runs, or that it cannot keep up. */
const LAG_LIMIT_MS = 5 * MINUTE;

/** Who asks for readiness waits a few seconds only; a half-open connection to the database would take longer. */
const PATIENCE_MS = 4 * SECOND;

export interface HealthDeps {
  database: Database;
  jobs: Pick<Jobs, 'lag'>;
  metrics: Metrics;
}

export function healthRoutes(deps: HealthDeps): Route[] {
  const base = { method: 'get', access: 'operator' } as const;
  const { metrics } = deps;
  return [
    {
      ...base,
      path: '/healthz',
      summary: 'Whether this process lives',
      answers: '{ status: "ok" }',
      handlers: [(_request, response) => void response.json({ status: 'ok' })],
    },
    {
      ...base,
      path: '/readyz',
      summary: 'Whether this process can do its work',
      answers: '{ status, problems } ; 503 if there are any',
      handlers: [
        async (_request, response) => {
          const problems = await withinTime(PATIENCE_MS, findProblems(deps), [UNREACHABLE]);
          response
            .status(problems.length === 0 ? 200 : 503)
            .json({ status: problems.length === 0 ? 'ready' : 'not ready', problems });
        },
      ],
    },
    {
      ...base,
      path: '/metrics',
      summary: 'Prometheus metrics',
      answers: 'Prometheus text format',
      handlers: [
        async (_request, response) => {
          const text = await metrics.text();
          response.type(metrics.registry.contentType).send(text);
        },
      ],
    },
  ];
}

const UNREACHABLE = 'The database does not answer.';

async function findProblems({ database, jobs }: HealthDeps): Promise<string[]> {
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
