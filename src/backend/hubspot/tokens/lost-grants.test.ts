import { afterEach, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../ground/clock.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { FakeAnswer } from '../test-hubspot.ts';
import { PORTAL, cleanUp, entities, refused, renewing, worldOn } from './test-tokens.ts';

afterEach(cleanUp);

const SECOND_PORTAL = portalId(4343);
const inactive: FakeAnswer = { json: { active: false } };
const active: FakeAnswer = { json: { active: true, hub_id: 4242 } };
const said = (message: string): FakeAnswer => ({
  status: 400,
  json: { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN', message },
});

/** A HubSpot with app "client": it knows refresh tokens that begin with "refresh" and calls others' bad ones. */
const hubspot =
  (introspection: FakeAnswer, bad = refused) =>
  (form: URLSearchParams, number: number, path: string): FakeAnswer => {
    if (path.endsWith('/introspect')) return introspection;
    const good = form.get('client_id') === 'client' && form.get('refresh_token')?.startsWith('refresh');
    return good ? renewing(form, number) : bad;
  };

describeOnBothDatabases('a grant that HubSpot calls bad', entities, (open) => {
  const world = (answer: Parameters<typeof worldOn>[1]) => worldOn(open, answer);
  const otherApp = { clientId: 'other', clientSecret: 'also valid' };

  it.each<[string, FakeAnswer]>([
    ['as if it were gone', refused],
    ['not issued to this client', said('refresh token was not issued to this client')],
  ])('a start with another app ends no account (%s), and costs only time', async (_name, bad) => {
    const { clock, connect, another, lines, fake, portals } = await world(hubspot(inactive, bad));
    await connect('access-0', 'refresh-0', PORTAL, 'client');
    await connect('access-0', 'refresh-0', SECOND_PORTAL, 'client');
    clock.advance(HOUR);
    const wrong = await another(otherApp);
    for (const portal of [PORTAL, SECOND_PORTAL]) {
      const error = await wrong.tokens.accessToken(portal).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'HUBSPOT_APP_MISCONFIGURED', retry: 'backoff' });
      expect((await portals.trouble(portal))?.text).toContain('Nothing is lost');
    }
    expect(fake.requests).toEqual([]);
    expect(lines.filter(({ level }) => level === 'fatal')).toHaveLength(2);
    const right = await another();
    expect(await right.tokens.accessToken(PORTAL)).toMatch(/^access-/);
    expect(await right.tokens.accessToken(SECOND_PORTAL)).toMatch(/^access-/);
    expect(await right.portals.trouble(PORTAL)).toBeNull();
  });

  it.each<[string, FakeAnswer, FakeAnswer]>([
    ['HubSpot says whose it is', said('the token was issued to a different client'), inactive],
    ['an introspection refuses the client', refused, { status: 401, json: { error: 'invalid_client' } }],
    [
      'general shape',
      { status: 400, json: { status: 'error', category: 'BAD_CLIENT_ID', message: 'no' } },
      active,
    ],
    [
      'general shape, in words',
      { status: 400, json: { category: 'VALIDATION_ERROR', message: 'invalid client id' } },
      active,
    ],
    ['401 without a word', { status: 401, json: { category: 'INVALID_AUTHENTICATION' } }, inactive],
  ])('from before it was kept whose it is: wrong app (%s)', async (_name, bad, introspection) => {
    const { clock, connect, another, portals } = await world(hubspot(introspection, bad));
    await connect();
    clock.advance(HOUR);
    const wrong = await another(otherApp);
    await expect(wrong.tokens.accessToken(PORTAL)).rejects.toMatchObject({
      code: 'HUBSPOT_APP_MISCONFIGURED',
    });
    expect(await portals.row(PORTAL)).toMatchObject({
      status: 'connected',
      sealedRefreshToken: expect.any(String),
    });
    expect(await (await another()).tokens.accessToken(PORTAL)).toMatch(/^access-/);
  });

  it('several accounts from before it was kept: none ends before the app proved good with another one', async () => {
    const { tokens, clock, connect, another, portals } = await world(hubspot(inactive));
    await connect('access-0', 'bad');
    await connect('access-0', 'refresh-0', SECOND_PORTAL);
    clock.advance(HOUR);
    const wrong = await another(otherApp);
    for (const portal of [PORTAL, SECOND_PORTAL])
      await expect(wrong.tokens.accessToken(portal)).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
    await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
    expect((await portals.trouble(PORTAL))?.text).toContain('nothing else bears it out');
    await tokens.accessToken(SECOND_PORTAL);
    await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'PORTAL_DISCONNECTED' });
    expect(await portals.get(SECOND_PORTAL)).toMatchObject({ status: 'connected' });
  });

  it.each<[string, FakeAnswer]>([
    ['RFC 6749', refused],
    [
      'general shape',
      { status: 400, json: { status: 'error', category: 'BAD_REFRESH_TOKEN', message: 'x' } },
    ],
    [
      'general shape, in words',
      {
        status: 400,
        json: { status: 'error', category: 'VALIDATION_ERROR', message: 'missing or invalid refresh token' },
      },
    ],
  ])(
    'the first account with no other to prove the app by ends when HubSpot knows it no more (%s)',
    async (_name, bad) => {
      const { tokens, clock, connect, portals, fake } = await world(hubspot(inactive, bad));
      await connect('access-0', 'gone', PORTAL, 'client');
      clock.advance(HOUR);
      await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'PORTAL_DISCONNECTED' });
      expect(await portals.row(PORTAL)).toMatchObject({ status: 'disconnected', sealedRefreshToken: null });
      expect(fake.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['token', 'introspect']);
    },
  );

  it.each<[string, FakeAnswer]>([
    ['knows its access token', active],
    ['cannot say', { status: 503 }],
    ['has no introspection', { status: 404, json: { message: 'no route' } }],
  ])('is kept while HubSpot %s, and goes on when the answer changes', async (_name, introspection) => {
    let bad = true;
    const answer = hubspot(introspection);
    const { tokens, clock, connect, portals, fake } = await world((form, number, path) =>
      bad ? answer(new URLSearchParams({ client_id: 'x' }), number, path) : answer(form, number, path),
    );
    await connect('access-0', 'refresh-0', PORTAL, 'client');
    clock.advance(25 * MINUTE);
    expect(await tokens.accessToken(PORTAL)).toBe('access-0');
    clock.advance(HOUR);
    for (let time = 0; time < 20; time += 1)
      await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
    // Not asked over and over: two calls each for the first tries, then in growing gaps.
    expect(fake.requests.length).toBeLessThanOrEqual(8);
    expect(await portals.get(PORTAL)).toMatchObject({ status: 'connected' });
    bad = false;
    clock.advance(15 * MINUTE);
    expect(await tokens.accessToken(PORTAL)).toMatch(/^access-/);
    expect(await portals.trouble(PORTAL)).toBeNull();
  });

  it('where HubSpot cannot say, the app that proved good with another account is the second proof', async () => {
    const { tokens, clock, connect } = await world(hubspot({ status: 503 }));
    await connect('access-0', 'gone', PORTAL, 'client');
    await connect('access-0', 'refresh-0', SECOND_PORTAL, 'client');
    clock.advance(HOUR);
    await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'PORTAL_DISCONNECTED' });
    expect(await tokens.accessToken(SECOND_PORTAL)).toMatch(/^access-/);
  });

  it('an uninstall that HubSpot told is a proof as well', async () => {
    const { tokens, connect, portals } = await world(hubspot(active));
    await connect('access-0', 'gone', PORTAL, 'client');
    await tokens.confirm(PORTAL);
    expect(await portals.get(PORTAL)).toMatchObject({ status: 'disconnected' });
  });
});
