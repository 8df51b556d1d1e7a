import { hubspot } from '@hubspot/ui-extensions';
import type { HubSpotFetchOptions } from '@hubspot/ui-extensions';
import { vi } from 'vitest';

export const testOrigin = 'https://baton.example.com';

export interface Call {
  method: string;
  /** Without the origin, with the query. */
  path: string;
  body: unknown;
}

type Reply = { status: number; body: unknown };
type Answerer = (call: Call) => Reply | Promise<Reply>;

interface HeldRequest {
  call: Call;
  answer(status: number, body: unknown): void;
  fail(error: Error): void;
}

/** Stands behind `hubspot.fetch`: answers by method and path (the query does not count), and keeps what was asked. */
export class TestBackend {
  readonly calls: Call[] = [];
  #routes = new Map<string, Answerer>();

  constructor() {
    vi.spyOn(hubspot, 'fetch').mockImplementation((url, options) => this.#fetch(String(url), options));
  }

  on(route: string, body: unknown, status = 200): this {
    this.#routes.set(route, () => ({ status, body }));
    return this;
  }

  /** From now on requests to the route wait until the test answers them. */
  hold(route: string): HeldRequest[] {
    const held: HeldRequest[] = [];
    this.#routes.set(
      route,
      (call) =>
        new Promise((resolve, reject) => {
          held.push({ call, answer: (status, body) => resolve({ status, body }), fail: reject });
        }),
    );
    return held;
  }

  count(route: string): number {
    return this.calls.filter(({ method, path }) => `${method} ${path.split('?')[0]}` === route).length;
  }

  last(): Call | undefined {
    return this.calls.at(-1);
  }

  async #fetch(url: string, options: HubSpotFetchOptions = {}): Promise<Response> {
    const path = url.slice(testOrigin.length);
    const call = { method: options.method ?? 'GET', path, body: options.body };
    this.calls.push(call);
    const answerer = this.#routes.get(`${call.method} ${path.split('?')[0]}`);
    const { status, body } = await (answerer?.(call) ?? {
      status: 404,
      body: { code: 'NOT_FOUND', message: path },
    });
    const text = body instanceof Uint8Array ? body : JSON.stringify(body);
    return new Response(text as BodyInit, { status });
  }
}

/** Taken before any test fakes it. */
const realTimeout = setTimeout;

/** Lets React and pending answers catch up; works while `setTimeout` is faked. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => realTimeout(resolve, 0));
}

/** Timers under the test's control: the cards look again by themselves, forever. */
export function useFakeTime(now = Date.UTC(2026, 10, 20, 12)): void {
  vi.useFakeTimers({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
}

export async function advance(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}
