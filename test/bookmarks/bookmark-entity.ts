import { EntitySchema, Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, key, varchar } from '../../src/backend/database/columns.ts';
import type { ContactId, PortalId } from '../../src/backend/ground/identifiers.ts';

export interface Bookmark {
  portalId: PortalId;
  contactId: ContactId;
  by: string;
  counted: boolean;
}

export const BookmarkEntity = new EntitySchema<Bookmark>({
  name: 'Bookmark',
  tableName: 'bookmark',
  columns: {
    portalId: key({ name: 'portal_id' }),
    contactId: key({ name: 'contact_id' }),
    by: varchar({ name: 'kept_by' }),
    counted: flag(),
  },
});

const bookmarks = new Table({
  name: 'bookmark',
  columns: [
    { name: 'portal_id', type: 'varchar', isPrimary: true },
    { name: 'contact_id', type: 'varchar', isPrimary: true },
    { name: 'kept_by', type: 'varchar' },
    { name: 'counted', type: 'boolean' },
  ],
});

export class Bookmarks1799000000000 implements MigrationInterface {
  readonly name = 'Bookmarks1799000000000';

  up(queryRunner: QueryRunner): Promise<void> {
    return queryRunner.createTable(bookmarks);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return queryRunner.dropTable(bookmarks);
  }
}
