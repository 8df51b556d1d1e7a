import { connect, type Socket } from 'node:net';
import { signatureV3 } from '../src/sandbox/webhooks/signature.ts';

/** HubSpot sends an app at most 10 requests at a time for one account. */
export const IN_FLIGHT = 10;

interface Origin {
  batonUrl: string;
  clientSecret: string;
  portalId: number;
}

export interface Load {
  requests: number;
  seconds: number;
  /** Ms from the first byte sent to the last one received, of every request. */
  latencies: number[];
}

/**
 * Signs requests ahead of time, so that the measured time is Baton's: on few processors, signing beside it would take
 * what it needs. They are good for five minutes.
 */
export const signWebhooks = (origin: Origin, count: number, eventsPerRequest: number): Buffer[] =>
  Array.from({ length: count }, () => signWebhook(origin, eventsPerRequest));

/** Sends signed webhooks as HubSpot does, so many at a time over kept connections. @throws on any answer but 200 */
export async function sendWebhooks(
  batonUrl: string,
  requests: readonly Buffer[],
  inFlight = IN_FLIGHT,
): Promise<Load> {
  const latencies: number[] = [];
  const port = Number(new URL(batonUrl).port);
  const connections = Array.from({ length: inFlight }, () => new Connection(port));
  let next = 0;
  const lane = async (connection: Connection): Promise<void> => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const sent = performance.now();
      const status = await connection.send(request);
      if (status !== 200) throw new Error(`Baton answered ${status} to a webhook.`);
      latencies.push(performance.now() - sent);
    }
  };
  const start = performance.now();
  await Promise.all(connections.map(lane));
  const seconds = (performance.now() - start) / 1_000;
  for (const connection of connections) connection.close();
  return { requests: requests.length, seconds, latencies };
}

let lastContact = 1_000_000;

/** Owners of ever other contacts change: the commonest event, each of them new. */
function signWebhook({ batonUrl, clientSecret, portalId }: Origin, eventsPerRequest: number): Buffer {
  const now = Date.now();
  const events = Array.from({ length: eventsPerRequest }, () => ({
    eventId: (lastContact += 1),
    subscriptionId: 1,
    portalId,
    appId: 7_000_001,
    occurredAt: now,
    subscriptionType: 'object.propertyChange',
    attemptNumber: 0,
    objectId: lastContact,
    objectTypeId: '0-1',
    propertyName: 'hubspot_owner_id',
    propertyValue: '41600001',
    isSensitive: false,
    changeSource: 'CRM_UI',
    sourceId: 'userId:1234',
  }));
  const body = JSON.stringify(events);
  const signed = { method: 'POST', uri: `${batonUrl}/webhooks/hubspot`, body };
  return Buffer.from(
    `POST /webhooks/hubspot HTTP/1.1\r\nHost: ${new URL(batonUrl).host}\r\nContent-Type: application/json\r\n` +
      `X-HubSpot-Signature-v3: ${signatureV3(clientSecret, signed, now)}\r\nX-HubSpot-Request-Timestamp: ${now}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** HTTP/1.1 over one socket, one request at a time: cheaper than a full client, which would take Baton's processor. */
class Connection {
  readonly #socket: Socket;
  #received = '';
  #waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: 'localhost', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk) => this.#take(String(chunk)));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('Baton closed the connection.')));
  }

  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const head = this.#received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#received)?.[1] ?? 0);
    if (this.#received.length < head + 4 + length) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = '';
    this.#waiting?.resolve(status);
  }
}
