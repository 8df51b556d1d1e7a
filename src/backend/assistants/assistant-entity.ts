import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { Approval } from '../../cards/settings/contract.ts';
import { integer, key, text, time, varchar } from '../database/columns.ts';
import type { AssistantId, OwnerId, PortalId } from '../ground/identifiers.ts';
import type { Language } from '../ground/languages.ts';

/** An assistant of one account: a HubSpot user that Baton works as. */
export interface Assistant {
  portalId: PortalId;
  assistantId: AssistantId;
  name: string;
  /** Lower-cased; matched to a HubSpot owner, and the address it writes from. */
  email: string;
  role: string;
  signature: string;
  companyDescription: string;
  defaultContext: string;
  sequenceId: string;
  /** In which it writes to who speaks none that is known, or none of the sequence's. */
  language: Language;
  brochureUrl: string | null;
  calendarUrl: string | null;
  /** Which emails a person decides about before they leave. */
  approval: Approval;
  /** null until HubSpot has an active owner with this email. */
  ownerId: OwnerId | null;
  /** Own mailbox, sealed JSON; null: the default mailbox. */
  sealedMailbox: string | null;
  /** Who is told of HubSpot's invitation: the admin who added the assistant. */
  addedByEmail: string | null;
  createdAt: number;
  /** Mails a day that nobody asked for; null: Baton sets no limit. Assistants of one mailbox count together. */
  dailyCap: number | null;
  /** Since when its mailbox warms up, epoch ms; null: it does not. */
  warmUpSince: number | null;
  /** Contacts in follow-up at once; null: as many as come. */
  mostActive: number | null;
}

export const AssistantEntity = new EntitySchema<Assistant>({
  name: 'Assistant',
  tableName: 'assistant',
  columns: {
    portalId: key({ name: 'portal_id' }),
    assistantId: key({ name: 'assistant_id' }),
    name: varchar(),
    email: varchar(),
    role: varchar(),
    signature: text(),
    companyDescription: text({ name: 'company_description' }),
    defaultContext: text({ name: 'default_context' }),
    sequenceId: varchar({ name: 'sequence_id' }),
    language: varchar({ default: 'en' }),
    brochureUrl: varchar({ name: 'brochure_url', nullable: true }),
    calendarUrl: varchar({ name: 'calendar_url', nullable: true }),
    approval: varchar({ default: 'none' }),
    ownerId: varchar({ name: 'owner_id', nullable: true }),
    sealedMailbox: text({ name: 'sealed_mailbox', nullable: true }),
    addedByEmail: varchar({ name: 'added_by_email', nullable: true }),
    createdAt: time({ name: 'created_at' }),
    dailyCap: integer({ name: 'daily_cap', nullable: true }),
    warmUpSince: time({ name: 'warm_up_since', nullable: true }),
    mostActive: integer({ name: 'most_active', nullable: true }),
  },
  indices: [
    { name: 'assistant_email_in_portal', columns: ['portalId', 'email'], unique: true },
    { name: 'assistant_email', columns: ['email'] },
  ],
});

/** Which emails a person decides about before they leave. */
export class AssistantApproval1764718000001 implements MigrationInterface {
  readonly name = 'AssistantApproval1764718000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE assistant ADD COLUMN approval varchar NOT NULL DEFAULT 'none'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE assistant DROP COLUMN approval');
  }
}

/** How much the mailbox of an assistant sends. */
export class AssistantPace1764719000002 implements MigrationInterface {
  readonly name = 'AssistantPace1764719000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE assistant ADD COLUMN daily_cap integer');
    await queryRunner.query('ALTER TABLE assistant ADD COLUMN warm_up_since bigint');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE assistant DROP COLUMN warm_up_since');
    await queryRunner.query('ALTER TABLE assistant DROP COLUMN daily_cap');
  }
}

/** How many contacts an assistant follows up at once. */
export class AssistantPlaces1764731005000 implements MigrationInterface {
  readonly name = 'AssistantPlaces1764731005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE assistant ADD COLUMN most_active integer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE assistant DROP COLUMN most_active');
  }
}
