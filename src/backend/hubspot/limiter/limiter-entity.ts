import { EntitySchema } from 'typeorm';
import { integer, key, time } from '../../database/columns.ts';

/** The state of one portal's budget, one row for each of HubSpot's two counters. All processes share it. */
export interface LimitRow {
  portalId: string;
  bucket: 'general' | 'search';
  /** When the calls admitted so far are paid off at the steady rate ("theoretical arrival time"), epoch ms. */
  nextAt: number;
  /** The latest clock that asked, epoch ms. */
  seenAt: number;
  /** Nobody calls before this, epoch ms. */
  pausedUntil: number;
  /** The decision of the last statement, 1 or 0: it is how one statement both decides and tells. */
  granted: number;
}

export const LimitEntity = new EntitySchema<LimitRow>({
  name: 'HubSpotLimit',
  tableName: 'hubspot_limit',
  columns: {
    portalId: key({ name: 'portal_id' }),
    bucket: key({ name: 'bucket' }),
    nextAt: time({ name: 'next_at' }),
    seenAt: time({ name: 'seen_at' }),
    pausedUntil: time({ name: 'paused_until' }),
    granted: integer({ name: 'granted' }),
  },
});

export const limiterEntities = [LimitEntity];
