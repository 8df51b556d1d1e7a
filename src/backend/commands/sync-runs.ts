import { createHash } from 'node:crypto';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { systemClock } from '../ground/clock.ts';
import { readConfig } from '../ground/config.ts';
import type { Config } from '../ground/config.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { ErrorCode } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { createLogger } from '../ground/logger.ts';
import type { Logger } from '../ground/logger.ts';
import { systemRandom } from '../ground/system.ts';
import { openRooms } from '../house/open-rooms.ts';
import { rooms } from '../house/rooms.ts';
import { entities, migrations } from '../house/schema.ts';
import { openTokenAccess } from '../hubspot/crm/token-access.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { SourceReader } from '../sources/source.ts';
import type { SyncDefinition } from '../syncs/definition/definition.ts';
import { problemCatalog } from '../syncs/problems.ts';
import type { PlanReport, SyncReport } from '../syncs/runs/report.ts';
import type { UndoReport } from '../syncs/runs/undo.ts';
import { TOKEN_KEY } from '../syncs/sync-keys.ts';
import { createSyncs } from '../syncs/syncs.ts';
import type { Syncs } from '../syncs/syncs.ts';
import { createVault } from '../vault/vault.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What a command is given of the process around it. */
export interface Around {
  env: Variables;
  /** Standard output: one JSON object, or lines for people. */
  write: (text: string) => void;
  json: boolean;
  /** `status`: looks for events that were sent. */
  verify?: boolean | undefined;
  /** Which account, where several are connected. */
  portal?: string | undefined;
  signal?: AbortSignal;
}

/** 0 done, 1 rows failed or the run broke off, 2 refused before anything was sent. */
export type ExitCode = 0 | 1 | 2;

/** `sync plan` and `sync run`: what a definition in a file does, with its source opened. */
export async function performSync(
  what: 'plan' | 'run',
  { definition, source }: { definition: SyncDefinition; source: SourceReader },
  around: Around,
): Promise<ExitCode> {
  return withSyncs(around, async (syncs, portalId) => {
    const order = { portalId, definition, source, ...(around.signal ? { signal: around.signal } : {}) };
    const report = await syncs[what](order);
    show(around, definition.name, report);
    return exitCodeOf(report);
  });
}

/** `sync undo`: the last run of a sync that is not undone. */
export const undoSync = (name: string, around: Around): Promise<ExitCode> =>
  withSyncs(around, async (syncs, portalId) => {
    const report = await syncs.undo({ portalId, name, ...(around.signal ? { signal: around.signal } : {}) });
    show(around, name, report);
    return exitCodeOf(report);
  });

/** `sync status`: the last runs of a sync. `verify`: and whether HubSpot shows the events that the last of them sent. */
export const showSync = (name: string, around: Around): Promise<ExitCode> =>
  withSyncs(around, async (syncs, portalId) => {
    const runs = await syncs.status(portalId, name);
    if (!runs) throw new BatonError('SYNC_REFUSED', `There is no sync “${name}” in account ${portalId}.`);
    const shown = runs.map(({ runId, kind, state, startedAt, finishedAt, reason, ...rest }) => {
      const { created, updated, unchanged, removed, skipped, failed, calls } = rest;
      const figures = { created, updated, unchanged, removed, skipped, failed, calls };
      return { run: runId, kind, state, startedAt, finishedAt, reason, ...figures };
    });
    const verified = around.verify ? await syncs.verify(portalId, name) : null;
    if (around.json)
      around.write(`${JSON.stringify({ name, runs: shown, ...(verified ? { verified } : {}) })}\n`);
    else {
      for (const run of shown)
        around.write(
          `${new Date(run.startedAt).toISOString()}  ${run.kind} ${run.state}  ${figuresOf(run)}\n`,
        );
      if (verified)
        around.write(
          `HubSpot shows ${verified.kept} of the ${verified.looked} events of the last run that were looked for.\n`,
        );
    }
    return 0;
  });

const exitCodeOf = ({ failed, stopped }: SyncReport): ExitCode => (failed.length > 0 || stopped ? 1 : 0);

type Figures = Pick<SyncReport, 'created' | 'updated' | 'unchanged' | 'removed' | 'skipped' | 'calls'>;

const figuresOf = ({ created, updated, unchanged, removed, skipped, calls }: Figures): string =>
  `${created} created, ${updated} updated, ${unchanged} unchanged, ${removed} removed, ${skipped} skipped, ${calls} calls`;

const SHOWN_ROWS = 20;

function show({ write, json }: Around, name: string, report: SyncReport): void {
  if (json) return write(`${JSON.stringify(report)}\n`);
  write(`${name}: ${figuresOf(report)}, ${report.failedInAll ?? report.failed.length} failed\n`);
  for (const warning of report.warnings) write(`  ${warning}\n`);
  for (const line of linesOf(report)) write(`  ${line}\n`);
  for (const { key, code, message } of report.failed.slice(0, SHOWN_ROWS))
    write(`  ${key}  ${code}: ${message} ${problemCatalog[code]}\n`);
  if (report.stopped) write(`  It stopped: ${report.stopped.code}: ${report.stopped.message}\n`);
}

/** What only a plan or an undo has to say. */
function linesOf(report: SyncReport | PlanReport | UndoReport): string[] {
  if ('samples' in report)
    return [
      `About ${report.minutes} minutes.`,
      ...report.samples.map(
        ({ key, before, after }) => `${key}  ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
      ),
    ];
  if (!('undone' in report)) return [];
  return [`${report.restored} values written back, ${report.kept} changed since and left.`, ...report.cannot];
}

/** Refusals are told in the same form as reports: exactly one object on standard output. */
async function withSyncs(
  around: Around,
  work: (syncs: Syncs, portalId: PortalId) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { env } = around;
  try {
    const config = readConfig(env['HUBSPOT_ACCESS_TOKEN']?.trim() ? withToken(env) : env);
    // Standard output belongs to the report.
    const logger = createLogger(config.logLevel, { write: (line) => void process.stderr.write(line) });
    const database = await openDatabase({ url: config.databaseUrl, entities, migrations });
    try {
      await migrate(database, logger);
      return await (config.hubspot.accessToken === null
        ? onConnected(config, database, logger, around, work)
        : byToken(config, config.hubspot.accessToken, database, logger, around, work));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!isBatonError(error)) throw error;
    return refuse(around, error.code, error.message);
  }
}

/** Tells that nothing was sent, and why. */
export function refuse(around: Around, code: ErrorCode, message: string): ExitCode {
  if (around.json) show(around, '', { ...NOTHING, stopped: { code, message } });
  else around.write(`${code}: ${message}\n`);
  return 2;
}

const NOTHING: SyncReport = {
  run: null,
  created: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  skipped: 0,
  failed: [],
  calls: 0,
  reasons: {},
  warnings: [],
};

/**
 * A token is all that syncs need of HubSpot: no app, and nothing that listens. Without ENCRYPTION_KEYS, what is known of
 * rows is sealed with what the token tells: with another token, a sync that ran before is refused.
 */
function withToken(env: Variables): Variables {
  const key = createHash('sha256')
    .update(`sync ${env['HUBSPOT_ACCESS_TOKEN'] ?? ''}`)
    .digest('base64');
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  return {
    PUBLIC_URL: 'http://localhost',
    HUBSPOT_CLIENT_ID: 'none',
    HUBSPOT_CLIENT_SECRET: 'none',
    ENCRYPTION_KEYS: `${TOKEN_KEY}:${key}`,
    ...set,
  };
}

async function byToken(
  config: Config,
  token: string,
  database: Database,
  logger: Logger,
  { portal }: Around,
  work: (syncs: Syncs, portalId: PortalId) => Promise<ExitCode>,
): Promise<ExitCode> {
  const deps = { database, logger, clock: systemClock, random: systemRandom };
  const { portalId, client } = await openTokenAccess({ ...deps, apiUrl: config.hubspot.apiUrl }, token);
  if (portal !== undefined && portal !== portalId)
    throw new BatonError(
      'PORTAL_NOT_CONNECTED',
      `HUBSPOT_ACCESS_TOKEN is of account ${portalId}, not of ${portal}. Take it out, or leave --portal out.`,
    );
  return work(createSyncs({ ...deps, client, vault: createVault(config.encryptionKeys) }), portalId);
}

/** With an account that the database knows: the rooms are opened, and nothing of them works by itself. */
async function onConnected(
  config: Config,
  database: Database,
  logger: Logger,
  { portal }: Around,
  work: (syncs: Syncs, portalId: PortalId) => Promise<ExitCode>,
): Promise<ExitCode> {
  const vault = createVault(config.encryptionKeys);
  const base = { config, database, logger, vault, clock: systemClock, random: systemRandom };
  const { apis, close } = await openRooms(rooms.rooms, base);
  try {
    // The house has rooms of these names and types.
    const { hubspot, syncs } = apis as unknown as { hubspot: HubSpotRoom; syncs: Syncs };
    const connected = (await hubspot.portals.connected()).map(({ portalId }) => portalId);
    const meant = portal === undefined ? connected : connected.filter((id) => id === portal);
    const [one, ...more] = meant;
    if (one === undefined)
      throw new BatonError(
        'PORTAL_NOT_CONNECTED',
        `${portal === undefined ? 'No HubSpot account is' : `Account ${portal} is not`} connected. Install Baton there, or set HUBSPOT_ACCESS_TOKEN.`,
      );
    if (more.length > 0)
      throw new BatonError(
        'SYNC_REFUSED',
        `Several accounts are connected: say --portal ${meant.join(' or ')}.`,
      );
    return await work(syncs, one);
  } finally {
    await close();
  }
}
