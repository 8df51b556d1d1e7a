import { TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'inbox_event';
const waiting = new TableIndex({
  name: 'inbox_waiting',
  columnNames: ['portal_id', 'occurred_at'],
  where: 'processed_at IS NULL',
});
const waitingBefore = new TableIndex({
  name: 'inbox_waiting',
  columnNames: ['processed_at', 'portal_id', 'occurred_at'],
});
const contactBefore = new TableIndex({ name: 'inbox_contact', columnNames: ['portal_id', 'contact_id'] });

/** Every event that is stored is written into each index of its table: only what is looked for keeps one. */
export class InboxIndexes1763700000000 implements MigrationInterface {
  readonly name = 'InboxIndexes1763700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex(TABLE, 'inbox_waiting');
    await queryRunner.dropIndex(TABLE, 'inbox_contact');
    await queryRunner.createIndex(TABLE, waiting);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex(TABLE, 'inbox_waiting');
    await queryRunner.createIndices(TABLE, [waitingBefore, contactBefore]);
  }
}
