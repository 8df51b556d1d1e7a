import { describe, expect, it } from 'vitest';
import type { PropertyDefinition } from '../api/types.ts';
import { filterBranchSchema } from '../../lists/filters.ts';
import { branchOf, filterWords, groupsOf, isComplete, type FilterRow } from './filter-rows.ts';

const define = (name: string, type: string, options: string[] = []): [string, PropertyDefinition] => [
  name,
  {
    name,
    label: name.toUpperCase(),
    type,
    fieldType: 'text',
    description: '',
    options: options.map((value) => ({ value, label: `${value}!`, hidden: false })),
    hidden: false,
  },
];
const definitions = new Map([
  define('city', 'string'),
  define('status', 'enumeration', ['NEW', 'OPEN']),
  define('optout', 'bool', ['true', 'false']),
  define('size', 'number'),
  define('created', 'datetime'),
]);
const row = (property: string, operator: string, ...values: string[]): FilterRow => ({
  property,
  operator,
  values,
});
const groups = [
  [
    row('city', 'IS_EQUAL_TO', 'Berlin', 'Köln'),
    row('status', 'IS_NONE_OF', 'OPEN'),
    row('optout', 'IS_ANY_OF', 'false'),
  ],
  [row('size', 'IS_BETWEEN', '10', '20'), row('created', 'IS_BETWEEN', '2026-01-01', '2026-02-03')],
  [row('created', 'IS_AFTER', '2026-01-31'), row('city', 'IS_KNOWN'), row('size', 'IS_LESS_THAN', '5')],
];

describe('the rows of the filter editor', () => {
  it('become filters that HubSpot takes, and the same rows again', () => {
    const branch = branchOf(groups, definitions, 'Europe/Berlin');
    expect(filterBranchSchema.safeParse(branch).success).toBe(true);
    expect(groupsOf(branch, definitions)).toEqual(groups);
  });

  it('are told in words', () => {
    const branch = branchOf(groups, definitions, 'Europe/Berlin');
    expect(
      branch.filterBranches.flatMap(({ filters }) => filters.map((one) => filterWords(one, definitions))),
    ).toEqual([
      'CITY is equal to any of Berlin, Köln',
      'STATUS is none of OPEN!',
      'OPTOUT is any of false!',
      'SIZE is between 10 and 20',
      'CREATED is between 2026-01-01 and 2026-02-03',
      'CREATED is after 2026-01-31',
      'CITY is known',
      'SIZE is less than 5',
    ]);
  });

  it('are not invented for filters that the editor does not have', () => {
    const [inner] = branchOf(groups, definitions, 'UTC').filterBranches;
    const nested = {
      filterBranchType: 'OR',
      filters: [],
      filterBranches: [{ ...inner!, filterBranches: [inner!] }],
    };
    expect(groupsOf(nested, definitions)).toBeNull();
    const other = {
      filterType: 'PROPERTY',
      property: 'city',
      operation: { operationType: 'STRING', operator: 'ENDS_WITH' },
    };
    const branch = { ...inner!, filterBranches: [], filters: [other] };
    expect(
      groupsOf({ filterBranchType: 'OR', filters: [], filterBranches: [branch] }, definitions),
    ).toBeNull();
    expect(filterWords(other, definitions)).toBe('CITY ends with');
    const timePoint = {
      timeType: 'INDEXED',
      indexReference: { referenceType: 'TODAY' },
      offset: { days: -30 },
    };
    const operation = { operationType: 'TIME_POINT', operator: 'IS_AFTER', timePoint };
    const recent = { filterType: 'PROPERTY', property: 'created', operation };
    const relative = { filterBranchType: 'AND', filterBranches: [], filters: [recent] };
    expect(
      groupsOf({ filterBranchType: 'OR', filters: [], filterBranches: [relative] }, definitions),
    ).toBeNull();
    expect(filterWords(recent, definitions)).toBe('CREATED is after today -30 days');
  });

  it.each([
    [row('city', 'IS_EQUAL_TO', ' '), false],
    [row('city', 'IS_KNOWN'), true],
    [row('size', 'IS_EQUAL_TO', 'x'), false],
    [row('size', 'IS_BETWEEN', '1'), false],
    [row('created', 'IS_BETWEEN', '2026-01-01', '2026-01-02'), true],
    [row('gone', 'IS_KNOWN'), false],
  ])('%j complete: %j', (one, expected) =>
    expect(isComplete(definitions.get(one.property), one)).toBe(expected),
  );
});
