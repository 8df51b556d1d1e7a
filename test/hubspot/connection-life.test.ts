import { describe, expect, it } from 'vitest';
import { requiredScopes } from '../../src/backend/hubspot/portals/scopes.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { completeFirstRun } from '../../src/sandbox/local/first-run.ts';
import { emailsOf, notesOf, PORTAL, startLocalBaton, TARA, tasksOf } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { handOver } from '../world/hand-over.ts';

const LONG = { timeout: 120_000 };
const HALF_AN_HOUR = 31 * 60_000;

const api = async (baton: LocalBaton, path: string, request: { method?: string; body?: unknown } = {}) =>
  baton.client.fetchAs(baton.people.ada.userId, `${baton.url}${path}`, request);

const settingsOf = async (baton: LocalBaton) => (await api(baton, '/api/settings')).body as SettingsView;
const cardOf = async (baton: LocalBaton, id: string) =>
  (await api(baton, `/api/contacts/${id}/card`)).body as { kind: string };

const connectAgain = (baton: LocalBaton) =>
  completeFirstRun(
    { client: baton.client, batonUrl: baton.url, portalId: PORTAL, adminUserId: baton.people.ada.userId },
    TARA,
  );

const uninstallInHubSpot = (baton: LocalBaton) =>
  baton.client.call('DELETE', `/portals/${PORTAL}/installation`);

const isInstalled = async (baton: LocalBaton) => {
  const portals = (await baton.client.call('GET', '/portals')) as { portalId: number; installed: boolean }[];
  return portals.find(({ portalId }) => portalId === PORTAL)?.installed;
};

/** As HubSpot's consent page does after an admin allowed these scopes. Resolves to the address with the code. */
async function consent(baton: LocalBaton, redirectPath: string, scopes: readonly string[]): Promise<string> {
  const answer = await fetch(`${baton.sandbox.url}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      client_id: 'client',
      redirect_uri: `${baton.url}${redirectPath}`,
      scope: scopes.join(' '),
      decision: 'allow',
      portalId: String(PORTAL),
      userId: String(baton.people.ada.userId),
    }),
  });
  return answer.headers.get('location') ?? '';
}

describe('an account that withdraws its access', () => {
  it(
    'a Hot contact needs its owner still when the account is connected again weeks later',
    LONG,
    async () => {
      const baton = await startLocalBaton();
      const contact = await handOver(baton);
      const mail = await baton.passTime(
        'the first mail',
        async () => (await baton.mailsTo(contact.email))[0],
      );
      await baton.client.reply(mail.id, 'Tuesday 10am works.');
      const isDone = async () => {
        const card = await cardOf(baton, contact.id);
        return card.kind === 'done' ? card : null;
      };
      await until('the hand-back', isDone);
      await uninstallInHubSpot(baton);
      // A page that asks at the very moment in which this is found out is told so with a refusal.
      await until('the settings to notice', async () => {
        const { body } = await api(baton, '/api/settings');
        return (body as Partial<SettingsView>).connection?.status === 'disconnected' || null;
      });
      baton.sandbox.clock.advance(20 * 24 * 3_600_000);
      await connectAgain(baton);
      expect(await isDone()).toMatchObject({ lead: { state: 'Hot', needsYou: true } });
    },
  );

  it('leads wait, the card shows how to connect, and everything goes on afterwards', LONG, async () => {
    const baton = await startLocalBaton();
    const [writing, returning] = [await handOver(baton), await handOver(baton)];
    await uninstallInHubSpot(baton);
    const asked = await api(baton, `/api/contacts/${returning.id}/hand-back`, { method: 'POST', body: {} });
    expect(asked).toMatchObject({ status: 200 });
    await until(
      'the card to notice',
      async () => (await cardOf(baton, writing.id)).kind === 'reconnect' || null,
    );
    expect(await cardOf(baton, writing.id)).toMatchObject({
      kind: 'reconnect',
      installUrl: `${baton.url}/oauth/install`,
      reason: expect.stringContaining('uninstalled or its access was revoked'),
    });
    expect((await settingsOf(baton)).connection).toMatchObject({ status: 'disconnected' });
    // Business hours pass: nothing is written to a contact whose opt-out cannot be read.
    for (let day = 0; day < 3; day += 1) {
      baton.sandbox.clock.advance(24 * 3_600_000);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    expect(await baton.mailsTo(writing.email)).toEqual([]);

    await connectAgain(baton);
    expect((await cardOf(baton, writing.id)).kind).toBe('nurturing');
    await baton.passTime('the first mail', async () => (await baton.mailsTo(writing.email))[0]);
    await baton.seeContact(writing.id, 'the logged mail', (seen) => emailsOf(seen).length === 1);
    await baton.seeContact(
      returning.id,
      'the hand-back asked for meanwhile',
      (seen) => seen.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(seen).length === 1,
    );
  });
});

describe('a wrong client secret of ours', () => {
  it.each(['invalid_client', 'BAD_CLIENT_SECRET', 'BAD_CLIENT_ID'])(
    '%s: disconnects nobody, and work goes on once it is put right',
    LONG,
    async (status) => {
      const baton = await startLocalBaton();
      const contact = await handOver(baton);
      await baton.client.call('PUT', '/faults', [
        {
          match: { path: '/oauth/2026-09/token' },
          kind: 'status',
          status: 401,
          body: { error: 'invalid_client', status, message: 'client is not valid' },
        },
      ]);
      baton.sandbox.clock.advance(HALF_AN_HOUR);
      expect(await api(baton, '/api/settings')).toMatchObject({
        status: 503,
        body: { code: 'HUBSPOT_APP_MISCONFIGURED' },
      });
      expect((await cardOf(baton, contact.id)).kind).not.toBe('reconnect');
      await baton.client.call('DELETE', '/faults');
      expect((await settingsOf(baton)).connection.status).toBe('connected');
      await baton.passTime('the first mail', async () => (await baton.mailsTo(contact.email))[0]);
    },
  );
});

describe('permissions', () => {
  it('optional ones left out switch their features off with a reason', LONG, async () => {
    const baton = await startLocalBaton();
    expect((await settingsOf(baton)).connection.features.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 8 }, () => null),
    );
    const code = new URL(await consent(baton, '/oauth/install', requiredScopes)).searchParams.get('code');
    const returnUrl = `${baton.sandbox.url}/app-install/done`;
    const query = new URLSearchParams({ code: code ?? '', returnUrl });
    const installed = await fetch(`${baton.url}/oauth/install?${query}`, { redirect: 'manual' });
    expect([installed.status, installed.headers.get('location')]).toEqual([303, returnUrl]);

    const { connection, assistants } = await settingsOf(baton);
    expect(
      connection.features
        .map(({ reason }) => /permission (\S+) was not granted/.exec(reason ?? '')?.[1])
        .sort(),
    ).toEqual([
      'analytics.behavioral_events.send',
      'behavioral_events.event_definitions.read_write',
      'crm.lists.read',
      'crm.lists.write',
      'crm.objects.companies.read',
      'crm.schemas.companies.read',
      'settings.users.read',
      'settings.users.write',
    ]);
    const invited = await api(baton, `/api/assistants/${assistants[0]?.id}/invite`, {
      method: 'POST',
      body: {},
    });
    expect(invited).toMatchObject({
      status: 409,
      body: { code: 'HUBSPOT_MISSING_SCOPE', message: expect.stringContaining('Connect again and allow it') },
    });
    await connectAgainWithAll(baton);
    expect((await settingsOf(baton)).connection.features.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 8 }, () => null),
    );
  });

  it('a grant without a required one leaves the connection that works', LONG, async () => {
    const baton = await startLocalBaton();
    const location = await consent(baton, '/oauth/install', requiredScopes.slice(1));
    // HubSpot itself refuses an install link that lacks a required scope.
    expect(location).toBe('');
    expect((await settingsOf(baton)).connection.status).toBe('connected');
  });
});

/** The install link of the settings page, with everything allowed. */
async function connectAgainWithAll(baton: LocalBaton): Promise<void> {
  const start = await fetch(`${baton.url}/oauth/install`, { redirect: 'manual' });
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const wanted = new URL(start.headers.get('location') ?? '').searchParams;
  const decision = new URLSearchParams([
    ...wanted,
    ['decision', 'allow'],
    ['portalId', String(PORTAL)],
    ['userId', String(baton.people.ada.userId)],
  ]);
  const allowed = await fetch(`${baton.sandbox.url}/oauth/authorize`, {
    method: 'POST',
    body: decision,
    redirect: 'manual',
  });
  const done = await fetch(allowed.headers.get('location') ?? '', {
    headers: { cookie },
    redirect: 'manual',
  });
  expect(done.status).toBe(200);
}

describe('handing everything back and disconnecting', () => {
  it('every contact is with a person again before the app is gone, across a restart', LONG, async () => {
    const baton = await startLocalBaton();
    const contacts = [await handOver(baton), await handOver(baton), await handOver(baton)];
    await api(baton, `/api/contacts/${contacts[2]?.id}/pause`, { method: 'POST', body: {} });
    const asRep = await baton.client.fetchAs(
      baton.people.rae.userId,
      `${baton.url}/api/settings/disconnect`,
      {
        method: 'POST',
        body: {},
      },
    );
    expect(asRep.status).toBe(403);

    const asked = await api(baton, '/api/settings/disconnect', { method: 'POST', body: {} });
    expect(asked).toMatchObject({ status: 200, body: { connection: { status: 'connected' } } });
    expect((asked.body as SettingsView).disconnecting?.remaining).toBeLessThanOrEqual(3);
    await baton.restart();
    await until('the app to be uninstalled', async () => {
      baton.sandbox.clock.advance(3_000);
      return (await isInstalled(baton)) === false;
    });
    for (const { id } of contacts) {
      const seen = await baton.client.contact(id);
      expect(seen.properties).toMatchObject({
        hubspot_owner_id: baton.people.rae.id,
        baton_status: 'canceled',
      });
      expect([notesOf(seen).length, tasksOf(seen).length]).toEqual([2, 1]);
      expect(JSON.stringify(notesOf(seen))).toContain('Ada Admin asked for the contact back');
    }
    const after = await settingsOf(baton);
    expect(after).toMatchObject({
      disconnecting: null,
      connection: { status: 'disconnected', reason: expect.stringContaining('Ada Admin disconnected Baton') },
    });
    expect(await cardOf(baton, contacts[0]?.id ?? '')).toMatchObject({ kind: 'reconnect' });

    await connectAgain(baton);
    await handOver(baton);
    expect(await isInstalled(baton)).toBe(true);
  });
});

describe('a card while HubSpot does not answer', () => {
  it('takes a hand-back all the same: it is stored, and carried out later', LONG, async () => {
    const baton = await startLocalBaton();
    const contact = await handOver(baton);
    await baton.client.call('PUT', '/faults', [
      { match: { path: '/crm/' }, kind: 'status', status: 503, body: {}, times: 50 },
    ]);
    const asked = await api(baton, `/api/contacts/${contact.id}/hand-back`, { method: 'POST', body: {} });
    expect(asked).toMatchObject({ status: 200, body: { kind: 'handing-back' } });
    await baton.client.call('DELETE', '/faults');
    await until('the hand-back', async () => {
      baton.sandbox.clock.advance(60_000);
      const seen = await baton.client.contact(contact.id);
      return seen.properties['hubspot_owner_id'] === baton.people.rae.id && tasksOf(seen).length === 1;
    });
  });
});
