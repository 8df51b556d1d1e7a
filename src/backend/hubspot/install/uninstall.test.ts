import { beforeEach, describe, expect, it } from 'vitest';
import { BatonError } from '../../ground/errors.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { createUninstall } from './uninstall.ts';
import { collectingLogger } from '../test-hubspot.ts';

const PORTAL = portalId(4242);

function world(credential: 'oauth' | 'access-token', failure?: BatonError) {
  const calls: string[] = [];
  const disconnected: unknown[] = [];
  let connected = true;
  const uninstall = createUninstall({
    // Of these an uninstall needs no more.
    client: {
      call: async (_portal: unknown, { method, path }: { method: string; path: string }) => {
        calls.push(`${method} ${path}`);
        if (failure) throw failure;
      },
    } as unknown as HubSpotClient,
    portals: {
      row: async () => ({ status: connected ? 'connected' : 'disconnected', credential, grantNumber: 7 }),
      disconnect: async (_portal: unknown, reason: string, grant: number) => {
        disconnected.push({ reason, grant });
        connected = false;
        return true;
      },
    } as never,
    logger: collectingLogger().logger,
  });
  return { calls, disconnected, run: () => uninstall.run(PORTAL, 'Ada disconnected Baton.') };
}

const failing = (code: ErrorCode, retry: 'never' | 'backoff' = 'never') =>
  new BatonError(code, undefined, { retry });

describe('uninstalling', () => {
  let connected: ReturnType<typeof world>;
  beforeEach(() => (connected = world('oauth')));

  it('tells HubSpot, then forgets the tokens of this grant, once', async () => {
    await connected.run();
    await connected.run();
    expect(connected.calls).toEqual(['DELETE /appinstalls/2026-09/external-install']);
    expect(connected.disconnected).toEqual([{ reason: 'Ada disconnected Baton.', grant: 7 }]);
  });

  it.each<[ErrorCode, 'never' | 'backoff']>([
    ['HUBSPOT_UNAVAILABLE', 'backoff'],
    ['HUBSPOT_APP_MISCONFIGURED', 'never'],
    ['SECRET_UNREADABLE', 'never'],
  ])('%s: keeps the tokens, to try again', async (code, retry) => {
    const { run, disconnected } = world('oauth', failing(code, retry));
    await expect(run()).rejects.toMatchObject({ code });
    expect(disconnected).toEqual([]);
  });

  it('whose answer was lost finds the access gone the next time: that is the end of it', async () => {
    const { run, disconnected } = world('oauth', failing('PORTAL_DISCONNECTED'));
    await run();
    expect(disconnected).toHaveLength(1);
  });

  it('that HubSpot refuses for good says what an admin still has to do', async () => {
    const { run, disconnected } = world('oauth', failing('HUBSPOT_MISSING_SCOPE'));
    await run();
    expect(disconnected).toEqual([
      { reason: expect.stringContaining('remove it among the connected apps'), grant: 7 },
    ]);
  });

  it('of a self-hosted account leaves its token to the operator', async () => {
    const { run, calls, disconnected } = world('access-token');
    await run();
    expect(calls).toEqual([]);
    expect(disconnected).toEqual([{ reason: expect.stringContaining('HUBSPOT_ACCESS_TOKEN'), grant: 7 }]);
  });
});
