import type { Choice } from '../../cards/fields/contract.ts';
import type { Definition } from '../hubspot/properties/definitions.ts';

/** What a property holds, as far as printing it goes. */
export type FieldKind = 'text' | 'number' | 'date' | 'datetime' | 'choice' | 'choices' | 'owner';

/** By option its label; empty: the property has none. */
export type FieldOptions = Readonly<Record<string, string>>;

export const kindWords: Readonly<Record<FieldKind, string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  datetime: 'Date and time',
  choice: 'Choice',
  choices: 'Several choices',
  owner: 'Owner',
};

const days: readonly Choice[] = [
  { value: 'long', label: '30 November 2026' },
  { value: 'weekday', label: 'Monday, 30 November' },
  { value: 'month', label: 'November 2026' },
  { value: 'short', label: '30/11/2026' },
];

/** How a value may be printed, the usual way first. */
export const formatsOf: Readonly<Record<FieldKind, readonly Choice[]>> = {
  text: [{ value: 'text', label: 'As it is' }],
  number: [
    { value: 'number', label: '1,234.5' },
    { value: 'whole', label: '1,235 (rounded)' },
    { value: 'percent', label: '12.5 % (of 0.125)' },
    { value: 'plain', label: '1234.5 (as it is)' },
  ],
  date: days,
  datetime: [...days, { value: 'time', label: '30 November 2026 at 14:30' }],
  choice: [
    { value: 'label', label: 'Its label' },
    { value: 'value', label: 'Its internal value' },
  ],
  choices: [
    { value: 'label', label: 'Their labels, “A, B, and C”' },
    { value: 'value', label: 'Their internal values' },
  ],
  owner: [
    { value: 'email', label: 'Email address' },
    { value: 'name', label: 'Name' },
  ],
};

const kinds: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  phone_number: 'text',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
  bool: 'choice',
  enumeration: 'choice',
};

/** What a property holds, or why no email may print it, a sentence. */
export function kindOf(
  definition: Pick<Definition, 'type' | 'fieldType' | 'sensitive' | 'ofOwners'>,
): { kind: FieldKind } | { refused: string } {
  const { type, fieldType, sensitive, ofOwners } = definition;
  if (sensitive) return { refused: 'HubSpot keeps it as sensitive data. That belongs in no email.' };
  if (ofOwners) return { kind: 'owner' };
  if (fieldType === 'file') return { refused: 'It holds files.' };
  if (fieldType === 'html') return { refused: 'It holds formatted text.' };
  if (fieldType === 'checkbox') return { kind: 'choices' };
  const kind = kinds[type];
  return kind ? { kind } : { refused: 'Its values cannot be printed.' };
}

export const optionsOf = ({ type, options }: Pick<Definition, 'type' | 'options'>): FieldOptions =>
  type === 'bool' && options.length === 0
    ? { true: 'Yes', false: 'No' }
    : Object.fromEntries(options.map(({ value, label }) => [value, label]));

export interface Printing {
  kind: FieldKind;
  format: string;
  options: FieldOptions;
}

/**
 * A value of HubSpot as an email says it; null: it is empty, or nothing that this kind holds.
 * @param locale BCP 47, of the contact in the language of the email: "de-AT"
 * @param timeZone IANA, of the contact
 */
export function printed(
  { kind, format, options }: Printing,
  raw: string | null | undefined,
  { locale, timeZone }: { locale: string; timeZone: string },
): string | null {
  const value = raw?.trim() ?? '';
  if (value === '') return null;
  if (kind === 'number') return numberOf(value, format, locale);
  if (kind === 'date' || kind === 'datetime') return timeOf(value, { format, locale, timeZone });
  if (kind === 'choice') return format === 'value' ? value : (options[value] ?? value);
  if (kind !== 'choices') return value;
  const chosen = value.split(';').filter((one) => one !== '');
  const names = format === 'value' ? chosen : chosen.map((one) => options[one] ?? one);
  return names.length === 0 ? null : new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

function numberOf(value: string, format: string, locale: string): string | null {
  const number = Number(value);
  if (!Number.isFinite(number)) return null;
  if (format === 'plain') return value;
  if (format === 'whole') return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(number);
  if (format === 'percent')
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(number);
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(number);
}

const dayFormats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  long: { dateStyle: 'long' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  short: { dateStyle: 'short' },
  time: { dateStyle: 'long', timeStyle: 'short' },
};

/** HubSpot writes a day as 2026-11-30 or as its midnight in UTC, a moment as ISO 8601 or in epoch ms. */
function timeOf(
  value: string,
  { format, locale, timeZone }: { format: string; locale: string; timeZone: string },
): string | null {
  const at = /^-?\d{10,}$/.test(value) ? Number(value) : Date.parse(value);
  if (!Number.isFinite(at)) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) || at % (24 * 3_600_000) === 0;
  const zone = isDay ? 'UTC' : timeZone;
  return new Intl.DateTimeFormat(locale, {
    ...(dayFormats[format] ?? dayFormats['long']),
    timeZone: zone,
  }).format(at);
}

/**
 * How people of a country write the language of an email: "de-AT" for a German one to Austria; without a country that
 * speaks it, the language as such.
 * @param preferred HubSpot's preferred language, such as "pt-br"; null: not known
 * @param country ISO 3166-1 alpha-2; null: not known
 */
export function localeOf(language: string, preferred: string | null, country: string | null): string {
  const own = (preferred ?? '').replaceAll('_', '-');
  const wanted =
    own.toLowerCase().split('-')[0] === language && own.includes('-') ? own : `${language}-${country}`;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([wanted])[0] ?? language;
  } catch {
    return language;
  }
}
