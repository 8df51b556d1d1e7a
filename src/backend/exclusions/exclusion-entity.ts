import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, key, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';

/** Whom an account never writes to. */
export interface ExclusionRow {
  portalId: PortalId;
  /** As `readPattern` writes it. */
  pattern: string;
  /** It has a `*`: it is tried on every address, the others are looked up. */
  wild: boolean;
  reason: string;
  addedBy: string;
  at: number;
}

export const ExclusionEntity = new EntitySchema<ExclusionRow>({
  name: 'Exclusion',
  tableName: 'exclusion',
  columns: {
    portalId: key({ name: 'portal_id' }),
    pattern: key(),
    wild: flag(),
    reason: varchar(),
    addedBy: varchar({ name: 'added_by' }),
    at: time(),
  },
  indices: [{ name: 'exclusion_at', columns: ['portalId', 'at', 'pattern'] }],
});

/** Addresses and domains that are never written to. */
export class Exclusions1764719000003 implements MigrationInterface {
  readonly name = 'Exclusions1764719000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE exclusion (portal_id varchar NOT NULL, pattern varchar NOT NULL, wild boolean NOT NULL,
        reason varchar NOT NULL, added_by varchar NOT NULL, at bigint NOT NULL, PRIMARY KEY (portal_id, pattern))`,
    );
    await queryRunner.query('CREATE INDEX exclusion_at ON exclusion (portal_id, at, pattern)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE exclusion');
  }
}
