import type { BatonError } from '../ground/errors.ts';

/**
 * Why a row is not in HubSpot as it should be: a code that stays, what it means, what to do. HubSpot's own codes where
 * it has one, so that what Baton finds before a call and what HubSpot says after it read the same.
 */
export const problemCatalog = {
  LINE_REFUSED: 'The line of the file is no row. Correct it in the file.',
  KEY_MISSING: 'The key of the row is empty. Give every row a key in the query or file.',
  KEY_DUPLICATE: 'Several rows have this key; none was sent. Make the key unique in the query or file.',
  MATCH_MISSING: 'The row does not say which record it is: its match column is empty.',
  MATCH_DUPLICATE: 'Several rows are for this one record; none was sent. Keep one of them.',
  MATCH_AMBIGUOUS:
    'Several records have this value, because the property is not unique. Merge them in HubSpot, or match by a unique property.',
  NO_ASSOCIATED_RECORD:
    'The record to link to is not in HubSpot. The row itself is written; it is linked at a later run, when the record is there, or made with `create: true`.',
  NO_LABEL: 'There is no association label of this name. Write one that there is, or make it in HubSpot.',
  NO_EVENT:
    'The account has no such event, or it has no such properties. Define it in HubSpot, or correct the name.',
  ALREADY_SENT: 'An event that was sent stays as it was. Give a new event a key of its own.',
  EVENT_VALUE_TOO_LONG:
    'HubSpot keeps 256 characters of a value of an event, of a web address 1,024. Shorten it.',
  NO_RECORD: 'No record has this value. It is looked for again at the next run.',
  ALREADY_EXISTS:
    'The row was inserted before, and the mode inserts only. Choose upsert to update the record.',
  CONFLICT:
    'Another record has this value already; the message names it. Merge the two in HubSpot, or correct the row.',
  DUPLICATE_VALUE:
    'Another record has this unique value already; the message names it. Merge the two in HubSpot, or correct the row.',
  INVALID_EMAIL: 'The email address is not one. Correct it at the source.',
  INVALID_OPTION:
    'The value is not among the options of the property. Correct it, or add the option in HubSpot.',
  INVALID_NUMBER: 'The property wants a number. Correct the value, or map another column.',
  INVALID_INTEGER: 'The property wants a whole number. Correct the value, or map another column.',
  INVALID_LONG: 'The number is too large for the property. Correct the value.',
  INVALID_BOOLEAN: 'The property wants true or false. Correct the value, or map another column.',
  INVALID_DATE: 'The property wants a date. Give YYYY-MM-DD, ISO 8601 or milliseconds.',
  INVALID_OWNER_ID: 'HubSpot knows no active owner with this id. Give the id of an owner, not of a user.',
  INVALID_PHONE_NUMBER: 'HubSpot does not take this phone number. Give it with the country code.',
  INVALID_URL: 'The property wants a web address. Correct the value.',
  INVALID_DOMAIN: 'The property wants a domain. Correct the value.',
  INVALID_REGEX: 'An admin of HubSpot set a rule that the value breaks. Change the value or the rule.',
  INVALID_STRING_LENGTH:
    'The value is shorter or longer than an admin of HubSpot allows. Change one of them.',
  INVALID_NUMBER_RANGE: 'The number is outside of what an admin of HubSpot allows. Change one of them.',
  PROPERTY_VALUE_TOO_LONG: 'HubSpot keeps at most 65,536 characters. Shorten the value.',
  PROPERTY_DOESNT_EXIST:
    'HubSpot has no such property any more. Create it again, or take it out of the mapping.',
  READ_ONLY_VALUE: 'HubSpot computes this property; nobody may write it. Take it out of the mapping.',
  MISSING_REQUIRED_PROPERTY: 'HubSpot wants a property that the row does not give. Map it, or fill it in.',
  MISSING_CONDITIONAL_REQUIRED_PROPERTY:
    'A value of the row makes another property required. Map that one as well, or change the rule in HubSpot.',
  OBJECT_NOT_FOUND: 'The record is not in HubSpot any more: deleted or merged. The next run looks again.',
  MISSING_SCOPES:
    'The connection lacks a permission, or the account the product. An admin must connect again and grant it.',
  TEMPLATE_FAILED: 'A template of the mapping does not render for this row. The message says where.',
  NOT_ANSWERED: 'HubSpot did not say what became of the row. The next run writes it again.',
  HUBSPOT_UNAVAILABLE: 'HubSpot could not write the row just now. The next run writes it again.',
  REFUSED: 'HubSpot refused the row; the message says why. Correct it at the source.',
} as const;

export type ProblemCode = keyof typeof problemCatalog;

/** What is wrong with one row. `message`: what HubSpot or Baton says of these values; the advice is the catalog's. */
export interface Problem {
  code: ProblemCode;
  message: string;
}

const isKnown = (code: string): code is ProblemCode => code in problemCatalog;

const ofError: Partial<Record<BatonError['code'], ProblemCode>> = {
  HUBSPOT_NOT_FOUND: 'OBJECT_NOT_FOUND',
  HUBSPOT_CONFLICT: 'CONFLICT',
  HUBSPOT_MISSING_SCOPE: 'MISSING_SCOPES',
  HUBSPOT_UNAVAILABLE: 'HUBSPOT_UNAVAILABLE',
};

/** What HubSpot's error about one record means. */
export function problemOf(error: BatonError): Problem {
  const said = (error.context['properties'] ?? []) as readonly { error: string }[];
  const codes = (error.context['codes'] ?? []) as readonly string[];
  const named = [...said.map(({ error: code }) => code), ...codes].find(isKnown);
  return { code: named ?? ofError[error.code] ?? 'REFUSED', message: withId(error) };
}

/** The existing record's id, if HubSpot names it, and its message does not. */
function withId(error: BatonError): string {
  const id = error.context['existingId'];
  if (typeof id !== 'string' || error.message.includes(id)) return error.message;
  return `${error.message} Existing ID: ${id}.`;
}
