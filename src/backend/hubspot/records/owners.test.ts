import { beforeEach, describe, expect, it } from 'vitest';
import { ownerId, portalId, userId } from '../../ground/identifiers.ts';
import type { HubSpotCall, HubSpotClient } from '../calls/client-types.ts';
import { answerError } from '../calls/errors.ts';
import { createOwners } from './owners.ts';
import { createUsers } from './users.ts';

const portal = portalId(1);
const failure = (status: number) =>
  answerError(
    { method: 'GET', path: '/', repeatable: true },
    { status, headers: new Headers(), body: {}, garbled: false },
    0,
  );

/** HubSpot's owners: 150 active ones, ids from 1, user ids from 1,001; owner 900 is archived. */
class OwnersApi implements HubSpotClient {
  readonly paths: string[] = [];
  failing = 0;
  call = async <Answer>(_portal: unknown, call: HubSpotCall<Answer>): Promise<Answer> => {
    this.paths.push(call.path);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failing > 0) throw failure(this.failing);
    const url = new URL(call.path, 'https://api.hubapi.com');
    return call.answer.parse(call.method === 'POST' ? {} : this.answer(url));
  };

  private answer({ pathname, searchParams }: URL): unknown {
    const id = /2026-09\/(.+)$/.exec(pathname)?.[1];
    if (id) return this.single(id, searchParams);
    const owners = Array.from({ length: 150 }, (_, index) => active(index + 1));
    const email = searchParams.get('email');
    if (email) return { results: owners.filter((owner) => owner.email === email.toLowerCase()) };
    const after = Number(searchParams.get('after') ?? 0);
    const results = owners.slice(after, after + 100);
    return { results, ...(after === 0 ? { paging: { next: { after: '100' } } } : {}) };
  }

  private single(id: string, query: URLSearchParams): unknown {
    const wanted = query.get('idProperty') === 'userId' ? Number(id) - 1_000 : Number(id);
    const archived = query.get('archived') === 'true';
    if (archived && wanted === 900)
      return { ...active(900), userId: null, userIdIncludingInactive: 1_900, archived: true };
    if (!archived && wanted <= 150) return active(wanted);
    throw failure(404);
  }
}

const active = (id: number) => ({
  id: String(id),
  email: `owner${id}@acme.example`,
  firstName: 'O',
  lastName: null,
  userId: 1_000 + id,
  archived: false,
});

describe('owners', () => {
  let hubspot: OwnersApi;
  let now: number;
  beforeEach(() => {
    hubspot = new OwnersApi();
    now = Date.UTC(2026, 10, 21);
  });
  const owners = () => createOwners({ client: hubspot, clock: { now: () => now } });

  it('reads all pages once for everybody who asks, and again after five minutes', async () => {
    const directory = owners();
    const lists = await Promise.all([directory.list(portal), directory.list(portal), directory.list(portal)]);
    expect(lists.map((list) => list.length)).toEqual([150, 150, 150]);
    expect(hubspot.paths).toHaveLength(2);
    now += 4 * 60_000;
    await directory.list(portal);
    expect(hubspot.paths).toHaveLength(2);
    now += 60_000;
    await directory.list(portal);
    expect(hubspot.paths).toHaveLength(4);
  });

  it('keeps portals apart, and no failure', async () => {
    const directory = owners();
    hubspot.failing = 503;
    await expect(directory.list(portal)).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
    hubspot.failing = 0;
    expect(await directory.list(portal)).toHaveLength(150);
    await directory.list(portalId(2));
    expect(hubspot.paths).toHaveLength(5);
  });

  it('finds an archived owner with the user it belonged to', async () => {
    expect(await owners().byId(portal, ownerId(900))).toEqual({
      ownerId: '900',
      email: 'owner900@acme.example',
      firstName: 'O',
      lastName: '',
      userId: '1900',
      teamIds: [],
      archived: true,
    });
    expect(await owners().byUserId(portal, userId(1_900))).toMatchObject({ ownerId: '900', archived: true });
    expect(await owners().byId(portal, ownerId(901))).toBeUndefined();
  });

  it('answers for an active owner from the list, and asks again on demand', async () => {
    const directory = owners();
    expect(await directory.byId(portal, ownerId(7))).toMatchObject({ userId: '1007', archived: false });
    expect(await directory.byUserId(portal, userId(1_008))).toMatchObject({ ownerId: '8' });
    expect(hubspot.paths).toHaveLength(2);
    await directory.byId(portal, ownerId(7), { maxAgeMs: 0 });
    expect(hubspot.paths.at(-1)).toBe('/crm/owners/2026-09/7?idProperty=id&archived=false');
  });

  it('finds an owner by email whatever its case', async () => {
    expect(await owners().byEmail(portal, 'Owner9@acme.example')).toMatchObject({ ownerId: '9' });
    expect(await owners().byEmail(portal, 'nobody@acme.example')).toBeUndefined();
  });
});

describe('users', () => {
  const user = { email: 'tara@acme.example', firstName: 'Tara', lastName: 'Tern' };

  it('invites a user, and takes one who exists for done', async () => {
    const hubspot = new OwnersApi();
    const users = createUsers({ client: hubspot });
    await users.create(portal, user);
    hubspot.failing = 409;
    await users.create(portal, user);
    expect(hubspot.paths).toEqual(['/settings/users/2026-09', '/settings/users/2026-09']);
    hubspot.failing = 403;
    await expect(users.create(portal, user)).rejects.toMatchObject({ code: 'HUBSPOT_MISSING_SCOPE' });
  });
});
