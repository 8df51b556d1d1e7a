import { hubspot } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerTo } from './answers.ts';
import { createApi } from './api.ts';
import { TestBackend, testOrigin, useFakeTime } from './test-backend.ts';

const api = createApi(testOrigin);

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('requests to the backend', () => {
  it('go to the origin of the profile, as JSON, with a timeout', async () => {
    const backend = new TestBackend().on('PUT /api/settings', { fine: true });
    expect(await api.put('/api/settings', { a: 1 })).toEqual({ ok: true, value: { fine: true } });
    expect(backend.last()).toEqual({ method: 'PUT', path: '/api/settings', body: { a: 1 } });
    const options = vi.mocked(hubspot.fetch).mock.calls[0]?.[1];
    expect(options?.timeout).toBeGreaterThan(0);
    expect(options?.headers).toBeUndefined();
  });

  it.each([
    [403, { code: 'FORBIDDEN', message: 'No.' }, 'forbidden', 'No.'],
    [401, { code: 'PORTAL_DISCONNECTED', message: 'Connect again.' }, 'reconnect', 'Connect again.'],
    [404, { code: 'PORTAL_NOT_CONNECTED', message: 'Install it.' }, 'reconnect', 'Install it.'],
    [401, { code: 'SIGNATURE_INVALID', message: 'Not signed.' }, 'failed', 'Not signed.'],
    [409, { code: 'CONFLICT', message: 'Changed.' }, 'conflict', 'Changed.'],
    [429, null, 'busy', 'HubSpot takes no more requests from Baton for the moment. Try again in a minute.'],
    [
      502,
      'nonsense',
      'failed',
      'Baton has a problem and could not answer. Nothing is lost; try again in a minute.',
    ],
    [418, {}, 'failed', 'Baton did not accept the request (418).'],
    [
      504,
      { status: 'error', message: 'connect ECONNREFUSED 10.0.0.1:443' },
      'unreachable',
      'Baton cannot be reached at the moment. Try again in a minute.',
    ],
    [504, { code: 'HUBSPOT_UNAVAILABLE', message: 'HubSpot is slow.' }, 'timeout', 'HubSpot is slow.'],
  ])('%i %j is a problem a person can act on', async (status, body, kind, message) => {
    new TestBackend().on('GET /api/x', body, status);
    expect(await api.get('/api/x')).toMatchObject({ ok: false, problem: { kind, message, body } });
  });

  it('an unreadable answer is a problem, not a crash', async () => {
    new TestBackend().on('GET /api/x', new TextEncoder().encode('<html>'));
    expect(await api.get('/api/x')).toMatchObject({ ok: false, problem: { code: 'ANSWER_UNREADABLE' } });
  });

  it('a proxy that throws is unreachable', async () => {
    const held = new TestBackend().hold('GET /api/x');
    const answer = api.get('/api/x');
    held[0]?.fail(new Error('network'));
    expect(await answer).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
  });

  it('a proxy that hangs ends as a timeout, and a late answer is ignored', async () => {
    const held = new TestBackend().hold('GET /api/x');
    const answer = api.get('/api/x');
    await vi.advanceTimersByTimeAsync(20_000);
    held[0]?.answer(200, {});
    expect(await answer).toMatchObject({ ok: false, problem: { kind: 'timeout' } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('an answer that stops halfway ends as a timeout', async () => {
    const halfway = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"a"')),
    });
    vi.spyOn(hubspot, 'fetch').mockResolvedValue(new Response(halfway));
    const answer = api.get('/api/x');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await answer).toMatchObject({ ok: false, problem: { kind: 'timeout' } });
  });

  it('send half an emoji as the character that stands for what cannot be shown', async () => {
    const backend = new TestBackend().on('PUT /api/x', {});
    await api.put('/api/x', { a: 'cut \uD83D', list: ['\uDE00', '😀'], none: null, count: 1 });
    expect(backend.last()?.body).toEqual({ a: 'cut \uFFFD', list: ['\uFFFD', '😀'], none: null, count: 1 });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no'))],
    ['throws at once', () => encodeURIComponent('\uD83D') as never],
    ['never ends', () => new Promise<never>(() => undefined)],
  ])('a request that %s is a problem as well', async (_how, request) => {
    const answer = answerTo(request);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toMatchObject({ ok: false });
  });

  it('leaves no timer behind after an answer', async () => {
    new TestBackend().on('GET /api/x', {});
    await api.get('/api/x');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says when the build lacks the origin', async () => {
    const backend = new TestBackend();
    expect(await createApi('').get('/api/x')).toMatchObject({
      ok: false,
      problem: { code: 'NO_API_ORIGIN' },
    });
    expect(backend.calls).toHaveLength(0);
  });
});
