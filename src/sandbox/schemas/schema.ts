import { builtIn } from '../properties/built-in.ts';
import type { PropertyDefinition } from '../properties/property-definition.ts';
import { scopesOf, type ObjectType } from '../records/object-types.ts';

/** A custom object of one account. Its properties and associations are kept with all others. */
export interface ObjectSchema {
  /** `2-…`. */
  objectTypeId: string;
  /** Internal name, without the account. Never changes. */
  name: string;
  description: string | null;
  labels: { singular: string; plural: string };
  primaryDisplayProperty: string;
  secondaryDisplayProperties: string[];
  requiredProperties: string[];
  searchableProperties: string[];
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
}

/** `p4242_car`: what paths, answers and searches call the custom object. */
export const fullyQualifiedName = (portalId: number, name: string): string => `p${portalId}_${name}`;

/** The kind of record that a custom object is. */
export function customType(portalId: number, schema: ObjectSchema): ObjectType {
  return {
    id: schema.objectTypeId,
    name: fullyQualifiedName(portalId, schema.name),
    singular: schema.name,
    engagement: false,
    required: schema.requiredProperties,
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    searchedProperties: schema.searchableProperties,
    ...scopesOf('custom'),
  };
}

/** The group that HubSpot makes for a custom object. */
export const groupOf = (name: string): string => `${name.toLowerCase()}_information`;

/** What HubSpot gives every custom object. */
export function customObjectProperties(name: string): PropertyDefinition[] {
  const property = builtIn(groupOf(name));
  const readOnly = { readOnly: true };
  return [
    property('hubspot_owner_id', 'Owner', { type: 'enumeration', external: true }),
    property('hs_createdate', 'Object create date/time', { type: 'datetime', ...readOnly }),
    property('hs_lastmodifieddate', 'Object last modified date/time', { type: 'datetime', ...readOnly }),
    property('hs_object_id', 'Record ID', { type: 'number', ...readOnly }),
    property('hs_merged_object_ids', 'Merged record IDs', readOnly),
  ];
}
