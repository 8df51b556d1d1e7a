import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../ground/clock.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { portalEntity } from '../portals/portal-entity.ts';
import type { FakeAnswer } from '../test-hubspot.ts';
import { PORTAL, cleanUp, entities, facts, refused, renewing, worldOn } from './test-tokens.ts';

afterEach(cleanUp);

describeOnBothDatabases('tokens', entities, (open) => {
  const world = (answer: Parameters<typeof worldOn>[1], accessToken: string | null = null) =>
    worldOn(open, answer, { accessToken });

  describe('accessToken', () => {
    it('gives the stored token until 80 % of its life, then a renewed one', async () => {
      const { tokens, fake, clock, connect } = await world(renewing);
      await connect();
      clock.advance(24 * MINUTE - 1);
      expect(await tokens.accessToken(PORTAL)).toBe('access-0');
      expect(fake.requests).toHaveLength(0);
      clock.advance(1);
      expect(await tokens.accessToken(PORTAL)).toBe('access-1');
      expect(await tokens.accessToken(PORTAL)).toBe('access-1');
      expect(fake.requests).toMatchObject([{ method: 'POST', path: '/oauth/2026-09/token' }]);
      expect(Object.fromEntries(new URLSearchParams(fake.requests[0]?.body))).toEqual({
        grant_type: 'refresh_token',
        refresh_token: 'refresh-0',
        client_id: 'client',
        client_secret: 's3cret',
      });
    });

    it('uses the refresh token that came with the last renewal', async () => {
      const { tokens, fake, clock, connect } = await world(renewing);
      await connect();
      for (const expected of ['access-1', 'access-2']) {
        clock.advance(25 * MINUTE);
        expect(await tokens.accessToken(PORTAL)).toBe(expected);
      }
      expect(new URLSearchParams(fake.requests[1]?.body).get('refresh_token')).toBe('refresh-1');
    });

    it('renews once for many callers in several processes', async () => {
      const { tokens, fake, clock, connect, another } = await world(async (form, number) => {
        await pause(30);
        return renewing(form, number);
      });
      await connect();
      clock.advance(40 * MINUTE);
      const others = [await another(), await another()];
      const callers = [tokens, ...others.map((other) => other.tokens)].flatMap((each) =>
        Array.from({ length: 10 }, () => each.accessToken(PORTAL)),
      );
      expect(new Set(await Promise.all(callers))).toEqual(new Set(['access-1']));
      expect(fake.requests).toHaveLength(1);
    });

    it('takes over the renewal of a process that died in it', async () => {
      const { tokens, clock, connect, database } = await world(renewing);
      await connect();
      clock.advance(40 * MINUTE);
      await database.manager
        .getRepository(portalEntity)
        .update({ portalId: PORTAL }, { refreshLease: 'dead', refreshingUntil: clock.now() + MINUTE });
      const waiting = tokens.accessToken(PORTAL);
      await pause(30);
      clock.advance(MINUTE);
      expect(await waiting).toBe('access-1');
    });

    it('gives the old token while it is valid and its renewal fails or runs elsewhere', async () => {
      const { tokens, clock, connect, database, fake } = await world(() => ({ status: 503 }));
      await connect();
      clock.advance(25 * MINUTE);
      expect(await tokens.accessToken(PORTAL)).toBe('access-0');
      expect(fake.requests).toHaveLength(1);
      await database.manager
        .getRepository(portalEntity)
        .update({ portalId: PORTAL }, { refreshLease: 'other', refreshingUntil: clock.now() + MINUTE });
      expect(await tokens.accessToken(PORTAL)).toBe('access-0');
      expect(fake.requests).toHaveLength(1);
      clock.advance(5 * MINUTE);
      await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({
        code: 'HUBSPOT_UNAVAILABLE',
        retry: 'backoff',
      });
    });

    it.each<[string, FakeAnswer, string]>([
      ['429', { status: 429, json: {} }, 'HUBSPOT_RATE_LIMITED'],
      ['502 page', { status: 502, text: '<html>' }, 'HUBSPOT_UNAVAILABLE'],
      ['400 page', { status: 400, text: '<html>' }, 'HUBSPOT_UNAVAILABLE'],
      ['cut connection', 'drop', 'HUBSPOT_UNAVAILABLE'],
      ['answer without tokens', { json: { ok: true } }, 'HUBSPOT_UNEXPECTED'],
      [
        'grant of another app',
        { status: 400, json: { error: 'invalid_grant', status: 'MISMATCH_CLIENT' } },
        'HUBSPOT_APP_MISCONFIGURED',
      ],
      [
        'wrong secret',
        { status: 401, json: { error: 'invalid_client', status: 'BAD_CLIENT_SECRET' } },
        'HUBSPOT_APP_MISCONFIGURED',
      ],
      ['wrong client id', { status: 400, json: { status: 'BAD_CLIENT_ID' } }, 'HUBSPOT_APP_MISCONFIGURED'],
    ])('never disconnects on a %s', async (_name, answer, code) => {
      const { tokens, portals, clock, connect } = await world(() => answer);
      await connect();
      clock.advance(40 * MINUTE);
      const error = await tokens.accessToken(PORTAL).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code, retry: 'backoff' });
      expect(JSON.stringify([error, String(error)])).not.toMatch(/s3cret|refresh-0/);
      expect(await portals.get(PORTAL)).toMatchObject({ status: 'connected' });
    });

    it('raises the alarm when HubSpot refuses the app itself', async () => {
      const { tokens, clock, connect, lines } = await world(() => ({
        status: 400,
        json: { error: 'invalid_client' },
      }));
      await connect();
      clock.advance(40 * MINUTE);
      await expect(tokens.accessToken(PORTAL)).rejects.toThrow();
      expect(lines.filter((line) => line.level === 'fatal')).toHaveLength(1);
    });
  });

  describe('a grant that is gone', () => {
    it.each<[string, FakeAnswer]>([
      ['BAD_REFRESH_TOKEN', refused],
      ['BAD_HUB', { status: 400, json: { status: 'BAD_HUB' } }],
      ['access_denied', { status: 403, json: { error: 'access_denied' } }],
    ])(
      '(%s) disconnects the portal once, with the reason, and forgets the secrets',
      async (_name, answer) => {
        const { tokens, portals, clock, connect, another, database } = await world(() => answer);
        const told: unknown[] = [];
        portals.onDisconnected(
          async (tx, portal, reason) => void told.push([tx !== database.manager, portal, reason]),
        );
        await connect();
        clock.advance(40 * MINUTE);
        const elsewhere = await another();
        const outcomes = await Promise.allSettled([
          tokens.accessToken(PORTAL),
          tokens.accessToken(PORTAL),
          elsewhere.tokens.accessToken(PORTAL),
        ]);
        for (const outcome of outcomes)
          expect(outcome).toMatchObject({
            status: 'rejected',
            reason: { code: 'PORTAL_DISCONNECTED', retry: 'never' },
          });
        expect(await portals.get(PORTAL)).toMatchObject({
          status: 'disconnected',
          statusReason: expect.stringContaining('uninstalled'),
        });
        expect(await portals.row(PORTAL)).toMatchObject({
          sealedAccessToken: null,
          sealedRefreshToken: null,
        });
        expect(await portals.connected()).toEqual([]);
        expect(told.length).toBeLessThanOrEqual(1);
        await expect(tokens.renew(PORTAL, 'x')).rejects.toMatchObject({ code: 'PORTAL_DISCONNECTED' });
      },
    );

    it('tells the handlers in the transaction; a failing handler keeps the portal connected for the next try', async () => {
      const { tokens, portals, clock, connect } = await world(() => refused);
      await connect();
      let failing = true;
      portals.onDisconnected(async () => {
        if (failing) throw new Error('no');
      });
      clock.advance(40 * MINUTE);
      await expect(tokens.accessToken(PORTAL)).rejects.toThrow('no');
      expect(await portals.get(PORTAL)).toMatchObject({ status: 'connected' });
      failing = false;
      await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'PORTAL_DISCONNECTED' });
    });

    it('does not disconnect an account that was connected again meanwhile', async () => {
      const { tokens, portals, clock, connect } = await world(async () => {
        await connect('access-new', 'refresh-new');
        return refused;
      });
      await connect();
      clock.advance(40 * MINUTE);
      await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({
        code: 'HUBSPOT_UNAVAILABLE',
        retry: 'backoff',
      });
      expect(await portals.get(PORTAL)).toMatchObject({ status: 'connected' });
      expect(await tokens.accessToken(PORTAL)).toBe('access-new');
    });

    it('can be connected again, keeping the date of the first install', async () => {
      const { tokens, portals, clock, connect } = await world(() => refused);
      await connect();
      const { installedAt } = await portals.get(PORTAL);
      clock.advance(40 * MINUTE);
      await tokens.accessToken(PORTAL).catch(() => undefined);
      await connect('access-9', 'refresh-9');
      expect(await portals.get(PORTAL)).toMatchObject({
        status: 'connected',
        statusReason: null,
        installedAt,
      });
      expect(await tokens.accessToken(PORTAL)).toBe('access-9');
    });
  });

  describe('renew', () => {
    it('renews a token that is refused before its time, once', async () => {
      const { tokens, fake, connect } = await world(renewing);
      await connect();
      const renewed = await Promise.all([tokens.renew(PORTAL, 'access-0'), tokens.renew(PORTAL, 'access-0')]);
      expect(renewed).toEqual(['access-1', 'access-1']);
      expect(await tokens.renew(PORTAL, 'access-0')).toBe('access-1');
      expect(fake.requests).toHaveLength(1);
    });
  });

  describe('after the clock was set back by an hour', () => {
    it('a token that HubSpot refuses is renewed, whatever its stored end says', async () => {
      const { tokens, fake, clock, connect } = await world(renewing);
      await connect();
      clock.advance(-60 * MINUTE);
      expect(await tokens.accessToken(PORTAL)).toBe('access-0');
      expect(await tokens.renew(PORTAL, 'access-0')).toBe('access-1');
      expect(fake.requests).toHaveLength(1);
    });

    it('a renewal whose process died is taken over after its lease', async () => {
      const { tokens, clock, database, connect } = await world(renewing);
      await connect();
      const held = { refreshLease: 'of the dead', refreshingUntil: clock.now() + MINUTE };
      await database.manager.update(portalEntity, { portalId: PORTAL }, held);
      clock.advance(-60 * MINUTE);
      await tokens.pullIn();
      clock.advance(MINUTE);
      expect(await tokens.renew(PORTAL, 'access-0')).toBe('access-1');
    });
  });

  describe('other portals', () => {
    it('that never connected are named', async () => {
      const { tokens, portals } = await world(renewing);
      await expect(tokens.accessToken(PORTAL)).rejects.toMatchObject({ code: 'PORTAL_NOT_CONNECTED' });
      await expect(portals.get(PORTAL)).rejects.toMatchObject({ code: 'PORTAL_NOT_CONNECTED' });
      expect(await portals.find(PORTAL)).toBeUndefined();
    });

    it('connected by a configured token keep it when HubSpot refuses it once: there is no other, and it may pass', async () => {
      const { tokens, portals, database, fake } = await world(renewing, 'pat-1');
      const credential = {
        credential: 'access-token' as const,
        sealedAccessToken: null,
        sealedRefreshToken: null,
        accessTokenExpiresAt: null,
        refreshDueAt: null,
        grantedTo: null,
      };
      await database.transaction((tx) => portals.connect(tx, facts, credential));
      expect(await tokens.accessToken(PORTAL)).toBe('pat-1');
      expect(await tokens.renew(PORTAL, 'pat-1')).toBe('pat-1');
      expect(await portals.get(PORTAL)).toMatchObject({ status: 'connected' });
      expect(fake.requests).toHaveLength(0);
    });
  });
});
