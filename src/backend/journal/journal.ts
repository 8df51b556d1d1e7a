import { createHash } from 'node:crypto';
import { IsNull } from 'typeorm';
import { DAY, HOUR, MINUTE } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import type { BatonError } from '../ground/errors.ts';
import { chunksOf } from '../hubspot/calls/batches.ts';
import type { JournalApi, JournalEntry } from '../hubspot/journal/journal-api.ts';
import type { Membership } from '../hubspot/journal/journal-events.ts';
import type { JournalAccount } from '../hubspot/journal/journal-subscriptions.ts';
import { journalRefused } from '../hubspot/journal/journal-calls.ts';
import type { Tokens } from '../hubspot/tokens/tokens.ts';
import type { Portals } from '../hubspot/types.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../ground/logger.ts';
import { HEARD } from '../webhooks/handle-events.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import { JournalEntity } from './journal-entity.ts';
import type { JournalRow } from './journal-entity.ts';
import { journalState } from './journal-state.ts';
import type { EventCounts, StoreResult } from '../webhooks/store-events.ts';

export const JOURNAL_QUEUE = 'inbox.journal';

const INTERVAL_MS = 5 * MINUTE;
/** Addresses of files expire: so many are fetched at once. */
const ENTRIES = 10;
/** One job's work, so that a long catching up can stop and go on anywhere. */
const ROUNDS = 10;
/** Events stored in one statement: a file has up to 10,000, and SQLite serves nobody else meanwhile. */
const CHUNK = 500;

/** Catches up with what webhooks missed, from HubSpot's journal of the last three days. */
export interface Journal {
  /** Reads on from where the last run stopped; run by the job queue JOURNAL_QUEUE. */
  run(): Promise<void>;
  /** Whether the next run is due. */
  due(): Promise<boolean>;
  /** Asks for a run. */
  ask(tx: Tx): Promise<void>;
  /** Why an account's events do not come through the journal; null: they do. undefined: the operator has it off. */
  problem(portalId: PortalId): Promise<string | null | undefined>;
  /** When it was last read to its end, epoch ms; null: never, or the operator has it off. */
  readAt(): Promise<number | null>;
}

export interface JournalDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  api: JournalApi;
  inbox: Pick<Inbox, 'store'>;
  portals: Pick<Portals, 'connected'>;
  tokens: Pick<Tokens, 'confirm'>;
  clock: Clock;
  logger: Logger;
  /** Contact lists of which Baton wants to know who joins and leaves, by account. */
  watchedLists(): Promise<ReadonlyMap<PortalId, ReadonlySet<string>>>;
  /** Told whose members changed, once for each list of a file; told again where the process died after it. */
  onMemberships(changed: Membership): Promise<void>;
  /** Told of every file whose events are stored. */
  onRead(counts: EventCounts): void;
  /** The app: its client id. */
  app: string;
  /** Whether the operator wants it. */
  on: boolean;
}

export function createJournal(deps: JournalDeps): Journal {
  return {
    run: () => (deps.on ? run(deps) : Promise.resolve()),
    due: async () => deps.on && isDue(await load(deps), deps.clock.now()),
    ask: (tx) => (deps.on ? ask(deps, tx) : Promise.resolve()),
    async problem(portalId) {
      if (!deps.on) return undefined;
      const row = await load(deps);
      return row.refusedReason ?? row.unsubscribed[portalId] ?? null;
    },
    readAt: async () => (deps.on ? (await load(deps)).readAt : null),
  };
}

const ask = ({ jobs }: JournalDeps, tx: Tx): Promise<void> =>
  jobs.enqueue(tx, { queue: JOURNAL_QUEUE, key: 'all' });

/** Further away than any interval: the clock was set back. */
const isDue = ({ nextAt }: JournalRow, now: number): boolean => nextAt <= now || nextAt > now + HOUR;

async function run(deps: JournalDeps): Promise<void> {
  const row = await load(deps);
  const now = deps.clock.now();
  // Before the work, so that nobody takes it for due meanwhile. A run that fails is tried again by its job.
  await change(deps, { nextAt: now + INTERVAL_MS });
  try {
    const failure = await subscribe(deps, row).then(() => undefined, temporary);
    await readOn(deps, row.cursor);
    if (failure) throw failure;
  } catch (error) {
    // Another process reads it at the same moment and has come further.
    if (error instanceof ReadByAnother) return;
    if (!isBatonError(error, 'HUBSPOT_MISSING_SCOPE')) throw error;
    deps.logger.warn({ code: error.code, ...error.context }, 'HubSpot does not let the app read the journal');
    await change(deps, { refusedReason: journalRefused(error), nextAt: now + HOUR });
  }
}

/** What was subscribed before is told all the same: reading goes on. @throws when the app may not use the journal */
function temporary(error: unknown): BatonError {
  if (!isBatonError(error) || error.code === 'HUBSPOT_MISSING_SCOPE') throw error;
  return error;
}

const load = ({ database, app }: JournalDeps): Promise<JournalRow> => journalState(database.manager, app);

async function change({ database, app }: JournalDeps, columns: Partial<JournalRow>): Promise<void> {
  await database.transaction(async (tx) => {
    await insertRow(tx, app);
    await tx.update(JournalEntity, { app }, columns);
  });
}

const insertRow = (tx: Tx, app: string) =>
  tx
    .createQueryBuilder()
    .insert()
    .into(JournalEntity)
    .values({ app, nextAt: 0, unsubscribed: {} })
    .orIgnore()
    .execute();

/** Subscriptions belong to accounts: looked at when they or their lists are others than last time, and once a day. */
async function subscribe(deps: JournalDeps, row: JournalRow): Promise<void> {
  const portals = (await deps.portals.connected()).map(({ portalId }) => portalId).sort();
  const lists = await deps.watchedLists();
  const accounts = portals.map((portalId): JournalAccount => ({
    portalId,
    listIds: [...(lists.get(portalId) ?? [])].sort(),
  }));
  const subscribedFor = createHash('sha256')
    .update(JSON.stringify([accounts, HEARD]))
    .digest('hex');
  const now = deps.clock.now();
  const isRecent = row.subscribedAt !== null && Math.abs(now - row.subscribedAt) < DAY;
  if (isRecent && row.refusedReason === null && row.subscribedFor === subscribedFor) return;
  const { refused, open } = await deps.api.subscribe(accounts, [...HEARD]);
  for (const [portalId, reason] of refused)
    deps.logger.warn({ portalId, reason }, 'HubSpot refused a subscription to the journal');
  for (const { about, error } of open)
    deps.logger.warn(
      { about, code: error.code, reason: error.message, ...error.context },
      'a subscription to the journal is still open',
    );
  await change(deps, {
    // What is open is looked at again in the next run.
    ...(open.every(isFinal) ? { subscribedAt: now, subscribedFor } : {}),
    unsubscribed: Object.fromEntries(refused),
    refusedReason: null,
  });
}

/** Waiting does not help: tomorrow is soon enough. */
const isFinal = ({ error }: { error: BatonError }): boolean => error.retry === 'never';

async function readOn(deps: JournalDeps, from: string | null): Promise<void> {
  let cursor = from;
  let wasGone = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const entries = await deps.api.after(cursor, ENTRIES);
    if (entries === 'gone') {
      // Not even the place that the journal named a moment ago: later.
      if (wasGone) return;
      wasGone = true;
      // Three days have passed: what lies between is for the reconcile to find.
      deps.logger.warn({}, 'the journal does not reach back to where it was read last');
      await moveCursor(deps, cursor, null);
      cursor = null;
      continue;
    }
    if (entries.length === 0) return change(deps, { readAt: deps.clock.now() });
    for (const entry of entries) {
      await take(deps, cursor, entry);
      cursor = entry.offset;
    }
  }
  await deps.database.transaction((tx) => ask(deps, tx));
}

/** Stores the events of one entry, then moves the cursor: what dies in between is read, and known, again. */
async function take(deps: JournalDeps, cursor: string | null, entry: JournalEntry): Promise<void> {
  const { events, uninstalled, memberships, rejected } = await deps.api.read(entry);
  if (rejected > 0) deps.logger.warn({ rejected }, 'the journal has events that Baton does not understand');
  // An event says where to look: whether the connection holds, HubSpot's token endpoint tells.
  for (const portalId of new Set(uninstalled)) await deps.tokens.confirm(portalId);
  for (const changed of once(memberships)) await deps.onMemberships(changed);
  const results: StoreResult[] = [];
  for (const chunk of chunksOf(CHUNK, events)) results.push(await deps.inbox.store(chunk));
  await moveCursor(deps, cursor, entry.offset);
  const sum = (what: keyof StoreResult): number => results.reduce((total, result) => total + result[what], 0);
  const stored = sum('stored');
  const counts = { stored, duplicates: sum('duplicates'), foreign: sum('foreign') };
  deps.onRead({ ...counts, rejected: rejected + sum('refused') });
  if (stored > 0)
    deps.logger.info({ stored, events: events.length }, 'the journal told what webhooks had not');
}

/** A list that thousands joined is looked at once. */
const once = (memberships: readonly Membership[]): Membership[] => [
  ...new Map(memberships.map((one) => [JSON.stringify(one), one])).values(),
];

/** Two processes read the same: the one that is behind stops. */
class ReadByAnother extends Error {}

const moveCursor = ({ database, app }: JournalDeps, from: string | null, to: string | null): Promise<void> =>
  database.transaction((tx) => move(tx, app, from, to));

async function move(tx: Tx, app: string, from: string | null, to: string | null): Promise<void> {
  await insertRow(tx, app);
  const { affected } = await tx.update(JournalEntity, { app, cursor: from ?? IsNull() }, { cursor: to });
  if (!affected) throw new ReadByAnother();
}
