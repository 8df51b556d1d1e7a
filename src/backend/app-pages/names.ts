import type { Assistants } from '../assistants/assistants.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { ownerName } from '../hubspot/records/owner-name.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { Names } from './leads-view.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'owners'>;
  assistants: Pick<Assistants, 'list'>;
}

export type NamesOf = (portalId: PortalId) => Promise<Names>;

/**
 * Who is called how. Persons that no lead names are looked up among HubSpot's owners, which nobody waits for: until they
 * are there the first time, such a person has no name on the page.
 */
export function createNamesOf({ hubspot, assistants }: Deps): NamesOf {
  const owners = new Map<PortalId, ReadonlyMap<string, string>>();
  const refresh = async (portalId: PortalId): Promise<void> => {
    const list = await hubspot.owners.list(portalId);
    owners.set(portalId, new Map(list.map((owner) => [owner.ownerId, ownerName(owner)])));
  };
  return async (portalId) => {
    // Kept for minutes by the owners themselves; without HubSpot what was known stays.
    refresh(portalId).catch(() => undefined);
    const own = new Map(
      (await assistants.list(portalId)).map(({ assistantId, name }) => [String(assistantId), name]),
    );
    return {
      assistant: (id) => own.get(id) ?? 'An assistant that was removed',
      person: (id) => (id === null ? null : (owners.get(portalId)?.get(id) ?? null)),
    };
  };
}
