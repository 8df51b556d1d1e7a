import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { ExclusionEntity } from '../../exclusions/exclusion-entity.ts';
import { createExclusions } from '../../exclusions/exclusions.ts';
import { mailEntities } from '../../mail/mail-entity.ts';
import { NEW, PORTAL, TestMailOutbox, WRITTEN } from '../../mail/test-mail-outbox.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { SuppressionEntity } from '../../unsubscribe/suppression-entity.ts';
import { createSuppressions } from '../../unsubscribe/suppressions.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { lead, reply, noCampaigns } from '../test-leads.ts';
import { BeingReadEntity } from './being-read-entity.ts';
import { createMayLeave } from '../lead/may-leave.ts';
import { createStillWanted } from './sending.ts';

const entities = [...mailEntities, LeadEntity, LeadAddressEntity, LeadLineEntity, BeingReadEntity] as never;
const addressEntities = [
  ...mailEntities,
  LeadEntity,
  LeadAddressEntity,
  BeingReadEntity,
  SuppressionEntity,
  ExclusionEntity,
] as never;
const answered = (change: Parameters<typeof reply>[1] = {}): LeadEvent => ({
  type: 'replied',
  reply: reply('Unsubscribed', change),
  text: 'Please stop.',
  at: 0,
  about: null,
});

/** What is said as "within 5 s" elsewhere holds here without a clock: once it is stored, no gate lets anything through. */
describe.each<[string, LeadEvent]>([
  ['a link or one click', { type: 'unsubscribed' }],
  ['an answer', answered()],
  ['an answer that speaks of the law', answered({ legal: true })],
  ['a Hot answer', { ...answered(), reply: reply('AgreedToMeet') } as LeadEvent],
])('after %s', (_way, event) => {
  describeOnBothDatabases('the last possible send', entities, (open) => {
    let database: TestDatabase;
    let box: TestMailOutbox;
    beforeEach(async () => {
      database = await open();
      box = new TestMailOutbox(database);
      box.stillWanted = createStillWanted({
        clock: { now: () => box.now },
        campaigns: noCampaigns,
        mayLeave: async () => true,
      });
      await database.manager.insert(
        LeadEntity,
        lead({ portalId: PORTAL, contactId: NEW.contactId, round: 1 }),
      );
      await database.transaction((tx) => box.outbox.queue(tx, NEW));
    });

    /** `cancels`: mails that wait are taken back as well, not only stopped at the gates. */
    const stop = (cancels: boolean) => {
      const apply = createApplyEvent({
        readingTimes: async () => [],
        campaigns: noCampaigns,
        clock: { now: () => box.now },
        activity: { record: async () => undefined, showTo: async () => undefined } as never,
        assistants: { find: async () => ({ name: 'Tara', brochureUrl: null }) } as never,
        settings: { get: async () => portalSettingsSchema.parse({}) } as never,
        carryOut: async (tx, { portalId, contactId }, effect) =>
          cancels && effect.do === 'cancel-mails' ? box.outbox.cancel(tx, portalId, contactId) : undefined,
      });
      const occurrence = { portalId: PORTAL, contactId: NEW.contactId, at: box.now, trigger: '' };
      return database.transaction((tx) => apply(tx, occurrence, event));
    };

    it.each([true, false])(
      'an email that waits for its turn does not leave (taken back: %s)',
      async (cancels) => {
        await stop(cancels);
        await box.outbox.flush(PORTAL);
        expect(box.sent).toEqual([]);
      },
    );

    it.each([true, false])(
      'an email that is being written does not leave (taken back: %s)',
      async (cancels) => {
        box.onPrepare = async () => void (await stop(cancels));
        await box.outbox.flush(PORTAL);
        expect(box.sent).toEqual([]);
        box.onPrepare = async () => undefined;
        await box.outbox.flush(PORTAL);
        expect(box.sent).toEqual([]);
      },
    );

    it('an email that waits for approval cannot be approved any more', async () => {
      const { prepared } = box;
      box.prepared = { verdict: 'hold', reason: 'waits for approval', keep: async () => undefined };
      await box.outbox.flush(PORTAL);
      expect((await box.stored())?.state).toBe('held');
      await stop(true);
      expect(await database.transaction((tx) => box.outbox.release(tx, NEW, box.now))).toBe(false);
      box.prepared = prepared;
      await box.outbox.flush(PORTAL);
      expect(box.sent).toEqual([]);
    });

    it('the last that can leave is one that was handed to the mail server before', async () => {
      box.onSend = async () => void (await stop(true));
      await box.outbox.flush(PORTAL);
      expect(box.sent).toHaveLength(1);
      box.onSend = async () => undefined;
      await database.transaction((tx) => box.outbox.queue(tx, { ...NEW, mailId: '7-1-step-1', step: 1 }));
      await box.outbox.flush(PORTAL);
      expect(box.sent).toHaveLength(1);
    });
  });
});

/** The person is known by two contacts, or an admin excludes them: nothing tells the lead, the addresses do. */
describeOnBothDatabases('an address that is closed while an email is written', addressEntities, (open) => {
  let database: TestDatabase;
  let box: TestMailOutbox;
  let closing: (address: string) => Promise<unknown>;
  const MAIN = 'ada@lovelace.example.com';
  const FURTHER = 'countess@lovelace.example.com';
  const openWith = async (how: 'unsubscribes' | 'is excluded') => {
    database = await open();
    box = new TestMailOutbox(database);
    const clock = { now: () => box.now };
    const suppressions = createSuppressions({ database, clock });
    const exclusions = createExclusions({ database, clock, suppressions, onExcluded: async () => undefined });
    box.stillWanted = createStillWanted({
      clock,
      campaigns: noCampaigns,
      mayLeave: createMayLeave({ suppressions, exclusions }),
    });
    closing = (address) =>
      how === 'unsubscribes'
        ? database.transaction((tx) => suppressions.add(tx, PORTAL, address, 'unsubscribed'))
        : exclusions.add(PORTAL, { text: address, reason: '', by: 'Ada' });
    const known = lead({ portalId: PORTAL, contactId: NEW.contactId, round: 1, email: MAIN });
    await database.manager.insert(LeadEntity, known);
    const further = { portalId: PORTAL, address: FURTHER, contactId: NEW.contactId };
    await database.manager.insert(LeadAddressEntity, further);
    await database.transaction((tx) => box.outbox.queue(tx, NEW));
  };

  for (const how of ['unsubscribes', 'is excluded'] as const)
    it.each([MAIN, FURTHER, WRITTEN.to.email])(`does not get it: %s ${how}`, async (address) => {
      await openWith(how);
      box.onPrepare = async () => void (await closing(address.toUpperCase()));
      await box.outbox.flush(PORTAL);
      expect(box.sent).toEqual([]);
    });

  it('another one does not keep it', async () => {
    await openWith('is excluded');
    box.onPrepare = async () => void (await closing('somebody@else.example.com'));
    await box.outbox.flush(PORTAL);
    expect(box.sent).toHaveLength(1);
  });
});
