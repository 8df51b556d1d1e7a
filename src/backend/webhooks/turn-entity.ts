import { EntitySchema } from 'typeorm';
import { key, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';

/** Which process brings the events of an account to those they concern. */
export interface TurnRow {
  portalId: PortalId;
  /** A name of the run; "": nobody's turn. */
  holder: string;
  leasedUntil: number;
}

export const InboxTurnEntity = new EntitySchema<TurnRow>({
  name: 'InboxTurn',
  tableName: 'inbox_turn',
  columns: {
    portalId: key({ name: 'portal_id' }),
    holder: varchar(),
    leasedUntil: time({ name: 'leased_until' }),
  },
});
