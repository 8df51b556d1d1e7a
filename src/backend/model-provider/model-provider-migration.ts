import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which language model an account lets Baton ask, and what it has spent. */
export class ModelProvider1764714000000 implements MigrationInterface {
  readonly name = 'ModelProvider1764714000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE model_provider (portal_id varchar NOT NULL, enabled boolean NOT NULL, settings text NOT NULL,
        sealed_key text, failures integer NOT NULL, paused_until bigint NOT NULL, last_failure text,
        last_failure_at bigint NOT NULL, PRIMARY KEY (portal_id))`,
    );
    await queryRunner.query(
      `CREATE TABLE model_usage (portal_id varchar NOT NULL, day varchar NOT NULL, questions integer NOT NULL,
        tokens bigint NOT NULL, micros bigint NOT NULL, PRIMARY KEY (portal_id, day))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE model_usage');
    await queryRunner.query('DROP TABLE model_provider');
  }
}

/** Since when a language model does not answer, and what the budget of a day had no room for. */
export class ModelHealth1764715000000 implements MigrationInterface {
  readonly name = 'ModelHealth1764715000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE model_provider ADD COLUMN failing_since bigint');
    await queryRunner.query('ALTER TABLE model_usage ADD COLUMN refused_tokens bigint');
    await queryRunner.query('ALTER TABLE model_usage ADD COLUMN refused_micros bigint');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE model_usage DROP COLUMN refused_micros');
    await queryRunner.query('ALTER TABLE model_usage DROP COLUMN refused_tokens');
    await queryRunner.query('ALTER TABLE model_provider DROP COLUMN failing_since');
  }
}
