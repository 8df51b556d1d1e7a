import { describe, expect, it } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { portalEntity } from '../../src/backend/hubspot/portals/portal-entity.ts';
import { InboxEntity } from '../../src/backend/webhooks/inbox-entity.ts';
import { JournalEntity } from '../../src/backend/journal/journal-entity.ts';
import { ReadingEntity } from '../../src/backend/enrolling/member-entity.ts';
import { entities } from '../../src/backend/house/schema.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { askCampaigns, changeList, newCampaign, seeCampaign } from '../world/campaigns.ts';
import { notesOf, PORTAL, startLocalBaton } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

const LONG = { timeout: 120_000 };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SEARCH = '/crm/objects/2026-09/contacts/search';
const JOURNAL_ON = { HUBSPOT_WEBHOOKS_JOURNAL: 'on' };

const setOwner = (baton: LocalBaton, id: string, owner: 'rae' | 'sam' | 'tara') =>
  baton.client.update(id, baton.people.rae.userId, { hubspot_owner_id: baton.people[owner].id });
const faults = (baton: LocalBaton, list: unknown[]) => baton.client.call('PUT', '/faults', list);
/** The regular check finds nothing: its search is away. */
const searchIsAway = { match: { path: SEARCH }, kind: 'status', status: 503 };
const pauseWebhooks = (baton: LocalBaton) => baton.client.call('PUT', '/webhooks', { paused: true });
const taken = (baton: LocalBaton, id: string) =>
  baton.seeContact(
    id,
    'taken over',
    (seen) => seen.properties['baton_status'] === 'in_progress' && notesOf(seen).length > 0,
  );

async function inDatabase<Value>(
  baton: LocalBaton,
  look: (manager: Awaited<ReturnType<typeof openAnother>>['manager']) => Promise<Value>,
): Promise<Value> {
  const database = await openAnother(baton.databaseUrl, entities);
  try {
    return await look(database.manager);
  } finally {
    await database.close();
  }
}
const cursor = async (baton: LocalBaton) =>
  (await inDatabase(baton, (manager) => manager.find(JournalEntity)))[0]?.cursor ?? null;
const subscribed = (baton: LocalBaton) =>
  until('subscribed', () =>
    inDatabase(baton, (manager) => manager.find(JournalEntity)).then((rows) => rows[0]?.subscribedAt),
  );
const settingsOf = async (baton: LocalBaton) =>
  (await baton.client.fetchAs(baton.people.ada.userId, `${baton.url}/api/settings`)).body as {
    connection: { status: string; features: { name: string; reason: string | null }[] };
  };

describe.each(['sqlite', 'postgres'] as const)('the webhooks journal (%s)', (kind) => {
  it('alone catches up with more than a day without webhooks', LONG, async () => {
    const baton = await startLocalBaton({ kind, environment: JOURNAL_ON });
    await subscribed(baton);
    const back = await baton.newContact();
    await setOwner(baton, back.id, 'tara');
    await taken(baton, back.id);
    await pauseWebhooks(baton);
    await baton.halt();
    const given = [await baton.newContact(), await baton.newContact()];
    for (const { id } of given) await setOwner(baton, id, 'tara');
    await setOwner(baton, back.id, 'sam');
    baton.sandbox.clock.advance(26 * HOUR);
    await faults(baton, [searchIsAway]);
    await baton.launch();
    for (const { id } of given) await taken(baton, id);
    await baton.seeContact(back.id, 'canceled', (seen) => seen.properties['baton_status'] === 'canceled');
    expect((await baton.client.contact(back.id)).properties['hubspot_owner_id']).toBe(baton.people.sam.id);
    const metrics = await until('read to its end', async () => {
      const text = await (await fetch(`${baton.url}/metrics`)).text();
      return text.includes('\nbaton_journal_read_timestamp_seconds ') && text;
    });
    expect(metrics).toMatch(/baton_journal_events_total{result="stored"} [1-9]/);
  });

  it('adds nothing to what webhooks bring', LONG, async () => {
    const baton = await startLocalBaton({ kind, environment: JOURNAL_ON });
    await subscribed(baton);
    const contact = await baton.newContact();
    await setOwner(baton, contact.id, 'tara');
    await taken(baton, contact.id);
    const before = await cursor(baton);
    baton.sandbox.clock.advance(6 * MINUTE);
    await until('read', async () => (await cursor(baton)) !== before);
    const events = await inDatabase(baton, (manager) =>
      manager.findBy(InboxEntity, { contactId: contact.id as never }),
    );
    expect(events.length).toBeGreaterThan(1);
    expect(events.filter(({ changeSource }) => changeSource === 'JOURNAL')).toEqual([]);
    expect(notesOf(await baton.client.contact(contact.id))).toHaveLength(1);
  });

  it('goes on where a download failed and where the process ended', LONG, async () => {
    const baton = await startLocalBaton({
      kind,
      environment: JOURNAL_ON,
      sandbox: { journalFileEvents: 1 },
    });
    await subscribed(baton);
    await pauseWebhooks(baton);
    const contacts = await Promise.all(Array.from({ length: 4 }, () => baton.newContact()));
    for (const { id } of contacts) await setOwner(baton, id, 'tara');
    // The third file is cut off for a while.
    await faults(baton, [
      searchIsAway,
      { match: { path: '/journal-files' }, kind: 'latency', delayMs: 1, times: 2 },
      { match: { path: '/journal-files' }, kind: 'cut' },
    ]);
    baton.sandbox.clock.advance(6 * MINUTE);
    await until('two entries', async () => (await cursor(baton)) !== null);
    const stopped = await until('calls', async () => {
      const { byPath } = (await baton.client.call('GET', '/calls')) as { byPath: Record<string, number> };
      const downloads = Object.entries(byPath).filter(([path]) => path.startsWith('GET /journal-files'));
      return downloads.length >= 3 && (await cursor(baton));
    });
    await baton.halt();
    expect(await cursor(baton)).toBe(stopped);
    await faults(baton, [searchIsAway]);
    await baton.client.call('DELETE', '/calls');
    await baton.launch();
    for (const { id } of contacts) await taken(baton, id);
    const { byPath } = (await baton.client.call('GET', '/calls')) as { byPath: Record<string, number> };
    expect(Object.keys(byPath).some((path) => path.includes('earliest'))).toBe(false);
    for (const { id } of contacts) expect(notesOf(await baton.client.contact(id))).toHaveLength(1);
  });
});

describe('the webhooks journal', () => {
  it('tells a campaign at once who left its list', LONG, async () => {
    const baton = await startLocalBaton({ environment: JOURNAL_ON });
    const world = { ...baton, batonUrl: baton.url };
    const stays = await baton.newContact();
    const leaves = await baton.newContact();
    const ids = [stays.id, leaves.id];
    const campaign = await newCampaign(world, 'Joins', ids, { automatic: true, leaving: 'stop' });
    await askCampaigns(world, 'POST', `/${campaign}/start`, { requestId: 'start', first: 'all' });
    await until('enrolled', async () => (await seeCampaign(world, campaign)).figures.enrolled === 2);
    const { list } = (await seeCampaign(world, campaign)).draft;
    const enrolledAt = baton.sandbox.clock.now();
    await until('subscribed to the list, and compared', async () => {
      baton.sandbox.clock.advance(MINUTE);
      const [[reading], [journal]] = await inDatabase(baton, (manager) =>
        Promise.all([manager.find(ReadingEntity), manager.find(JournalEntity)]),
      );
      return reading && reading.comparedAt > 0 && (journal?.subscribedAt ?? 0) > enrolledAt;
    });
    const since = baton.sandbox.clock.now();
    await changeList(world, list?.id ?? '', 'remove', [leaves.id]);
    await until('back with its owner', async () => {
      // In small steps: Baton’s own work takes its time, and that is no time of HubSpot’s.
      baton.sandbox.clock.advance(10 * SECOND);
      const { properties } = await baton.client.contact(leaves.id);
      return properties['hubspot_owner_id'] === baton.people.rae.id;
    });
    expect(baton.sandbox.clock.now() - since).toBeLessThan(25 * MINUTE);
    expect((await baton.client.contact(stays.id)).properties['hubspot_owner_id']).toBe(baton.people.tara.id);
  });

  it('ends a connection that a customer ended in HubSpot', LONG, async () => {
    const baton = await startLocalBaton({ environment: JOURNAL_ON });
    await subscribed(baton);
    await baton.client.call('DELETE', `/portals/${PORTAL}/installation`);
    baton.sandbox.clock.advance(6 * MINUTE);
    const portal = await until('disconnected', async () => {
      const [row] = await inDatabase(baton, (manager) => manager.find(portalEntity));
      return row?.status === 'disconnected' && row;
    });
    expect(portal.statusReason).toContain('uninstalled');
  });

  it(
    'is off with a reason where HubSpot does not let the app use it, and everything else works',
    LONG,
    async () => {
      const baton = await startLocalBaton({ environment: JOURNAL_ON, sandbox: { appScopes: [] } });
      const feature = await until('the reason', async () => {
        const { connection } = await settingsOf(baton);
        return connection.features.find(({ name, reason }) => name.includes('journal') && reason);
      });
      expect(feature.reason).toContain('developer.webhooks_journal');
      const contact = await baton.newContact();
      await setOwner(baton, contact.id, 'tara');
      await taken(baton, contact.id);
    },
  );

  it('is not asked for anything unless the operator switches it on', LONG, async () => {
    const baton = await startLocalBaton();
    baton.sandbox.clock.advance(6 * MINUTE);
    const contact = await baton.newContact();
    await setOwner(baton, contact.id, 'tara');
    await taken(baton, contact.id);
    const { byPath } = (await baton.client.call('GET', '/calls')) as { byPath: Record<string, number> };
    expect(Object.keys(byPath).filter((path) => path.includes('journal'))).toEqual([]);
    expect((await settingsOf(baton)).connection.features.some(({ name }) => name.includes('journal'))).toBe(
      false,
    );
  });
});
