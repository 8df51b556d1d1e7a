import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tests of a language model on past replies. */
export class ModelTrial1764715100000 implements MigrationInterface {
  readonly name = 'ModelTrial1764715100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE model_trial (portal_id varchar NOT NULL, id varchar NOT NULL, state varchar NOT NULL,
        settings text NOT NULL, sealed_key text, failures integer NOT NULL, problem text, asked_by varchar NOT NULL,
        asked_at bigint NOT NULL, ended_at bigint, PRIMARY KEY (portal_id))`,
    );
    await queryRunner.query(
      `CREATE TABLE model_trial_reply (portal_id varchar NOT NULL, trial_id varchar NOT NULL, mail_id varchar NOT NULL,
        contact_id varchar NOT NULL, place integer NOT NULL, attempts integer NOT NULL, claimed_until bigint NOT NULL,
        result text, PRIMARY KEY (portal_id, trial_id, mail_id))`,
    );
    await queryRunner.query(
      'CREATE INDEX model_trial_reply_contact ON model_trial_reply (portal_id, contact_id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE model_trial_reply');
    await queryRunner.query('DROP TABLE model_trial');
  }
}
