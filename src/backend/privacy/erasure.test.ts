import { randomUUID } from 'node:crypto';
import { portalSettingsSchema } from '../settings/portal-settings.ts';
import { beforeEach, expect, it } from 'vitest';
import { ActivityEntity } from '../activity/activity-entity.ts';
import { createActivity } from '../activity/activity.ts';
import { DAY } from '../ground/clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { MailEntity } from '../mail/mail-entity.ts';
import { createApplyEvent } from '../leads/lead/apply.ts';
import { addAddresses, createLeadsOfPerson, eraseLeads } from '../leads/erase.ts';
import { createEraseContact, createEraseDeleted } from './erasure.ts';
import { fillLines } from '../leads/list/keep.ts';
import { LeadLineEntity } from '../leads/list/line-entity.ts';
import { BeingReadEntity } from '../leads/conversation/being-read-entity.ts';
import { LeadAddressEntity } from '../leads/contact/address-entity.ts';
import { LeadEntity } from '../leads/lead/lead-entity.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { RepRequestEntity } from '../leads/acting/request-entity.ts';
import { LetterEntity } from '../leads/letters/letter-entity.ts';
import { SubstituteEntity } from '../leads/substitute/substitute-entity.ts';
import { lead, TUESDAY, noCampaigns } from '../leads/test-leads.ts';

const [PORTAL, OTHER] = [portalId(4242), portalId(4343)];
const [ADA, TWIN, BEA] = [contactId(501), contactId(502), contactId(503)];

describeOnBothDatabases(
  'erasing a person',
  [
    LeadEntity,
    LeadLineEntity,
    LeadAddressEntity,
    BeingReadEntity,
    LetterEntity,
    RepRequestEntity,
    SubstituteEntity,
    MailEntity,
    ActivityEntity,
  ],
  (open) => {
    let database: TestDatabase;
    let eraseContact: (portal: PortalId, id: ContactId) => Promise<void>;
    let eraseDeleted: () => Promise<void>;
    let forgotten: string[][];
    let elsewhere: string[];
    let purges: number;
    let names: string[];
    const phrases = {
      forgetName: async (_tx: unknown, _portal: PortalId, name: { first: string; last: string }) =>
        void names.push(`${name.first} ${name.last}`),
    };
    const clock = { now: () => TUESDAY };

    beforeEach(async () => {
      database = await open();
      [forgotten, elsewhere, purges, names] = [[], [], 0, []];
      const activity = createActivity({
        database,
        random: { uuid: () => randomUUID(), fraction: () => 0, bytes: () => Buffer.alloc(0) },
      });
      const applyEvent = createApplyEvent({
        readingTimes: async () => [],
        campaigns: noCampaigns,
        clock,
        activity,
        assistants: { find: async () => undefined } as never,
        settings: { get: async () => portalSettingsSchema.parse({}) } as never,
        carryOut: async () => undefined,
      });
      const leads = createLeadsOfPerson({ database, clock });
      eraseContact = createEraseContact({
        database,
        leads,
        everybody: {
          addresses: (portal, ids, found) => addAddresses(database, portal, ids, found),
          forgetUnread: async (_portal, addresses) => void forgotten.push([...addresses].sort()),
          async erase(tx, portal, ids) {
            await eraseLeads({ applyEvent, activity, phrases, clock }, tx, portal, ids);
            for (const id of ids) await activity.eraseContact(tx, portal, id);
            elsewhere.push(...ids);
          },
        },
        askForFilePurge: async () => void (purges += 1),
      });
      eraseDeleted = createEraseDeleted({ leads, eraseContact });
    });

    const put = (...leads: Partial<Lead>[]) => database.manager.insert(LeadEntity, leads.map(lead));
    const find = (id: ContactId, portal = PORTAL) =>
      database.manager.findOneByOrFail(LeadEntity, { portalId: portal, contactId: id });
    const empty = { email: null, firstName: null, lastName: null, company: null, jobTitle: null };

    it('ends the lead, and takes what it knows of the person and of contacts that went into it', async () => {
      await put(
        { contactId: ADA, ownContext: 'secret' },
        {
          contactId: TWIN,
          email: 'Ada@old.example.com',
          mergedInto: ADA,
          stage: 'closed',
          subState: 'merged',
        },
        { contactId: BEA, email: 'bea@customer.example.com' },
        { contactId: ADA, portalId: OTHER },
      );
      await fillLines(database);
      await eraseContact(PORTAL, ADA);
      const lines = await database.manager.find(LeadLineEntity, { order: { portalId: 'ASC' } });
      expect(lines.map(({ portalId: portal, contactId: id }) => [portal, id])).toEqual(
        [
          [PORTAL, BEA],
          [OTHER, ADA],
        ].sort(),
      );
      for (const id of [ADA, TWIN])
        expect(await find(id)).toMatchObject({
          stage: 'closed',
          subState: 'erased',
          email: null,
          ownContext: null,
          facts: empty,
          goneFrom: null,
        });
      expect(await find(BEA)).toMatchObject({ stage: 'nurturing', email: 'bea@customer.example.com' });
      expect(await find(ADA, OTHER)).toMatchObject({ stage: 'nurturing' });
      expect(forgotten).toEqual([['ada@lovelace.example.com', 'ada@old.example.com']]);
      expect(elsewhere).toEqual([ADA, TWIN]);
      expect(names).toEqual(['Ada Lovelace', 'Ada Lovelace']);
      expect(purges).toBe(1);
      expect(await database.manager.countBy(ActivityEntity, {})).toBe(0);
    });

    it('told twice, and of a contact that never was with an assistant', async () => {
      await put({ contactId: ADA });
      await eraseContact(PORTAL, ADA);
      await eraseContact(PORTAL, ADA);
      await eraseContact(PORTAL, BEA);
      expect(await find(ADA)).toMatchObject({ subState: 'erased' });
      expect(elsewhere).toContain(BEA);
    });

    it('follows a deletion when the contact cannot be restored any more', async () => {
      const deleted = { stage: 'closed', subState: 'deleted', goneFrom: 'nurturing' } as const;
      await put(
        { contactId: ADA, ...deleted, closedAt: TUESDAY - 91 * DAY },
        { contactId: TWIN, ...deleted, closedAt: TUESDAY - 89 * DAY },
        { contactId: BEA, stage: 'closed', closedAt: TUESDAY - 400 * DAY },
      );
      await eraseDeleted();
      expect((await find(ADA)).subState).toBe('erased');
      expect((await find(TWIN)).subState).toBe('deleted');
      expect((await find(BEA)).email).toBe('ada@lovelace.example.com');
    });
  },
);
