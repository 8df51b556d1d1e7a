import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkAction, BulkJob, LeadsView, ViewerView } from '../../src/cards/pages/contract.ts';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import { killAll } from '../world/killed.ts';
import { isPickedUp, startWorld, when } from '../world/world.ts';
import type { Seen, World } from '../world/world.ts';

const CONTACTS = 150;
const LONG = { timeout: 180_000 };
const SECOND_ASSISTANT = 'sam@acme.example.com';

/** Actions on many leads, as a person asks for them on the Leads page, of real processes that can be killed. */
describe.each([
  ['sqlite', ['all']],
  ['postgres', ['web', 'worker']],
] as const)('an action on many leads, on %s', (kind, roles) => {
  let world: World;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let clicks = 0;

  const get = async <View>(path: string): Promise<View> => {
    const { status, body } = await world.client.fetchAs(world.people.ada.userId, `${world.batonUrl}${path}`);
    expect([path, status]).toEqual([path, 200]);
    return body as View;
  };
  const post = async (path: string, body: object): Promise<unknown> => {
    const request = { method: 'POST', body };
    const answer = await world.client.fetchAs(world.people.ada.userId, `${world.batonUrl}${path}`, request);
    expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body]);
    return answer.body;
  };
  const job = (id: string) => get<BulkJob>(`/api/pages/bulk/${id}`);
  const ask = async (action: BulkAction): Promise<string> => {
    const asked = { action, on: { filter: { with: 'assistant' } }, requestId: `click-${(clicks += 1)}` };
    return ((await post('/api/pages/bulk', asked)) as BulkJob).id;
  };
  /** How many leads stand where. */
  const stages = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (let after: string | null = ''; after !== null;) {
      const view: LeadsView = await get(`/api/pages/leads?limit=100${after ? `&after=${after}` : ''}`);
      for (const { stage } of view.leads) counts[stage] = (counts[stage] ?? 0) + 1;
      after = view.next;
    }
    return counts;
  };
  const owners = (): Set<string | undefined> =>
    new Set(world.contacts.map((id) => world.look(id).properties['hubspot_owner_id']));
  const belongTo = (ownerId: string) =>
    when(`all to belong to ${ownerId}`, () => owners().size === 1 && owners().has(ownerId), 120_000, 50);
  const underway = (id: string) =>
    when(
      'the action to be under way',
      async () => {
        const { state, done } = await job(id);
        expect(state).not.toBe('done');
        return done > 0;
      },
      60_000,
    );
  const ended = (id: string) =>
    when('the action to end', async () => !(await job(id)).mayCancel, 120_000, 100).then(() => job(id));
  const handOver = async (): Promise<void> => {
    const { rae, tara } = world.people;
    await world.client.bulk(world.contacts, rae.userId, { hubspot_owner_id: tara.ownerId });
    await when(
      'all to be picked up',
      () => world.contacts.every((id) => isPickedUp(world.look(id))),
      120_000,
      50,
    );
  };

  beforeAll(async () => {
    database = await createTestDatabase(kind);
    world = await startWorld({
      contacts: CONTACTS,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
    await handOver();
  }, 240_000);
  afterAll(async () => {
    await world.stop();
    await database.remove();
  });

  it('goes to another assistant to its end although everything dies in the middle', LONG, async () => {
    await post('/api/assistants', {
      name: 'Sven',
      email: SECOND_ASSISTANT,
      role: '',
      signature: '',
      companyDescription: '',
      defaultContext: '',
      sequenceId: 'recommended',
      brochureUrl: null,
      calendarUrl: null,
      confirmed: true,
    });
    const { choices } = await get<ViewerView>('/api/pages/viewer');
    const sven = choices.assistants.find(({ label }) => label === 'Sven');
    const id = await ask({ kind: 'change-assistant', assistantId: sven?.value ?? '' });
    await underway(id);
    await killAll(world, roles);
    expect(await ended(id)).toMatchObject({ state: 'done', total: CONTACTS, done: CONTACTS, refused: 0 });
    await belongTo(await ownerIdOf(SECOND_ASSISTANT));
    expect(await stages()).toEqual({ nurturing: CONTACTS });
  });

  it('stops where it is cancelled, and leaves the rest as it was', LONG, async () => {
    const id = await ask({ kind: 'pause' });
    await underway(id);
    await post(`/api/pages/bulk/${id}/cancel`, {});
    const { state, done, total } = await ended(id);
    expect(state).toBe('cancelled');
    // It may have ended while it was being cancelled.
    expect(done).toBeLessThanOrEqual(total);
    const left = done < total ? { nurturing: total - done } : {};
    expect(await stages()).toEqual({ paused: done, ...left });
  });

  it('hands all of them back, each once, although everything dies in the middle', LONG, async () => {
    const notesBefore = world.look(world.contacts[0] ?? '').notes;
    const id = await ask({ kind: 'hand-back' });
    await underway(id);
    await killAll(world, roles);
    expect(await ended(id)).toMatchObject({ state: 'done', total: CONTACTS, done: CONTACTS, refused: 0 });
    await belongTo(world.people.rae.ownerId);
    await when('all leads to be closed', async () => (await stages())['closed'] === CONTACTS, 60_000, 100);
    // What died unanswered is looked for before it is written again.
    const told = ({ notes, tasks }: Seen): boolean => notes === notesBefore + 1 && tasks === 1;
    await when(
      'a note and a task on each',
      () => world.contacts.every((id) => told(world.look(id))),
      120_000,
      50,
    );
  });

  const ownerIdOf = async (email: string): Promise<string> => {
    const owner = (await world.client.owners()).find((one) => one.email === email);
    return owner?.id ?? '';
  };
});
