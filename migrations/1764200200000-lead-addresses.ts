import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const leadAddress = new Table({
  name: 'lead_address',
  columns: [
    { name: 'portal_id', type: 'varchar', isPrimary: true },
    { name: 'address', type: 'varchar', isPrimary: true },
    { name: 'contact_id', type: 'varchar', isPrimary: true },
  ],
  indices: [{ name: 'lead_address_contact', columnNames: ['portal_id', 'contact_id'] }],
});

/** Further addresses of the people that leads are about: an answer from one of them is theirs. */
export class LeadAddresses1764200200000 implements MigrationInterface {
  readonly name = 'LeadAddresses1764200200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(leadAddress);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(leadAddress);
  }
}
