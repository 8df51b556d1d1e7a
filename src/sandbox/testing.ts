import type { AppDefinition } from './app-definition.ts';
import type { SystemTime } from './ground/clock.ts';
import type { SandboxOptions } from './options.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';

/** An app that may do everything, subscribed to nothing. */
export const testApp: AppDefinition = {
  appId: 7_001,
  name: 'Test app',
  clientId: 'client-id',
  clientSecret: 'client-secret',
  redirectUrls: ['http://localhost:3000/oauth/callback'],
  requiredScopes: [
    'oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read',
    'crm.schemas.contacts.write', 'crm.objects.owners.read', 'crm.lists.read', 'crm.lists.write', 'sales-email-read',
  ], // prettier-ignore
  conditionallyRequiredScopes: [],
  optionalScopes: [
    'settings.users.read', 'settings.users.write', 'communication_preferences.read', 'communication_preferences.read_write',
    'crm.objects.companies.read', 'crm.objects.companies.write', 'crm.schemas.companies.read', 'crm.schemas.companies.write',
    'crm.objects.deals.read', 'crm.objects.deals.write', 'crm.schemas.deals.read', 'crm.schemas.deals.write', 'tickets',
    'crm.objects.custom.read', 'crm.objects.custom.write', 'crm.schemas.custom.read', 'crm.schemas.custom.write',
    'behavioral_events.event_definitions.read_write', 'analytics.behavioral_events.send',
  ], // prettier-ignore
  permittedFetchUrls: ['http://localhost:3000'],
  webhook: null,
};

export interface TestAnswer {
  status: number;
  /** The JSON body, whatever it is: tests look into it freely. */
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a test asserts on the shape it expects
  headers: Headers;
}

export interface TestSandbox extends Sandbox {
  token: string;
  /** Calls HubSpot's API. `path` is everything after the origin. */
  api(method: string, path: string, body?: unknown, token?: string): Promise<TestAnswer>;
  /** Calls the control API. `path` is everything after /sandbox/api. */
  control(method: string, path: string, body?: unknown): Promise<TestAnswer>;
}

/** Starts a stand-in on a free port, in memory, with portal 4242, without limits on the pace of a test. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({
    port: 0,
    dataFile: null,
    publicBatonUrl: 'http://localhost:3000',
    app: testApp,
    seed: true,
    searchLagMs: 0,
    ownerLagMs: 0,
    lists: { lagMs: 0, fillMs: 0 },
    eventLagMs: 0,
    limits: {
      perTenSeconds: Infinity,
      searchPerSecond: Infinity,
      journalPerSecond: Infinity,
      eventsPerSecond: Infinity,
      associationsPerTenSeconds: Infinity,
    },
    ...options,
  });
  const token = sandbox.portals.find(4242) ? sandbox.issueAccessToken(4242) : '';
  return {
    ...sandbox,
    token,
    api: (method, path, body, bearer = token) =>
      send(`${sandbox.url}${path}`, method, body, { Authorization: `Bearer ${bearer}` }),
    control: (method, path, body) => send(`${sandbox.url}/sandbox/api${path}`, method, body, {}),
  };
}

async function send(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<TestAnswer> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Time that stands still until it is moved. */
interface ManualTime extends SystemTime {
  /** Moves time forward and runs what became due, in order. */
  pass(ms: number): void;
  /** How many tasks wait for their time. */
  readonly waiting: number;
}

export function manualTime(startAt: number): ManualTime {
  let now = startAt;
  let tasks: { dueAt: number; run: () => void }[] = [];
  return {
    now: () => now,
    get waiting() {
      return tasks.length;
    },
    after(ms, run) {
      const task = { dueAt: now + ms, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    pass(ms) {
      now += ms;
      const due = tasks.filter((task) => task.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
      tasks = tasks.filter((task) => task.dueAt > now);
      for (const task of due) task.run();
    },
  };
}
