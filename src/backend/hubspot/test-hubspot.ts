import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../ground/clock.ts';
import type { Logger } from '../ground/logger.ts';

/** A small HTTP server for tests: answers with what `answer` says and remembers what was asked. */
export interface FakeHubSpot {
  url: string;
  requests: FakeRequest[];
  close(): Promise<void>;
}

export interface FakeRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** `drop`: the connection is cut without an answer; `hang`: nothing ever comes; `cut`: half an answer. */
export type FakeAnswer =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | 'drop'
  | 'hang'
  | 'cut';

export async function startFakeHubSpot(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeHubSpot> {
  const requests: FakeRequest[] = [];
  const server = createServer((incoming, response) => {
    void readBody(incoming).then(async (body) => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body,
      };
      requests.push(request);
      reply(response, await answer(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function reply(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') return void response.destroy();
  if (answer === 'cut') {
    response.writeHead(200, { 'content-length': 1_000 }).write('{"id":');
    return void setImmediate(() => response.destroy());
  }
  const { status = 200, json, text = json === undefined ? '' : JSON.stringify(json), headers } = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

/** A clock that stands until it is moved. */
export function standingClock(start = 1_790_000_000_000): Clock & { advance(ms: number): void } {
  let now = start;
  return { now: () => now, advance: (ms) => void (now += ms) };
}

/** Collects log lines instead of printing them. */
export function collectingLogger(): {
  logger: Logger;
  lines: { level: string; fields: unknown; text: unknown }[];
} {
  const lines: { level: string; fields: unknown; text: unknown }[] = [];
  const at = (level: string) => (fields: unknown, text?: unknown) => void lines.push({ level, fields, text });
  const logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
  };
  // The rooms under test log; they make no child loggers.
  return { logger: logger as unknown as Logger, lines };
}
