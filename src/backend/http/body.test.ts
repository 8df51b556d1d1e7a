import { PassThrough } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBodyBudget, readBody, wholeBody } from './body.ts';

/** A request that the test sends byte by byte. */
function sending(headers: Record<string, string> = {}) {
  const stream = Object.assign(new PassThrough(), { headers });
  // Only the stream and its headers are looked at.
  return { stream, request: stream as unknown as IncomingMessage };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));
const ignore = () => undefined;

afterEach(() => {
  vi.useRealTimers();
});

describe('the body of a request', () => {
  it('is given on as it comes, and kept', async () => {
    const { stream, request } = sending();
    const heard: string[] = [];
    const budget = createBodyBudget();
    const body = readBody(request, wholeBody(10), { budget, onBytes: (bytes) => heard.push(String(bytes)) });
    stream.write('ab');
    await settle();
    stream.end('c');
    expect(String(await body)).toBe('abc');
    expect(heard).toEqual(['ab', 'c']);
    expect(budget).toEqual(createBodyBudget());
  });

  it.each([
    ['too large', 'REQUEST_TOO_LARGE', (stream: PassThrough) => stream.write('x'.repeat(300_000))],
    ['cut off', 'REQUEST_INVALID', (stream: PassThrough) => stream.destroy()],
    ['broken', 'REQUEST_INVALID', (stream: PassThrough) => stream.destroy(new Error('reset'))],
  ])('that is %s is refused', async (_how, code, end) => {
    const { stream, request } = sending();
    const budget = createBodyBudget();
    const body = readBody(request, wholeBody(200_000), { budget, onBytes: ignore });
    stream.write('x'.repeat(150_000));
    await settle();
    end(stream);
    await expect(body).rejects.toMatchObject({ code });
    expect(budget).toEqual(createBodyBudget());
  });

  it('that is compressed is refused: it could be of any size', async () => {
    const { request } = sending({ 'content-encoding': 'gzip' });
    const body = readBody(request, wholeBody(10), { budget: createBodyBudget(), onBytes: ignore });
    await expect(body).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  });

  it('shares what large ones may hold; small ones come through all the time', async () => {
    const budget = createBodyBudget(1_000_000);
    const read = () => {
      const { stream, request } = sending();
      return { stream, body: readBody(request, wholeBody(10_000_000), { budget, onBytes: ignore }) };
    };
    const hoarders = Array.from({ length: 40 }, read);
    const answers = Promise.allSettled(hoarders.map(({ body }) => body));
    for (const { stream } of hoarders) {
      stream.write('x'.repeat(120_000));
      await settle();
    }
    expect(budget.left).toBeGreaterThanOrEqual(0);
    const small = read();
    small.stream.end('x'.repeat(60_000));
    expect((await small.body).length).toBe(60_000);
    for (const { stream } of hoarders) stream.end();
    const refused = (await answers).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(15);
    expect(budget.left).toBe(1_000_000);
  });

  it('that is large and comes slowly is given up, and what it held is free again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const budget = createBodyBudget();
    const { stream, request } = sending();
    const body = readBody(request, wholeBody(1_000_000), { budget, onBytes: ignore });
    const outcome = expect(body).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    stream.write('x'.repeat(100_000));
    await settle();
    expect(budget.left).toBeLessThan(createBodyBudget().left);
    await vi.advanceTimersByTimeAsync(10_000);
    await outcome;
    expect(budget).toEqual(createBodyBudget());
  });
});
