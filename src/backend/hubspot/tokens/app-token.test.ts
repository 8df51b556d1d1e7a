import { beforeEach, describe, expect, it } from 'vitest';
import type { Transport, TransportAnswer, TransportRequest } from '../calls/transport.ts';
import { TransportFailure } from '../calls/transport.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

const granted = { status: 200, body: { access_token: 'app', expires_in: 1_800 } };
const noGrant = {
  status: 400,
  body: { error: 'unsupported_grant_type', status: 'BAD_GRANT_TYPE', message: 'grant_type is not supported' },
};
const noScope = { status: 400, body: { error: 'invalid_scope', status: 'BAD_SCOPE', message: 'not yours' } };

let sent: TransportRequest[];
beforeEach(() => {
  sent = [];
});

function ask(current: Partial<TransportAnswer> | 'lost', older: Partial<TransportAnswer> = granted) {
  const transport: Transport = {
    async send(request) {
      sent.push(request);
      const answer = request.path === '/oauth/2026-09/token' ? current : older;
      if (answer === 'lost') throw new TransportFailure('lost', true);
      return { status: 200, headers: new Headers(), body: undefined, garbled: false, ...answer };
    },
  };
  const endpoint = createTokenEndpoint(transport, { clientId: 'client', clientSecret: 'secret' });
  return endpoint.appToken(['a.read', 'a.write']);
}
const paths = () => sent.map(({ path }) => path);

describe('a token of the app', () => {
  it('comes from the current version', async () => {
    expect(await ask(granted)).toEqual({ accessToken: 'app', expiresInMs: 1_800_000 });
    expect(sent).toMatchObject([
      { path: '/oauth/2026-09/token', form: { grant_type: 'client_credentials', scope: 'a.read a.write' } },
    ]);
  });

  it('is good for half an hour when HubSpot does not say how long', async () => {
    expect(await ask({ body: { access_token: 'app' } })).toMatchObject({ expiresInMs: 1_800_000 });
  });

  it.each([
    ['RFC 6749’s shape', noGrant],
    [
      'HubSpot’s general shape',
      { status: 400, body: { category: 'VALIDATION_ERROR', message: 'unknown grant_type' } },
    ],
    ['no route', { status: 404, body: undefined }],
  ])('comes from the version before when the current one refuses it (%s)', async (_how, refusal) => {
    expect(await ask(refusal)).toMatchObject({ accessToken: 'app' });
    expect(paths()).toEqual(['/oauth/2026-09/token', '/oauth/2026-03/token']);
  });

  it('that both refuse is refused, with the reason of each', async () => {
    const refused = await ask(noGrant, noScope).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'HUBSPOT_MISSING_SCOPE', retry: 'never' });
    expect((refused as Error).message).toMatch(/^2026-09: 400 BAD_GRANT_TYPE.*; 2026-03: 400 BAD_SCOPE/);
  });

  it.each([
    ['is away', { status: 503 }, 'HUBSPOT_UNAVAILABLE'],
    ['is not there', 'lost' as const, 'HUBSPOT_UNAVAILABLE'],
    ['takes no more', { status: 429 }, 'HUBSPOT_RATE_LIMITED'],
    [
      'does not know the app',
      { status: 400, body: { status: 'BAD_CLIENT_ID' } },
      'HUBSPOT_APP_MISCONFIGURED',
    ],
    ['answers without one', { body: {} }, 'HUBSPOT_UNEXPECTED'],
  ])('is not asked for elsewhere when HubSpot %s', async (_what, answer, code) => {
    await expect(ask(answer)).rejects.toMatchObject({ code });
    expect(paths()).toEqual(['/oauth/2026-09/token']);
  });

  it('is asked for again later when only the version before is away', async () => {
    await expect(ask(noGrant, { status: 503 })).rejects.toMatchObject({ retry: 'backoff' });
  });
});
