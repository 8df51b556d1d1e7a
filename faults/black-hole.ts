import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where the bytes of a request stop: before it, within it, or after it, so that only its answer is lost. */
export const cuts = ['before', 'within', 'after'] as const;
export type Cut = (typeof cuts)[number];

/**
 * How a hole ends. resume: everything that was held back arrives. reset: all connections break. forgotten: connections
 * from before stay silent for ever, as when a router forgets them; new ones work.
 */
export const healings = ['resume', 'reset', 'forgotten'] as const;
export type Healing = (typeof healings)[number];

/**
 * Passes TCP connections on, and on command passes nothing any more without closing anything: both sides believe in
 * the connection, new ones are accepted and stay silent.
 */
export class BlackHole {
  private readonly server: Server;
  private readonly passages = new Set<Passage>();
  private targetPort = 0;
  private dark = false;
  private trap: { wanted: RegExp; cut: Cut; sprung: () => void } | undefined;

  private constructor(server: Server) {
    this.server = server;
    server.on('connection', (socket) => this.accept(socket));
  }

  static async open(): Promise<BlackHole> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BlackHole(server);
  }

  get port(): number {
    // A listening TCP server has an AddressInfo.
    return (this.server.address() as AddressInfo).port;
  }

  /** Who is behind it: told as soon as it is known. */
  leadTo(port: number): void {
    this.targetPort = port;
  }

  /** Opens the hole when something like `wanted` is sent next. Resolves when it is open, at the latest after `patienceMs`. */
  async openAt(wanted: RegExp, cut: Cut, patienceMs: number): Promise<'in a request' | 'in silence'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'in silence'>((resolve) => {
      timer = setTimeout(() => resolve('in silence'), patienceMs);
    });
    const sprung = new Promise<'in a request'>((resolve) => {
      this.trap = { wanted, cut, sprung: () => resolve('in a request') };
    });
    const how = await Promise.race([sprung, late]);
    clearTimeout(timer);
    this.goDark();
    return how;
  }

  private goDark(): void {
    this.trap = undefined;
    this.dark = true;
    for (const passage of this.passages) passage.dark = true;
  }

  heal(healing: Healing): void {
    this.dark = false;
    for (const passage of this.passages) {
      if (healing === 'resume') passage.resume();
      if (healing === 'reset') passage.end();
    }
  }

  async close(): Promise<void> {
    for (const passage of this.passages) passage.end();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(socket: Socket): void {
    const passage = new Passage(
      socket,
      () => connect({ port: this.targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }),
      (chunk) => this.spring(chunk),
      () => this.passages.delete(passage),
    );
    this.passages.add(passage);
    passage.dark = this.dark;
    if (!this.dark) passage.resume();
  }

  /** How much of what is sent still passes. */
  private spring(chunk: Buffer): number {
    if (!this.trap?.wanted.test(chunk.toString('latin1'))) return chunk.length;
    const { cut, sprung } = this.trap;
    this.goDark();
    sprung();
    return { before: 0, within: Math.floor(chunk.length / 2), after: chunk.length }[cut];
  }
}

/** One connection, and the one behind it. */
class Passage {
  dark = false;
  private readonly near: Socket;
  private far: Socket | undefined;
  private readonly openFar: () => Socket;
  private readonly passing: (chunk: Buffer) => number;
  private readonly ended: () => void;
  /** What happened in the dark, in order: bytes and ends of either direction. */
  private held: (() => void)[] = [];

  constructor(near: Socket, openFar: () => Socket, passing: (chunk: Buffer) => number, ended: () => void) {
    this.near = near;
    this.openFar = openFar;
    this.passing = passing;
    this.ended = ended;
    near.on('data', (chunk: Buffer) => this.send(chunk));
    this.watch(near, () => this.far?.end());
  }

  private send(chunk: Buffer): void {
    const passes = this.dark ? 0 : this.passing(chunk);
    if (passes > 0) this.far?.write(chunk.subarray(0, passes));
    if (passes < chunk.length) this.held.push(() => void this.far?.write(chunk.subarray(passes)));
  }

  private watch(socket: Socket, end: () => void): void {
    const tell = (work: () => void): void => void (this.dark ? this.held.push(work) : work());
    socket.on('end', () => tell(end));
    socket.on('close', () => tell(() => this.end()));
    // It is followed by 'close'.
    socket.on('error', () => undefined);
  }

  resume(): void {
    this.dark = false;
    if (!this.far) {
      this.far = this.openFar();
      this.far.on('data', (chunk: Buffer) => {
        if (this.dark) this.held.push(() => void this.near.write(chunk));
        else this.near.write(chunk);
      });
      this.watch(this.far, () => this.near.end());
    }
    for (const work of this.held.splice(0)) work();
  }

  end(): void {
    this.ended();
    this.held = [];
    for (const socket of [this.near, this.far]) {
      if (this.dark) socket?.resetAndDestroy();
      else socket?.destroy();
    }
  }
}
