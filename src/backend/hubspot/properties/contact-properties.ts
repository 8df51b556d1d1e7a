import { z } from 'zod';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { BATON_GROUP } from './baton-properties.ts';
import type { BatonProperty } from './baton-properties.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { listOf } from '../calls/tolerant.ts';

/** An option as HubSpot keeps it. All that may be written is read: a PATCH replaces the whole list. */
const optionSchema = z.object({
  label: z.string(),
  value: z.string(),
  hidden: z.boolean().nullish(),
  displayOrder: z.number().nullish(),
  description: z.string().nullish(),
});

const definitionSchema = z.object({
  name: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: listOf(optionSchema),
  modificationMetadata: z.object({ readOnlyOptions: z.boolean().nullish() }).nullish(),
});

export type OptionDefinition = z.infer<typeof optionSchema>;
export type PropertyDefinition = z.infer<typeof definitionSchema>;

/**
 * The contact properties of an account (`/crm/properties/2026-09/contacts`). Creating, or changing to the same, twice
 * does no harm, so that all calls are repeatable. Errors: those of `HubSpotClient`.
 */
export interface ContactProperties {
  all(portalId: PortalId): Promise<PropertyDefinition[]>;
  get(portalId: PortalId, name: string): Promise<PropertyDefinition>;
  /** Creates a property, or restores the archived one of this name. HUBSPOT_CONFLICT: it exists. */
  create(portalId: PortalId, property: BatonProperty): Promise<PropertyDefinition>;
  /** Replaces all options. */
  setOptions(portalId: PortalId, name: string, options: readonly OptionDefinition[]): Promise<void>;
  groups(portalId: PortalId): Promise<string[]>;
  createBatonGroup(portalId: PortalId): Promise<void>;
}

const PATH = `/crm/properties/${HUBSPOT_API_VERSION}/contacts`;
const listSchema = z.object({ results: listOf(definitionSchema) });
const groupsSchema = z.object({ results: listOf(z.object({ name: z.string() })) });

export function createContactProperties(client: HubSpotClient): ContactProperties {
  const common = { lane: 'interactive', repeatable: true } as const;
  return {
    async all(portalId) {
      const { results } = await client.call(portalId, {
        ...common,
        method: 'GET',
        path: PATH,
        answer: listSchema,
      });
      return results;
    },
    get: (portalId, name) =>
      client.call(portalId, { ...common, method: 'GET', path: `${PATH}/${name}`, answer: definitionSchema }),
    create: (portalId, property) =>
      client.call(portalId, {
        ...common,
        method: 'POST',
        path: PATH,
        body: toBody(property),
        answer: definitionSchema,
      }),
    async setOptions(portalId, name, options) {
      await client.call(portalId, {
        ...common,
        method: 'PATCH',
        path: `${PATH}/${name}`,
        body: { options: toWritten(options) },
        answer: z.unknown(),
      });
    },
    async groups(portalId) {
      const { results } = await client.call(portalId, {
        ...common,
        method: 'GET',
        path: `${PATH}/groups`,
        answer: groupsSchema,
      });
      return results.map((group) => group.name);
    },
    async createBatonGroup(portalId) {
      const body = { ...BATON_GROUP, displayOrder: -1 };
      await client.call(portalId, {
        ...common,
        method: 'POST',
        path: `${PATH}/groups`,
        body,
        answer: z.unknown(),
      });
    },
  };
}

/** `formField: false` keeps the property off forms: visitors have nothing to say about it. */
const toBody = ({ options, ...property }: BatonProperty) => ({
  ...property,
  groupName: BATON_GROUP.name,
  formField: false,
  ...(options.length > 0 ? { options: options.map(toOption) } : {}),
});

/**
 * Options as HubSpot declares those that are written: each with its place, which the answer may leave out. Where none
 * has one, their order tells it; among others, -1 says last.
 */
function toWritten(options: readonly OptionDefinition[]): OptionDefinition[] {
  const isUnordered = options.every(({ displayOrder }) => (displayOrder ?? -1) < 0);
  return options.map(({ label, value, hidden, displayOrder, description }, index) => ({
    label,
    value,
    displayOrder: displayOrder ?? (isUnordered ? index : -1),
    hidden: hidden ?? false,
    ...(description == null ? {} : { description }),
  }));
}

export const toOption = (
  { value, label }: { value: string; label: string },
  index: number,
): OptionDefinition => ({
  value,
  label,
  displayOrder: index,
  hidden: false,
});
