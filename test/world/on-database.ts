import type { DatabaseKind } from '../../src/backend/database/database.ts';

/**
 * Where the tests of a long file run. What differs between the databases is tested room by room on both, and the main
 * job on both as well: of the rest each file takes one, so that the gate stays short. `BOTH_DATABASES=1`: both.
 */
export const onDatabase = (kind: DatabaseKind): readonly DatabaseKind[] =>
  process.env['BOTH_DATABASES'] === '1' ? ['sqlite', 'postgres'] : [kind];
