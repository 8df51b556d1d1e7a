import type { PropertyProblem } from '../api/hubspot-error.ts';
import { isEmailAddress } from './email-address.ts';
import type { PropertyDefinition } from './property-definition.ts';

const MAX_STRING = 65_536;
const DAY = 86_400_000;

/** What checking a value needs to know beyond its definition. */
interface ValueContext {
  isActiveOwner(ownerId: string): boolean;
}

/** Why HubSpot would refuse the value, or null. "" clears any property and is never wrong. */
export function problemWith(
  definition: PropertyDefinition,
  value: string,
  context: ValueContext,
): PropertyProblem | null {
  if (value === '') return null;
  const [error, message] = findProblem(definition, value, context) ?? [];
  return error && message ? { isValid: false, message, error, name: definition.name } : null;
}

type Finding = [error: string, message: string] | null;

function findProblem(definition: PropertyDefinition, value: string, context: ValueContext): Finding {
  if (definition.name === 'hubspot_owner_id') return checkOwner(value, context);
  switch (definition.type) {
    case 'enumeration':
    case 'bool':
      return checkOptions(definition, value);
    case 'number':
      return isNumber(value) ? null : ['INVALID_NUMBER', `${value} was not a valid number.`];
    case 'datetime':
      return readInstant(value) === null ? ['INVALID_DATE', `${value} was not a valid datetime.`] : null;
    case 'date':
      return checkDate(value);
    default:
      return checkText(definition, value);
  }
}

/** A decimal number, also `1.5e3`; neither `1,000` nor `0x10`, and no spaces. */
const isNumber = (value: string): boolean =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && Number.isFinite(Number(value));

function checkOwner(value: string, context: ValueContext): Finding {
  return context.isActiveOwner(value) ? null : ['INVALID_OWNER_ID', `Owner ${value} does not exist`];
}

function checkOptions(definition: PropertyDefinition, value: string): Finding {
  const allowed = definition.options.map((option) => option.value);
  const wrong = selectedOptions(definition, value).find((option) => !allowed.includes(option));
  return wrong === undefined
    ? null
    : ['INVALID_OPTION', `${wrong} was not one of the allowed options: [${allowed.join(', ')}]`];
}

/** The options in a value: several, separated by `;`, in a multiple checkbox. */
function selectedOptions(definition: PropertyDefinition, value: string): string[] {
  return definition.fieldType === 'checkbox' ? value.split(';').filter((option) => option !== '') : [value];
}

function checkDate(value: string): Finding {
  const instant = readInstant(value);
  if (instant === null) return ['INVALID_DATE', `${value} was not a valid date.`];
  return instant % DAY === 0 ? null : ['INVALID_DATE', `${value} is not at midnight UTC.`];
}

function checkText(definition: PropertyDefinition, value: string): Finding {
  if (value.length > MAX_STRING) {
    return [
      'PROPERTY_VALUE_TOO_LONG',
      `Property "${definition.name}" is longer than ${MAX_STRING} characters.`,
    ];
  }
  if (definition.name === 'email' && !isEmailAddress(value))
    return ['INVALID_EMAIL', `Email address ${value} is invalid`];
  return null;
}

/** Epoch ms of a datetime or date value: milliseconds or ISO 8601. */
export function readInstant(value: string): number | null {
  if (/^-?\d+$/.test(value)) return Number(value);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(value)) return null;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? null : instant;
}

/**
 * The value as HubSpot keeps and returns it: ISO instants, lower-cased email, options once each, `;a` appended to the present
 * ones.
 * @param current the value that the record has now, "" for none
 */
export function normaliseValue(definition: PropertyDefinition, value: string, current: string): string {
  if (value === '') return '';
  if (definition.name === 'email') return value.trim().toLowerCase();
  if (definition.type === 'datetime') return new Date(readInstant(value) ?? 0).toISOString();
  if (definition.type === 'date') return new Date(readInstant(value) ?? 0).toISOString().slice(0, 10);
  if (definition.fieldType === 'checkbox') {
    const before = value.startsWith(';') ? current.split(';') : [];
    return [...new Set([...before, ...value.split(';')])].filter((option) => option !== '').join(';');
  }
  return value;
}
