import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import { createHttpTerminator } from 'http-terminator';
import { pinoHttp } from 'pino-http';
import type { Config } from '../ground/config.ts';
import type { Logger } from '../ground/logger.ts';
import { limitPerAddress, limitSigned } from './limits.ts';
import { logPath } from './log-path.ts';
import { describeRoutes } from './openapi.ts';
import { aPersonWaits } from './patience.ts';
import { answerProblems, unknownRoute } from './problems.ts';
import type { Access, Route } from './routes.ts';

/** The proofs that a room knows how to check; each calls `next` or throws. */
export interface Guards {
  /** Lets only webhooks through that HubSpot signed for this app, and has their body read, as bytes. */
  event: RequestHandler;
  /** The same for what a person asks through HubSpot's proxy. */
  signature: RequestHandler;
  /** Behind `signature`: lets only those through who may configure. */
  admin: RequestHandler;
}

export interface ServerDeps {
  config: Pick<Config, 'port' | 'publicUrl' | 'role'>;
  logger: Logger;
  routes: readonly Route[];
  guards: Guards;
}

/** Whoever sends slowly does not keep a connection for longer. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Starts listening. A worker has only what every role has. */
export async function createHttpServer(deps: ServerDeps): Promise<{ port: number; stop(): Promise<void> }> {
  const server = buildApp(deps).listen(deps.config.port);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const terminator = createHttpTerminator({ server, gracefulTerminationTimeout: 5_000 });
  // A server on TCP has an address object; a string is for pipes only.
  return { port: (server.address() as AddressInfo).port, stop: () => terminator.terminate() };
}

function buildApp({ config, logger, routes, guards }: ServerDeps): Express {
  const served =
    config.role === 'worker' ? routes.filter(isForEveryRole) : [...routes, ofAll(routes, config)];
  const app = express();
  app.disable('x-powered-by');
  // Nobody asks for an answer again by its tag, and webhooks, which would each get one, come by the thousand.
  app.disable('etag');
  app.set('trust proxy', 1);
  app.use(helmet());
  const inFront = chains(guards);
  const mount = (some: readonly Route[]): void => {
    const router = express.Router();
    for (const { method, path, access, handlers } of some)
      router[method](path, ...inFront[access], ...handlers);
    app.use(router);
  };
  // Before the log of requests: events come by the thousand and are counted. What fails is logged like everything else.
  mount(served.filter(isEvent));
  app.use(requestLog(logger));
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  mount(served.filter((route) => !isEvent(route)));
  app.use(unknownRoute);
  app.use(answerProblems(logger));
  return app;
}

const isForEveryRole = ({ access }: Route): boolean => access === 'operator';
const isEvent = ({ access }: Route): boolean => access === 'event';

/** What stands in front of a route's own handlers. HubSpot limits its webhooks itself: one that is refused comes late. */
function chains({ event, signature, admin }: Guards): Readonly<Record<Access, readonly RequestHandler[]>> {
  const signed = [signature, ...limitSigned(), aPersonWaits];
  const guesses = [limitPerAddress({ guessesOnly: true })];
  return {
    event: [event],
    signed,
    page: [signature, ...limitSigned(), aPersonWaits],
    admin: [...signed, admin],
    anyone: [limitPerAddress({ guessesOnly: false })],
    secret: guesses,
    link: guesses,
    operator: [],
  };
}

/** The description of all routes, itself included. */
function ofAll(routes: readonly Route[], { publicUrl }: Pick<Config, 'publicUrl'>): Route {
  const own: Route = {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This description',
    access: 'operator',
    answers: 'OpenAPI 3.1',
    handlers: [(_request, response) => void response.json(describeRoutes([...routes, own], publicUrl))],
  };
  return own;
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
