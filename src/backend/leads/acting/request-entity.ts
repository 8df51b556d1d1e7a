import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { key, text, time, varchar } from '../../database/columns.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { RepAction } from '../deciding/actions.ts';

/** What a rep asked for and was told: the same click twice, or after its answer was lost, is told the same. */
export interface RepRequest {
  portalId: PortalId;
  /** Of the person, the contact and the name that the card gave the click. */
  id: string;
  contactId: ContactId;
  action: RepAction;
  said: string;
  at: number;
}

export const RepRequestEntity = new EntitySchema<RepRequest>({
  name: 'RepRequest',
  tableName: 'rep_request',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    contactId: varchar({ name: 'contact_id' }),
    action: varchar(),
    said: text(),
    at: time(),
  },
  indices: [
    { name: 'rep_request_contact', columns: ['portalId', 'contactId'] },
    { name: 'rep_request_at', columns: ['at'] },
  ],
});

/** What reps asked for. */
export class RepRequests1764731000000 implements MigrationInterface {
  readonly name = 'RepRequests1764731000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE rep_request (
        portal_id varchar NOT NULL,
        id varchar NOT NULL,
        contact_id varchar NOT NULL,
        action varchar NOT NULL,
        said text NOT NULL,
        at bigint NOT NULL,
        PRIMARY KEY (portal_id, id)
      )`,
    );
    await queryRunner.query('CREATE INDEX rep_request_contact ON rep_request (portal_id, contact_id)');
    await queryRunner.query('CREATE INDEX rep_request_at ON rep_request (at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE rep_request');
  }
}
