import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { json, key, text, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { PropertyObject } from '../hubspot/properties/definitions.ts';
import type { FieldKind, FieldOptions } from './formats.ts';

/** What keeps a mapped property from being printed. */
export type Trouble = 'gone' | 'archived' | 'sensitive' | 'changed';

/** A property that emails of an account may print. */
export interface MappedField {
  /** `{{ field.<tag> }}` */
  tag: string;
  object: PropertyObject;
  property: string;
  /** As HubSpot calls it now. */
  label: string;
  kind: FieldKind;
  options: FieldOptions;
  format: string;
  /** What is printed where there is no value; '': the email waits. */
  fallback: string;
  /** null: nothing is known against it. */
  trouble: Trouble | null;
}

export interface MappedFieldRow extends MappedField {
  portalId: PortalId;
  /** What HubSpot called it when an admin last saved it; null: the same. */
  renamedFrom: string | null;
  changedBy: string;
  /** Epoch ms. */
  changedAt: number;
  /** When its definition was last asked for, epoch ms. */
  lookedAt: number;
}

export const MappedFieldEntity = new EntitySchema<MappedFieldRow>({
  name: 'MappedField',
  tableName: 'mapped_field',
  columns: {
    portalId: key({ name: 'portal_id' }),
    tag: key(),
    object: varchar(),
    property: varchar(),
    label: varchar(),
    renamedFrom: varchar({ name: 'renamed_from', nullable: true }),
    kind: varchar(),
    options: json(),
    format: varchar(),
    fallback: text(),
    trouble: varchar({ nullable: true }),
    changedBy: varchar({ name: 'changed_by' }),
    changedAt: time({ name: 'changed_at' }),
    lookedAt: time({ name: 'looked_at' }),
  },
});

/** Properties that emails may print. Their values are kept nowhere. */
export class MappedFields1764764000000 implements MigrationInterface {
  readonly name = 'MappedFields1764764000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE mapped_field (portal_id varchar NOT NULL, tag varchar NOT NULL, object varchar NOT NULL,
        property varchar NOT NULL, label varchar NOT NULL, renamed_from varchar, kind varchar NOT NULL,
        options text NOT NULL, format varchar NOT NULL, fallback text NOT NULL, trouble varchar,
        changed_by varchar NOT NULL, changed_at bigint NOT NULL, looked_at bigint NOT NULL,
        PRIMARY KEY (portal_id, tag))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mapped_field');
  }
}
