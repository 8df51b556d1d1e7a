import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const grantedTo = new TableColumn({ name: 'granted_to', type: 'varchar', isNullable: true });

/** Which app an account's grant was given to: a start with another app's settings ends no account. */
export class GrantedTo1764200100000 implements MigrationInterface {
  readonly name = 'GrantedTo1764200100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('portals', grantedTo);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('portals', grantedTo);
  }
}
