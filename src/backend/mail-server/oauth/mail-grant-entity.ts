import { EntitySchema } from 'typeorm';
import { key, text } from '../../database/columns.ts';

/** A refresh token that came after the one in a mailbox URL. */
export interface MailGrantRow {
  /** SHA-256 of the token endpoint, the client and the refresh token that the admin entered. */
  id: string;
  sealed: string;
}

export const MailGrantEntity = new EntitySchema<MailGrantRow>({
  name: 'MailGrant',
  tableName: 'mail_grant',
  columns: { id: key(), sealed: text() },
});
