import { EntitySchema } from 'typeorm';
import { integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { JobData } from './jobs.ts';

/** A job of the SQLite adapter. Jobs that are done are deleted; on PostgreSQL the table stays empty. */
export interface JobRow {
  id: string;
  queue: string;
  jobKey: string | null;
  data: JobData;
  /** `retrying`: waiting between two attempts; does not count as waiting for `key`. */
  state: 'waiting' | 'retrying' | 'running' | 'dead';
  /** When it may be taken: its time or, for a running one, the end of the lease of the process that does it. */
  dueAt: number;
  attempt: number;
  /** The process that does it. */
  lockedBy: string | null;
  failedAt: number | null;
  errorCode: string | null;
  errorMessage: string | null;
}

export const jobEntity = new EntitySchema<JobRow>({
  name: 'job',
  tableName: 'job',
  columns: {
    id: key({ name: 'id' }),
    queue: varchar({ name: 'queue' }),
    jobKey: varchar({ name: 'job_key', nullable: true }),
    data: json({ name: 'data' }),
    state: varchar({ name: 'state' }),
    dueAt: time({ name: 'due_at' }),
    attempt: integer({ name: 'attempt', default: 0 }),
    lockedBy: varchar({ name: 'locked_by', nullable: true }),
    failedAt: time({ name: 'failed_at', nullable: true }),
    errorCode: varchar({ name: 'error_code', nullable: true }),
    errorMessage: text({ name: 'error_message', nullable: true }),
  },
  indices: [
    { name: 'job_due', columns: ['queue', 'dueAt'], where: `state <> 'dead'` },
    { name: 'job_waiting_key', columns: ['queue', 'jobKey'], unique: true, where: `state = 'waiting'` },
  ],
});

export const jobEntities = [jobEntity] as EntitySchema<never>[];
