import { z } from 'zod';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import { ownerId, userId } from '../../ground/identifiers.ts';
import type { OwnerId, PortalId, UserId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { inPatience } from '../calls/in-patience.ts';
import { anyId, flag, listOf, nextPage } from '../calls/tolerant.ts';
import type { Owner, Owners } from '../types.ts';

const OWNERS = `/crm/owners/${HUBSPOT_API_VERSION}`;
const PAGE = 100;
const FRESH_FOR_MS = 5 * MINUTE;

const idSchema = anyId.nullish();

const ownerSchema = z.object({
  id: anyId,
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  userId: idSchema,
  userIdIncludingInactive: idSchema,
  teams: listOf(z.object({ id: anyId })),
  archived: flag,
});

const pageSchema = z.object({
  results: listOf(ownerSchema),
  paging: nextPage,
});

/** Owners of a portal, kept in memory for five minutes; one reading at a time a portal. See `Owners`. */
export function createOwners(deps: { client: HubSpotClient; clock: Clock }): Owners {
  const directory = new OwnerDirectory(deps.client);
  const lists = new Kept<Owner[]>(deps.clock);
  const singles = new Kept<Owner | undefined>(deps.clock);
  const list = (portalId: PortalId): Promise<Owner[]> => lists.get(portalId, () => directory.all(portalId));
  const lookUp = (
    portalId: PortalId,
    id: string,
    by: 'id' | 'userId',
    maxAgeMs = FRESH_FOR_MS,
  ): Promise<Owner | undefined> =>
    singles.get(`${portalId}:${by}:${id}`, () => directory.find(portalId, id, by), maxAgeMs);
  return {
    list,
    byId: async (portalId, id, options) => {
      if (options) return lookUp(portalId, id, 'id', options.maxAgeMs);
      const active = (await list(portalId)).find((owner) => owner.ownerId === id);
      return active ?? lookUp(portalId, id, 'id');
    },
    byEmail: (portalId, email) => directory.byEmail(portalId, email),
    byUserId: async (portalId, id) => {
      const active = (await list(portalId)).find((owner) => owner.userId === id);
      return active ?? lookUp(portalId, id, 'userId');
    },
  };
}

/** HubSpot's owners API. It is read-only. */
class OwnerDirectory {
  private readonly client: HubSpotClient;

  constructor(client: HubSpotClient) {
    this.client = client;
  }

  async all(portalId: PortalId): Promise<Owner[]> {
    const owners: Owner[] = [];
    let after: string | undefined;
    do {
      const page = await this.page(portalId, { limit: String(PAGE), ...(after ? { after } : {}) });
      owners.push(...page.results.map(toOwner));
      after = page.paging;
    } while (after);
    return owners;
  }

  async byEmail(portalId: PortalId, email: string): Promise<Owner | undefined> {
    const { results } = await this.page(portalId, { email, limit: String(PAGE) });
    return results.map(toOwner).find((owner) => owner.email.toLowerCase() === email.toLowerCase());
  }

  /** Active, else archived: one reading answers for one of the two only. */
  async find(
    portalId: PortalId,
    id: OwnerId | UserId | string,
    by: 'id' | 'userId',
  ): Promise<Owner | undefined> {
    return (await this.single(portalId, id, by, false)) ?? this.single(portalId, id, by, true);
  }

  private page(portalId: PortalId, query: Record<string, string>): Promise<z.infer<typeof pageSchema>> {
    return this.get(portalId, `${OWNERS}?${new URLSearchParams(query).toString()}`, pageSchema);
  }

  private async single(
    portalId: PortalId,
    id: string,
    by: string,
    archived: boolean,
  ): Promise<Owner | undefined> {
    try {
      const path = `${OWNERS}/${encodeURIComponent(id)}?idProperty=${by}&archived=${archived}`;
      return toOwner(await this.get(portalId, path, ownerSchema));
    } catch (error) {
      if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
      throw error;
    }
  }

  private get<Answer>(portalId: PortalId, path: string, answer: z.ZodType<Answer>): Promise<Answer> {
    return this.client.call(portalId, { method: 'GET', path, lane: 'interactive', answer, repeatable: true });
  }
}

function toOwner(owner: z.infer<typeof ownerSchema>): Owner {
  // An archived owner has no userId any more, only the one it had.
  const user = owner.userId ?? owner.userIdIncludingInactive;
  return {
    ownerId: ownerId(owner.id),
    email: owner.email ?? '',
    firstName: owner.firstName ?? '',
    lastName: owner.lastName ?? '',
    userId: user ? userId(user) : null,
    teamIds: owner.teams.map(({ id }) => id),
    archived: owner.archived,
  };
}

/** Values by key, kept for five minutes. While one is being read, everybody waits for that reading. */
class Kept<Value> {
  private readonly clock: Clock;
  private readonly entries = new Map<string, { value: Promise<Value>; readAt: number }>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get(key: string, read: () => Promise<Value>, maxAgeMs = FRESH_FOR_MS): Promise<Value> {
    const now = this.clock.now();
    const kept = this.entries.get(key);
    // A reading from the future: the clock was set back.
    if (kept && kept.readAt <= now && now < kept.readAt + maxAgeMs) return inPatience(kept.value);
    this.dropOld(now);
    const value = read();
    this.entries.set(key, { value, readAt: now });
    value.catch(() => {
      if (this.entries.get(key)?.value === value) this.entries.delete(key);
    });
    return value;
  }

  private dropOld(now: number): void {
    for (const [key, { readAt }] of this.entries) if (readAt + FRESH_FOR_MS <= now) this.entries.delete(key);
  }
}
