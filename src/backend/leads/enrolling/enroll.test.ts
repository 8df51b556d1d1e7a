import { beforeEach, expect, it } from 'vitest';
import { ActivityEntity } from '../../activity/activity-entity.ts';
import type { Database } from '../../database/database.ts';
import { describeOnBothDatabases, openAnother } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { campaignId, contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import type { CampaignId, ContactId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { Effect } from '../deciding/events.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { LetterEntity } from '../letters/letter-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { SubstituteEntity } from '../substitute/substitute-entity.ts';
import { assigned, lead, noCampaigns, reply, TUESDAY } from '../test-leads.ts';
import type { Considered } from './consider.ts';
import { createEnroll } from './enroll.ts';

const PORTAL = portalId(4242);
const [ONE, TWO] = [campaignId('one'), campaignId('two')];
const [ADA, BO] = [contactId(501), contactId(502)];
const entities = [LeadEntity, LetterEntity, SubstituteEntity, LeadAddressEntity, LeadLineEntity, MailEntity, ActivityEntity]; // prettier-ignore

describeOnBothDatabases('enrolling contacts that were looked at before', entities, (open) => {
  let database: TestDatabase;
  let other: Database;
  let effects: Effect[];
  beforeEach(async () => {
    database = await open();
    other = await openAnother(database.url, entities);
    effects = [];
    return () => other.close();
  });

  // Nothing else of them is asked.
  const activity = { record: async () => undefined, moveContact: async () => undefined, showTo: async () => undefined } as never; // prettier-ignore
  const clock = { now: () => TUESDAY };
  const enroll = createEnroll({
    clock,
    applyEvent: createApplyEvent({
      readingTimes: async () => [],
      campaigns: noCampaigns,
      clock,
      activity,
      assistants: { find: async () => undefined } as never,
      settings: { get: async () => portalSettingsSchema.parse({}) } as never,
      carryOut: async (_tx, _lead, effect) => void effects.push(effect),
    }),
  });
  const looked = (id: ContactId, into: CampaignId, properties: Record<string, string> = {}): Considered => ({
    askedFor: id,
    contactId: id,
    readAt: TUESDAY,
    leftOut: null,
    record: {
      id,
      properties: { email: `${id}@lovelace.example.com`, ...properties },
      ownerHistory: [],
      archived: false,
    },
    event: assigned({
      facts: { ...assigned().facts, email: properties['email'] ?? `${id}@lovelace.example.com` },
      takeFrom: { expected: ownerId('100') },
      campaign: { campaignId: into, name: into, keptOwner: null },
    }),
  });
  const on = (own: Database, considered: readonly Considered[]) =>
    own.transaction((tx) => enroll(tx, PORTAL, considered, 'Campaign'));
  const outcomesOf = async (...asked: ReturnType<typeof on>[]) =>
    (await Promise.all(asked)).flatMap((outcomes) =>
      [...outcomes.values()].map((one) => ('leftOut' in one ? one.leftOut : 'enrolled')),
    );

  it('in two campaigns in the same second: one gets the contact, the other one leaves it out', async () => {
    const ids = Array.from({ length: 6 }, (_, at) => contactId(600 + at));
    const outcomes = await outcomesOf(
      on(database, ids.map((id) => looked(id, ONE))), // prettier-ignore
      on(other, ids.toReversed().map((id) => looked(id, TWO))), // prettier-ignore
    );
    expect(outcomes.filter((one) => one === 'enrolled')).toHaveLength(6);
    expect(outcomes.filter((one) => one === 'with_assistant')).toHaveLength(6);
    const leads = await database.manager.findBy(LeadEntity, { portalId: PORTAL });
    expect(leads.map(({ round }) => round)).toEqual(ids.map(() => 1));
  });

  it('under two contacts of one person in the same second: one gets the conversation', async () => {
    const email = 'both@lovelace.example.com';
    const outcomes = await outcomesOf(
      on(database, [looked(ADA, ONE, { email })]),
      on(other, [looked(BO, TWO, { email: 'bo@lovelace.example.com', hs_additional_emails: email })]),
    );
    expect(outcomes.toSorted()).toEqual(['already_in_conversation', 'enrolled']);
  });

  it('writes the owner only over the one that was seen: who was chosen meanwhile stays', async () => {
    await on(database, [looked(ADA, ONE)]);
    expect(effects).toContainEqual(expect.objectContaining({ expected: ownerId('100') }));
  });

  it('leaves out who came into a conversation, or said no, after it was looked at', async () => {
    const no = { ...reply('Unsubscribed'), at: TUESDAY } as never;
    await database.manager.insert(LeadEntity, [
      lead({ contactId: ADA, stage: 'paused' }),
      lead({ contactId: BO, stage: 'closed', state: 'Processed', answer: no }),
    ]);
    const outcomes = await on(database, [looked(ADA, ONE), looked(BO, ONE)]);
    expect([...outcomes.values()]).toEqual([{ leftOut: 'with_assistant' }, { leftOut: 'answered_no' }]);
  });
});
