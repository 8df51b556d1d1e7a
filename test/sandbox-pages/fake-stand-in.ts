import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as seed from './fake-data.ts';

export interface FakeOptions {
  /** Folder with index.html, app.js, card-worker.js, app.css. */
  pages: string;
  /** Folder served under /cards. */
  cards: string;
  extensions: { uid: string; name: string; location: string; bundle: string }[];
  /** Answers hubspot.fetch: the app's status and JSON body. */
  app?: (request: { url: URL; method: string; body: unknown }) => { status: number; body: unknown };
}

type Json = Record<string, unknown>;
type Answer = { status?: number; body: unknown };

/** A server in memory that answers the pages as the real stand-in does, and remembers what they asked. */
export async function startFake(options: FakeOptions) {
  const world = {
    contacts: seed.contacts(),
    timelines: seed.timelines(),
    mails: seed.mails(),
    faults: [] as Json[],
    webhooks: { duplicate: false, shuffle: false, delayMs: 0, paused: false } as Json,
    offsetMs: 0,
    deleted: new Set<string>(),
    /** Method, path and body of every request that changes something. */
    changes: [] as { method: string; path: string; body: Json }[],
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, { status: 500, body: { message: String(error) } }),
    );
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const file = fileFor(url.pathname, options);
    if (url.pathname === '/assets/extensions.json') return send(response, { body: options.extensions });
    if (file) return sendFile(response, file);
    if (!url.pathname.startsWith('/sandbox/api/'))
      return sendFile(response, path.join(options.pages, 'index.html'));
    const method = request.method ?? 'GET';
    const body = await readBody(request);
    const route = url.pathname.slice('/sandbox/api/'.length);
    if (method !== 'GET' && route !== 'hubspot-fetch') world.changes.push({ method, path: route, body });
    send(response, api(method, route, url, body));
  }

  function api(method: string, route: string, url: URL, body: Json): Answer {
    const simple: Record<string, () => Answer> = {
      'GET info': () => ({ body: { batonUrl: 'https://baton.test', appId: 77, appName: 'Baton' } }),
      'GET portals': () => ({ body: [{ portalId: 4242, name: 'Acme (local)', installed: true }] }),
      'GET portals/4242/users': () => ({ body: seed.users }),
      'GET portals/4242/owners': () => ({ body: seed.owners }),
      'GET portals/4242/daily': () => ({ body: { limit: null, used: 12, resetsAt: Date.now() + 3_600_000 } }),
      'GET clock': () => ({ body: { now: Date.now() + world.offsetMs, offsetMs: world.offsetMs } }),
      'POST clock': () => {
        world.offsetMs += Number(body['advanceMs']);
        return { body: { now: Date.now() + world.offsetMs, offsetMs: world.offsetMs } };
      },
      'GET mail': () => ({ body: mailsIn(url.searchParams.get('mailbox')) }),
      'GET mailboxes': () => ({
        body: [...new Set(world.mails.map(({ mailbox }) => mailbox))].map((address) => ({
          address,
          unread: world.mails.filter((one) => one.mailbox === address && one.direction === 'in' && !one.read)
            .length,
        })),
      }),
      'GET faults': () => ({ body: world.faults }),
      'PUT faults': () => ({ body: (world.faults = body as unknown as Json[]) }),
      'DELETE faults': () => ({ body: (world.faults = []) }),
      'GET webhooks': () => ({ body: { settings: world.webhooks, deliveries: seed.deliveries } }),
      'PUT webhooks': () => ({ body: (world.webhooks = body) }),
      'GET mail-faults': () => ({ body: [] }),
      'GET calls': () => ({ body: seed.calls }),
      'DELETE calls': () => ({ body: {} }),
      'GET portals/4242/contacts': () => ({ body: list(url) }),
      'POST portals/4242/contacts/bulk': () => {
        for (const id of body['ids'] as string[]) patch(id, body['properties'] as Json);
        return { body: {} };
      },
      'POST hubspot-fetch': () => proxy(body),
    };
    const found = simple[`${method} ${route}`];
    if (found) return found();
    const mail = /^mail\/(\d+)(\/[\w-]+)?$/.exec(route);
    if (mail) {
      const one = world.mails.find(({ id }) => id === mail[1]);
      if (!one) return { status: 404, body: { message: 'There is no such mail.' } };
      if (method === 'GET') one.read = true;
      return { body: mail[2] === '/unsubscribe' ? { status: 200 } : one };
    }
    const contact = /^portals\/4242\/contacts\/(\d+)(\/associations)?$/.exec(route);
    if (contact) return record(method, String(contact[1]), Boolean(contact[2]), body);
    return { status: 404, body: { message: `The fake has no ${method} ${route}` } };
  }

  const mailsIn = (mailbox: string | null) =>
    world.mails
      .filter((mail) => (mailbox ? mail.mailbox === mailbox : mail.direction === 'in'))
      .map(({ text: _t, html: _h, headers: _e, raw: _r, ...rest }) => rest)
      .reverse();

  function list(url: URL) {
    const text = url.searchParams.get('query')?.toLowerCase() ?? '';
    const owner = url.searchParams.get('ownerId') ?? '';
    const from = Number(url.searchParams.get('after') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const matching = [...world.contacts.values()].filter(
      ({ properties }) =>
        JSON.stringify(properties).toLowerCase().includes(text) &&
        (owner === '' ||
          (owner === 'none' ? !properties['hubspot_owner_id'] : properties['hubspot_owner_id'] === owner)),
    );
    const next = from + limit < matching.length ? String(from + limit) : undefined;
    return { results: matching.slice(from, from + limit), total: matching.length, next };
  }

  function patch(id: string, properties: Json) {
    const contact = world.contacts.get(id);
    if (!contact) return;
    Object.assign(contact.properties, properties);
    contact.ownerName = seed.ownerName(contact.properties['hubspot_owner_id'] ?? null);
  }

  function record(method: string, id: string, associations: boolean, body: Json): Answer {
    const contact = world.contacts.get(id);
    if (!contact || world.deleted.has(id)) return { status: 404, body: { message: 'No such contact' } };
    if (associations) return { body: seed.companies };
    if (method === 'PATCH') {
      const properties = body['properties'] as Json;
      if (properties['email'] === 'broken')
        return { status: 400, body: { message: 'Property values were not valid' } };
      patch(id, properties);
    }
    if (method === 'DELETE') world.deleted.add(id);
    const timeline = world.timelines.get(id) ?? [];
    return {
      body: {
        id,
        properties: contact.properties,
        history: seed.history,
        timeline,
        propertyDefinitions: seed.definitions,
      },
    };
  }

  /** HubSpot's wrapper around the app's answer. */
  function proxy(body: Json): Answer {
    const url = new URL(String(body['requestUri']));
    const result = options.app?.({ url, method: String(body['method']), body: body['body'] });
    if (!result)
      return {
        status: 400,
        body: { status: 'error', message: 'not permitted', category: 'VALIDATION_ERROR' },
      };
    const ok = result.status < 300;
    const context = { appServerStatusCode: [String(result.status)] };
    return { body: { status: ok ? 'success' : 'error', responseBody: result.body, context } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // the server listens on TCP, so its address is not a pipe's name
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileFor(pathname: string, options: FakeOptions): string | null {
  if (pathname.startsWith('/assets/')) return path.join(options.pages, path.basename(pathname));
  if (pathname.startsWith('/cards/')) return path.join(options.cards, path.basename(pathname));
  return null;
}

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const content = await readFile(file).catch(() => null);
  if (content === null) return send(response, { status: 404, body: { message: 'no such file' } });
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/json' }).end(content);
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Json> {
  let text = '';
  for await (const part of request) text += String(part);
  return text ? (JSON.parse(text) as Json) : {};
}
