import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What language models were asked to write, and what came of it. */
export class ModelDraft1764732000000 implements MigrationInterface {
  readonly name = 'ModelDraft1764732000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE model_draft (portal_id varchar NOT NULL, draft_id varchar NOT NULL, input_hash varchar NOT NULL,
        contact_id varchar NOT NULL, assistant_id varchar NOT NULL, round integer NOT NULL, mail_id varchar,
        seen_by varchar NOT NULL, name text NOT NULL, material text NOT NULL, state varchar NOT NULL,
        tries integer NOT NULL, asked_at bigint NOT NULL, busy_until bigint NOT NULL, written text, why text,
        settled_at bigint, PRIMARY KEY (portal_id, draft_id, input_hash))`,
    );
    await queryRunner.query('CREATE INDEX model_draft_contact ON model_draft (portal_id, contact_id)');
    await queryRunner.query('CREATE INDEX model_draft_asked ON model_draft (asked_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE model_draft');
  }
}
