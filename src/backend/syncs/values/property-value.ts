import type { CrmProperty } from '../../hubspot/crm/crm-properties.ts';
import type { SourceValue } from '../../sources/source.ts';
import { storable } from '../../ground/text.ts';
import type { ProblemCode } from '../problems.ts';
import { emailProblem } from './email.ts';
import { instantOf } from './dates.ts';
import { plain } from './templates.ts';

/** HubSpot's longest text. */
const LONGEST_TEXT = 65_536;

/** A value as HubSpot takes and keeps it, or why it would refuse it. `text` "" clears the property. */
export type Checked = { text: string } | { code: ProblemCode; message: string };

/** What a value of a row becomes in a property of this account, by HubSpot's own rules (FEATURES E6, E7). */
export function propertyValue(property: CrmProperty, value: SourceValue): Checked {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return { text: '' };
  if (Array.isArray(value) && value.length === 0) return { text: '' };
  switch (property.type) {
    case 'bool':
      return ofBoolean(property, value);
    case 'enumeration':
      return ofOptions(property, value);
    case 'number':
      return ofNumber(property, value);
    case 'date':
    case 'datetime':
      return ofMoment(property, value);
    default:
      return ofText(property, value);
  }
}

/** Whether HubSpot holds this value already: it prints numbers and moments in its own way. */
export function isSameValue(property: CrmProperty | undefined, one: string, other: string): boolean {
  if (one === other) return true;
  if (one === '' || other === '') return false;
  switch (property?.type) {
    case 'number':
      return Number(one) === Number(other);
    case 'date':
    case 'datetime':
      return instantOf(one) === instantOf(other);
    case 'enumeration':
      return sorted(one) === sorted(other);
    default:
      return property?.name === 'email' && one.toLowerCase() === other.toLowerCase();
  }
}

const sorted = (value: string): string => value.split(';').filter(Boolean).sort().join(';');

/** A value as a text: what it is hashed, matched and shown as. */
export function textOf(value: SourceValue): string {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value, plain) : String(value);
}

const wrong = (code: ProblemCode, { name }: CrmProperty, what: string): Checked => ({
  code,
  message: `${name}: ${what}`,
});

/** The beginning of a value for a message. */
const quoted = (value: SourceValue): string => {
  const text = textOf(value);
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
};

function ofText(property: CrmProperty, value: SourceValue): Checked {
  const text = storable(textOf(value));
  if (text.length > LONGEST_TEXT)
    return wrong(
      'PROPERTY_VALUE_TOO_LONG',
      property,
      `${text.length} characters are more than HubSpot keeps.`,
    );
  if (property.name !== 'email') return { text };
  const problem = emailProblem(text);
  return problem === null ? { text: text.trim().toLowerCase() } : wrong('INVALID_EMAIL', property, problem);
}

const TRUE = new Set(['true', 't', 'yes', 'y', '1', 'on']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0', 'off']);

function ofBoolean(property: CrmProperty, value: SourceValue): Checked {
  const text = textOf(value).trim().toLowerCase();
  if (TRUE.has(text)) return { text: 'true' };
  if (FALSE.has(text)) return { text: 'false' };
  const labelled = property.options.find(({ label }) => label.toLowerCase() === text);
  return labelled
    ? { text: labelled.value }
    : wrong('INVALID_OPTION', property, `${quoted(value)} is neither true nor false.`);
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function ofNumber(property: CrmProperty, value: SourceValue): Checked {
  const text = typeof value === 'string' ? value.trim() : textOf(value);
  const isNumber = ['string', 'number', 'bigint'].includes(typeof value) && NUMBER.test(text);
  return isNumber ? { text } : wrong('INVALID_NUMBER', property, `${quoted(value)} is not a number.`);
}

/** `date`: the day in UTC, timestamps cut. `datetime`: to the millisecond. Both as HubSpot prints them. */
function ofMoment(property: CrmProperty, value: SourceValue): Checked {
  const instant = instantOf(value);
  if (instant === null)
    return wrong(
      'INVALID_DATE',
      property,
      `${quoted(value)} is not a ${property.type}: YYYY-MM-DD, ISO 8601 or milliseconds.`,
    );
  const iso = new Date(instant).toISOString();
  return { text: property.type === 'date' ? iso.slice(0, 10) : iso };
}

function ofOptions(property: CrmProperty, value: SourceValue): Checked {
  if (property.options.length === 0) return ofText(property, value);
  const several = property.fieldType === 'checkbox';
  const chosen = several ? choicesOf(property, value) : [value];
  const options: string[] = [];
  for (const one of chosen) {
    const option = optionOf(property, textOf(one));
    if (option === undefined) return wrong('INVALID_OPTION', property, notAnOption(property, one));
    if (!options.includes(option)) options.push(option);
  }
  return { text: options.join(';') };
}

/** An array, or a text with semicolons or commas between: a comma may also stand within an option. */
function choicesOf(property: CrmProperty, value: SourceValue): readonly SourceValue[] {
  if (Array.isArray(value)) return (value as readonly SourceValue[]).filter((one) => textOf(one) !== '');
  const text = textOf(value);
  if (optionOf(property, text) !== undefined) return [text];
  const parts = text.split(text.includes(';') ? ';' : ',').map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

/** By its internal value, then without case, then by its label. */
function optionOf({ options }: CrmProperty, given: string): string | undefined {
  const text = given.trim();
  const folded = text.toLowerCase();
  const found =
    options.find(({ value }) => value === text) ??
    options.find(({ value }) => value.toLowerCase() === folded) ??
    options.find(({ label }) => label.trim().toLowerCase() === folded);
  return found?.value;
}

const SHOWN = 10;

function notAnOption({ options }: CrmProperty, value: SourceValue): string {
  const shown = options.slice(0, SHOWN).map(({ value: option }) => option);
  const more = options.length > SHOWN ? ` and ${options.length - SHOWN} more` : '';
  return `${quoted(value)} is not one of its options: ${shown.join(', ')}${more}.`;
}
