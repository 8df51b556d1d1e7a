import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import { createHttpTerminator } from 'http-terminator';
import { pinoHttp } from 'pino-http';
import type { Assistants } from '../assistants/assistants.ts';
import type { ContactActions } from '../leads/card/contact-actions.ts';
import { addContactRoutes } from '../leads/card/routes.ts';
import type { BuildContactView } from '../leads/card/view.ts';
import { createAdminRoutes } from '../hubspot/portals/admin.ts';
import { addAssistantRoutes } from '../assistants/routes.ts';
import { addSettingsRoutes } from '../settings/routes.ts';
import type { BuildSettingsView } from '../settings-page/view.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { UnsubscribeLinks } from '../unsubscribe/unsubscribe-links.ts';
import type { Config } from '../ground/config.ts';
import type { Database } from '../database/database.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { HubSpotRoom } from '../hubspot/room.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Leads } from '../leads/leads.ts';
import type { Logger } from '../ground/logger.ts';
import type { MailInbox } from '../mail/inbox.ts';
import type { MailTransport } from '../mail-server/types.ts';
import type { Settings } from '../settings/settings.ts';
import { addHealthRoutes } from '../health/routes.ts';
import { addMailRoutes } from '../mail/routes.ts';
import { limitPerAddress, limitPerPortal } from './limits.ts';
import { logPath } from './log-path.ts';
import type { Metrics } from './metrics.ts';
import { describeRoutes } from './openapi.ts';
import { answerProblems, unknownRoute } from './problems.ts';
import { createRouteTable } from './routes.ts';
import type { RouteTable } from './routes.ts';
import { requireSignature } from '../hubspot/incoming/signed-requests.ts';
import { addWebhookRoute } from '../webhooks/routes.ts';

export interface ServerDeps {
  config: Config;
  clock: Clock;
  random: Random;
  logger: Logger;
  database: Database;
  jobs: Jobs;
  metrics: Metrics;
  hubspot: HubSpotRoom;
  inbox: Inbox;
  journal: Journal;
  mailInbox: MailInbox;
  leads: Leads;
  assistants: Assistants;
  settings: Settings;
  disconnect: Disconnect;
  transport: MailTransport;
  unsubscribeLinks: UnsubscribeLinks;
  contactView: BuildContactView;
  contactActions: ContactActions;
  settingsView: BuildSettingsView;
}

/** HubSpot caps card requests at 1 MB and webhook batches at 100 events. */
const BODY_LIMIT = '1mb';

/** Starts listening. A worker has only health and metrics. */
export async function createHttpServer(deps: ServerDeps): Promise<{ port: number; stop(): Promise<void> }> {
  const server = buildApp(deps).listen(deps.config.port);
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const terminator = createHttpTerminator({ server, gracefulTerminationTimeout: 5_000 });
  // A server on TCP has an address object; a string is for pipes only.
  return { port: (server.address() as AddressInfo).port, stop: () => terminator.terminate() };
}

function buildApp(deps: ServerDeps): Express {
  const { config, logger } = deps;
  const app = express();
  app.disable('x-powered-by');
  // Nobody asks for an answer again by its tag, and webhooks, which would each get one, come by the thousand.
  app.disable('etag');
  app.set('trust proxy', 1);
  app.use(helmet());
  const events = createRouteTable();
  const table = createRouteTable();
  const signed = signedBy(deps);
  // Before the log of requests: events come by the thousand and are counted. What fails is logged like everything else.
  // HubSpot limits its webhooks itself, and an event that is refused comes late.
  if (config.role !== 'worker') addWebhookRoute(events, signed, deps);
  app.use(events.router);
  app.use(requestLog(logger));
  addHealthRoutes(table, deps);
  if (config.role !== 'worker') addWebRoutes(deps, app, { table, events, signed });
  app.use(table.router);
  app.use(unknownRoute);
  app.use(answerProblems(logger));
  return app;
}

const signedBy = ({ config, clock, metrics, hubspot }: ServerDeps): RequestHandler[] => [
  express.raw({ type: () => true, limit: BODY_LIMIT }),
  requireSignature({
    ...{ config, clock, hubspotTime: hubspot.connection.time },
    onRefused: metrics.signatureRefused,
  }),
];

interface Routes {
  table: RouteTable;
  events: RouteTable;
  signed: RequestHandler[];
}

function addWebRoutes(deps: ServerDeps, app: Express, { table, events, signed }: Routes): void {
  const { config } = deps;
  const guard = [...signed, limitPerPortal()];
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  addContactRoutes(table, guard, { view: deps.contactView, actions: deps.contactActions });
  const admin = createAdminRoutes(table, guard, { hubspot: deps.hubspot, view: deps.settingsView });
  addSettingsRoutes(admin, { ...deps, leadStatus: deps.hubspot.connection.leadStatus });
  addAssistantRoutes(admin, deps);
  app.use('/oauth', limitPerAddress({ guessesOnly: false }));
  app.use(['/t', '/mail'], limitPerAddress({ guessesOnly: true }));
  addMailRoutes(table, { ...deps, inboundSecret: config.mail.inboundSecret });
  app.use(deps.hubspot.connection.router);
  table.describe({
    method: 'get',
    path: '/oauth/install',
    summary: 'Starts the installation in a HubSpot account',
    guard: 'none',
    answers: 'A redirect to HubSpot',
  });
  table.describe({
    method: 'get',
    path: '/oauth/callback',
    summary: 'Where HubSpot sends the installer back to',
    guard: 'none',
    answers: 'An HTML page, or a redirect back to HubSpot',
  });
  table.add(
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This description',
      guard: 'none',
      answers: 'OpenAPI 3.1',
    },
    (_request, response) => {
      response.json(describeRoutes([...events.descriptions, ...table.descriptions], config.publicUrl));
    },
  );
}

/** Method, path and status: bodies and headers stay out. */
const requestLog = (logger: Logger) =>
  pinoHttp({
    // pino-http asks for the whole pino type and uses what `Logger` has.
    logger: logger as never,
    quietReqLogger: true,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        path: logPath(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
