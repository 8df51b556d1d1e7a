import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const review = new Table({
  name: 'review',
  columns: [
    { name: 'portal_id', type: 'varchar', isPrimary: true },
    { name: 'id', type: 'varchar', isPrimary: true },
    { name: 'kind', type: 'varchar' },
    { name: 'contact_id', type: 'varchar' },
    { name: 'assistant_id', type: 'varchar' },
    { name: 'round', type: 'integer' },
    { name: 'mail_id', type: 'varchar' },
    { name: 'state', type: 'varchar' },
    { name: 'version', type: 'integer' },
    { name: 'marked', type: 'boolean' },
    { name: 'at', type: 'bigint' },
    { name: 'remind_at', type: 'bigint', isNullable: true },
    { name: 'expires_at', type: 'bigint', isNullable: true },
    { name: 'seen_by', type: 'varchar' },
    { name: 'taken_by', type: 'varchar', isNullable: true },
    { name: 'taken_by_name', type: 'text', isNullable: true },
    { name: 'taken_at', type: 'bigint', isNullable: true },
    { name: 'settled_by', type: 'text', isNullable: true },
    { name: 'settled_at', type: 'bigint', isNullable: true },
    { name: 'content', type: 'text' },
  ],
  indices: [
    { name: 'review_open', columnNames: ['portal_id', 'state', 'at', 'id'] },
    { name: 'review_contact', columnNames: ['portal_id', 'contact_id'] },
    { name: 'review_remind', columnNames: ['state', 'remind_at'] },
    { name: 'review_expire', columnNames: ['state', 'expires_at'] },
  ],
});

/** What people are asked: emails to approve, and answers in doubt. */
export class Reviews1764718000000 implements MigrationInterface {
  readonly name = 'Reviews1764718000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(review);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(review);
  }
}

/** Those that wait for a person, oldest first, however many there are and were. */
export class ReviewsWaiting1764761000000 implements MigrationInterface {
  readonly name = 'ReviewsWaiting1764761000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      "CREATE INDEX review_waiting ON review (portal_id, at, id) WHERE state IN ('waiting', 'expired')",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX review_waiting');
  }
}
