import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A request as bytes: nothing corrects it on its way. */
export interface RawRequest {
  method: string;
  /** Path and query, as they stand in the first line. */
  target: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
}

export interface RawAnswer {
  status: number;
  body: string;
}

/** One kept-alive connection; opened again when the server has closed it. */
export interface RawConnection {
  /** @throws Error after a minute without an answer */
  send(request: RawRequest): Promise<RawAnswer>;
  close(): void;
}

const PATIENCE_MS = 60_000;

export function openRawConnection(port: number): RawConnection {
  let socket: Socket | undefined;
  return {
    async send(request) {
      if (!socket || socket.destroyed) socket = await open(port);
      const answer = readAnswer(socket, request.method);
      socket.write(bytesOf(request));
      const { closes, ...rest } = await answer;
      if (closes) socket.destroy();
      return rest;
    },
    close: () => void socket?.destroy(),
  };
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  // Whoever waits for an answer hears of it as well; between requests nobody cares.
  socket.on('error', () => undefined);
  return socket;
}

function bytesOf({ method, target, headers, body }: RawRequest): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: localhost',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

function readAnswer(socket: Socket, method: string): Promise<RawAnswer & { closes: boolean }> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      socket.off('data', take).off('close', closed);
      settle();
    };
    const take = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      const answer = parseAnswer(received, method);
      if (answer) end(() => resolve(answer));
    };
    const closed = (): void => end(() => reject(new Error('The server hung up without an answer.')));
    const timer = setTimeout(() => {
      end(() => reject(new Error(`No answer within ${PATIENCE_MS} ms.`)));
      socket.destroy();
    }, PATIENCE_MS);
    socket.on('data', take).on('close', closed);
  });
}

/** null: not complete yet. Baton says how long its answers are; Node's own refusals have no body and close. */
function parseAnswer(received: Buffer, method: string): (RawAnswer & { closes: boolean }) | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = received.subarray(0, end).toString('latin1');
  const length = method === 'HEAD' ? 0 : Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const body = received.subarray(end + 4);
  if (body.length < length) return null;
  return {
    status: Number(head.slice(9, 12)),
    body: body.subarray(0, length).toString('utf8'),
    closes: /^connection: *close/im.test(head),
  };
}
