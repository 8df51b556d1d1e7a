import { describe, expect, it } from 'vitest';
import { filterBranchSchema, satisfies, type FilterBranch, type PropertyFilter } from './filters.ts';
import { operationSchema, satisfiesOperation } from './operations.ts';

const record = {
  properties: {
    country: 'Germany',
    jobtitle: 'Head of Operations',
    tags: 'a;b',
    employees: '250',
    optout: 'true',
    since: '2026-03-10T12:00:00.000Z',
  },
  history: { stage: [{ value: 'lead' }] },
};
const now = Date.parse('2026-03-12T10:00:00Z');
const passes = (property: string, operation: unknown): boolean =>
  satisfiesOperation(record, property, operationSchema.parse(operation), now);

describe('a filter of text', () => {
  const text = (property: string, operator: string, ...values: string[]) =>
    passes(property, { operationType: 'MULTISTRING', operator, values });

  it.each([
    ['IS_EQUAL_TO', ['france', 'germany'], true],
    ['IS_EQUAL_TO', ['germ'], false],
    ['IS_NOT_EQUAL_TO', ['France'], true],
    ['CONTAINS', ['man'], true],
    ['DOES_NOT_CONTAIN', ['man'], false],
    ['STARTS_WITH', ['ger'], true],
    ['ENDS_WITH', ['ger'], false],
  ])('%s %j is %j', (operator, values, expected) =>
    expect(text('country', operator, ...values)).toBe(expected),
  );

  it('looks for whole words where it says exactly', () => {
    expect(text('jobtitle', 'CONTAINS_EXACTLY', 'head')).toBe(true);
    expect(text('jobtitle', 'CONTAINS_EXACTLY', 'oper')).toBe(false);
    expect(text('jobtitle', 'DOES_NOT_CONTAIN_EXACTLY', 'oper')).toBe(true);
  });

  it('lets records without a value pass what they are not, unless it says otherwise', () => {
    const not = { operationType: 'STRING', operator: 'IS_NOT_EQUAL_TO', value: 'x' };
    expect(passes('nothing', not)).toBe(true);
    expect(passes('nothing', { ...not, includeObjectsWithNoValueSet: false })).toBe(false);
    const is = { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'x' };
    expect(passes('nothing', is)).toBe(false);
    expect(passes('nothing', { ...is, includeObjectsWithNoValueSet: true })).toBe(true);
  });
});

describe('a filter of other values', () => {
  it('knows what is known', () => {
    const all = (operator: string) => ({ operationType: 'ALL_PROPERTY', operator });
    expect(passes('country', all('IS_KNOWN'))).toBe(true);
    expect(passes('nothing', all('IS_UNKNOWN'))).toBe(true);
    expect(passes('country', all('IS_NOT_KNOWN'))).toBe(false);
  });

  it.each([
    ['IS_ANY_OF', ['b', 'c'], true],
    ['IS_NONE_OF', ['b', 'c'], false],
    ['IS_NONE_OF', ['c'], true],
    ['IS_EXACTLY', ['b', 'a'], true],
    ['IS_NOT_EXACTLY', ['a'], true],
    ['CONTAINS_ALL', ['a', 'c'], false],
    ['DOES_NOT_CONTAIN_ALL', ['a', 'c'], true],
  ])('of options: %s %j is %j', (operator, values, expected) =>
    expect(passes('tags', { operationType: 'ENUMERATION', operator, values })).toBe(expected),
  );

  it('remembers options that a record had', () => {
    const ever = (operator: string) => ({ operationType: 'ENUMERATION', operator, values: ['lead'] });
    expect(passes('stage', ever('HAS_EVER_BEEN_ANY_OF'))).toBe(true);
    expect(passes('stage', ever('HAS_NEVER_BEEN_ANY_OF'))).toBe(false);
    expect(passes('stage', ever('IS_ANY_OF'))).toBe(false);
  });

  it.each([
    ['IS_EQUAL_TO', 250, true],
    ['IS_NOT_EQUAL_TO', 250, false],
    ['IS_GREATER_THAN', 250, false],
    ['IS_GREATER_THAN_OR_EQUAL_TO', 250, true],
    ['IS_LESS_THAN', 1_000, true],
    ['IS_LESS_THAN_OR_EQUAL_TO', 249, false],
  ])('of numbers: %s %d is %j', (operator, value, expected) =>
    expect(passes('employees', { operationType: 'NUMBER', operator, value })).toBe(expected),
  );

  it('of ranges and truth', () => {
    const range = { operationType: 'NUMBER_RANGED', lowerBound: 100, upperBound: 250 };
    expect(passes('employees', { ...range, operator: 'IS_BETWEEN' })).toBe(true);
    expect(passes('employees', { ...range, operator: 'IS_NOT_BETWEEN' })).toBe(false);
    expect(passes('optout', { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: false })).toBe(false);
    expect(passes('optout', { operationType: 'BOOL', operator: 'IS_NOT_EQUAL_TO', value: false })).toBe(true);
  });

  it('of days in a zone', () => {
    const day = (month: number, date: number, zoneId = 'Europe/Berlin') => ({
      timeType: 'DATE', zoneId, year: 2026, month, day: date,
    }); // prettier-ignore
    const point = (operator: string, timePoint: unknown, extra = {}) =>
      passes('since', { operationType: 'TIME_POINT', operator, timePoint, ...extra });
    expect(point('IS_AFTER', day(3, 9))).toBe(true);
    expect(point('IS_AFTER', day(3, 10))).toBe(false);
    expect(point('IS_AFTER', day(3, 10), { endpointBehavior: 'INCLUSIVE' })).toBe(true);
    expect(point('IS_BEFORE', day(3, 10))).toBe(false);
    expect(point('IS_BEFORE', { ...day(3, 10), hour: 14 })).toBe(true);
    expect(point('IS_BEFORE', day(3, 11))).toBe(true);
    const between = (operator: string, to: unknown) =>
      passes('since', {
        operationType: 'TIME_RANGED',
        operator,
        lowerBoundTimePoint: day(3, 1),
        upperBoundTimePoint: to,
      });
    expect(between('IS_BETWEEN', day(3, 10))).toBe(true);
    expect(between('IS_BETWEEN', day(3, 9))).toBe(false);
    expect(between('IS_NOT_BETWEEN', day(3, 9))).toBe(true);
  });
});

describe('a filter of time that is relative to now', () => {
  const point = (referenceType: string, offset: Record<string, number>) => ({
    timeType: 'INDEXED',
    zoneId: 'Europe/Berlin',
    indexReference: { referenceType },
    offset,
  });
  const isAfter = (timePoint: unknown) =>
    passes('since', { operationType: 'TIME_POINT', operator: 'IS_AFTER', timePoint });

  it('counts days or hours back', () => {
    expect([1, 2, 3].map((days) => isAfter(point('TODAY', { days: -days })))).toEqual([false, false, true]);
    expect([45, 47].map((hours) => isAfter(point('NOW', { hours: -hours })))).toEqual([false, true]);
  });

  it('of the last days', () => {
    const last = (days: number) =>
      passes('since', {
        operationType: 'TIME_RANGED',
        operator: 'IS_BETWEEN',
        lowerBoundTimePoint: point('TODAY', { days: -days }),
        upperBoundTimePoint: point('NOW', {}),
      });
    expect([last(1), last(2)]).toEqual([false, true]);
  });
});

describe('filter branches', () => {
  const has = (value: string): PropertyFilter => ({
    filterType: 'PROPERTY',
    property: 'country',
    operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: [value] },
  });
  const branch = (
    filterBranchType: FilterBranch['filterBranchType'],
    filters: PropertyFilter[],
    filterBranches: FilterBranch[] = [],
  ): FilterBranch => ({ filterBranchType, filters, filterBranches });
  const or = (...inner: FilterBranch[]) => branch('OR', [], inner);
  const [germany, france] = [has('Germany'), has('France')];

  it('are an OR of ANDs, with what is not inside them', () => {
    expect(satisfies(record, or(branch('AND', [germany, france])), now)).toBe(false);
    expect(satisfies(record, or(branch('AND', [france]), branch('AND', [germany])), now)).toBe(true);
    expect(satisfies(record, or(branch('AND', [germany], [branch('NOT_ANY', [france])])), now)).toBe(true);
    expect(satisfies(record, or(branch('AND', [germany], [branch('NOT_ALL', [germany])])), now)).toBe(false);
  });

  it.each([
    ['an AND at the root', branch('AND', [germany])],
    ['filters at the root', branch('OR', [germany], [branch('AND', [germany])])],
    ['an OR in an OR', or(or(branch('AND', [germany])))],
    ['nothing', or()],
  ])('refuse %s', (_what, given) => expect(filterBranchSchema.safeParse(given).success).toBe(false));
});
