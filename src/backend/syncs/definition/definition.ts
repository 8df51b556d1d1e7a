import type { SourceSettings } from '../../sources/source.ts';

export type { SourceSettings };

/** The column that names a row for ever: never empty, never twice. */
export type KeyColumn = string;

export type ObjectMode = 'upsert' | 'update' | 'insert';
export type ListMode = 'add' | 'remove' | 'mirror';

/** By which property of HubSpot a row finds its record, and the column that holds its value. */
export interface Match {
  property: string;
  column: string;
}

export type Destination =
  | {
      kind: 'object';
      /** Plural name, type id or fully qualified name: `contacts`, `0-1`, `p123_cars`. */
      object: string;
      mode: ObjectMode;
      match: Match;
    }
  | { kind: 'list'; mode: ListMode; match: Match; list: { id: string } | { name: string } }
  | {
      kind: 'event';
      /** Fully qualified name of the event, or the column that holds it. */
      event: ({ name: string } | { column: string }) & {
        /** Column of the moment; none: when it is sent. */
        at?: string;
        by: 'email' | 'objectId' | 'utk';
        /** Column of what `by` names. */
        of: string;
        /** Which object the event belongs to. */
        object: string;
      };
    };

export type MappedValue =
  { column: string } | { template: string } | { value: string | number | boolean | null };

export interface AssociationRule {
  /** Object type of the other record. */
  object: string;
  /** Holds one value, a list, a comma list, or `{value, label}` of them. */
  column: string;
  /** Property of the other record that the values are of; none: its record id. */
  match?: string;
  /** Association type id or label; none: the default of the two object types. */
  type?: string | number;
  /** Whether a record that is not there is created. */
  create: boolean;
  /** Whether what this sync linked before is taken away when the row does not want it any more. */
  replace: boolean;
}

export type Schedule =
  | { kind: 'manual' }
  | { kind: 'interval'; everyMinutes: number }
  | { kind: 'cron'; expression: string; zone: string };

/** One sync, checked: the same from the file, the API and the page. */
export interface SyncDefinition {
  name: string;
  source: SourceSettings;
  key: KeyColumn;
  to: Destination;
  /** By the internal name of the property. */
  map: Readonly<Record<string, MappedValue>>;
  associate: readonly AssociationRule[];
  /** What becomes of the record of a row that is no longer there. */
  gone: 'nothing' | 'clear' | 'delete';
  /** A run that would take away more than this stops before it does: share of what Baton wrote (0 to 1), or rows. */
  brake: { share: number } | { rows: number };
  schedule: Schedule;
  alerts: readonly unknown[];
}
