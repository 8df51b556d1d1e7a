import type { AppDefinition } from './app-definition.ts';
import type { SystemTime } from './ground/clock.ts';
import type { Random } from './ground/random.ts';
import type { ListTiming } from './lists/lists.ts';

/** What a user of the stand-in decides; everything optional has HubSpot's own value as default. */
export interface SandboxOptions {
  /** 0: any free port. Always on 127.0.0.1. */
  port: number;
  /** SQLite file that survives restarts; null: memory only. */
  dataFile: string | null;
  /** The app under test: identity, scopes, webhooks. */
  app: AppDefinition;
  /** Where Baton is reached; cards learn it as their variable API_ORIGIN. */
  publicBatonUrl: string;
  /** Fill portal 4242 with about 200 contacts when it does not exist yet. */
  seed: boolean;
  /** Added to every API call, ms. */
  latencyMs?: number;
  limits?: Partial<SandboxLimits>;
  /** How long a change stays invisible to search, ms. Default 3,000. */
  searchLagMs?: number;
  /** How long after creating a user its owner appears, ms. Default 2,000. */
  ownerLagMs?: number;
  /** How far dynamic lists are behind, ms of sandbox time. Default: 3,000 after a change, 6,000 to fill a new one. */
  lists?: Partial<ListTiming>;
  /** How long after it was accepted a custom event can be read, ms of sandbox time. Default 5,000. */
  eventLagMs?: number;
  webhooks?: Partial<WebhookTiming>;
  /** Scopes of the app's own tokens; default: all of the webhooks journal. */
  appScopes?: readonly string[];
  /** What HubSpot may do either way. */
  practice?: Partial<Practice>;
  /** Events in one file of the journal. Default as HubSpot: 10,000. */
  journalFileEvents?: number;
  /** Built pages: `index.html` is the shell of every page route, all files are served under `/assets`. */
  pagesDirectory?: string;
  /** Built cards, served under `/cards`. */
  cardsDirectory?: string;
  /** Starts the local mail world on the same clock; absent: no mail. Ports 0: any free ones. */
  mail?: { smtpPort: number; imapPort: number; dataFile: string | null };
  /** Called for a user created with `sendWelcomeEmail`. Default: the mail world delivers an invitation. */
  onInvitation?: (invitation: Invitation) => void | Promise<unknown>;
  /** Told about failures that no request can answer. Default: nobody. */
  onFailure?: (error: unknown) => void;
  time?: SystemTime;
  random?: Random;
}

/** Where HubSpot's declaration and what it does may differ, and nobody outside can tell which holds. */
export interface Practice {
  /** Versions whose token endpoint gives the app a token of its own (`client_credentials`). */
  clientCredentials: readonly ('2026-09' | '2026-03')[];
  /** OAuth refuses in HubSpot's general shape (`category`, `message`) instead of RFC 6749's. */
  generalOAuthErrors: boolean;
  /** Introspection names the account: documented for 2026-03 only. */
  hubIdInIntrospection: boolean;
}

export const USUAL_PRACTICE: Practice = {
  clientCredentials: ['2026-09', '2026-03'],
  generalOAuthErrors: false,
  hubIdInIntrospection: true,
};

export interface SandboxLimits {
  /** Requests per rolling 10 s, per portal and app. HubSpot: 110. */
  perTenSeconds: number;
  /** Search requests per rolling second, per portal over all apps. HubSpot: 5. */
  searchPerSecond: number;
  /** Journal requests per rolling second, per app. HubSpot: 100. */
  journalPerSecond: number;
  /** Requests that send custom events per rolling second, per portal. HubSpot: 1,250. */
  eventsPerSecond: number;
  /** Association API requests per rolling 10 s. HubSpot: 150 for Professional and Enterprise. */
  associationsPerTenSeconds: number;
}

export const HUBSPOT_LIMITS: SandboxLimits = {
  perTenSeconds: 110,
  searchPerSecond: 5,
  journalPerSecond: 100,
  eventsPerSecond: 1_250,
  associationsPerTenSeconds: 150,
};

export interface WebhookTiming {
  /** How long events are gathered into one request, ms. */
  gatherMs: number;
  /** Answer deadline, ms. HubSpot: 5,000. */
  timeoutMs: number;
  /** Waiting times before retry 1, 2, …, in sandbox time, each shortened at random by up to half. */
  retryDelaysMs: readonly number[];
}

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** Ten retries over at most 24 hours. */
export const HUBSPOT_WEBHOOK_TIMING: WebhookTiming = {
  gatherMs: 20,
  timeoutMs: 5 * SECOND,
  retryDelaysMs: [
    2 * SECOND,
    8 * SECOND,
    30 * SECOND,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    13 * HOUR,
  ],
};

export interface Invitation {
  portalId: number;
  accountName: string;
  email: string;
  firstName: string;
  lastName: string;
  /** Opening it marks the invitation as accepted. */
  acceptUrl: string;
}

/** What the webhooks journal takes; granted to the app itself, never by an account. */
export const JOURNAL_SCOPES: readonly string[] = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
  'developer.webhooks_journal.snapshots.read',
  'developer.webhooks_journal.snapshots.write',
];
