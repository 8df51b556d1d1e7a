import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { invalidRequest, notFound } from '../api/hubspot-error.ts';
import { defineAssociation } from '../associations/association-types.ts';
import { createProperty, practisedNewProperty } from '../properties/change.ts';
import { EMAIL, NOTE, TASK } from '../records/object-types.ts';
import { customObjectProperties, groupOf, type ObjectSchema } from './schema.ts';

/** An Enterprise account has ten custom objects unless it buys more. */
const MAX_SCHEMAS = 10;

const names = z.array(z.string());
const labels = z.object({ singular: z.string().min(1), plural: z.string().min(1) });

/** HubSpot declares the lists as required, and takes a schema without them. */
export const newSchema = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'The name may hold letters, digits and _, and begins with a letter'),
  description: z.string().optional(),
  labels,
  primaryDisplayProperty: z.string().default('hs_object_id'),
  secondaryDisplayProperties: names.default([]),
  requiredProperties: names.default([]),
  searchableProperties: names.optional(),
  properties: z
    .array(
      practisedNewProperty.extend({
        type: practisedNewProperty.shape.type.default('string'),
        fieldType: z.string().default('text'),
        groupName: z.string().optional(),
      }),
    )
    .default([]),
  associatedObjects: names.default([]),
  metaType: z.literal('PORTAL_SPECIFIC').optional(),
  allowsSensitiveProperties: z.boolean().optional(),
});

export const schemaChange = z.object({
  description: z.string().optional(),
  clearDescription: z.boolean().optional(),
  labels: labels.partial().optional(),
  primaryDisplayProperty: z.string().optional(),
  secondaryDisplayProperties: names.optional(),
  requiredProperties: names.optional(),
  searchableProperties: names.optional(),
  restorable: z.boolean().optional(),
});

/** The custom object of a path. @throws HubSpotError 404 also for HubSpot's own objects, which have no schema of the account's */
export function requireSchema(portal: Portal, name: string): ObjectSchema {
  const schema = portal.schemas.get(portal.objectType(name).id);
  if (!schema) throw notFound(`No custom object ${name}`);
  return schema;
}

/**
 * Defines a custom object with its properties and its associations: those that the request names, and activities. A
 * second one of a name is the first one.
 * @throws HubSpotError 400
 */
export function createSchema(portal: Portal, given: z.infer<typeof newSchema>): ObjectSchema {
  const active = [...portal.schemas.values()].filter(({ archivedAt }) => archivedAt === null);
  const same = active.find(({ name }) => name.toLowerCase() === given.name.toLowerCase());
  if (same) return same;
  if (active.length >= MAX_SCHEMAS)
    throw invalidRequest(`The limit of ${MAX_SCHEMAS} custom objects is reached`);
  const associated = given.associatedObjects.map((name) => portal.objectType(name));
  const now = portal.world.clock.now();
  const schema: ObjectSchema = {
    objectTypeId: nextTypeId(portal),
    name: given.name,
    description: given.description ?? null,
    labels: given.labels,
    primaryDisplayProperty: given.primaryDisplayProperty,
    secondaryDisplayProperties: given.secondaryDisplayProperties,
    requiredProperties: given.requiredProperties,
    searchableProperties: given.searchableProperties ?? [given.primaryDisplayProperty],
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  const own = customObjectProperties(given.name);
  checkNames(schema, new Set([...own, ...given.properties].map(({ name }) => name)));
  portal.saveSchema(schema);
  const type = portal.objectType(schema.objectTypeId);
  const groupName = groupOf(schema.name);
  const group = {
    name: groupName,
    label: `${schema.labels.singular} information`,
    displayOrder: 0,
    archived: false,
  };
  portal.groups.set(`${type.id}/${groupName}`, group);
  for (const definition of own) portal.properties.set(`${type.id}/${definition.name}`, definition);
  try {
    for (const property of given.properties) createProperty(portal, type, { groupName, ...property });
  } catch (error) {
    forget(portal, schema);
    throw error;
  }
  for (const to of new Set([...associated, NOTE, TASK, EMAIL])) {
    const name = `${schema.name}_to_${to.singular}`;
    defineAssociation(portal, { from: type, to }, { name, label: null, inverseLabel: null });
  }
  return schema;
}

/** @throws HubSpotError 400 when it names a property that the object does not have */
export function changeSchema(
  portal: Portal,
  schema: ObjectSchema,
  change: z.infer<typeof schemaChange>,
): ObjectSchema {
  const changed: ObjectSchema = {
    ...schema,
    description: change.clearDescription ? null : (change.description ?? schema.description),
    labels: {
      singular: change.labels?.singular ?? schema.labels.singular,
      plural: change.labels?.plural ?? schema.labels.plural,
    },
    primaryDisplayProperty: change.primaryDisplayProperty ?? schema.primaryDisplayProperty,
    secondaryDisplayProperties: change.secondaryDisplayProperties ?? schema.secondaryDisplayProperties,
    requiredProperties: change.requiredProperties ?? schema.requiredProperties,
    searchableProperties: change.searchableProperties ?? schema.searchableProperties,
    updatedAt: portal.world.clock.now(),
  };
  const type = portal.objectType(schema.objectTypeId);
  checkNames(changed, new Set(portal.propertiesOf(type).map(({ name }) => name)));
  portal.saveSchema(changed);
  return changed;
}

/** Archives a custom object. @throws HubSpotError 400 while it has records */
export function archiveSchema(portal: Portal, schema: ObjectSchema): void {
  const [record] = portal.table(portal.objectType(schema.objectTypeId)).all();
  if (record)
    throw invalidRequest(`${schema.name} has records; a custom object is deleted only when all of them are`);
  portal.saveSchema({ ...schema, archivedAt: portal.world.clock.now() });
}

function checkNames(schema: ObjectSchema, known: ReadonlySet<string>): void {
  const named = [
    schema.primaryDisplayProperty,
    ...schema.secondaryDisplayProperties,
    ...schema.requiredProperties,
    ...schema.searchableProperties,
  ];
  const unknown = named.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw invalidRequest(
      `The schema names properties that ${schema.name} does not have: ${unknown.join(', ')}`,
    );
}

/** A schema of which a property was refused is none. */
function forget(portal: Portal, schema: ObjectSchema): void {
  portal.saveSchema({ ...schema, archivedAt: portal.world.clock.now() });
  portal.schemas.delete(schema.objectTypeId);
  for (const collection of [portal.properties, portal.groups])
    for (const [key] of [...collection.entries()])
      if (key.startsWith(`${schema.objectTypeId}/`)) collection.delete(key);
}

/** Like HubSpot's: of the whole world, so that another account's id is a mistake that shows. */
const nextTypeId = (portal: Portal): string =>
  `2-${30_000_000 + (portal.id % 100_000) * 100 + portal.schemas.size + 1}`;
