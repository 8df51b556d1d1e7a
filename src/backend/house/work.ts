import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import { startDaemons } from './daemons.ts';
import type { Daemon } from './daemons.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import { BatonError } from '../ground/errors.ts';
import type { HubSpotRoom } from '../hubspot/room.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import { JOURNAL_QUEUE } from '../journal/journal.ts';
import type { Journal } from '../journal/journal.ts';
import { RECONCILE_QUEUE } from '../reconcile/reconcile.ts';
import type { Reconcile } from '../reconcile/reconcile.ts';
import { INBOX_QUEUE } from '../webhooks/store-events.ts';
import type { JobData, Jobs } from '../jobs/jobs.ts';
import { HAND_BACK_QUEUE } from '../leads/lead/carry-out.ts';
import { handBacksInProgress } from '../leads/hand-back/hand-back.ts';
import type { Leads } from '../leads/leads.ts';
import type { Logger } from '../ground/logger.ts';
import { MAIL_POLL_QUEUE, MAIL_RECEIVE_QUEUE } from '../mail/inbox.ts';
import type { MailInbox } from '../mail/inbox.ts';
import { MAIL_FLUSH_QUEUE } from '../mail/outbox.ts';
import type { MailOutbox } from '../mail/outbox.ts';
import type { Settings } from '../settings/settings.ts';
import { createLookForSetBack } from '../timekeeping/set-back.ts';

const PURGE_QUEUE = 'inbox.purge';
const LEAD_STATUS_QUEUE = 'hubspot.lead-status';
const LEAD_LINES_QUEUE = 'leads.lines';
const PURGE_FILES_QUEUE = 'database.purge-deleted';

interface Deps {
  config: Config;
  clock: Clock;
  jobs: Jobs;
  logger: Logger;
  database: Database;
  inbox: Inbox;
  reconcile: Reconcile;
  journal: Journal;
  mailInbox: MailInbox;
  mails: MailOutbox;
  hubspot: HubSpotRoom;
  settings: Settings;
  disconnect: Disconnect;
  leads: Pick<Leads, 'list'>;
  handBack(portalId: PortalId, contactId: ContactId): Promise<void>;
  wakeLeads(): Promise<number>;
  eraseDeleted(): Promise<void>;
  pullInLeads(): Promise<void>;
}

/** Asks for a new look at what an account's `hs_lead_status` offers. */
export const askForLeadStatus = (jobs: Jobs, tx: Tx, id: PortalId): Promise<void> =>
  jobs.enqueue(tx, { queue: LEAD_STATUS_QUEUE, key: id, data: { portalId: id } });

/** Asks for what the transaction deletes to be taken out of the database's files as well. */
export const askForFilePurge = (jobs: Jobs, tx: Tx): Promise<void> =>
  jobs.enqueue(tx, { queue: PURGE_FILES_QUEUE, key: 'all' });

/** Everything that happens without anybody asking: the handlers of the job queues, and the daemons that feed them. */
export function registerWork(deps: Deps): { start(): Promise<void>; stop(): Promise<void> } {
  const works = deps.config.role !== 'web';
  if (works) registerHandlers(deps);
  let daemons: { stop(): Promise<void> } | undefined;
  return {
    async start() {
      await deps.jobs.start();
      if (!works) return;
      await deps.hubspot.connection.connectConfiguredToken();
      await askForAll(deps, RECONCILE_QUEUE, await connectedPortals(deps));
      await askForJournal(deps);
      await ask(deps, LEAD_LINES_QUEUE, 'all');
      daemons = startDaemons(listDaemons(deps), deps.logger);
    },
    async stop() {
      await daemons?.stop();
      await deps.jobs.stop();
    },
  };
}

function registerHandlers(deps: Deps): void {
  const { jobs } = deps;
  const perPortal = (queue: string, work: (id: PortalId) => Promise<void>) =>
    jobs.work<{ portalId: string }>(
      queue,
      { concurrency: 4, attempts: 1_000, backoffMaxMs: MINUTE },
      ({ data }) => work(portalId(data.portalId)),
    );
  deps.hubspot.connection.registerJobs();
  deps.disconnect.registerJobs();
  perPortal(INBOX_QUEUE, deps.inbox.process);
  perPortal(RECONCILE_QUEUE, deps.reconcile.run);
  perPortal(MAIL_FLUSH_QUEUE, deps.mails.flush);
  perPortal(LEAD_STATUS_QUEUE, (id) => readLeadStatusOptions(deps, id));
  jobs.work<{ portalId: string; contactId: string }>(
    HAND_BACK_QUEUE,
    { concurrency: 4, attempts: 1_000, backoffMaxMs: MINUTE },
    ({ data }) => deps.handBack(portalId(data.portalId), contactId(data.contactId)),
  );
  jobs.work<{ id: string }>(MAIL_RECEIVE_QUEUE, { concurrency: 4 }, ({ data }) =>
    deps.mailInbox.receive(data.id),
  );
  jobs.work(MAIL_POLL_QUEUE, { concurrency: 1, attempts: 1 }, () => deps.mailInbox.poll());
  jobs.work(PURGE_FILES_QUEUE, { concurrency: 1, attempts: 1_000, backoffMaxMs: 10 * SECOND }, () =>
    purgeFiles(deps),
  );
  jobs.work(JOURNAL_QUEUE, { concurrency: 1, attempts: 20, backoffMaxMs: MINUTE }, () => deps.journal.run());
  jobs.work(LEAD_LINES_QUEUE, { concurrency: 1, attempts: 100 }, () => deps.leads.list.fill());
  jobs.work(PURGE_QUEUE, { concurrency: 1 }, async () => {
    await deps.inbox.purge();
    await deps.eraseDeleted();
  });
  jobs.schedule(PURGE_QUEUE, '41 2 * * *');
}

async function purgeFiles({ database }: Deps): Promise<void> {
  if (await database.purgeDeleted()) return;
  throw new BatonError(
    'DATABASE_UNAVAILABLE',
    'Another process reads the database; its log cannot be cut off yet.',
    {
      retry: 'backoff',
    },
  );
}

/** Kept with the settings, because the writer of a status works inside a transaction and cannot ask HubSpot. */
async function readLeadStatusOptions({ hubspot, settings }: Deps, id: PortalId): Promise<void> {
  const options = await hubspot.connection.leadStatus.list(id, { fresh: true });
  await settings.change(id, { leadStatusOptions: options.map(({ value, label }) => ({ value, label })) });
}

const ask = ({ database, jobs }: Deps, queue: string, key: string, data: JobData = {}): Promise<void> =>
  database.transaction((tx) => jobs.enqueue(tx, { queue, key, data }));

const askForJournal = ({ database, journal }: Deps): Promise<void> =>
  database.transaction((tx) => journal.ask(tx));

async function askForAll(deps: Deps, queue: string, portals: readonly PortalId[]): Promise<void> {
  for (const id of portals) await ask(deps, queue, id, { portalId: id });
}

const connectedPortals = async ({ hubspot }: Deps): Promise<PortalId[]> =>
  (await hubspot.portals.connected()).map(({ portalId: id }) => id);

/** Everything whose time was computed before the clock was set back. Jobs last: they look at what is due then. */
async function pullIn(deps: Deps): Promise<void> {
  await deps.pullInLeads();
  await deps.mails.pullIn();
  await deps.hubspot.pullIn();
  await deps.jobs.pullIn();
}

/** How long ago HubSpot was looked at last, the clock does not tell any more. */
async function lookAtHubSpot(deps: Deps): Promise<void> {
  await askForAll(deps, RECONCILE_QUEUE, await connectedPortals(deps));
  await askForJournal(deps);
}

function listDaemons(deps: Deps): Daemon[] {
  return [
    {
      name: 'look at the clock',
      everyMs: 2 * SECOND,
      run: createLookForSetBack({
        ...deps,
        pullIn: () => pullIn(deps),
        onSetBack: () => lookAtHubSpot(deps),
      }),
    },
    { name: 'wake leads', everyMs: SECOND / 5, run: deps.wakeLeads },
    { name: 'poll mailboxes', everyMs: 5 * SECOND, run: () => ask(deps, MAIL_POLL_QUEUE, 'all') },
    // What a dead process left behind: its jobs may have died with it, its rows have not.
    {
      name: 'sweep mails',
      everyMs: 10 * SECOND,
      run: async () => askForAll(deps, MAIL_FLUSH_QUEUE, await deps.mails.portalsWithWork()),
    },
    {
      name: 'sweep inbox',
      everyMs: 10 * SECOND,
      run: async () => askForAll(deps, INBOX_QUEUE, await deps.inbox.portalsWithWork()),
    },
    {
      name: 'reconcile',
      everyMs: 2 * SECOND,
      run: async () => askForAll(deps, RECONCILE_QUEUE, await deps.reconcile.due()),
    },
    {
      name: 'journal',
      everyMs: 2 * SECOND,
      run: async () => {
        if (await deps.journal.due()) await askForJournal(deps);
      },
    },
    {
      name: 'sweep hand-backs',
      everyMs: 2 * MINUTE,
      run: async () => {
        for (const lead of await handBacksInProgress(deps.database)) {
          await ask(deps, HAND_BACK_QUEUE, `${lead.portalId}:${lead.contactId}`, {
            portalId: lead.portalId,
            contactId: lead.contactId,
          });
        }
      },
    },
  ];
}
