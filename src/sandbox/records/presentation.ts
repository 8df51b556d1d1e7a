import type { Portal } from '../accounts/portal.ts';
import type { Caller } from '../api/call.ts';
import { associationsOf } from '../associations/associations.ts';
import { EMAIL, type ObjectType } from './object-types.ts';
import type { HistoryEntry, StoredRecord } from './record.ts';

/** Which parts of a record an answer shows. */
export interface Selection {
  /** Empty: the defaults of the object type. 'all': everything with a value. */
  properties: readonly string[] | 'all';
  propertiesWithHistory?: readonly string[];
  associations?: readonly ObjectType[];
  /** Show what emails say: needs the scope sales-email-read. */
  emailContent: boolean;
}

const REDACTED =
  'The content of this email has been redacted because the app lacks the scope sales-email-read.';
const EMAIL_CONTENT = ['hs_email_subject', 'hs_email_text', 'hs_email_html'];

/** A record as the API returns it. */
export function presentRecord(
  portal: Portal,
  record: StoredRecord,
  selection: Selection,
): Record<string, unknown> {
  const type = portal.objectType(record.objectTypeId);
  const { propertiesWithHistory: history = [], associations = [] } = selection;
  return {
    id: record.id,
    properties: selectProperties(type, withoutSensitive(portal, type, record.properties), selection),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== null,
    ...(record.archivedAt === null ? {} : { archivedAt: new Date(record.archivedAt).toISOString() }),
    ...(history.length > 0 ? { propertiesWithHistory: historyOf(record, history) } : {}),
    ...(associations.length > 0 ? { associations: linksOf(portal, record, associations) } : {}),
  };
}

/** A record with all its values, as writes answer. */
export function presentWritten(caller: Caller, record: StoredRecord): Record<string, unknown> {
  return presentRecord(caller.portal, record, { properties: 'all', emailContent: seesEmailContent(caller) });
}

export function seesEmailContent({ grant }: Caller): boolean {
  return grant.scopes.includes('sales-email-read');
}

/** No app here has the scopes that sensitive values need. */
const withoutSensitive = (
  portal: Portal,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => (portal.property(type, name)?.dataSensitivity ?? 'non_sensitive') === 'non_sensitive',
    ),
  );

/** Named properties, null where there is no value, plus the defaults of the type. */
function selectProperties(
  type: ObjectType,
  values: Readonly<Record<string, string>>,
  { properties, emailContent }: Pick<Selection, 'properties' | 'emailContent'>,
): Record<string, string | null> {
  const always = ['hs_object_id', type.createdProperty, type.modifiedProperty];
  const names =
    properties === 'all'
      ? Object.keys(values)
      : properties.length === 0
        ? type.defaultProperties
        : [...properties, ...always];
  const hidden = type === EMAIL && !emailContent ? EMAIL_CONTENT : [];
  return Object.fromEntries(
    names.map((name) => [name, hidden.includes(name) && values[name] ? REDACTED : (values[name] ?? null)]),
  );
}

function historyOf(record: StoredRecord, names: readonly string[]): Record<string, unknown[]> {
  return Object.fromEntries(names.map((name) => [name, (record.history[name] ?? []).map(presentVersion)]));
}

/** One version of a property; `updatedByUserId` only when a person wrote it. */
export function presentVersion(entry: HistoryEntry): Record<string, unknown> {
  const { value, timestamp, sourceType, sourceId, updatedByUserId } = entry;
  return {
    value,
    timestamp: new Date(timestamp).toISOString(),
    sourceType,
    ...(sourceId === null ? {} : { sourceId }),
    ...(updatedByUserId === null ? {} : { updatedByUserId }),
  };
}

function linksOf(
  portal: Portal,
  record: StoredRecord,
  types: readonly ObjectType[],
): Record<string, unknown> {
  const from = portal.objectType(record.objectTypeId);
  const entries = types.map((type) => {
    const results = associationsOf(portal, record, type).map(({ toId }) => ({
      id: toId,
      type: `${from.singular}_to_${type.singular}`,
    }));
    return [type.name, { results }] as const;
  });
  return Object.fromEntries(entries.filter(([, { results }]) => results.length > 0));
}
