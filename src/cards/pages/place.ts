import type { ActivityFilter, LeadFilter, ReviewFilter } from './contract.ts';

/** What stands behind the `?` of a page's address, and of the request for its list: the two are written alike. */
export type Params = Readonly<Record<string, string>>;

const lists = ['state', 'assistant', 'priorOwner', 'lastAnswer'] as const satisfies (keyof LeadFilter)[];
const leadFields = [
  ...lists,
  'search',
  'with',
  'nextEmail',
  'attention',
] as const satisfies (keyof LeadFilter)[];
const activityFields = [
  'kind',
  'contact',
  'assistant',
  'priorOwner',
  'from',
  'to',
] as const satisfies (keyof ActivityFilter)[];

/** A filter as params: lists parted by commas, nothing for a field that does not filter. */
export function paramsOf(filter: LeadFilter | ActivityFilter | ReviewFilter): Params {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter) as [string, string | number | readonly string[]][]) {
    const text = typeof value === 'object' ? value.join(',') : String(value);
    if (text !== '') params[name] = text;
  }
  return params;
}

const pick = (params: Params, names: readonly string[]): Params =>
  Object.fromEntries(Object.entries(params).filter(([name, value]) => names.includes(name) && value !== ''));

/** The params of an address that filter leads. */
export const leadParams = (params: Params): Params => pick(params, leadFields);
/** The params of an address that filter activity. */
export const activityParams = (params: Params): Params => pick(params, activityFields);

const reviewFields = ['kind', 'mine', 'assistant'] as const satisfies (keyof ReviewFilter)[];

/** The params of an address that filter what waits for a person. */
export const reviewParams = (params: Params): Params => pick(params, reviewFields);

/** The filter that params stand for, as a request's body carries it. */
export const reviewFilterOf = (params: Params): ReviewFilter => {
  const { assistant, ...rest } = reviewParams(params);
  // the backend checks the values
  return { ...rest, ...(assistant ? { assistant: listOf(params, 'assistant') } : {}) };
};

/** Values of a list in a param. */
export const listOf = (params: Params, name: string): string[] =>
  (params[name] ?? '').split(',').filter((value) => value !== '');

/** The filter that params stand for, as a request's body carries it. */
export function leadFilterOf(params: Params): LeadFilter {
  const fields = Object.entries(leadParams(params)).map(([name, value]) => [
    name,
    (lists as readonly string[]).includes(name) ? listOf(params, name) : value,
  ]);
  // the backend checks the values: an address is typed by whoever likes to
  return Object.fromEntries(fields) as LeadFilter;
}

/** Params with some changed; undefined and nothing take one away. A changed filter or order starts at the first page. */
export function changed(params: Params, change: Readonly<Record<string, string | undefined>>): Params {
  const next: Record<string, string | undefined> = {
    ...params,
    after: undefined,
    page: undefined,
    ...change,
  };
  const kept = Object.entries(next).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return Object.fromEntries(kept);
}
