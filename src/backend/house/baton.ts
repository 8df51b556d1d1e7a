import { createActivity } from '../activity/activity.ts';
import { createAssistants } from '../assistants/assistants.ts';
import { cardRoutes } from '../leads/card/routes.ts';
import { createContactSnapshots } from '../leads/card/snapshots.ts';
import { createSettingsView } from '../settings-page/view.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { createSuppressions } from '../unsubscribe/suppressions.ts';
import { createUnsubscribeLinks } from '../unsubscribe/unsubscribe-links.ts';
import type { Config } from '../ground/config.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { assistantRoutes } from '../assistants/routes.ts';
import type { WorkloadOf } from '../assistants/workload.ts';
import { disconnectRoutes } from '../disconnect/routes.ts';
import { SECOND } from '../ground/clock.ts';
import { healthRoutes } from '../health/routes.ts';
import { requireSignature } from '../hubspot/incoming/signed-requests.ts';
import { webhookBody } from '../hubspot/incoming/webhook-body.ts';
import { createBodyBudget } from '../http/body.ts';
import { createHubSpotMeters, hubspotFigures } from '../hubspot/meters.ts';
import { requireAdmin } from '../hubspot/portals/admin.ts';
import { createJobMeters, jobFigures } from '../jobs/meters.ts';
import { createJournalMeters, journalFigures } from '../journal/meters.ts';
import { createLeadStatus } from '../lead-status/options.ts';
import { leadStatusRoutes } from '../lead-status/routes.ts';
import { mailRoutes } from '../mail/routes.ts';
import { createSlot } from '../room/slot.ts';
import { settingsPageRoutes } from '../settings-page/routes.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { unsubscribeRoutes } from '../unsubscribe/routes.ts';
import { countEvents, createWebhookMeters } from '../webhooks/meters.ts';
import { webhookRoutes } from '../webhooks/routes.ts';
import { createDisconnect } from '../disconnect/disconnect.ts';
import { createHttpServer } from '../http/server.ts';
import { createMetrics } from '../http/metrics.ts';
import { createHubSpot } from '../hubspot/room.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { createHandleEvents } from '../webhooks/handle-events.ts';
import { createInbox } from '../webhooks/inbox.ts';
import { createJournal } from '../journal/journal.ts';
import { createReconcile } from '../reconcile/reconcile.ts';
import { createJobs } from '../jobs/create-jobs.ts';
import { createApplyEvent } from '../leads/lead/apply.ts';
import type { ApplyEvent } from '../leads/lead/apply.ts';
import { createCarryOut } from '../leads/lead/carry-out.ts';
import {
  createLeadOfAddress,
  createOnMailOutcome,
  createOnReceived,
} from '../leads/conversation/conversation-events.ts';
import { createEraseContact, createEraseDeleted } from '../privacy/erasure.ts';
import { createHandBackAll } from '../leads/hand-back/hand-back-all.ts';
import { createHandBack } from '../leads/hand-back/hand-back.ts';
import { createLeads } from '../leads/leads.ts';
import { createFollowMerges, createMergeContacts } from '../leads/contact/merging.ts';
import { createFindObstacles } from '../leads/contact/obstacles.ts';
import { createOutcomeHandler } from '../leads/outcomes.ts';
import { createPickUp } from '../leads/contact/pick-up.ts';
import { createReadings } from '../leads/conversation/readings.ts';
import { pullInLeads } from '../leads/pull-in.ts';
import { createPrepare, stillWanted } from '../leads/conversation/sending.ts';
import { createWakeLeads } from '../leads/timers.ts';
import type { Logger } from '../ground/logger.ts';
import { createMailInbox } from '../mail/inbox.ts';
import { createMailOutbox } from '../mail/outbox.ts';
import { createStrayMail } from '../mail/stray-mail.ts';
import { createMailTransport } from '../mail-server/transport.ts';
import { classifyReply } from '../replies/classify.ts';
import { entities, migrations } from './schema.ts';
import { createSettings } from '../settings/settings.ts';
import { askForFilePurge, askForLeadStatus, registerWork } from './work.ts';

/** What a process gets from outside. Nothing below reads the environment, the clock or chance by itself. */
export interface Surroundings {
  config: Config;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export interface Baton {
  /** The port it listens on: the configured one, or the one the system chose for 0. */
  port: number;
  stop(): Promise<void>;
}

/** The composition root: builds every room from one configuration and starts the roles of this process. */
export async function startBaton(surroundings: Surroundings): Promise<Baton> {
  const { config, clock, random, logger } = surroundings;
  const ground = await openGround(surroundings);
  const conversations = buildConversations(surroundings, ground);
  const { database, hubspot, assistants, activity, settings, findObstacles } = ground;
  const { leads, snapshots, inbox, journal, disconnect } = conversations;
  const work = registerWork({ config, clock, logger, ...ground, ...conversations });
  const { connection } = hubspot;
  const { metrics } = ground;
  metrics.watch([
    jobFigures(ground.jobs, ground.jobMeters),
    journalFigures(journal, ground.journalMeters),
    hubspotFigures(connection.troubles, ground.hubspotMeters),
  ]);
  const view: SettingsViewSlot = createSlot('settings.view');
  const leadStatus = createLeadStatus({ jobs: ground.jobs, options: connection.leadStatus, settings });
  const workload: WorkloadOf = (portalId) => leads.counts(portalId);
  const onSettings = { config, hubspot, leadStatus, assistants, workload, settings, inbox, journal };
  view.fill(createSettingsView({ ...onSettings, disconnect, clock }));
  const { publicUrl } = config;
  const { unsubscribeLinks, transport } = ground;
  const onCard = { database, hubspot, assistants, leads, activity, snapshots, clock, publicUrl };
  const routes = [
    ...webhookRoutes({ inbox, count: (counts) => countEvents(ground.webhookMeters, counts) }),
    ...healthRoutes({ database, jobs: ground.jobs, metrics }),
    ...cardRoutes({ ...onCard, findObstacles, settings }),
    ...settingsPageRoutes(view),
    ...settingsRoutes({ settings, view }),
    ...leadStatusRoutes(leadStatus, view),
    ...disconnectRoutes({ hubspot, disconnect, view }),
    ...assistantRoutes({ hubspot, assistants, workload, view, transport, clock, random }),
    ...mailRoutes({
      database,
      mailInbox: conversations.mailInbox,
      inboundSecret: config.mail.inboundSecret,
    }),
    ...unsubscribeRoutes({
      unsubscribeLinks,
      unsubscribe: ({ portalId, contactId, address }) => leads.unsubscribe(portalId, contactId, address),
    }),
    ...connection.routes,
  ];
  const onRefused = (reason: string): void => ground.hubspotMeters.refused.inc({ reason });
  const check = { config, clock, hubspotTime: connection.time, onRefused, budget: createBodyBudget() };
  const guards = {
    event: requireSignature(check, webhookBody),
    signature: requireSignature(check),
    admin: requireAdmin(hubspot),
  };
  const server = await createHttpServer({ config, logger, routes, guards });
  await work.start();
  logger.info({ port: server.port, role: config.role, database: database.kind }, 'Baton is running');
  return {
    port: server.port,
    async stop() {
      await server.stop();
      await inbox.drain();
      await work.stop();
      await ground.transport.close();
      await database.close();
    },
  };
}

/** What conversations stand on: storage, jobs, HubSpot, the mail server, and what an admin sets. */
async function openGround(surroundings: Surroundings) {
  const { config, clock, random, logger } = surroundings;
  const database = await openDatabase({ url: config.databaseUrl, entities, migrations });
  await migrate(database);
  const metrics = createMetrics();
  const webhookMeters = createWebhookMeters(metrics.registry);
  const journalMeters = createJournalMeters(metrics.registry);
  const hubspotMeters = createHubSpotMeters(metrics.registry);
  const jobMeters = createJobMeters(metrics.registry);
  const jobs = await createJobs({ database, clock, random, logger });
  const hubspot = createHubSpot({
    ...{ ...surroundings, database, jobs },
    onCall: ({ path, status, ms }) =>
      hubspotMeters.calls.observe({ path, status: String(status) }, ms / SECOND),
  });
  const { vault } = hubspot.connection;
  const { smtpUrl, imapUrl } = config.mail;
  const defaultMailbox = smtpUrl ? { smtpUrl, imapUrl } : null;
  const assistants = createAssistants({ database, hubspot, vault, clock, random, defaultMailbox });
  const suppressions = createSuppressions({ database, clock });
  return {
    ...{ database, metrics, jobs, hubspot, assistants, suppressions },
    ...{ webhookMeters, journalMeters, hubspotMeters, jobMeters },
    transport: createMailTransport({ clock, logger }),
    settings: createSettings({ database }),
    activity: createActivity({ database, random }),
    unsubscribeLinks: createUnsubscribeLinks({ vault, publicUrl: config.publicUrl }),
    findObstacles: createFindObstacles({ database, assistants, suppressions }),
  };
}

type Ground = Awaited<ReturnType<typeof openGround>>;

/** Leads, their mails, and what comes in from HubSpot and from mailboxes. */
function buildConversations({ config, clock, random, logger }: Surroundings, ground: Ground) {
  const { database, jobs, hubspot, assistants, suppressions, transport, settings, activity } = ground;
  const { unsubscribeLinks, findObstacles } = ground;
  const { outbox } = hubspot;

  // Mails ask leads what to send, and leads ask mails to send: the one knot, tied by names.
  const applyEvent: ApplyEvent = (...args) => decideEvent(...args);
  const onMail = { outbox, applyEvent, classify: classifyReply, clock };
  const mails = createMailOutbox({
    ...{ database, jobs, transport, clock, logger, stillWanted },
    prepare: (...args) => prepare(...args),
    onOutcome: createOnMailOutcome(onMail),
    accountOf: assistants.accountOf,
  });
  const carryOut = createCarryOut({ ...ground, outbox, portals: hubspot.portals, mails, clock });
  const decideEvent = createApplyEvent({ clock, activity, assistants, settings, carryOut });
  const mergeContacts = createMergeContacts({ database, outbox, mails, activity, applyEvent, clock });
  const followMerges = createFollowMerges({ database, mergeContacts });
  const { appId } = config.hubspot;
  const onReading = {
    ...{ database, hubspot, assistants, findObstacles, applyEvent, activity, followMerges, clock, appId },
  };
  const readings = createReadings({ database, hubspot, clock });
  const prepare = createPrepare({ ...onReading, readings, unsubscribeLinks });
  const pickUp = createPickUp(onReading);
  const mailInbox = createMailInbox({
    ...{ database, jobs, transport, assistants, clock, logger },
    leadOfAddress: createLeadOfAddress(database),
    onReceived: createOnReceived(onMail),
    onStray: createStrayMail({ assistants, transport, clock, random, logger }),
  });
  const eraseContact = createEraseContact({
    ...{ database, outbox, activity, applyEvent, clock },
    forgetUnread: mailInbox.forgetUnread,
    async eraseElsewhere(tx, portalId, contactId) {
      await inbox.eraseContact(tx, portalId, contactId);
      await askForFilePurge(jobs, tx);
    },
  });
  const leads = createLeads({
    ...{ database, applyEvent, pickUp, mergeContacts, eraseContact, suppressions, activity, clock },
  });
  const snapshots = createContactSnapshots({ hubspot, findObstacles, clock });
  const onChanged = (portalId: PortalId, contactId: ContactId): void => {
    snapshots.forget(portalId, contactId);
    readings.forget(portalId, contactId);
  };
  const handle = createHandleEvents({ assistants, leads, appId, clock, onChanged });
  const inbox = createInbox({ database, jobs, portals: hubspot.portals, clock, random, logger, handle });
  outbox.onOutcome(
    createOutcomeHandler({
      ...{ applyEvent, activity, jobs, clock },
      refreshLeadStatusOptions: (tx, { portalId }) => askForLeadStatus(jobs, tx, portalId),
    }),
  );
  const { portals, uninstall, tokens, journal: api, time: hubspotTime } = hubspot.connection;
  const disconnect = createDisconnect({
    ...{ database, jobs, settings, leads, portals, outbox, uninstall, clock, logger },
    handBackAll: createHandBackAll({ database, applyEvent, clock }),
  });
  portals.onConnected((tx, portalId) => askForLeadStatus(jobs, tx, portalId));
  portals.onConnected((tx, portalId) => disconnect.forget(tx, portalId));
  const journal = createJournal({
    ...{ database, jobs, api, inbox, portals, tokens, clock, logger },
    onRead: (counts) => countEvents(ground.journalMeters.events, counts),
    app: config.hubspot.clientId,
    on: config.hubspot.webhooksJournal,
  });
  portals.onConnected((tx) => journal.ask(tx));
  return {
    ...{ mails, mailInbox, leads, snapshots, inbox, journal, disconnect },
    reconcile: createReconcile({
      ...{ database, jobs, hubspot, hubspotTime, assistants, leads, settings, appId, clock, logger },
    }),
    handBack: createHandBack({ database, hubspot, assistants, settings, clock }),
    wakeLeads: createWakeLeads({ database, applyEvent, clock }),
    eraseDeleted: createEraseDeleted({ database, clock, eraseContact }),
    pullInLeads: () => pullInLeads({ database, clock }),
  };
}
