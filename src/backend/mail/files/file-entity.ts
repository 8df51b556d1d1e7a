import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { integer, key, text, time, varchar } from '../../database/columns.ts';
import type { PortalId } from '../../ground/identifiers.ts';

/**
 * kept: to be forwarded; forwarded; too-large, cut (the mail was too large to be read to its end) and unsafe were not
 * kept; expired: nobody was there to get it for too long.
 */
export type FileState = 'kept' | 'forwarded' | 'too-large' | 'cut' | 'unsafe' | 'expired';

/** A file that came with an answer. */
export interface MailFile {
  portalId: PortalId;
  /** Of the answer. */
  mailId: string;
  /** Its place among the files of the mail. */
  position: number;
  name: string;
  /** Bytes; of a file that was cut, those that were read. */
  size: number;
  state: FileState;
  /** Base64. */
  content: string | null;
  /** When the answer came, epoch ms. */
  at: number;
}

export const MailFileEntity = new EntitySchema<MailFile>({
  name: 'MailFile',
  tableName: 'mail_file',
  columns: {
    portalId: key({ name: 'portal_id' }),
    mailId: key({ name: 'mail_id' }),
    position: integer({ primary: true }),
    name: varchar(),
    size: integer(),
    state: varchar(),
    content: text({ nullable: true }),
    at: time(),
  },
  indices: [{ name: 'mail_file_at', columns: ['state', 'at'] }],
});

/** Files that came with answers. */
export class MailFiles1764700000000 implements MigrationInterface {
  readonly name = 'MailFiles1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE mail_file (portal_id varchar NOT NULL, mail_id varchar NOT NULL, position integer NOT NULL,
        name varchar NOT NULL, size integer NOT NULL, state varchar NOT NULL, content text, at bigint NOT NULL,
        PRIMARY KEY (portal_id, mail_id, position))`,
    );
    await queryRunner.query('CREATE INDEX mail_file_at ON mail_file (state, at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail_file');
  }
}
