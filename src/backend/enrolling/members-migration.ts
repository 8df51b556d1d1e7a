import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsIn } from '../leads/list/words.ts';

const key = (name: string) => ({ name, type: 'varchar', isPrimary: true });

const leftOut = new Table({
  name: 'campaign_review_left_out',
  columns: [
    key('portal_id'),
    key('campaign_id'),
    key('review_id'),
    key('contact_id'),
    { name: 'reason', type: 'varchar' },
    { name: 'name', type: 'varchar' },
    { name: 'email', type: 'varchar' },
    { name: 'company', type: 'varchar' },
  ],
  indices: [
    {
      name: 'campaign_review_left_out_reason',
      columnNames: ['portal_id', 'campaign_id', 'review_id', 'reason', 'contact_id'],
    },
    { name: 'campaign_review_left_out_contact', columnNames: ['portal_id', 'contact_id'] },
  ],
});

const AT_ONCE = 500;
type Named = Record<'portal_id' | 'campaign_id' | 'contact_id' | 'name' | 'email' | 'company', string>;

/** Members of campaigns are found as leads are; whom a dry run would leave out. */
export class MemberWords1764770000002 implements MigrationInterface {
  readonly name = 'MemberWords1764770000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(leftOut);
    await queryRunner.query("ALTER TABLE campaign_member ADD COLUMN words text NOT NULL DEFAULT ''");
    await queryRunner.query(
      'CREATE INDEX campaign_member_version ON campaign_member (portal_id, campaign_id, state, version)',
    );
    await queryRunner.query(
      'CREATE INDEX campaign_member_page ON campaign_member (portal_id, campaign_id, contact_id, state, reason, words)',
    );
    const place = (at: number): string =>
      queryRunner.connection.options.type === 'postgres' ? `$${at}` : `?${at}`;
    for (;;) {
      const rows = (await queryRunner.query(
        `SELECT portal_id, campaign_id, contact_id, name, email, company FROM campaign_member
          WHERE words = '' AND (name <> '' OR email <> '' OR company <> '') LIMIT ${AT_ONCE}`,
      )) as Named[];
      if (rows.length === 0) return;
      for (const { portal_id, campaign_id, contact_id, name, email, company } of rows)
        await queryRunner.query(
          `UPDATE campaign_member SET words = ${place(1)}
            WHERE portal_id = ${place(2)} AND campaign_id = ${place(3)} AND contact_id = ${place(4)}`,
          [wordsIn([name, company, email]), portal_id, campaign_id, contact_id],
        );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX campaign_member_page');
    await queryRunner.query('DROP INDEX campaign_member_version');
    await queryRunner.query('ALTER TABLE campaign_member DROP COLUMN words');
    await queryRunner.dropTable(leftOut.name);
  }
}
