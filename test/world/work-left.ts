import { setTimeout as pause } from 'node:timers/promises';
import { DEAD_LETTERS } from '../../src/backend/jobs/stores/pg-boss-terms.ts';
import type { Database } from '../../src/backend/database/database.ts';
import { DAY } from '../../src/backend/ground/clock.ts';
import type { Clock } from '../../src/backend/ground/clock.ts';

/**
 * What Baton has to do now, or tries again soon; by what it is, a count of it. One parameter, where there is a `?`: now,
 * epoch ms.
 */
export const workLeft = {
  'events of the inbox': 'SELECT count(*) AS n FROM inbox_event WHERE processed_at IS NULL',
  mails: "SELECT count(*) AS n FROM mail WHERE state IN ('sending', 'due')",
  'incoming mails': "SELECT count(*) AS n FROM job WHERE queue LIKE 'mail.receive%' AND state <> 'dead'",
  'contacts to write':
    "SELECT count(*) AS n FROM contact_write WHERE state = 'waiting' AND (due_at <= ? OR attempts > 0) AND (properties <> '{}' OR has_owner)",
  'notes, tasks and emails to create':
    "SELECT count(*) AS n FROM hubspot_create WHERE state = 'sending' OR (state = 'pending' AND (due_at <= ? OR attempts > 0))",
  jobs: "SELECT count(*) AS n FROM job WHERE state IN ('running', 'retrying') OR (state = 'waiting' AND due_at <= ?)",
  'leads that wake': "SELECT count(*) AS n FROM lead WHERE stage = 'nurturing' AND wake_at <= ?",
  'hand-backs': "SELECT count(*) AS n FROM lead WHERE stage = 'handing_back'",
} as const;

/** The same of pg-boss, whose jobs are due by the server's clock. */
const bossJobs = `
  SELECT count(*) AS n FROM pgboss.job WHERE name <> '${DEAD_LETTERS}'
  AND (state IN ('active', 'retry') OR (state = 'created' AND start_after <= now()))`;

/** A hand-back whose write waits for others, to share its calls, is no work before its time. */
const handBacksUnderWay = `${workLeft['hand-backs']} AND NOT EXISTS (SELECT 1 FROM contact_write w
  WHERE w.portal_id = lead.portal_id AND w.contact_id = lead.contact_id AND w.has_owner AND w.due_at > ?)`;

const PATIENCE_MS = 2_000;
const PAUSE_MS = 60;

/**
 * Waits until nothing of it is left twice in a row, on a machine however slow; for 2 s where something cannot get done.
 * A leap of the clock in the middle of work would let days go by in which Baton could not do anything.
 */
export async function rested(database: Database, clock: Clock): Promise<void> {
  for (let waited = 0, quiet = 0; quiet < 2 && waited < PATIENCE_MS; waited += PAUSE_MS) {
    await pause(PAUSE_MS);
    quiet = (await isWorking(database, clock.now())) ? 0 : quiet + 1;
  }
}

async function isWorking({ kind, manager }: Database, now: number): Promise<boolean> {
  const work = { ...workLeft, 'hand-backs': handBacksUnderWay };
  const statements = [...Object.values(work), ...(kind === 'postgres' ? [bossJobs] : [])];
  // A whole number that Baton itself computes: no parameter, which is written otherwise on either database.
  const counts = statements.map((sql) => `(${sql.replace('?', String(now))})`);
  const [row] = await manager.query<{ n: number | string }[]>(`SELECT ${counts.join(' + ')} AS n`);
  return Number(row?.n) > 0;
}

const nextTimes = [
  'SELECT min(wake_at) AS at FROM lead WHERE wake_at > ?',
  'SELECT min(risk_at) AS at FROM lead WHERE risk_at > ?',
  "SELECT min(at) AS at FROM mail WHERE state = 'due' AND at > ?",
  'SELECT min(due_at) AS at FROM substitute WHERE due_at > ?',
  'SELECT min(look_at) AS at FROM substitute WHERE look_at > ?',
  'SELECT min(remind_at) AS at FROM review WHERE remind_at > ?',
  "SELECT min(due_at) AS at FROM contact_write WHERE state = 'waiting' AND due_at > ?",
  "SELECT min(due_at) AS at FROM hubspot_create WHERE state = 'pending' AND due_at > ?",
];
const QUIET_DAYS = 7;

/** How many whole days, 1 to 7, until Baton has something to do with a contact: days of which none needs to be lived through. */
export async function daysUntilWork({ manager }: Database, now: number): Promise<number> {
  const times = nextTimes.map((sql) => sql.replace('?', String(now))).join(' UNION ALL ');
  const [row] = await manager.query<{ at: number | string | null }[]>(
    `SELECT min(at) AS at FROM (${times}) t`,
  );
  if (row?.at == null) return QUIET_DAYS;
  return Math.min(QUIET_DAYS, Math.max(1, Math.ceil((Number(row.at) - now) / DAY)));
}
