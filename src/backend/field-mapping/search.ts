import type { PropertiesFound } from '../../cards/fields/contract.ts';
import { SECOND } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import { folded } from '../ground/folded.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Definition, PropertyObject } from '../hubspot/properties/definitions.ts';
import { formatsOf, kindOf, kindWords } from './formats.ts';
import { companiesRefused } from './look.ts';
import { allFields } from './values.ts';

const SHOWN = 12;
/** While a person types, HubSpot is asked once. */
const TYPING_MS = 30 * SECOND;

interface Deps {
  database: Database;
  clock: Clock;
  hubspot: Pick<HubSpotRoom, 'definitions' | 'portals'>;
}

export type SearchProperties = (
  portalId: PortalId,
  query: { object: PropertyObject; search: string },
) => Promise<PropertiesFound>;

/** Properties of an account that people see, whose label or name has all the words. @throws BatonError those of a call */
export type FindProperties = (
  portalId: PortalId,
  query: { object: PropertyObject; search: string },
) => Promise<Definition[]>;

export function createFindProperties(deps: Pick<Deps, 'clock' | 'hubspot'>): FindProperties {
  const kept = new Map<string, { at: number; definitions: readonly Definition[] }>();
  const definitionsOf = async (
    portalId: PortalId,
    object: PropertyObject,
  ): Promise<readonly Definition[]> => {
    const name = `${portalId} ${object}`;
    const now = deps.clock.now();
    const known = kept.get(name);
    if (known && Math.abs(now - known.at) < TYPING_MS) return known.definitions;
    for (const [other, { at }] of kept) if (Math.abs(now - at) >= TYPING_MS) kept.delete(other);
    const definitions = await deps.hubspot.definitions.all(portalId, object, 'interactive');
    kept.set(name, { at: now, definitions });
    return definitions;
  };
  return async (portalId, { object, search }) => {
    const words = folded(search).split(' ').filter(Boolean);
    return (await definitionsOf(portalId, object))
      .filter(({ hidden }) => !hidden)
      .filter(({ label, name }) => words.every((word) => folded(`${label} ${name}`).includes(word)));
  };
}

/** Those that an email may print first. */
export function createSearchProperties(deps: Deps, findProperties: FindProperties): SearchProperties {
  return async (portalId, { object, search }) => {
    const refused = object === 'company' ? await companiesRefused(deps, portalId) : null;
    if (refused !== null) return { properties: [], more: 0, reason: refused };
    const found = (await findProperties(portalId, { object, search })).map((definition) =>
      choiceOf(object, definition),
    );
    const sorted = found.sort(
      (a, b) => Number(a.refused !== null) - Number(b.refused !== null) || a.label.localeCompare(b.label),
    );
    const taken = new Set((await allFields(deps, portalId)).map(({ tag }) => tag));
    return {
      properties: sorted.slice(0, SHOWN).map((one) => ({ ...one, tag: freeTag(one.tag, taken) })),
      more: Math.max(0, sorted.length - SHOWN),
      reason: null,
    };
  };
}

function choiceOf(object: PropertyObject, definition: Definition): PropertiesFound['properties'][number] {
  const found = kindOf(definition);
  const printable = 'kind' in found;
  return {
    object,
    property: definition.name,
    label: definition.label,
    kind: printable ? kindWords[found.kind] : definition.type,
    formats: printable ? formatsOf[found.kind] : [],
    tag: tagFor(object, definition.name),
    refused: printable ? null : found.refused,
  };
}

const tagFor = (object: PropertyObject, property: string): string => {
  const plain =
    property
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .replace(/^[^a-z]+/, '') || 'field';
  const whose = object === 'company' && !plain.startsWith('company_') ? `company_${plain}` : plain;
  return whose.slice(0, 46);
};

function freeTag(tag: string, taken: ReadonlySet<string>): string {
  if (!taken.has(tag)) return tag;
  for (let count = 2; ; count += 1) if (!taken.has(`${tag}_${count}`)) return `${tag}_${count}`;
}
