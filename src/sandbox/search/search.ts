import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { readInstant } from '../properties/values.ts';
import type { PropertyType } from '../properties/property-definition.ts';
import type { ObjectType } from '../records/object-types.ts';
import type { IndexedRecord } from './search-index.ts';

const operators = [
  'EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'BETWEEN', 'IN', 'NOT_IN', 'HAS_PROPERTY', 'NOT_HAS_PROPERTY', 'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const; // prettier-ignore

const text = z.union([z.string(), z.number()]).transform(String);
const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum(operators),
  value: text.optional(),
  highValue: text.optional(),
  values: z.array(text).optional(),
});
type Filter = z.infer<typeof filterSchema>;

const MAX_GROUPS = 6;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_PAGE = 200;
const MAX_RESULTS = 10_000;

const sortSchema = z.object({
  propertyName: z.string(),
  direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
});
/** Declared as text, in practice taken as an object too: `-createdate` is descending. */
const sort = z.union([
  sortSchema,
  z
    .string()
    .min(1)
    .transform((name) =>
      name.startsWith('-')
        ? ({ propertyName: name.slice(1), direction: 'DESCENDING' } as const)
        : ({ propertyName: name, direction: 'ASCENDING' } as const),
    ),
]);

const declared = {
  query: z.string().default(''),
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })),
  sorts: z.array(sort),
  properties: z.array(z.string()),
  limit: z.number().int().min(1),
  after: z.string().transform(Number),
};
/** As HubSpot declares it: only `query` may be left out. */
export const searchSchema = z.object(declared);
/** In practice everything may be. */
export const practisedSearch = z.object({
  query: declared.query,
  filterGroups: declared.filterGroups.default([]),
  sorts: declared.sorts.default([]),
  properties: declared.properties.default([]),
  limit: declared.limit.default(10),
  after: z.union([z.string(), z.number()]).transform(Number).default(0),
});
export type Search = z.infer<typeof searchSchema>;

/**
 * Finds records as HubSpot's search does, seconds late.
 * @throws HubSpotError 400 when a limit is passed or a property is unknown
 */
export function searchRecords(
  portal: Portal,
  type: ObjectType,
  search: Search,
): { total: number; page: IndexedRecord[] } {
  checkLimits(search);
  const matches = matcher(portal, type, search);
  const found = [...portal.world.index.records(portal.id, type.id)].filter(matches);
  const [sort] = search.sorts;
  const typeOfSort = sort ? propertyType(portal, type, sort.propertyName) : 'number';
  const direction = sort?.direction === 'DESCENDING' ? -1 : 1;
  const name = sort?.propertyName ?? 'hs_object_id';
  found.sort((a, b) => direction * compare(a.properties[name] ?? '', b.properties[name] ?? '', typeOfSort));
  return { total: found.length, page: found.slice(search.after, search.after + search.limit) };
}

function checkLimits({ filterGroups, sorts, limit, after }: Search): void {
  const filters = filterGroups.flatMap((group) => group.filters);
  if (filterGroups.length > MAX_GROUPS)
    throw invalidRequest(`No more than ${MAX_GROUPS} filterGroups are allowed`);
  if (filterGroups.some((group) => group.filters.length > MAX_FILTERS_PER_GROUP)) {
    throw invalidRequest(`No more than ${MAX_FILTERS_PER_GROUP} filters are allowed in a filterGroup`);
  }
  if (filters.length > MAX_FILTERS)
    throw invalidRequest(`No more than ${MAX_FILTERS} filters are allowed in all`);
  if (sorts.length > 1) throw invalidRequest('No more than one sort is allowed');
  if (limit > MAX_PAGE) throw invalidRequest(`The maximum limit is ${MAX_PAGE}`);
  if (!(after >= 0) || after + limit > MAX_RESULTS) {
    throw invalidRequest(`Paging beyond ${MAX_RESULTS} results is not supported`);
  }
}

function matcher(portal: Portal, type: ObjectType, search: Search): (record: IndexedRecord) => boolean {
  const groups = search.filterGroups.map((group) =>
    group.filters.map((filter) => toPredicate(portal, type, filter)),
  );
  const wanted = search.query.toLowerCase();
  return (record) => {
    const mentions = type.searchedProperties.some((name) =>
      record.properties[name]?.toLowerCase().includes(wanted),
    );
    if (wanted !== '' && !mentions) return false;
    return groups.length === 0 || groups.some((filters) => filters.every((matches) => matches(record)));
  };
}

function toPredicate(portal: Portal, type: ObjectType, filter: Filter): (record: IndexedRecord) => boolean {
  if (filter.propertyName.startsWith('associations.')) return associationPredicate(portal, type, filter);
  const valueType = propertyType(portal, type, filter.propertyName);
  return ({ properties }) => satisfies(properties[filter.propertyName] ?? '', filter, valueType);
}

/** `associations.contact`: records linked to one of the given ids. */
function associationPredicate(
  portal: Portal,
  type: ObjectType,
  filter: Filter,
): (record: IndexedRecord) => boolean {
  const to = portal.objectType(filter.propertyName.slice('associations.'.length));
  const wanted = filter.values ?? [filter.value ?? ''];
  return ({ id }) => {
    const linked = portal.table(type).get(id)?.associations[to.id] ?? {};
    return wanted.some((toId) => linked[toId] !== undefined);
  };
}

function propertyType(portal: Portal, type: ObjectType, name: string): PropertyType {
  const definition = portal.property(type, name);
  if (!definition)
    throw invalidRequest(`There was a problem with the request. Property "${name}" does not exist`);
  return definition.type;
}

function satisfies(value: string, filter: Filter, type: PropertyType): boolean {
  const order = (other: string | undefined): number => compare(value, other ?? '', type);
  const among = (): boolean => (filter.values ?? []).some((one) => order(one) === 0);
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return value !== '';
    case 'NOT_HAS_PROPERTY':
      return value === '';
    case 'NEQ':
      return order(filter.value) !== 0;
    case 'NOT_IN':
      return !among();
    case 'NOT_CONTAINS_TOKEN':
      return !containsToken(value, filter.value ?? '');
    default:
      return value !== '' && satisfiesPositively(value, filter, { order, among });
  }
}

function satisfiesPositively(
  value: string,
  filter: Filter,
  { order, among }: { order: (other: string | undefined) => number; among: () => boolean },
): boolean {
  switch (filter.operator) {
    case 'EQ':
      return order(filter.value) === 0;
    case 'LT':
      return order(filter.value) < 0;
    case 'LTE':
      return order(filter.value) <= 0;
    case 'GT':
      return order(filter.value) > 0;
    case 'GTE':
      return order(filter.value) >= 0;
    case 'BETWEEN':
      return order(filter.value) >= 0 && order(filter.highValue) <= 0;
    case 'IN':
      return among();
    default:
      return containsToken(value, filter.value ?? '');
  }
}

/** Words, with `*` standing for any letters; an email's parts are words too. */
function containsToken(value: string, wanted: string): boolean {
  const pattern = wanted
    .toLowerCase()
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  const expression = new RegExp(`^${pattern}$`);
  const words = value.toLowerCase().split(/[\s,;()<>"]+/);
  return words.some(
    (word) => expression.test(word) || word.split(/[@.\-_]/).some((part) => expression.test(part)),
  );
}

function compare(a: string, b: string, type: PropertyType): number {
  if (type === 'number') return Number(a) - Number(b);
  if (type === 'date' || type === 'datetime') return (readInstant(a) ?? 0) - (readInstant(b) ?? 0);
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
