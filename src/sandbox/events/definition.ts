import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { practisedOption } from '../properties/property-definition.ts';
import type { EventDefinition, EventProperty } from './event.ts';

/** Of one account. */
const MAX_DEFINITIONS = 500;
/** Of one event. */
export const MAX_PROPERTIES = 50;
const MAX_NAME = 50;

const NAME = /^[a-z][a-z0-9_]*$/;
const eventName = z
  .string()
  .max(MAX_NAME)
  .regex(NAME, 'A name begins with a letter and holds only a to z, 0 to 9 and _');

export const newEventProperty = z.object({
  name: eventName,
  label: z.string().min(1).max(MAX_NAME),
  type: z.enum(['string', 'number', 'enumeration', 'datetime']),
  description: z.string().optional(),
  options: z.array(practisedOption).default([]),
});

export const newDefinition = z.object({
  label: z.string().min(1).max(MAX_NAME),
  name: eventName.optional(),
  description: z.string().optional(),
  primaryObject: z.string().default('CONTACT'),
  includeDefaultProperties: z.boolean().default(true),
  propertyDefinitions: z.array(newEventProperty).default([]),
  customMatchingId: z
    .object({
      primaryObjectRule: z.object({ eventPropertyName: z.string(), targetObjectPropertyName: z.string() }),
    })
    .optional(),
});
export const definitionChange = z.object({
  label: z.string().min(1).max(MAX_NAME).optional(),
  description: z.string().optional(),
});

/** What HubSpot gives an event unless it is told not to; the stand-in keeps those that its documentation shows. */
const defaultProperties: readonly EventProperty[] = [
  ['hs_asset_description', 'Asset description'],
  ['hs_asset_type', 'Asset type'],
  ['hs_browser', 'Browser'],
  ['hs_campaign_id', 'Campaign ID'],
  ['hs_city', 'City'],
  ['hs_country', 'Country'],
  ['hs_device_name', 'Device name'],
  ['hs_device_type', 'Device type'],
  ['hs_language', 'Language'],
  ['hs_operating_system', 'Operating system'],
  ['hs_page_content_type', 'Page content type'],
  ['hs_page_id', 'Page ID'],
  ['hs_page_title', 'Page title'],
  ['hs_page_url', 'Page URL'],
  ['hs_referrer', 'Referrer'],
  ['hs_region', 'Region'],
  ['hs_touchpoint_source', 'Touchpoint source'],
  ['hs_url', 'URL'],
].map(([name = '', label = '']) => ({ name, label, type: 'string' as const, options: [] }));
const defaultNames: ReadonlySet<string> = new Set(defaultProperties.map(({ name }) => name));

/** `pe4242_login`: what sends and answers call the event. */
export const eventNameOf = (portal: Portal, { name }: Pick<EventDefinition, 'name'>): string =>
  `pe${portal.id}_${name}`;

/** The event of this full name, or undefined: sends do not fail for it. */
export const findDefinition = (portal: Portal, fullName: string): EventDefinition | undefined =>
  portal.eventDefinitions.get(fullName.toLowerCase());

/** @throws HubSpotError 404 */
export function requireDefinition(portal: Portal, fullName: string): EventDefinition {
  const definition = findDefinition(portal, fullName);
  if (!definition) throw notFound(`The event definition ${fullName} does not exist`);
  return definition;
}

/** @throws HubSpotError 400 beyond the limits, 409 when the name is taken */
export function createDefinition(portal: Portal, given: z.infer<typeof newDefinition>): EventDefinition {
  const name = given.name ?? generatedName(given.label);
  if (portal.eventDefinitions.has(eventNameOf(portal, { name })))
    throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `An event named '${name}' already exists.`);
  if (portal.eventDefinitions.size >= MAX_DEFINITIONS)
    throw invalidRequest(`The limit of ${MAX_DEFINITIONS} event definitions is reached`);
  const own = given.propertyDefinitions;
  if (own.length > MAX_PROPERTIES)
    throw invalidRequest(`An event has no more than ${MAX_PROPERTIES} properties of its own`);
  const rule = given.customMatchingId?.primaryObjectRule;
  const now = portal.world.clock.now();
  const definition: EventDefinition = {
    id: newId(portal),
    name,
    label: given.label,
    description: given.description ?? null,
    objectTypeId: portal.objectType(given.primaryObject).id,
    properties: [...(given.includeDefaultProperties ? defaultProperties : []), ...own],
    matching: rule
      ? { eventProperty: rule.eventPropertyName, targetProperty: rule.targetObjectPropertyName }
      : null,
    createdAt: now,
    updatedAt: now,
  };
  save(portal, definition);
  return definition;
}

/** Above all that there are: of one that is deleted the id does not come again while later ones live. */
function newId(portal: Portal): string {
  const taken = [...portal.eventDefinitions.values()].map(({ id }) => Number(id.slice(id.indexOf('-') + 1)));
  return `6-${Math.max(10_000_000 + (portal.id % 100_000) * 1_000, ...taken) + 1}`;
}

/** The name that a label gives where none is given. @throws HubSpotError 400 when it gives none */
function generatedName(label: string): string {
  const name = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  if (name === '') throw invalidRequest('A name is needed: the label has no letters to make one from');
  return name;
}

export function changeDefinition(
  portal: Portal,
  definition: EventDefinition,
  change: z.infer<typeof definitionChange>,
): EventDefinition {
  const changed = {
    ...definition,
    label: change.label ?? definition.label,
    description: change.description ?? definition.description,
    updatedAt: portal.world.clock.now(),
  };
  save(portal, changed);
  return changed;
}

/** @throws HubSpotError 400 beyond the limit, 409 when the event has it */
export function addProperty(
  portal: Portal,
  definition: EventDefinition,
  given: EventProperty,
): EventProperty {
  if (definition.properties.some(({ name }) => name === given.name))
    throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${given.name}' already exists.`);
  const own = definition.properties.filter(({ name }) => !defaultNames.has(name));
  if (own.length >= MAX_PROPERTIES)
    throw invalidRequest(`An event has no more than ${MAX_PROPERTIES} properties of its own`);
  save(portal, { ...definition, properties: [...definition.properties, given] });
  return given;
}

function save(portal: Portal, definition: EventDefinition): void {
  portal.eventDefinitions.set(eventNameOf(portal, definition).toLowerCase(), definition);
}
