import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express, { type Express } from 'express';
import { createOnboarding } from './people/people.ts';
import { Portals } from './accounts/portals.ts';
import type { World } from './accounts/portal.ts';
import { createApi } from './api/endpoints.ts';
import { createSandboxClock, systemTime, type SandboxClock, type SystemTime } from './ground/clock.ts';
import { createControl } from './control/control.ts';
import { JournalFiles } from './journal/files.ts';
import { Journal } from './journal/journal.ts';
import { JournalSubscriptions } from './journal/subscriptions.ts';
import type { MembershipEvent } from './lists/list.ts';
import { startSandboxMail, type SandboxMail } from './mail/sandbox-mail.ts';
import { createModelStandIn, type ModelStandIn } from './models/model-stand-in.ts';
import { consentPage } from './oauth/consent.ts';
import { AppTokens } from './oauth/app-tokens.ts';
import { TokenBook } from './oauth/tokens.ts';
import {
  HUBSPOT_LIMITS,
  HUBSPOT_WEBHOOK_TIMING,
  JOURNAL_SCOPES,
  USUAL_PRACTICE,
  type SandboxOptions,
} from './options.ts';
import { pagesHost } from './pages-host.ts';
import { invitationPage } from './people/invitation-page.ts';
import { WeekPlayer } from './play/week-player.ts';
import type { RecordEvent } from './records/record.ts';
import { SearchIndex } from './search/search-index.ts';
import { seedDefaultPortal } from './seed/seed.ts';
import { openStore, type Store } from './ground/store.ts';
import { CallLog } from './traffic/calls.ts';
import { DailyLimits } from './traffic/daily.ts';
import { Faults } from './traffic/faults.ts';
import { quiet } from './traffic/quiet.ts';
import { RateLimits } from './traffic/limits.ts';
import { Webhooks } from './webhooks/webhooks.ts';

const SEARCH_LAG_MS = 3_000;
const EVENT_LAG_MS = 5_000;
const OWNER_LAG_MS = 2_000;
const LIST_TIMING = { lagMs: 3_000, fillMs: 6_000 };
/** Real time in which the app notices what is due at a new time of day. */
const NOTICED_MS = 600;

/** A running stand-in for HubSpot. */
export interface Sandbox {
  /** http://127.0.0.1:port: HubSpot's API and pages, and the control API under /sandbox/api. */
  url: string;
  port: number;
  clock: SandboxClock;
  portals: Portals;
  /** null when it was started without a mail world. */
  mail: SandboxMail | null;
  /** Answers under /sandbox/models/v1, in the manner of OpenAI and of Anthropic. */
  models: ModelStandIn;
  /** A token for one portal that never expires, with all scopes of the app unless told otherwise. */
  issueAccessToken(portalId: number, scopes?: readonly string[]): string;
  /** Resolves when the app is at rest: see traffic/quiet.ts. */
  quiet(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts the stand-in. A second start on the same data file finds everything as it was. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const time = options.time ?? systemTime;
  const store = openStore(options.dataFile);
  const clock = openClock(store, time);
  const mail = options.mail ? await startSandboxMail({ ...options.mail, clock }) : null;
  const server = createServer({ maxHeaderSize: 65_536 });
  const parts = assemble(options, { store, clock, time, mail, origin: () => originOf(server) });
  server.on('request', parts.http);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  parts.webhooks.start();
  const { requiredScopes, optionalScopes, conditionallyRequiredScopes } = options.app;
  return {
    url: originOf(server),
    port: portOf(server),
    clock,
    portals: parts.portals,
    mail,
    models: parts.models,
    issueAccessToken: (
      portalId,
      scopes = [...requiredScopes, ...conditionallyRequiredScopes, ...optionalScopes],
    ) => parts.tokens.issueAccessToken({ portalId, userId: null, scopes: [...scopes] }),
    quiet: () => quiet(parts),
    stop: async () => {
      await parts.weeks.cancel();
      parts.webhooks.close();
      parts.onboarding.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await mail?.stop();
      store.close();
    },
  };
}

interface Ground {
  store: Store;
  clock: SandboxClock;
  time: SystemTime;
  mail: SandboxMail | null;
  origin: () => string;
}

function assemble(options: SandboxOptions, ground: Ground) {
  const { app, random = Math.random, onFailure = () => undefined } = options;
  const { store, clock, time, mail, origin } = ground;
  const listeners: ((event: RecordEvent) => void)[] = [];
  const emit = (event: RecordEvent): void => listeners.forEach((listener) => listener(event));
  const membershipListeners: ((event: MembershipEvent) => void)[] = [];
  const world: World = {
    store,
    clock,
    index: new SearchIndex(clock, options.searchLagMs ?? SEARCH_LAG_MS),
    eventLagMs: options.eventLagMs ?? EVENT_LAG_MS,
    listTiming: { ...LIST_TIMING, ...options.lists },
    emit,
    emitMembership: (event) => membershipListeners.forEach((listener) => listener(event)),
  };
  const portals = new Portals(world);
  if (options.seed) seedDefaultPortal(portals);
  store.flush();
  const journal = openJournal(options, { app, store, clock, portals });
  const tokens = new TokenBook(store, clock, portals, (...args) => journal.journal.lifecycle(...args));
  const timing = { ...HUBSPOT_WEBHOOK_TIMING, ...options.webhooks };
  const webhooks = new Webhooks({ app, store, clock, time, random, portals, timing });
  listeners.push((event) => webhooks.accept(event));
  listeners.push((event) => journal.journal.accept(event));
  membershipListeners.push((event) => journal.journal.acceptMembership(event));
  const invite =
    options.onInvitation ?? (mail ? (invitation) => mail.deliverInvitation(invitation) : undefined);
  const onboarding = createOnboarding({
    time,
    ownerLagMs: options.ownerLagMs ?? OWNER_LAG_MS,
    invite,
    origin,
    onFailure,
  });
  const traffic = {
    limits: new RateLimits(time, { ...HUBSPOT_LIMITS, ...options.limits }),
    daily: new DailyLimits(clock, store),
    faults: new Faults(store, random),
    calls: new CallLog(),
  };
  const practice = { ...USUAL_PRACTICE, ...options.practice };
  const shared = {
    app,
    store,
    clock,
    time,
    portals,
    tokens,
    random,
    onboarding,
    webhooks,
    origin,
    practice,
    ...traffic,
    ...journal,
  };
  const models = createModelStandIn({ clock });
  const atRest = async () => {
    await pause(NOTICED_MS);
    return quiet({ calls: traffic.calls, webhooks });
  };
  const weeks = new WeekPlayer({ appId: app.appId, store, portals, clock, mail, quiet: atRest });
  const http = compose(options, { ...shared, models, weeks }, mail, origin);
  return { http, models, weeks, portals, tokens, webhooks, onboarding, calls: traffic.calls };
}

function openJournal(options: SandboxOptions, ground: ConstructorParameters<typeof JournalSubscriptions>[0]) {
  const { store, clock } = ground;
  const journalSubscriptions = new JournalSubscriptions(ground);
  const maxEvents = options.journalFileEvents ?? 10_000;
  const journal = new Journal({ ...ground, subscriptions: journalSubscriptions, maxEvents });
  const journalFiles = new JournalFiles(clock, journal);
  const appTokens = new AppTokens(store, clock, options.appScopes ?? JOURNAL_SCOPES);
  return { journal, journalFiles, journalSubscriptions, appTokens };
}

function compose(
  options: SandboxOptions,
  shared: Omit<Parameters<typeof createApi>[0], 'latencyMs' | 'uiHost'> & {
    webhooks: Webhooks;
    models: ModelStandIn;
    weeks: WeekPlayer;
  },
  mail: SandboxMail | null,
  origin: () => string,
): Express {
  const { app, clock, portals, tokens, store } = shared;
  const http = express();
  http.disable('x-powered-by');
  http.use((_request, response, next) => {
    response.setHeader('Date', new Date(clock.now()).toUTCString());
    next();
  });
  const info = {
    batonUrl: options.publicBatonUrl,
    appId: app.appId,
    appName: app.name,
    variables: { API_ORIGIN: options.publicBatonUrl },
  };
  http.use('/sandbox/api', createControl({ ...shared, info, mail }));
  http.use('/sandbox/models/v1', shared.models.routes);
  http.use(consentPage({ app, portals, tokens, flush: () => store.flush() }));
  http.use(invitationPage(portals));
  http.use(pagesHost({ pages: options.pagesDirectory, cards: options.cardsDirectory }));
  http.use(createApi({ ...shared, latencyMs: options.latencyMs ?? 0, uiHost: () => new URL(origin()).host }));
  return http;
}

/** The clock goes on from where the last run had moved it. */
function openClock(store: Store, time: SystemTime): SandboxClock {
  const saved = store.collection<{ offsetMs: number }>('clock');
  const clock = createSandboxClock(time, saved.get('clock')?.offsetMs);
  clock.onChange((offsetMs) => saved.set('clock', { offsetMs }));
  return clock;
}

function portOf(server: Server): number {
  // A listening TCP server has an AddressInfo.
  return (server.address() as AddressInfo).port;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${portOf(server)}`;
}
