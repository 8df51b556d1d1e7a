import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, integer, key } from '../database/columns.ts';

/** An admin was told that so many per cent of a day's calls are used: once a day and level. */
export interface NoticeRow {
  portalId: string;
  /** 2026-11-30 */
  day: string;
  /** 80 or 100 */
  level: number;
  /** The email to the admin has left, or there is nobody to write to. */
  told: boolean;
}

export const NoticeEntity = new EntitySchema<NoticeRow>({
  name: 'BudgetNotice',
  tableName: 'budget_notice',
  columns: {
    portalId: key({ name: 'portal_id' }),
    day: key(),
    level: integer({ primary: true }),
    told: flag(),
  },
});

export class BudgetNotice1764762100000 implements MigrationInterface {
  readonly name = 'BudgetNotice1764762100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE budget_notice (portal_id varchar NOT NULL, day varchar NOT NULL,
      level integer NOT NULL, told boolean NOT NULL, PRIMARY KEY (portal_id, day, level))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE budget_notice');
  }
}
