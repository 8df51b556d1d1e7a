import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const onlyOver = new TableColumn({ name: 'only_over', type: 'text', isNullable: true });

/** Properties that are written over certain values only: what a person chose meanwhile stays. */
export class CarefulWrites1764210000000 implements MigrationInterface {
  readonly name = 'CarefulWrites1764210000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('contact_write', onlyOver);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('contact_write', onlyOver);
  }
}
