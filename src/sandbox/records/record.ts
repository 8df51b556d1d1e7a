/** One value that a property had. */
export interface HistoryEntry {
  value: string;
  /** Epoch ms, sandbox time. */
  timestamp: number;
  sourceType: string;
  sourceId: string | null;
  updatedByUserId: number | null;
}

/** A record of any type. Absent properties have no value. */
export interface StoredRecord {
  id: string;
  objectTypeId: string;
  properties: Record<string, string>;
  /** Newest first, per property. */
  history: Record<string, HistoryEntry[]>;
  /** Object type id → record id → type ids, from this record's side. */
  associations: Record<string, Record<string, number[]>>;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  /** The record that swallowed this one: gone without being archived. */
  mergedInto: string | null;
  /** Deleted for privacy, or an email deleted by API: never comes back. */
  erased: boolean;
}

/** Who or what changes a record; the open strings of HubSpot's webhooks and history. */
export interface Author {
  /** CRM_UI, INTEGRATION, AUTOMATION_PLATFORM, IMPORT, … */
  changeSource: string;
  /** `userId:123` for people, the app id for apps. */
  sourceId: string;
  userId: number | null;
  /** Epoch ms, sandbox time, when it was not just now: history from before the stand-in. */
  at?: number;
}

export function personAuthor(userId: number, changeSource = 'CRM_UI'): Author {
  return { changeSource, sourceId: `userId:${userId}`, userId };
}

export function appAuthor(appId: number): Author {
  return { changeSource: 'INTEGRATION', sourceId: String(appId), userId: null };
}

/** Something happened to a record that webhooks may tell. */
export interface RecordEvent {
  kind: 'creation' | 'propertyChange' | 'deletion' | 'restore' | 'merge' | 'privacyDeletion';
  portalId: number;
  objectTypeId: string;
  objectId: string;
  occurredAt: number;
  author: Author;
  /** propertyChange only. Webhooks carry the new value, never the old one. */
  propertyName?: string;
  propertyValue?: string;
  /** propertyChange: the value came with the creation of the record. */
  onCreation?: boolean;
  merge?: { primaryId: string; mergedIds: string[]; newId: string; propertiesMoved: number };
}

/** Present for API and pages: neither deleted nor merged away. */
export function isLive(record: StoredRecord): boolean {
  return record.archivedAt === null && record.mergedInto === null;
}
