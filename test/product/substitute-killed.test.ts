import { afterEach, expect, it } from 'vitest';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { arrivedAt, firstMails, killAll, passing } from '../world/killed.ts';
import { addressOf, startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

const LONG = { timeout: 240_000 };
const [MINUTE, HOUR] = [60_000, 3_600_000];
const JIM = 'jim.ode@brightwater.example.com';
const MAKES = { method: 'POST', path: '^/crm/objects/[^/]+/contacts$' };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const asked = ({ client, batonUrl, people }: World, method: string, path: string, body?: object) =>
  client.fetchAs(people.ada.userId, `${batonUrl}${path}`, { method, ...(body ? { body } : {}) });

const standing = async (world: World, id: string): Promise<string | undefined> => {
  const { body } = await asked(world, 'GET', `/api/contacts/${id}/card`).catch(() => ({ body: {} }));
  const view = body as CardView;
  return view.kind === 'out-of-office' ? view.substitute?.standing : undefined;
};

/** What a contact's mail program answers. */
const notice = (messageId: string, index = 0, named: string = JIM): Buffer =>
  Buffer.from(
    [
      `From: ${addressOf(index)}`,
      'To: tara@acme.example.com',
      'Subject: Automatic reply: Hello',
      'Auto-Submitted: auto-replied',
      `In-Reply-To: ${messageId}`,
      `Message-ID: <notice-${index}@customer.example.com>`,
      '',
      `I am back on 21 December. In urgent cases please contact Jim Ode, ${named}.`,
    ].join('\r\n'),
  );

it.each([
  ['sqlite', ['all'], 'the contact is made and the answer lost'],
  ['postgres', ['web', 'worker'], 'the contact is made and the answer lost'],
  ['sqlite', ['all'], 'nothing has left yet'],
] as const)(
  'a kill -9 on %s (%s) while %s: one contact, one lead, one mail',
  LONG,
  async (kind, roles, how) => {
    const database = await createTestDatabase(kind);
    stops.push(() => database.remove());
    const world = await startWorld({
      contacts: 1,
      roles: [...roles],
      environment: { DATABASE_URL: database.url },
    });
    stops.push(() => world.stop());
    const { sandbox, client, people } = world;
    const [id = ''] = world.contacts;
    const to = (address: string) => arrivedAt(world, address);
    const made = async () =>
      (await client.contacts('limit=500')).filter(({ properties }) => properties['email'] === JIM);

    await asked(world, 'PUT', '/api/settings', { writeToSubstitutes: true });
    const [mail] = await firstMails(world);
    await sandbox.mail?.deliverRaw('tara@acme.example.com', notice(mail?.messageId ?? ''));
    await when('the announcement', async () => (await standing(world, id)) === 'announced', 60_000, 200);

    const lost = how === 'nothing has left yet' ? { kind: 'hang' } : { kind: 'hang', afterWork: true };
    await client.call('PUT', '/faults', [{ ...lost, match: MAKES, times: 1 }]);
    const faults = async () => (await client.call('GET', '/faults')) as unknown[];
    await passing(world, 'the call', HOUR, async () => (await faults()).length === 0);
    await killAll(world, roles);
    await passing(world, 'the lead', MINUTE, async () => (await standing(world, id)) === 'written');
    await passing(world, 'the mail', 2 * HOUR, async () => (await to(JIM)).length > 0);
    expect(await made()).toHaveLength(1);
    const [contact] = await made();
    expect(contact?.properties).toMatchObject({
      hubspot_owner_id: people.tara.ownerId,
      baton_prior_owner: 'Rae Rep',
    });
    expect(world.look(contact?.id ?? '').notes).toBe(1);
    expect(await to(JIM)).toHaveLength(1);
  },
);

it(
  'a kill -9 on postgres while the owner may still say no: one lead of whom they let pass, none after a no',
  LONG,
  async () => {
    const database = await createTestDatabase('postgres');
    stops.push(() => database.remove());
    const roles: ('web' | 'worker')[] = ['web', 'worker'];
    const world = await startWorld({ contacts: 2, roles, environment: { DATABASE_URL: database.url } });
    stops.push(() => world.stop());
    const { sandbox, client } = world;
    const to = (address: string) => arrivedAt(world, address);
    const named = [JIM, 'kim.ode@brightwater.example.com'] as const;

    await asked(world, 'PUT', '/api/settings', { writeToSubstitutes: true });
    const mails = await firstMails(world);
    for (const [index, id] of world.contacts.entries()) {
      const mail = mails[index];
      await sandbox.mail?.deliverRaw(
        'tara@acme.example.com',
        notice(mail?.messageId ?? '', index, named[index]),
      );
      await when('the announcement', async () => (await standing(world, id)) === 'announced', 60_000, 200);
    }
    const [, refusing = ''] = world.contacts;
    const view = (await asked(world, 'GET', `/api/contacts/${refusing}/card`)).body as CardView;
    const { person } = (view.kind === 'out-of-office' && view.substitute) || { person: '' };
    await asked(world, 'POST', `/api/contacts/${refusing}/substitute`, { person, say: 'no' });
    await killAll(world, roles);
    expect(await standing(world, refusing)).toBe('dropped');
    await passing(world, 'the mail', 2 * HOUR, async () => (await to(JIM)).length > 0);
    const made = (await client.contacts('limit=500')).map(({ properties }) => properties['email'] ?? '');
    expect(made.filter((email) => email.includes('brightwater'))).toEqual([JIM]);
    expect([await to(JIM), await to(named[1])]).toMatchObject([{ length: 1 }, { length: 0 }]);
  },
);
