import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { propertiesIn } from '../lists/filters.ts';
import type { ObjectType } from '../records/object-types.ts';
import {
  customProperty,
  dataSensitivities,
  fieldTypes,
  optionSchema,
  practisedOption,
  propertyTypes,
  type PropertyDefinition,
} from './property-definition.ts';

const NAME = /^[a-z][a-z0-9_]*$/;
const MAX_UNIQUE = 10;

export const newPropertySchema = z.object({
  name: z.string().max(100),
  label: z.string().min(1),
  type: z.enum(propertyTypes),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().optional(),
  options: z.array(optionSchema).optional(),
  displayOrder: z.number().int().optional(),
  hasUniqueValue: z.boolean().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  dataSensitivity: z.enum(dataSensitivities).optional(),
});
export const practisedNewProperty = newPropertySchema.extend({
  options: z.array(practisedOption).optional(),
});
type NewProperty = z.infer<typeof newPropertySchema>;

/** Name, type and uniqueness are immutable: HubSpot's PATCH does not take them. */
export const propertyChangeSchema = z.object({
  label: z.string().min(1).optional(),
  type: z.enum(propertyTypes).optional(),
  fieldType: z.string().optional(),
  groupName: z.string().optional(),
  description: z.string().optional(),
  options: z.array(optionSchema).optional(),
  displayOrder: z.number().int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  dataSensitivity: z.enum(dataSensitivities).optional(),
});
export const practisedPropertyChange = propertyChangeSchema.extend({
  options: z.array(practisedOption).optional(),
});
type PropertyChange = z.infer<typeof propertyChangeSchema>;

/** @throws HubSpotError 404 */
export function requireProperty(portal: Portal, type: ObjectType, name: string): PropertyDefinition {
  const definition = portal.property(type, name);
  if (!definition) throw notFound(`The property ${name} does not exist for ${type.id}`);
  return definition;
}

/** Creates a property; an archived one of the same name comes back. @throws HubSpotError 400, 409 */
export function createProperty(portal: Portal, type: ObjectType, given: NewProperty): PropertyDefinition {
  const key = `${type.id}/${given.name}`;
  const before = portal.properties.get(key);
  if (before?.archivedAt === null) throw propertyExists(given.name);
  if (!NAME.test(given.name)) {
    throw invalidRequest(
      `Property name "${given.name}" must be lower case, begin with a letter and hold only letters, digits and _`,
    );
  }
  checkShape(portal, type, given);
  checkCounts(portal, type, given);
  const options = optionsOf(given);
  const definition = customProperty({ ...withoutUndefined(given), options }, portal.world.clock.now());
  portal.properties.set(key, definition);
  return definition;
}

/** A boolean has two options, also when none are named. */
function optionsOf({ type, options = [] }: NewProperty): PropertyDefinition['options'] {
  if (type !== 'bool' || options.length > 0) return options;
  return [
    { value: 'true', label: 'Yes', displayOrder: 0, hidden: false, description: '' },
    { value: 'false', label: 'No', displayOrder: 1, hidden: false, description: '' },
  ];
}

/** Changes a property. `options` replaces the whole list. @throws HubSpotError 400, 404 */
export function changeProperty(
  portal: Portal,
  type: ObjectType,
  name: string,
  change: PropertyChange,
): PropertyDefinition {
  const before = requireProperty(portal, type, name);
  const { readOnlyDefinition, readOnlyOptions } = before.modificationMetadata;
  const { options, ...definition } = change;
  if (options && readOnlyOptions) throw invalidRequest(`The options of ${name} cannot be changed`);
  if (readOnlyDefinition && (definition.type ?? before.type) !== before.type)
    throw invalidRequest(`${name} is read-only`);
  const after = { ...before, ...withoutUndefined(change), updatedAt: portal.world.clock.now() };
  checkShape(portal, type, after);
  portal.properties.set(`${type.id}/${name}`, after);
  return after;
}

/** Moves a property to the archive. @throws HubSpotError 400 when it is HubSpot's own or in use, 404 */
export function archiveProperty(portal: Portal, type: ObjectType, name: string): void {
  const definition = requireProperty(portal, type, name);
  if (!definition.modificationMetadata.archivable)
    throw invalidRequest(`${name} is defined by HubSpot and cannot be archived`);
  if (isUsed(portal, type, name)) {
    throw invalidRequest(`Property ${name} is in use and cannot be deleted`, {
      subCategory: 'CANNOT_DELETE_PROPERTY_IN_USE',
    });
  }
  portal.properties.set(`${type.id}/${name}`, { ...definition, archivedAt: portal.world.clock.now() });
}

function propertyExists(name: string): HubSpotError {
  return new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`, {
    subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    context: { name: [name] },
  });
}

function checkShape(
  portal: Portal,
  type: ObjectType,
  given: Pick<NewProperty, 'name' | 'type' | 'fieldType' | 'groupName' | 'options'>,
): void {
  if (!fieldTypes[given.type].includes(given.fieldType)) {
    throw invalidRequest(`fieldType ${given.fieldType} is not valid for type ${given.type}`);
  }
  if (!portal.groups.get(`${type.id}/${given.groupName}`)) {
    throw invalidRequest(`The property group ${given.groupName} does not exist`, {
      subCategory: 'Properties.GROUP_DOES_NOT_EXIST',
    });
  }
  const values = (given.options ?? []).map((option) => option.value);
  const labels = (given.options ?? []).map((option) => option.label);
  if (new Set(values).size < values.length || new Set(labels).size < labels.length) {
    throw invalidRequest(`The options of ${given.name} must have unique values and labels`);
  }
  if (given.type === 'bool' && values.length > 0 && values.toSorted().join() !== 'false,true') {
    throw invalidRequest(`Boolean property ${given.name} must have exactly the options true and false`);
  }
}

function checkCounts(portal: Portal, type: ObjectType, given: NewProperty): void {
  const custom = portal.propertiesOf(type).filter((definition) => !definition.hubspotDefined);
  if (custom.length >= portal.account.customPropertyLimit) {
    throw invalidRequest(`The limit of ${portal.account.customPropertyLimit} custom properties is reached`);
  }
  if (given.hasUniqueValue && custom.filter((definition) => definition.hasUniqueValue).length >= MAX_UNIQUE) {
    throw invalidRequest(`No more than ${MAX_UNIQUE} unique-value properties are allowed per object`);
  }
}

function isUsed(portal: Portal, type: ObjectType, name: string): boolean {
  return portal.lists
    .active()
    .some(
      (list) =>
        list.objectTypeId === type.id &&
        list.filterBranch !== null &&
        propertiesIn(list.filterBranch).includes(name),
    );
}

/** Absent fields must not overwrite defaults. */
function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // The entries that remain are exactly those with a value.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
