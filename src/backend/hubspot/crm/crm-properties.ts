import { z } from 'zod';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { flag, listOf } from '../calls/tolerant.ts';

/** A property of any object type, as far as whoever writes it must know. */
export interface CrmProperty {
  /** Internal name. */
  name: string;
  label: string;
  /** HubSpot's: string, number, date, datetime, bool, enumeration, phone_number … */
  type: string;
  /** HubSpot's: `checkbox` takes several options. */
  fieldType: string;
  options: readonly { value: string; label: string }[];
  /** Its options are kept elsewhere (owners): none are listed. */
  externalOptions: boolean;
  /** Nobody may write it: HubSpot computes or keeps it. */
  readOnly: boolean;
  unique: boolean;
}

/** A property as HubSpot answers. */
export const crmProperty = z
  .object({
    name: z.string(),
    label: z.string().catch(''),
    type: z.string(),
    fieldType: z.string().catch(''),
    options: listOf(z.object({ value: z.string(), label: z.string().catch('') })),
    externalOptions: flag,
    calculated: flag,
    hasUniqueValue: flag,
    modificationMetadata: z.object({ readOnlyValue: flag }).nullish(),
  })
  .transform(({ calculated, hasUniqueValue, modificationMetadata, ...one }): CrmProperty => ({
    ...one,
    readOnly: calculated || modificationMetadata?.readOnlyValue === true,
    unique: hasUniqueValue,
  }));
const answer = z.object({ results: listOf(crmProperty) });

/** The properties of an object type, by internal name. */
export interface CrmProperties {
  /** @throws BatonError HUBSPOT_NOT_FOUND: the account has no such object; HUBSPOT_MISSING_SCOPE and others of a call */
  all(portalId: PortalId, object: string): Promise<ReadonlyMap<string, CrmProperty>>;
}

/** See `CrmProperties`. */
export const createCrmProperties = ({ client }: { client: HubSpotClient }): CrmProperties => ({
  async all(portalId, object) {
    const path = `/crm/properties/${HUBSPOT_API_VERSION}/${encodeURIComponent(object)}`;
    const call = { method: 'GET', path, lane: 'bulk', answer, repeatable: true } as const;
    const { results } = await client.call(portalId, call);
    return new Map(results.map((one) => [one.name, one]));
  },
});
