import { EntitySchema } from 'typeorm';
import { key, time } from '../database/columns.ts';

/** What all processes know of the time of day, in one row. */
export interface ClockMark {
  id: 'clock';
  /** The latest time that any process saw since the clock was last set back, epoch ms. */
  seenAt: number;
  /** When that was, by the clock as it is since then; null: never. */
  setBackAt: number | null;
}

export const ClockMarkEntity = new EntitySchema<ClockMark>({
  name: 'ClockMark',
  tableName: 'clock_mark',
  columns: {
    id: key(),
    seenAt: time({ name: 'seen_at' }),
    setBackAt: time({ name: 'set_back_at', nullable: true }),
  },
});
