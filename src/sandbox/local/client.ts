/** What people do on the stand-in's pages, over its control API: used by the first run, the story and tests. */
export interface SandboxClient {
  readonly url: string;
  contacts(query?: string): Promise<ContactRow[]>;
  contact(id: string): Promise<ContactDetail>;
  update(id: string, userId: number, properties: Record<string, string>): Promise<void>;
  bulk(ids: readonly string[], userId: number, properties: Record<string, string>): Promise<void>;
  owners(): Promise<SandboxOwner[]>;
  mails(mailbox?: string): Promise<MailRow[]>;
  reply(mailId: string, text: string): Promise<void>;
  advance(ms: number): Promise<void>;
  now(): Promise<number>;
  /** What a card's `hubspot.fetch` does, as a user. Resolves to the app's status and body. */
  fetchAs(
    userId: number,
    uri: string,
    request?: { method?: string; body?: unknown },
  ): Promise<{ status: number; body: unknown }>;
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

export interface ContactRow {
  id: string;
  properties: Record<string, string | null>;
}
export interface ContactDetail extends ContactRow {
  /** Versions of each property, newest first. */
  history: Record<string, { value: string; sourceType: string }[]>;
  /** Newest first, each with the properties of its record. */
  timeline: (Record<string, string | null | undefined> & { kind: 'note' | 'email' | 'task'; id: string })[];
}
export interface SandboxOwner {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  userId: number | null;
  archived: boolean;
}
export interface MailRow {
  id: string;
  from: string;
  to: string;
  subject: string;
  mailbox: string;
  direction: 'in' | 'out';
  messageId: string;
}

export function createSandboxClient(url: string, portalId: number): SandboxClient {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const portal = `/portals/${portalId}`;
  // The control API is this package's own: its answers have the shapes above.
  return {
    url,
    call,
    contacts: async (query = 'limit=500') =>
      ((await call('GET', `${portal}/contacts?${query}`)) as { results: ContactRow[] }).results,
    contact: async (id) => (await call('GET', `${portal}/contacts/${id}`)) as ContactDetail,
    update: async (id, userId, properties) =>
      void (await call('PATCH', `${portal}/contacts/${id}`, { properties, userId })),
    bulk: async (ids, userId, properties) =>
      void (await call('POST', `${portal}/contacts/bulk`, { ids, properties, userId })),
    owners: async () => (await call('GET', `${portal}/owners`)) as SandboxOwner[],
    mails: async (mailbox) =>
      (await call('GET', `/mail${mailbox ? `?mailbox=${encodeURIComponent(mailbox)}` : ''}`)) as MailRow[],
    reply: async (mailId, text) =>
      void (await call('POST', `/mail/${encodeURIComponent(mailId)}/reply`, { text })),
    advance: async (advanceMs) => void (await call('POST', '/clock', { advanceMs })),
    now: async () => ((await call('GET', '/clock')) as { now: number }).now,
    fetchAs: async (userId, requestUri, request = {}) => {
      const answer = (await call('POST', '/hubspot-fetch', { portalId, userId, requestUri, ...request })) as {
        responseBody: unknown;
        context: { appServerStatusCode: string[] };
      };
      return { status: Number(answer.context.appServerStatusCode[0]), body: answer.responseBody };
    },
  };
}

/** Asks until `found` gives something, or fails with what was awaited. Real time. */
export async function until<Value>(
  what: string,
  found: () => Promise<Value | undefined | false | null>,
  timeoutMs = 30_000,
): Promise<Value> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await found();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
