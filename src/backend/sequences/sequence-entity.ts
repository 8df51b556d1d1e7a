import { EntitySchema } from 'typeorm';
import { integer, json, key, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Sequence } from '../writing/types.ts';

/** What a version of a sequence says. */
export type SequenceContent = Omit<Sequence, 'sequenceId'>;

/** A version of a sequence of an account. */
export interface SequenceVersionRow {
  portalId: PortalId;
  sequenceId: string;
  /** 1, 2, 3 … */
  version: number;
  content: SequenceContent;
  /** In words. */
  changedBy: string;
  changedAt: number;
}

/** A sequence that an account wrote, as it is now. */
export interface SequenceRow extends SequenceVersionRow {
  /** Nobody gets it any more; null: it is in use. */
  archivedAt: number | null;
}

const columns = {
  portalId: key({ name: 'portal_id' }),
  sequenceId: key({ name: 'sequence_id' }),
  content: json(),
  changedBy: varchar({ name: 'changed_by' }),
  changedAt: time({ name: 'changed_at' }),
};

export const SequenceEntity = new EntitySchema<SequenceRow>({
  name: 'Sequence',
  tableName: 'sequence',
  columns: {
    ...columns,
    version: integer(),
    archivedAt: time({ name: 'archived_at', nullable: true }),
  },
});

export const SequenceVersionEntity = new EntitySchema<SequenceVersionRow>({
  name: 'SequenceVersion',
  tableName: 'sequence_version',
  columns: { ...columns, version: integer({ primary: true }) },
});
