import { createActivity } from './activity/activity.ts';
import { createAssistants } from './assistants/assistants.ts';
import { createContactActions } from './cards/contact-actions.ts';
import { createContactSnapshots } from './cards/contact-snapshots.ts';
import { createContactView } from './cards/contact-view.ts';
import { createSettingsView } from './cards/settings-view.ts';
import type { Clock, Random } from './clock.ts';
import { createSuppressions } from './compliance/suppressions.ts';
import { createUnsubscribeLinks } from './compliance/unsubscribe-links.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { createHttpServer } from './http/server.ts';
import { createMetrics } from './http/metrics.ts';
import { createHubSpot } from './hubspot/hubspot.ts';
import { createHandleEvents } from './inbox/handle-events.ts';
import { createInbox } from './inbox/inbox.ts';
import { createJobs } from './jobs/create-jobs.ts';
import { createApplyEvent } from './leads/apply.ts';
import type { ApplyEvent } from './leads/apply.ts';
import { createCarryOut } from './leads/carry-out.ts';
import { createLeadOfAddress, createOnMailOutcome, createOnReceived } from './leads/conversation-events.ts';
import { createHandBack } from './leads/hand-back.ts';
import { createLeads } from './leads/leads.ts';
import { createFindObstacles } from './leads/obstacles.ts';
import { createOutcomeHandler } from './leads/outcomes.ts';
import { createPickUp } from './leads/pick-up.ts';
import { createPrepare, stillWanted } from './leads/sending.ts';
import { createWakeLeads } from './leads/timers.ts';
import type { Logger } from './logger.ts';
import { createMailInbox } from './mail/inbox.ts';
import { createMailOutbox } from './mail/outbox.ts';
import { createStrayMail } from './mail/stray-mail.ts';
import { createMailTransport } from './mail/transport.ts';
import { classifyReply } from './replies/classify.ts';
import { entities, migrations } from './schema.ts';
import { createSettings } from './settings/settings.ts';
import { askForLeadStatus, registerWork } from './work.ts';

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
  const database = await openDatabase({ url: config.databaseUrl, entities, migrations });
  await migrate(database);
  const metrics = createMetrics();
  const jobs = createJobs({ database, clock, random, logger });
  const hubspot = createHubSpot({ ...surroundings, database, jobs, onCall: (call) => metrics.hubspotCall(call.path, call.status, call.ms) });
  const { vault, leadStatus } = hubspot.connection;

  const transport = createMailTransport({ clock, logger });
  const { smtpUrl, imapUrl } = config.mail;
  const defaultMailbox = smtpUrl ? { smtpUrl, imapUrl } : null;
  const assistants = createAssistants({ database, hubspot, vault, clock, random, defaultMailbox });
  const settings = createSettings({ database });
  const activity = createActivity({ database, random });
  const suppressions = createSuppressions({ database, clock });
  const unsubscribeLinks = createUnsubscribeLinks({ vault, publicUrl: config.publicUrl });
  const findObstacles = createFindObstacles({ database, assistants, suppressions });

  // Mails ask leads what to send, and leads ask mails to send: the one knot, tied by name.
  const applyEvent: ApplyEvent = (...args) => decideEvent(...args);
  const { outbox } = hubspot;
  const onMail = { outbox, applyEvent, classify: classifyReply, clock };
  const mails = createMailOutbox({
    ...{ database, jobs, transport, clock, logger, stillWanted },
    prepare: createPrepare({ database, hubspot, assistants, findObstacles, applyEvent, unsubscribeLinks, clock }),
    onOutcome: createOnMailOutcome(onMail),
    accountOf: assistants.accountOf,
  });
  const carryOut = createCarryOut({ outbox, mails, jobs, assistants, settings, suppressions, clock });
  const decideEvent = createApplyEvent({ clock, activity, assistants, settings, carryOut });
  const pickUp = createPickUp({ database, hubspot, assistants, findObstacles, applyEvent, clock });

  const leads = createLeads({
    ...{ database, hubspot, applyEvent, pickUp, activity, suppressions, clock },
    eraseElsewhere: (tx, portalId, contactId) => inbox.eraseContact(tx, portalId, contactId),
  });
  const snapshots = createContactSnapshots({ hubspot, findObstacles, clock });
  const handle = createHandleEvents({ assistants, leads, appId: config.hubspot.appId, onChanged: snapshots.forget });
  const inbox = createInbox({ database, jobs, portals: hubspot.portals, clock, handle });
  const mailInbox = createMailInbox({
    ...{ database, jobs, transport, assistants, clock, logger },
    leadOfAddress: createLeadOfAddress(database),
    onReceived: createOnReceived(onMail),
    onStray: createStrayMail({ assistants, transport, clock, random, logger }),
  });
  outbox.onOutcome(
    createOutcomeHandler({
      ...{ applyEvent, activity, jobs, clock },
      refreshLeadStatusOptions: (tx, { portalId }) => askForLeadStatus(jobs, tx, portalId),
    }),
  );

  hubspot.connection.portals.onConnected((tx, portalId) => askForLeadStatus(jobs, tx, portalId));

  const work = registerWork({
    ...{ config, jobs, logger, inbox, mailInbox, mails, hubspot, settings, database },
    handBack: createHandBack({ database, hubspot, assistants, settings, clock }),
    wakeLeads: createWakeLeads({ database, applyEvent, clock }),
  });
  const onContact = { database, hubspot, assistants, leads, activity, snapshots, clock, publicUrl: config.publicUrl };
  const onSettings = { config, hubspot, leadStatus, assistants, leads, settings, inbox, clock };
  const server = await createHttpServer({
    ...{ config, clock, random, logger, database, jobs, metrics, hubspot, inbox, mailInbox, leads, assistants, settings },
    ...{ transport, unsubscribeLinks },
    contactView: createContactView(onContact),
    contactActions: createContactActions({ ...onContact, findObstacles, settings }),
    settingsView: createSettingsView(onSettings),
  });
  await work.start();
  logger.info({ port: server.port, role: config.role, database: database.kind }, 'Baton is running');
  return {
    port: server.port,
    async stop() {
      await server.stop();
      await work.stop();
      await transport.close();
      await database.close();
    },
  };
}
