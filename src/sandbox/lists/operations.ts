import { DateTime } from 'luxon';
import { z } from 'zod';
import { readInstant } from '../properties/values.ts';

/** What a filter looks at. */
export interface FilteredRecord {
  properties: Readonly<Record<string, string>>;
  history: Readonly<Record<string, readonly { value: string }[]>>;
}

const includeObjectsWithNoValueSet = z.boolean().optional();
const texts = z.array(z.string()).min(1);
const textOperators = [
  'IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'CONTAINS', 'DOES_NOT_CONTAIN', 'CONTAINS_EXACTLY', 'DOES_NOT_CONTAIN_EXACTLY',
  'STARTS_WITH', 'ENDS_WITH',
] as const; // prettier-ignore
const numberOperators = [
  'IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'IS_GREATER_THAN', 'IS_GREATER_THAN_OR_EQUAL_TO', 'IS_LESS_THAN',
  'IS_LESS_THAN_OR_EQUAL_TO',
] as const; // prettier-ignore
const rangeOperators = ['IS_BETWEEN', 'IS_NOT_BETWEEN'] as const;

const zone = {
  timezoneSource: z.enum(['CUSTOM', 'PORTAL', 'USER']).optional(),
  zoneId: z.string().default('UTC'),
};
const distance = z.number().int().optional();
const timePoint = z.discriminatedUnion('timeType', [
  /** A day, or a moment of it. */
  z.object({
    timeType: z.literal('DATE'),
    ...zone,
    year: z.number().int(),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
    hour: z.number().int().min(0).max(23).optional(),
    minute: z.number().int().min(0).max(59).optional(),
  }),
  /** So long before or after today or now, whenever that is. */
  z.object({
    timeType: z.literal('INDEXED'),
    ...zone,
    indexReference: z.object({ referenceType: z.enum(['TODAY', 'NOW']) }),
    offset: z
      .object({
        years: distance,
        months: distance,
        weeks: distance,
        days: distance,
        hours: distance,
        minutes: distance,
      })
      .default({}),
  }),
]);
type TimePoint = z.infer<typeof timePoint>;
const endpoint = z.enum(['INCLUSIVE', 'EXCLUSIVE']);

/** What a property filter asks, in HubSpot's own families of operators. */
export const operationSchema = z.discriminatedUnion('operationType', [
  z.object({
    operationType: z.literal('ALL_PROPERTY'),
    operator: z.enum(['IS_KNOWN', 'IS_UNKNOWN', 'IS_NOT_KNOWN']),
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('STRING'),
    operator: z.enum(textOperators),
    value: z.string(),
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('MULTISTRING'),
    operator: z.enum(textOperators),
    values: texts,
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('ENUMERATION'),
    operator: z.enum([
      'IS_ANY_OF', 'IS_NONE_OF', 'IS_EXACTLY', 'IS_NOT_EXACTLY', 'CONTAINS_ALL', 'DOES_NOT_CONTAIN_ALL',
      'HAS_EVER_BEEN_ANY_OF', 'HAS_NEVER_BEEN_ANY_OF',
    ]), // prettier-ignore
    values: texts,
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('BOOL'),
    operator: z.enum(['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO']),
    value: z.boolean(),
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('NUMBER'),
    operator: z.enum(numberOperators),
    value: z.number(),
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('NUMBER_RANGED'),
    operator: z.enum(rangeOperators),
    lowerBound: z.number(),
    upperBound: z.number(),
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('TIME_POINT'),
    operator: z.enum(['IS_AFTER', 'IS_BEFORE']),
    timePoint,
    endpointBehavior: endpoint.default('EXCLUSIVE'),
    includeObjectsWithNoValueSet,
  }),
  z.object({
    operationType: z.literal('TIME_RANGED'),
    operator: z.enum(rangeOperators),
    lowerBoundTimePoint: timePoint,
    upperBoundTimePoint: timePoint,
    lowerBoundEndpointBehavior: endpoint.default('INCLUSIVE'),
    upperBoundEndpointBehavior: endpoint.default('INCLUSIVE'),
    includeObjectsWithNoValueSet,
  }),
]);
export type Operation = z.infer<typeof operationSchema>;

/** Operators that say what a value is not: who has none passes them, unless the filter says otherwise. */
const isNegative = (operator: string): boolean => /(^|_)(NOT|NONE|NEVER)(_|$)/.test(operator);

/** Whether a record passes one filter. Text is compared without regard to case. @param now for what is relative to it */
export function satisfiesOperation(
  record: FilteredRecord,
  property: string,
  operation: Operation,
  now: number,
): boolean {
  const value = record.properties[property] ?? '';
  if (operation.operationType === 'ALL_PROPERTY')
    return (operation.operator === 'IS_KNOWN') === (value !== '');
  if (operation.operator === 'HAS_EVER_BEEN_ANY_OF' || operation.operator === 'HAS_NEVER_BEEN_ANY_OF') {
    const had = [value, ...(record.history[property] ?? []).map((version) => version.value)];
    const isAmong = had.some((one) => operation.values.includes(one));
    return (operation.operator === 'HAS_EVER_BEEN_ANY_OF') === isAmong;
  }
  if (value === '') return operation.includeObjectsWithNoValueSet ?? isNegative(operation.operator);
  return satisfiesValue(value, operation, now);
}

function satisfiesValue(
  value: string,
  operation: Exclude<Operation, { operationType: 'ALL_PROPERTY' }>,
  now: number,
): boolean {
  switch (operation.operationType) {
    case 'STRING':
      return satisfiesText(value, operation.operator, [operation.value]);
    case 'MULTISTRING':
      return satisfiesText(value, operation.operator, operation.values);
    case 'ENUMERATION':
      return satisfiesOptions(value.split(';'), operation.operator, operation.values);
    case 'BOOL':
      return (operation.operator === 'IS_EQUAL_TO') === ((value === 'true') === operation.value);
    case 'NUMBER':
      return satisfiesNumber(Number(value), operation.operator, operation.value);
    case 'NUMBER_RANGED': {
      const isBetween = Number(value) >= operation.lowerBound && Number(value) <= operation.upperBound;
      return (operation.operator === 'IS_BETWEEN') === isBetween;
    }
    default:
      return satisfiesTime(readInstant(value) ?? NaN, operation, now);
  }
}

function satisfiesText(
  text: string,
  operator: (typeof textOperators)[number],
  given: readonly string[],
): boolean {
  const value = text.toLowerCase();
  const wanted = given.map((one) => one.toLowerCase());
  const words = new Set(value.split(/[^\p{L}\p{N}]+/u));
  switch (operator) {
    case 'IS_EQUAL_TO':
      return wanted.includes(value);
    case 'IS_NOT_EQUAL_TO':
      return !wanted.includes(value);
    case 'CONTAINS':
      return wanted.some((one) => value.includes(one));
    case 'DOES_NOT_CONTAIN':
      return !wanted.some((one) => value.includes(one));
    case 'CONTAINS_EXACTLY':
      return wanted.some((one) => words.has(one));
    case 'DOES_NOT_CONTAIN_EXACTLY':
      return !wanted.some((one) => words.has(one));
    case 'STARTS_WITH':
      return wanted.some((one) => value.startsWith(one));
    default:
      return wanted.some((one) => value.endsWith(one));
  }
}

function satisfiesOptions(chosen: readonly string[], operator: string, wanted: readonly string[]): boolean {
  const hasAny = chosen.some((one) => wanted.includes(one));
  const hasAll = wanted.every((one) => chosen.includes(one));
  const isExactly = hasAll && chosen.length === wanted.length;
  switch (operator) {
    case 'IS_ANY_OF':
      return hasAny;
    case 'IS_NONE_OF':
      return !hasAny;
    case 'IS_EXACTLY':
      return isExactly;
    case 'IS_NOT_EXACTLY':
      return !isExactly;
    case 'CONTAINS_ALL':
      return hasAll;
    default:
      return !hasAll;
  }
}

function satisfiesNumber(value: number, operator: (typeof numberOperators)[number], wanted: number): boolean {
  switch (operator) {
    case 'IS_EQUAL_TO':
      return value === wanted;
    case 'IS_NOT_EQUAL_TO':
      return value !== wanted;
    case 'IS_GREATER_THAN':
      return value > wanted;
    case 'IS_GREATER_THAN_OR_EQUAL_TO':
      return value >= wanted;
    case 'IS_LESS_THAN':
      return value < wanted;
    default:
      return value <= wanted;
  }
}

type TimeOperation = Extract<Operation, { operationType: 'TIME_POINT' | 'TIME_RANGED' }>;

function satisfiesTime(value: number, operation: TimeOperation, now: number): boolean {
  if (operation.operationType === 'TIME_RANGED') {
    const { lowerBoundTimePoint, upperBoundTimePoint } = operation;
    const isFrom = isBeyond(
      value,
      { point: lowerBoundTimePoint, now },
      operation.lowerBoundEndpointBehavior,
      1,
    );
    const isTo = isBeyond(
      value,
      { point: upperBoundTimePoint, now },
      operation.upperBoundEndpointBehavior,
      -1,
    );
    return (operation.operator === 'IS_BETWEEN') === (isFrom && isTo);
  }
  const direction = operation.operator === 'IS_AFTER' ? 1 : -1;
  return isBeyond(value, { point: operation.timePoint, now }, operation.endpointBehavior, direction);
}

/** After a whole day is after its end, before it is before its begin. */
function isBeyond(
  value: number,
  { point, now }: { point: TimePoint; now: number },
  behaviour: 'INCLUSIVE' | 'EXCLUSIVE',
  direction: 1 | -1,
): boolean {
  const { begin, isDay } = instantOf(point, now);
  const end = isDay ? begin.endOf('day') : begin;
  const isInclusive = behaviour === 'INCLUSIVE';
  const edge = (isInclusive === (direction === 1) ? begin : end).toMillis();
  return isInclusive ? direction * (value - edge) >= 0 : direction * (value - edge) > 0;
}

function instantOf(point: TimePoint, now: number): { begin: DateTime; isDay: boolean } {
  if (point.timeType === 'INDEXED') {
    const { offset, zoneId } = point;
    const moved = DateTime.fromMillis(now, { zone: zoneId }).plus({
      years: offset.years ?? 0,
      months: offset.months ?? 0,
      weeks: offset.weeks ?? 0,
      days: offset.days ?? 0,
      hours: offset.hours ?? 0,
      minutes: offset.minutes ?? 0,
    });
    const isDay = point.indexReference.referenceType === 'TODAY';
    return { begin: isDay ? moved.startOf('day') : moved, isDay };
  }
  const { year, month, day, hour, minute = 0, zoneId } = point;
  const begin = DateTime.fromObject({ year, month, day, hour: hour ?? 0, minute }, { zone: zoneId });
  return { begin, isDay: hour === undefined };
}

/** Whether time alone changes who passes. */
export const isRelative = (operation: Operation): boolean =>
  'timePoint' in operation
    ? operation.timePoint.timeType === 'INDEXED'
    : 'lowerBoundTimePoint' in operation &&
      [operation.lowerBoundTimePoint, operation.upperBoundTimePoint].some(
        ({ timeType }) => timeType === 'INDEXED',
      );
