import { z } from 'zod';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { flag, listOf } from '../calls/tolerant.ts';
import type { Lane } from '../types.ts';

/** What may have a property that an email prints. */
export type PropertyObject = 'contact' | 'company';

/** A property as an account defines it, as far as whoever prints its values asks. */
export interface Definition {
  /** HubSpot's internal name. It never changes; the label may. */
  name: string;
  label: string;
  /** HubSpot's: string, number, date, datetime, bool, enumeration, phone_number … */
  type: string;
  fieldType: string;
  options: readonly { value: string; label: string }[];
  /** HubSpot keeps its values from whoever has no permission of its own for them. */
  sensitive: boolean;
  /** Its values are owners. */
  ofOwners: boolean;
  /** HubSpot does not show it to people. */
  hidden: boolean;
}

/**
 * The properties of an account. Those of companies need the optional scope crm.schemas.companies.read.
 * @throws BatonError HUBSPOT_MISSING_SCOPE and others of a call
 */
export interface Definitions {
  all(portalId: PortalId, object: PropertyObject, lane: Lane): Promise<Definition[]>;
  /** Those that were deleted: HubSpot keeps them for 90 days. */
  archived(portalId: PortalId, object: PropertyObject, lane: Lane): Promise<Definition[]>;
}

const definition = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.string(),
    fieldType: z.string(),
    options: listOf(z.object({ value: z.string(), label: z.string() })),
    dataSensitivity: z.string().nullish(),
    referencedObjectType: z.string().nullish(),
    externalOptions: flag,
    hidden: flag,
  })
  .transform(({ dataSensitivity, referencedObjectType, externalOptions, ...one }): Definition => ({
    ...one,
    sensitive: (dataSensitivity ?? 'non_sensitive') !== 'non_sensitive',
    ofOwners: referencedObjectType === 'OWNER' || (externalOptions && /owner_id$/.test(one.name)),
  }));
const list = z.object({ results: listOf(definition) });

const plural = { contact: 'contacts', company: 'companies' } as const;

/** Reads property definitions. See `Definitions`. */
export function createDefinitions({ client }: { client: HubSpotClient }): Definitions {
  const read = async (portalId: PortalId, object: PropertyObject, lane: Lane, query: string) => {
    const { results } = await client.call(portalId, {
      method: 'GET',
      path: `/crm/properties/${HUBSPOT_API_VERSION}/${plural[object]}${query}`,
      lane,
      answer: list,
      repeatable: true,
    });
    return results;
  };
  return {
    all: (portalId, object, lane) => read(portalId, object, lane, ''),
    archived: (portalId, object, lane) => read(portalId, object, lane, '?archived=true'),
  };
}
