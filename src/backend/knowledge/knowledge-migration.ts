import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the assistants of an account know, and the index of its words, which is the database's own full text search. */
export class Knowledge1764717000000 implements MigrationInterface {
  readonly name = 'Knowledge1764717000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of tables) await queryRunner.query(sql);
    const { type } = queryRunner.connection.options;
    for (const sql of type === 'postgres' ? wordsInPostgres : wordsInSqlite) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const names = ['word', 'leaving', 'passage', 'content', 'item'];
    for (const name of names) await queryRunner.query(`DROP TABLE knowledge_${name}`);
  }
}

const tables = [
  `CREATE TABLE knowledge_item (portal_id varchar NOT NULL, item_id varchar NOT NULL, assistant_id varchar,
    kind varchar NOT NULL, title text NOT NULL, source text NOT NULL, fingerprint varchar NOT NULL,
    findable text NOT NULL, as_of varchar NOT NULL, expires_on varchar, keep_fresh boolean NOT NULL,
    state varchar NOT NULL, problem text, problem_since bigint, changes text, changes_at bigint, read_due_at bigint,
    attempts integer NOT NULL, read_at bigint, bytes integer NOT NULL, characters integer NOT NULL,
    passages integer NOT NULL, added_by varchar NOT NULL, added_at bigint NOT NULL, version integer NOT NULL,
    PRIMARY KEY (portal_id, item_id))`,
  'CREATE UNIQUE INDEX knowledge_item_once ON knowledge_item (portal_id, fingerprint)',
  'CREATE INDEX knowledge_item_due ON knowledge_item (read_due_at)',
  `CREATE TABLE knowledge_content (portal_id varchar NOT NULL, item_id varchar NOT NULL, text text NOT NULL,
    file text, PRIMARY KEY (portal_id, item_id))`,
  `CREATE TABLE knowledge_passage (portal_id varchar NOT NULL, item_id varchar NOT NULL, ordinal integer NOT NULL,
    number bigint NOT NULL, text text NOT NULL, PRIMARY KEY (portal_id, item_id, ordinal))`,
  'CREATE INDEX knowledge_passage_number ON knowledge_passage (portal_id, number)',
  'CREATE TABLE knowledge_leaving (portal_id varchar NOT NULL, since bigint NOT NULL, PRIMARY KEY (portal_id))',
];

/** Words come parted by spaces: `ascii` takes everything beyond ASCII for letters. What is deleted is overwritten. */
export const wordsInSqlite = [
  "CREATE VIRTUAL TABLE knowledge_word USING fts5(words, detail = none, tokenize = 'ascii')",
  "INSERT INTO knowledge_word (knowledge_word, rank) VALUES ('secure-delete', 1)",
];

export const wordsInPostgres = [
  'CREATE TABLE knowledge_word (number bigint NOT NULL PRIMARY KEY, words tsvector NOT NULL)',
  'CREATE INDEX knowledge_word_words ON knowledge_word USING gin (words)',
];
