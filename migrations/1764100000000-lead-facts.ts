import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  new TableColumn({ name: 'prior_lead_status', type: 'varchar', isNullable: true }),
  new TableColumn({ name: 'time_zone_from', type: 'varchar', isNullable: true }),
];

/** What Lead Status said before the assistant, and what the contact's time zone was taken from. */
export class LeadFacts1764100000000 implements MigrationInterface {
  readonly name = 'LeadFacts1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumns('lead', columns);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumns('lead', columns);
  }
}
