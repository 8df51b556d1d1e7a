import { EntitySchema, Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { PropertyRule } from '../../cards/campaigns/contract.ts';
import { integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';

/** A rule that did something, once for each cause. */
export interface FiringRow {
  portalId: PortalId;
  campaignId: CampaignId;
  /** Of the cause: the same change is one firing, however often it is seen. */
  id: string;
  /** Whoever wrote the row knows by it that it is theirs. */
  token: string;
  kind: 'property' | 'meeting' | 're-enroll' | 'hand-over';
  /** Of whom the cause is. */
  contactId: ContactId;
  /** In a sentence for a rep. */
  why: string;
  at: number;
  /** Contacts whose course it changed so far. */
  told: number;
  /** The others of the company that are still to be told; null: nobody any more. */
  others: Others | null;
}

export interface Others {
  companyId: string;
  act: PropertyRule['act'];
  /** In a sentence, without a word about the contact that it is because of. */
  why: string;
  /** Those up to this contact were looked at; null: nobody yet. */
  after: ContactId | null;
}

export const FiringEntity = new EntitySchema<FiringRow>({
  name: 'CampaignFiring',
  tableName: 'campaign_firing',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    id: key(),
    token: varchar(),
    kind: varchar(),
    contactId: varchar({ name: 'contact_id' }),
    why: text(),
    at: time(),
    told: integer(),
    others: json({ nullable: true }),
  },
  indices: [
    { name: 'campaign_firing_at', columns: ['portalId', 'campaignId', 'at'] },
    { name: 'campaign_firing_contact', columns: ['portalId', 'contactId', 'kind'] },
  ],
});

/** How far the regular look at the contacts of a campaign is. */
export interface RulesLookRow {
  portalId: PortalId;
  campaignId: CampaignId;
  /** Those up to this contact were looked at in this round; "": nobody yet. */
  after: ContactId | '';
  /** When the next part is due, epoch ms. */
  lookAt: number;
}

export const RulesLookEntity = new EntitySchema<RulesLookRow>({
  name: 'CampaignRulesLook',
  tableName: 'campaign_rules_look',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    after: varchar(),
    lookAt: time({ name: 'look_at' }),
  },
});

const ofCampaign = [
  { name: 'portal_id', type: 'varchar', isPrimary: true },
  { name: 'campaign_id', type: 'varchar', isPrimary: true },
];

const tables = [
  new Table({
    name: 'campaign_firing',
    columns: [
      ...ofCampaign,
      { name: 'id', type: 'varchar', isPrimary: true },
      { name: 'token', type: 'varchar' },
      { name: 'kind', type: 'varchar' },
      { name: 'contact_id', type: 'varchar' },
      { name: 'why', type: 'text' },
      { name: 'at', type: 'bigint' },
      { name: 'told', type: 'integer' },
      { name: 'others', type: 'text', isNullable: true },
    ],
    indices: [
      { name: 'campaign_firing_at', columnNames: ['portal_id', 'campaign_id', 'at'] },
      { name: 'campaign_firing_contact', columnNames: ['portal_id', 'contact_id', 'kind'] },
    ],
  }),
  new Table({
    name: 'campaign_rules_look',
    columns: [...ofCampaign, { name: 'after', type: 'varchar' }, { name: 'look_at', type: 'bigint' }],
  }),
];

/** What rules of campaigns did, and how far they have looked. */
export class CampaignRules1764763000000 implements MigrationInterface {
  readonly name = 'CampaignRules1764763000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of tables.toReversed()) await queryRunner.dropTable(name);
  }
}
