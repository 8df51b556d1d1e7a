import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { recordInputs, tooMany } from '../api/batch.ts';
import { invalidRequest, type HubSpotError } from '../api/hubspot-error.ts';
import { associationCategories } from '../associations/association-kind.ts';
import { checkAssociationType, type NamedAssociation } from '../associations/association-types.ts';
import { associate } from '../associations/associations.ts';
import { checkProperties, type Properties } from './check.ts';
import type { ObjectType } from './object-types.ts';
import type { Author, StoredRecord } from './record.ts';
import { createRecord } from './write.ts';

const MAX_INPUTS_WITH_HISTORY = 50;

/** Property values as HubSpot takes them: a flat object of strings. */
export const propertiesSchema = z.record(z.string(), z.string());

/** The types of an association as requests name them. */
export const associationTypesSchema = z.array(
  z.object({ associationCategory: z.enum(associationCategories), associationTypeId: z.number().int() }),
);
const associationInput = z.object({
  to: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
  types: associationTypesSchema.min(1),
});

export const createInput = z.object({
  properties: propertiesSchema,
  associations: z.array(associationInput).default([]),
  objectWriteTraceId: z.string().optional(),
});
export type CreateInput = z.infer<typeof createInput>;

export const updateInput = z.object({
  id: z.string(),
  idProperty: z.string().optional(),
  properties: propertiesSchema,
  objectWriteTraceId: z.string().optional(),
});

export type UpdateInput = z.infer<typeof updateInput>;

const names = z.array(z.string());
const read = {
  properties: names,
  propertiesWithHistory: names,
  idProperty: z.string().optional(),
  inputs: recordInputs(z.object({ id: z.string() })),
};
const fewWithHistory = [
  ({ inputs, propertiesWithHistory }: { inputs: unknown[]; propertiesWithHistory: string[] }) =>
    propertiesWithHistory.length === 0 || inputs.length <= MAX_INPUTS_WITH_HISTORY,
  tooMany('a batch request for property histories', MAX_INPUTS_WITH_HISTORY),
] as const;

/** As HubSpot declares it: both lists of properties, even if they are empty. */
export const readInput = z.object(read).refine(...fewWithHistory);
export const practisedRead = z
  .object({ ...read, properties: names.default([]), propertiesWithHistory: names.default([]) })
  .refine(...fewWithHistory);

/** Checks a record to be created with its associations. @returns what creates it */
export function prepareCreate(
  portal: Portal,
  type: ObjectType,
  input: CreateInput,
  author: Author,
): () => StoredRecord {
  const properties = checkProperties(portal, type, input.properties);
  const links = input.associations.flatMap(({ to, types }) =>
    types.map((named) => checkLink(portal, type, to.id, named)),
  );
  return () => {
    const record = createRecord(portal, type, properties, author);
    for (const { target, typeId } of links) associate(portal, record, target, [typeId]);
    return record;
  };
}

function checkLink(
  portal: Portal,
  from: ObjectType,
  toId: string,
  named: NamedAssociation,
): { target: StoredRecord; typeId: number } {
  const { typeId, toTypeId } = checkAssociationType(portal, { from, to: null }, named);
  const to = portal.objectType(toTypeId);
  const target = portal.table(to).live(toId);
  if (!target) {
    throw invalidRequest(`No ${to.singular} with ID ${toId} exists, the association was not created`, {
      subCategory: 'INVALID_OBJECT_IDS',
      context: { id: [toId], objectType: [to.singular.toUpperCase()] },
    });
  }
  return { target, typeId };
}

/** HubSpot's words for an idProperty that does not identify records, or not in this call. */
export const nonUnique = (type: ObjectType): HubSpotError =>
  invalidRequest(`Unable to perform update/upsert by non-unique ${type.id} property`);

/**
 * Finds a live record by id or by a unique property; a contact also by a further address.
 * @throws HubSpotError 400 when the property does not identify records
 */
export function findRecord(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): StoredRecord | undefined {
  if (idProperty === undefined || idProperty === 'hs_object_id') return portal.table(type).live(id);
  if (!portal.property(type, idProperty)?.hasUniqueValue) {
    throw nonUnique(type);
  }
  return portal.table(type).byUnique(idProperty, id);
}

/** Refuses a batch that would give one unique value to two records. */
export function uniqueWithinBatch(portal: Portal, type: ObjectType): (properties: Properties) => void {
  const seen = new Set<string>();
  return (properties) => {
    for (const [name, value] of Object.entries(properties)) {
      const key = `${name}=${value.trim().toLowerCase()}`;
      if (value === '' || !portal.property(type, name)?.hasUniqueValue) continue;
      if (seen.has(key))
        throw invalidRequest(`Duplicate values found in batch input for unique property ${name}: [${value}]`);
      seen.add(key);
    }
  };
}
