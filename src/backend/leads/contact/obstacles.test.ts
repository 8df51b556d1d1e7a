import { beforeEach, expect, it } from 'vitest';
import { ExclusionEntity } from '../../exclusions/exclusion-entity.ts';
import { createExclusions } from '../../exclusions/exclusions.ts';
import { SuppressionEntity } from '../../unsubscribe/suppression-entity.ts';
import { createSuppressions } from '../../unsubscribe/suppressions.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { LeadAddressEntity } from './address-entity.ts';
import { keepAddresses } from './addresses.ts';
import { createLeadOfAddress } from '../conversation/conversation-events.ts';
import { createFindObstacles } from './obstacles.ts';
import type { FindObstacles } from './obstacles.ts';
import { lead } from '../test-leads.ts';

const PORTAL = portalId(4242);
const record = (id: number, properties: Record<string, string | null>): ContactRecord => ({
  id: contactId(id),
  properties,
  ownerHistory: [],
  archived: false,
});

describeOnBothDatabases(
  'what keeps Baton from writing',
  [LeadEntity, LeadAddressEntity, SuppressionEntity, ExclusionEntity],
  (open) => {
    let database: TestDatabase;
    let find: FindObstacles;

    beforeEach(async () => {
      database = await open();
      const suppressions = createSuppressions({ database, clock: { now: () => 0 } });
      await database.transaction((tx) =>
        suppressions.add(tx, PORTAL, 'Gone@Customer.example.com', 'unsubscribed'),
      );
      const assistants = {
        byEmail: async (emails: readonly string[]) =>
          emails.filter((email) => email.startsWith('tara@')).map((email) => ({ email })),
      };
      const exclusions = createExclusions({
        database,
        clock: { now: () => 0 },
        suppressions,
        onExcluded: async () => undefined,
      });
      await exclusions.add(PORTAL, { text: 'rival.example.com\n*@partner.*', reason: 'Rivals', by: 'Ada' });
      find = createFindObstacles({ database, suppressions, exclusions, assistants: assistants as never });
    });

    const obstacleOf = async (properties: Record<string, string | null>) =>
      (await find(PORTAL, [record(1, properties)])).get(contactId(1)) ?? null;

    it.each([
      [{ email: 'ada@customer.example.com' }, null],
      [{ email: null }, 'no_email'],
      [{ email: '  ' }, 'no_email'],
      [{ email: 'ada@customer.notatld' }, 'invalid_email'],
      [{ email: '"ada"@customer.example.com' }, 'invalid_email'],
      [{ email: 'ada@customer.example.com', hs_email_optout: 'true' }, 'opted_out'],
      [{ email: 'ada@customer.example.com', baton_do_not_contact: 'true' }, 'do_not_contact'],
      [{ email: 'Ann@sales.Rival.example.com' }, 'excluded'],
      [{ email: 'ada@customer.example.com', hs_additional_emails: 'ada@partner.co.uk' }, 'excluded'],
      [{ email: 'ada@partners.co.uk' }, null],
      [{ email: 'GONE@customer.example.com' }, 'unsubscribed'],
      [{ email: 'GONE@customer.example.com', baton_do_not_contact: 'true' }, 'unsubscribed'],
      [{ email: 'ada@customer.example.com', hs_email_bad_address: 'true' }, 'invalid_email'],
      [
        { email: 'ada@customer.example.com', hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' },
        'bounced_before',
      ],
      [{ email: 'ada@customer.example.com', hs_email_quarantined: 'true' }, 'bounced_before'],
      [{ email: 'tara@acme.example.com' }, 'excluded'],
      [
        {
          email: 'ada@customer.example.com',
          hs_additional_emails: 'old@customer.example.com; GONE@customer.example.com',
        },
        'unsubscribed',
      ],
      [{ email: 'ada@customer.example.com', hs_additional_emails: 'tara@acme.example.com' }, 'excluded'],
      [{ email: 'ada@customer.example.com', hs_additional_emails: ';;not an address;' }, null],
    ])('%o: %s', async (properties, expected) => {
      expect(await obstacleOf(properties)).toBe(expected);
    });

    it('another contact with the same address that an assistant works on', async () => {
      await database.manager.insert(
        LeadEntity,
        lead({ contactId: contactId(2), email: 'shared@customer.example.com' }),
      );
      expect(await obstacleOf({ email: 'Shared@customer.example.com' })).toBe('already_in_conversation');
    });

    it.each([
      ['its main address is a further one of that contact', 'second@customer.example.com', null],
      [
        'a further one is the main one of that contact',
        'ada@customer.example.com',
        'FIRST@customer.example.com',
      ],
      [
        'both have a further one in common',
        'ada@customer.example.com',
        'x@y.example;second@customer.example.com',
      ],
    ])('one conversation per person: %s', async (_why, email, further) => {
      await database.manager.insert(
        LeadEntity,
        lead({ contactId: contactId(2), email: 'first@customer.example.com' }),
      );
      const talking = record(2, {
        email: 'first@customer.example.com',
        hs_additional_emails: 'Second@customer.example.com;third@customer.example.com',
      });
      await database.transaction((tx) => keepAddresses(tx, PORTAL, [talking]));
      expect(await obstacleOf({ email, hs_additional_emails: further })).toBe('already_in_conversation');
      await database.manager.update(LeadEntity, { contactId: contactId(2) }, { stage: 'closed' });
      expect(await obstacleOf({ email, hs_additional_emails: further })).toBeNull();
    });

    it('two contacts of one batch, one with the address of the other as a further one', async () => {
      const found = await find(PORTAL, [
        record(1, { email: 'a@customer.example.com', hs_additional_emails: 'b@customer.example.com' }),
        record(2, { email: 'b@customer.example.com' }),
      ]);
      expect([...found]).toEqual([[contactId(2), 'already_in_conversation']]);
    });

    it('an answer from a further address finds the lead, until the address is taken away', async () => {
      const talking = lead({ contactId: contactId(2), email: 'first@customer.example.com' });
      await database.manager.insert(LeadEntity, talking);
      const keep = (further: string | null) =>
        database.transaction((tx) =>
          keepAddresses(tx, PORTAL, [
            record(2, { email: 'first@customer.example.com', hs_additional_emails: further }),
          ]),
        );
      const of = createLeadOfAddress(database);
      const assistant = { portalId: PORTAL, assistantId: talking.assistantId } as never;
      await keep('Second@customer.example.com');
      expect(await of(assistant, 'second@customer.example.com')).toBe(contactId(2));
      expect(await of(assistant, 'other@customer.example.com')).toBeUndefined();
      await keep(null);
      expect(await of(assistant, 'second@customer.example.com')).toBeUndefined();
    });

    it('not its own lead, and not one that is closed', async () => {
      await database.manager.insert(
        LeadEntity,
        lead({ contactId: contactId(1), email: 'shared@customer.example.com' }),
      );
      await database.manager.insert(
        LeadEntity,
        lead({ contactId: contactId(3), stage: 'closed', email: 'shared@customer.example.com' }),
      );
      expect(await obstacleOf({ email: 'shared@customer.example.com' })).toBeNull();
    });

    it('two contacts of one batch with one address: the first gets the conversation', async () => {
      const found = await find(PORTAL, [
        record(1, { email: 'a@customer.example.com' }),
        record(2, { email: 'A@customer.example.com' }),
      ]);
      expect([...found]).toEqual([[contactId(2), 'already_in_conversation']]);
    });
  },
);
