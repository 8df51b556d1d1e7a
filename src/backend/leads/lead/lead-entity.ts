import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { flag, integer, json, key, text, time, varchar } from '../../database/columns.ts';
import type {
  AssistantId,
  CampaignId,
  ContactId,
  OwnerId,
  PortalId,
  UserId,
} from '../../ground/identifiers.ts';
import type { Interest } from '../../mail/engagement/engagement.ts';
import type { Classification } from '../../replies/types.ts';
import type { FieldValues, SequenceStep } from '../../writing/types.ts';
import type { ZoneSource } from '../contact/time-zone.ts';
import type { LeadState, Risk, Stage, SubState } from '../deciding/states.ts';

/** What Baton knows of the person, from HubSpot, at the last read. */
export interface ContactFacts {
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  jobTitle: string | null;
  /** HubSpot's preferred language, such as "de" or "pt-br"; absent: not known. */
  language?: string | null;
  /** ISO 3166-1 alpha-2; null: not known; absent: read before it was kept. */
  country?: string | null;
  /** The state as HubSpot has it; "": not known. */
  region?: string;
  /** What the account's fields say of it in an email. Only while one is written: never stored. */
  fields?: FieldValues;
}

/** What a person last answered, as it was understood; also a mail server's refusal of the address. */
export interface LeadAnswer extends Classification {
  /** Epoch ms. */
  at: number;
}

/** A contact that is or was with an assistant. One row a contact; `round` counts its assignments. */
export interface Lead {
  portalId: PortalId;
  contactId: ContactId;
  round: number;
  stage: Stage;
  state: LeadState;
  subState: SubState | null;
  assistantId: AssistantId;
  assistantOwnerId: OwnerId;
  priorOwnerId: OwnerId | null;
  priorOwnerName: string | null;
  assignedAt: number;
  assignedBy: UserId | null;
  /** What Lead Status said at the assignment; "": nothing; null: not known, the lead is from before it was kept. */
  priorLeadStatus: string | null;
  /** HubSpot's time of the assignment that began this round, epoch ms; null: not known. */
  ownedSince: number | null;
  /** Which sequence `steps` come from, and which version of it; null: from before that was kept. */
  sequenceId: string | null;
  sequenceVersion: number | null;
  sequenceName: string;
  steps: SequenceStep[];
  /** Index of the step that goes out next; equal to the number of steps when all are out. */
  step: number;
  /** When the lead wants attention by itself, epoch ms. */
  wakeAt: number | null;
  /** The contact's own Context as last read; null: the assistant's default applies. */
  ownContext: string | null;
  /** When the Context last changed, epoch ms: an older reading does not bring the old one back. */
  contextAt: number;
  facts: ContactFacts;
  /** Lower-cased address: finds leads that share it. */
  email: string | null;
  timeZone: string;
  /** What the zone was taken from; null: not known, the lead is from before it was kept. */
  timeZoneFrom: ZoneSource | null;
  closeReason: string | null;
  closedAt: number | null;
  handedBackTo: OwnerId | null;
  /** When HubSpot's owner was last read for this lead: an older reading never overrules a newer one. */
  ownerReadAt: number;
  /** Baton is making the assistant the owner itself (the card's button) and HubSpot has not confirmed it yet. */
  takingOver: boolean;
  /** Whose the contact was when Baton was asked to take it over: seen until the write arrives, and no news. */
  takenFrom: OwnerId | null;
  /** The stage in which the contact was deleted: where the lead goes on if it is restored. */
  goneFrom: Stage | null;
  /** The contact that this one went into: the lead there is the person's, this one only remembers. */
  mergedInto: ContactId | null;
  /** Set when the lead came from a contact that was merged into this one: see `roundKey`. */
  originKey: string | null;
  /** When a person said that they have taken up what came of this round; null: nobody yet. */
  pickedUpAt: number | null;
  /** The contact's owner in HubSpot as last heard, by a reading or an event, and when. */
  ownerId: OwnerId | null;
  ownerAt: number | null;
  /** The last of all rounds; null: none yet. Not what a program wrote in the person's place. */
  answer: LeadAnswer | null;
  /** Since when the law is spoken of, epoch ms; null: it is not, or an admin lifted the stop. */
  legalAt: number | null;
  /** The email that could not be delivered for now, and how often it was tried again; null: none. */
  retry: { step: number; count: number } | null;
  /** Emails that the person had under other contacts, see `hadOf`; null: none. */
  had: readonly string[] | null;
  /** Why the next email waits longer than the sequence says; over when `wakeAt` is another moment than `until`. */
  held: Held | null;
  /** When the owner is next reminded that nobody has picked it up, epoch ms; null: need not be. */
  riskAt: number | null;
  risk: Risk | null;
  /** What the contact did with the mails of this round; null: nothing that is known. */
  interest: Interest | null;
  /** The campaign that enrolled it; null: a person handed it over. */
  campaignId: CampaignId | null;
  /** Who owns the contact all the while, where the campaign leaves the owner; "": nobody. null: the assistant owns it. */
  keptOwner: OwnerId | '' | null;
}

/** What an email waits for. */
export type HeldFor =
  'holiday' | 'hours' | 'daily-cap' | 'reputation' | 'postal-address' | 'unverified' | 'campaign' | 'field';

export interface Held {
  why: HeldFor;
  /** In words for a rep, one sentence. */
  text: string;
  /** Epoch ms: the `wakeAt` that it explains. */
  until: number;
  /** Of a field: which one says nothing of anybody. */
  tag?: string;
}

/** Who owns the contact while an assistant works on it; null: nobody. */
export const ownerDuring = ({
  assistantOwnerId,
  keptOwner,
}: Pick<Lead, 'assistantOwnerId' | 'keptOwner'>): OwnerId | null =>
  keptOwner === null ? assistantOwnerId : keptOwner || null;

export const LeadEntity = new EntitySchema<Lead>({
  name: 'Lead',
  tableName: 'lead',
  columns: {
    portalId: key({ name: 'portal_id' }),
    contactId: key({ name: 'contact_id' }),
    round: integer(),
    stage: varchar(),
    state: varchar(),
    subState: varchar({ name: 'sub_state', nullable: true }),
    assistantId: varchar({ name: 'assistant_id' }),
    assistantOwnerId: varchar({ name: 'assistant_owner_id' }),
    priorOwnerId: varchar({ name: 'prior_owner_id', nullable: true }),
    priorOwnerName: varchar({ name: 'prior_owner_name', nullable: true }),
    assignedAt: time({ name: 'assigned_at' }),
    assignedBy: varchar({ name: 'assigned_by', nullable: true }),
    priorLeadStatus: varchar({ name: 'prior_lead_status', nullable: true }),
    ownedSince: time({ name: 'owned_since', nullable: true }),
    sequenceId: varchar({ name: 'sequence_id', nullable: true }),
    sequenceVersion: integer({ name: 'sequence_version', nullable: true }),
    sequenceName: varchar({ name: 'sequence_name' }),
    steps: json(),
    step: integer(),
    wakeAt: time({ name: 'wake_at', nullable: true }),
    ownContext: text({ name: 'own_context', nullable: true }),
    contextAt: time({ name: 'context_at' }),
    facts: json(),
    email: varchar({ nullable: true }),
    timeZone: varchar({ name: 'time_zone' }),
    timeZoneFrom: varchar({ name: 'time_zone_from', nullable: true }),
    closeReason: text({ name: 'close_reason', nullable: true }),
    closedAt: time({ name: 'closed_at', nullable: true }),
    handedBackTo: varchar({ name: 'handed_back_to', nullable: true }),
    ownerReadAt: time({ name: 'owner_read_at' }),
    takingOver: flag({ name: 'taking_over' }),
    takenFrom: varchar({ name: 'taken_from', nullable: true }),
    goneFrom: varchar({ name: 'gone_from', nullable: true }),
    mergedInto: varchar({ name: 'merged_into', nullable: true }),
    originKey: varchar({ name: 'origin_key', nullable: true }),
    pickedUpAt: time({ name: 'picked_up_at', nullable: true }),
    ownerId: varchar({ name: 'owner_id', nullable: true }),
    ownerAt: time({ name: 'owner_at', nullable: true }),
    answer: json({ nullable: true }),
    legalAt: time({ name: 'legal_at', nullable: true }),
    retry: json({ nullable: true }),
    had: json({ nullable: true }),
    held: json({ nullable: true }),
    riskAt: time({ name: 'risk_at', nullable: true }),
    risk: json({ nullable: true }),
    interest: json({ nullable: true }),
    campaignId: varchar({ name: 'campaign_id', nullable: true }),
    keptOwner: varchar({ name: 'kept_owner', nullable: true }),
  },
  indices: [
    { name: 'lead_wake', columns: ['wakeAt'] },
    { name: 'lead_email', columns: ['portalId', 'email'] },
    { name: 'lead_assistant', columns: ['portalId', 'assistantId', 'stage'] },
    { name: 'lead_owner_read', columns: ['portalId', 'stage', 'ownerReadAt'] },
    { name: 'lead_sequence', columns: ['portalId', 'sequenceId'], where: 'sequence_id IS NOT NULL' },
    { name: 'lead_queued', columns: ['portalId', 'assistantId', 'assignedAt'], where: "stage = 'queued'" },
    { name: 'lead_risk', columns: ['riskAt'], where: 'risk_at IS NOT NULL' },
    {
      name: 'lead_campaign',
      columns: ['portalId', 'campaignId', 'contactId'],
      where: 'campaign_id IS NOT NULL',
    },
    {
      name: 'lead_campaign_standing',
      columns: ['portalId', 'campaignId', 'stage', 'state', 'contactId', 'step'],
      where: 'campaign_id IS NOT NULL',
    },
    { name: 'lead_merged', columns: ['portalId', 'mergedInto'], where: 'merged_into IS NOT NULL' },
  ],
});

/** Which campaign enrolled a lead, and whose the contact stays meanwhile. */
export class LeadCampaign1764760000001 implements MigrationInterface {
  readonly name = 'LeadCampaign1764760000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN campaign_id varchar');
    await queryRunner.query('ALTER TABLE lead ADD COLUMN kept_owner varchar');
    await queryRunner.query(
      'CREATE INDEX lead_campaign ON lead (portal_id, campaign_id, stage, contact_id) WHERE campaign_id IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX lead_campaign');
    await queryRunner.query('ALTER TABLE lead DROP COLUMN kept_owner');
    await queryRunner.query('ALTER TABLE lead DROP COLUMN campaign_id');
  }
}

/** The leads of a campaign in the order of their contacts, and how many stand how, without a look at each. */
export class LeadCampaignStanding1764770000001 implements MigrationInterface {
  readonly name = 'LeadCampaignStanding1764770000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX lead_campaign');
    await queryRunner.query(
      'CREATE INDEX lead_campaign ON lead (portal_id, campaign_id, contact_id) WHERE campaign_id IS NOT NULL',
    );
    await queryRunner.query(
      `CREATE INDEX lead_campaign_standing ON lead (portal_id, campaign_id, stage, state, contact_id, step)
        WHERE campaign_id IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX lead_campaign_standing');
    await queryRunner.query('DROP INDEX lead_campaign');
    await queryRunner.query(
      'CREATE INDEX lead_campaign ON lead (portal_id, campaign_id, stage, contact_id) WHERE campaign_id IS NOT NULL',
    );
  }
}

/** When the owner of a lead that nobody picked up is reminded. Leads of before are left alone: nobody is flooded. */
export class LeadRisk1764731002000 implements MigrationInterface {
  readonly name = 'LeadRisk1764731002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN risk_at bigint');
    await queryRunner.query('ALTER TABLE lead ADD COLUMN risk text');
    await queryRunner.query('CREATE INDEX lead_risk ON lead (risk_at) WHERE risk_at IS NOT NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX lead_risk');
    await queryRunner.query('ALTER TABLE lead DROP COLUMN risk');
    await queryRunner.query('ALTER TABLE lead DROP COLUMN risk_at');
  }
}

/** Leads that wait for a place. */
export class LeadQueued1764731004000 implements MigrationInterface {
  readonly name = 'LeadQueued1764731004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      "CREATE INDEX lead_queued ON lead (portal_id, assistant_id, assigned_at) WHERE stage = 'queued'",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX lead_queued');
  }
}

/** What the next email of a lead waits for. */
export class LeadHeld1764719000000 implements MigrationInterface {
  readonly name = 'LeadHeld1764719000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN held text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead DROP COLUMN held');
  }
}

/** Emails that the person of a lead had under other contacts. */
export class LeadHad1764712000000 implements MigrationInterface {
  readonly name = 'LeadHad1764712000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN had text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead DROP COLUMN had');
  }
}

/** What contacts did with their mails. */
export class LeadInterest1764735000001 implements MigrationInterface {
  readonly name = 'LeadInterest1764735000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN interest text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead DROP COLUMN interest');
  }
}
