import type { Filter, FilterBranch, Operation } from '../api/list-types.ts';
import type { PropertyDefinition } from '../api/types.ts';

/** One line of the editor. */
export interface FilterRow {
  property: string;
  operator: string;
  /** As they were typed or chosen; two of a range. */
  values: string[];
}

/** What an operator is called, and what has to be given for it. */
export interface OperatorChoice {
  operator: string;
  label: string;
  takes: 'nothing' | 'texts' | 'options' | 'number' | 'numbers' | 'day' | 'days';
}

type Family = 'text' | 'options' | 'number' | 'time';

const choice = (operator: string, label: string, takes: OperatorChoice['takes']): OperatorChoice => ({
  operator,
  label,
  takes,
});
const presence = [choice('IS_KNOWN', 'is known', 'nothing'), choice('IS_UNKNOWN', 'is unknown', 'nothing')];

/** HubSpot's operators, in the words of its editor. */
const choices: Readonly<Record<Family, readonly OperatorChoice[]>> = {
  text: [
    choice('IS_EQUAL_TO', 'is equal to any of', 'texts'),
    choice('IS_NOT_EQUAL_TO', 'is not equal to any of', 'texts'),
    choice('CONTAINS', 'contains any of', 'texts'),
    choice('DOES_NOT_CONTAIN', "doesn't contain any of", 'texts'),
    choice('STARTS_WITH', 'starts with any of', 'texts'),
    ...presence,
  ],
  options: [
    choice('IS_ANY_OF', 'is any of', 'options'),
    choice('IS_NONE_OF', 'is none of', 'options'),
    ...presence,
  ],
  number: [
    choice('IS_EQUAL_TO', 'is equal to', 'number'),
    choice('IS_GREATER_THAN', 'is greater than', 'number'),
    choice('IS_GREATER_THAN_OR_EQUAL_TO', 'is greater than or equal to', 'number'),
    choice('IS_LESS_THAN', 'is less than', 'number'),
    choice('IS_LESS_THAN_OR_EQUAL_TO', 'is less than or equal to', 'number'),
    choice('IS_BETWEEN', 'is between', 'numbers'),
    ...presence,
  ],
  time: [
    choice('IS_AFTER', 'is after', 'day'),
    choice('IS_BEFORE', 'is before', 'day'),
    choice('IS_BETWEEN', 'is between', 'days'),
    ...presence,
  ],
};

function familyOf({ type }: Pick<PropertyDefinition, 'type'>): Family {
  if (type === 'enumeration' || type === 'bool') return 'options';
  if (type === 'date' || type === 'datetime') return 'time';
  return type === 'number' ? 'number' : 'text';
}

export const operatorsFor = (definition: Pick<PropertyDefinition, 'type'>): readonly OperatorChoice[] =>
  choices[familyOf(definition)];

/** The operator of a row, or the first that its property has. */
export function choiceOf(definition: Pick<PropertyDefinition, 'type'>, row: FilterRow): OperatorChoice {
  const known = operatorsFor(definition);
  return known.find(({ operator }) => operator === row.operator) ?? (known[0] as OperatorChoice);
}

/** Whether everything that its operator needs is given. */
export function isComplete(definition: PropertyDefinition | undefined, row: FilterRow): boolean {
  if (!definition) return false;
  const { takes } = choiceOf(definition, row);
  const given = row.values.filter((value) => value.trim() !== '');
  if (takes === 'nothing') return true;
  if (takes === 'number' || takes === 'numbers') {
    const count = takes === 'number' ? 1 : 2;
    return given.length === count && given.every((value) => Number.isFinite(Number(value)));
  }
  return given.length >= (takes === 'days' ? 2 : 1);
}

/** Rows that all must hold stand in one group; one of the groups is enough. @param zone of the account */
export function branchOf(
  groups: readonly (readonly FilterRow[])[],
  definitions: ReadonlyMap<string, PropertyDefinition>,
  zone: string,
): FilterBranch {
  const filterOf = (row: FilterRow): Filter[] => {
    const definition = definitions.get(row.property);
    const { property } = row;
    return definition
      ? [{ filterType: 'PROPERTY', property, operation: operationOf(definition, row, zone) }]
      : [];
  };
  return {
    filterBranchType: 'OR',
    filters: [],
    filterBranches: groups.map((rows) => ({
      filterBranchType: 'AND',
      filterBranches: [],
      filters: rows.flatMap(filterOf),
    })),
  };
}

function operationOf(definition: PropertyDefinition, row: FilterRow, zone: string): Operation {
  const { operator, takes } = choiceOf(definition, row);
  const values = row.values.map((value) => value.trim()).filter(Boolean);
  const [first = '', second = ''] = values;
  // A date is the same day everywhere; a moment is on a day of the account.
  const day = (text: string) => timePoint(text, definition.type === 'date' ? 'UTC' : zone);
  switch (takes) {
    case 'nothing':
      return { operationType: 'ALL_PROPERTY', operator };
    case 'texts':
      return { operationType: 'MULTISTRING', operator, values };
    case 'options':
      if (definition.type === 'bool')
        return {
          operationType: 'BOOL',
          operator: operator === 'IS_ANY_OF' ? 'IS_EQUAL_TO' : 'IS_NOT_EQUAL_TO',
          value: first === 'true',
        };
      return { operationType: 'ENUMERATION', operator, values };
    case 'number':
      return { operationType: 'NUMBER', operator, value: Number(first) };
    case 'numbers':
      return {
        operationType: 'NUMBER_RANGED',
        operator,
        lowerBound: Number(first),
        upperBound: Number(second),
      };
    case 'day':
      return { operationType: 'TIME_POINT', operator, timePoint: day(first) };
    default:
      return {
        operationType: 'TIME_RANGED',
        operator,
        lowerBoundTimePoint: day(first),
        upperBoundTimePoint: day(second),
      };
  }
}

function timePoint(day: string, zoneId: string) {
  const [year, month, date] = day.split('-').map(Number);
  return { timeType: 'DATE', zoneId, year, month, day: date };
}

/** The groups of a list's filters; null: an app made them, and the editor has no lines for them. */
export function groupsOf(
  branch: FilterBranch,
  definitions: ReadonlyMap<string, PropertyDefinition>,
): FilterRow[][] | null {
  const groups: FilterRow[][] = [];
  for (const inner of branch.filterBranches) {
    if (inner.filterBranches.length > 0) return null;
    const rows: FilterRow[] = [];
    for (const { property, operation } of inner.filters) {
      if (isRelative(operation)) return null;
      const row = { property, operator: shownOperator(operation), values: valuesOf(operation) };
      const definition = definitions.get(property);
      if (!definition || choiceOf(definition, row).operator !== row.operator) return null;
      rows.push(row);
    }
    groups.push(rows);
  }
  return groups;
}

/** So long before now: a day that the editor cannot show. */
const isRelative = ({ timePoint: point, lowerBoundTimePoint, upperBoundTimePoint }: Operation): boolean =>
  [point, lowerBoundTimePoint, upperBoundTimePoint].some(isIndexed);

function shownOperator({ operationType, operator }: Operation): string {
  if (operationType === 'BOOL') return operator === 'IS_EQUAL_TO' ? 'IS_ANY_OF' : 'IS_NONE_OF';
  return operator === 'IS_NOT_KNOWN' ? 'IS_UNKNOWN' : operator;
}

/** What an operation compares with, as text, whatever its family. */
export function valuesOf(operation: Operation): string[] {
  const {
    values,
    value,
    lowerBound,
    upperBound,
    timePoint: point,
    lowerBoundTimePoint,
    upperBoundTimePoint,
  } = operation;
  const many: unknown[] = Array.isArray(values) ? values : [];
  return [...many, value, lowerBound, upperBound, point, lowerBoundTimePoint, upperBoundTimePoint]
    .filter((one) => one !== undefined)
    .map((one) =>
      isDay(one)
        ? dayText(one)
        : isIndexed(one)
          ? indexedText(one)
          : typeof one === 'string'
            ? one
            : JSON.stringify(one),
    );
}

interface Indexed {
  timeType: 'INDEXED';
  indexReference: { referenceType: string };
  offset: Record<string, number>;
}

const isIndexed = (value: unknown): value is Indexed =>
  typeof value === 'object' && value !== null && 'timeType' in value && value.timeType === 'INDEXED';

/** `today -30 days` */
const indexedText = ({ indexReference, offset }: Indexed): string =>
  [
    indexReference.referenceType.toLowerCase(),
    ...Object.entries(offset).map(([unit, count]) => `${count > 0 ? '+' : ''}${count} ${unit}`),
  ].join(' ');

interface Day {
  year: number;
  month: number;
  day: number;
}

const isDay = (value: unknown): value is Day =>
  typeof value === 'object' && value !== null && 'year' in value;

const dayText = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** A filter in words: `Country/Region is equal to any of Germany`. */
export function filterWords(filter: Filter, definitions: ReadonlyMap<string, PropertyDefinition>): string {
  const definition = definitions.get(filter.property);
  const operator = shownOperator(filter.operation);
  const known = definition && operatorsFor(definition).find((one) => one.operator === operator);
  const label = known?.label ?? operator.replaceAll('_', ' ').toLowerCase();
  const optionLabel = (value: string): string =>
    definition?.options.find((option) => option.value === value)?.label ?? value;
  const joint = known?.takes === 'numbers' || known?.takes === 'days' ? ' and ' : ', ';
  return [
    definition?.label ?? filter.property,
    label,
    valuesOf(filter.operation).map(optionLabel).join(joint),
  ]
    .filter(Boolean)
    .join(' ');
}
