import { LeadLineEntity } from '../list/line-entity.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { ActivityEntity } from '../../activity/activity-entity.ts';
import { createActivity } from '../../activity/activity.ts';
import type { Activity } from '../../activity/activity.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import { assistantId, contactId, portalId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LetterEntity } from '../letters/letter-entity.ts';
import { SubstituteEntity } from '../substitute/substitute-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { createFollowMerges, createMergeContacts } from './merging.ts';
import type { MergeContacts } from './merging.ts';
import { planFor } from '../deciding/rules/assignment.ts';
import { lead, noCampaigns } from '../test-leads.ts';

const PORTAL = portalId(4242);
const [OLD, NEW, NEWEST] = [contactId(501), contactId(502), contactId(503)];

const mail = (id: ContactId, change: Partial<Mail> = {}): Mail => ({
  portalId: PORTAL,
  mailId: `${id}-1-step-0`,
  contactId: id,
  assistantId: assistantId('tara'),
  direction: 'out',
  kind: 'step',
  round: 1,
  step: 0,
  state: 'sent',
  at: 1,
  leasedUntil: 0,
  attempts: 1,
  messageId: `<${id}@acme.example.com>`,
  inReplyTo: null,
  fromAddress: 'tara@acme.example.com',
  toAddress: 'ada@customer.example.com',
  subject: 'Hello',
  text: 'Hello',
  replyClass: null,
  form: null,
  error: null,
  ...change,
});

const record = (id: ContactId, merged = ''): ContactRecord => ({
  id,
  properties: { hs_merged_object_ids: merged || null },
  ownerHistory: [],
  archived: false,
});

describeOnBothDatabases(
  'merged contacts',
  [LeadEntity, LetterEntity, SubstituteEntity, LeadLineEntity, MailEntity, ActivityEntity],
  (open) => {
    let database: TestDatabase;
    let mergeContacts: MergeContacts;
    let activity: Activity;
    /** Effects by the contact they are carried out for, and what was asked of the outbox. */
    let effects: string[];
    let cancelled: ContactId[];

    beforeEach(async () => {
      database = await open();
      [effects, cancelled] = [[], []];
      const clock = { now: () => 1_000 };
      activity = createActivity({
        database,
        random: { uuid: () => randomUUID(), fraction: () => 0, bytes: () => Buffer.alloc(0) },
      });
      const applyEvent = createApplyEvent({
        readingTimes: async () => [],
        campaigns: noCampaigns,
        clock,
        activity,
        assistants: { find: async () => undefined } as never,
        settings: {
          get: async () => portalSettingsSchema.parse({}),
        } as never,
        carryOut: async (_tx, { contactId: id }, effect) => void effects.push(`${effect.do} ${id}`),
      });
      mergeContacts = createMergeContacts({
        database,
        activity,
        applyEvent,
        clock,
        outbox: {
          moveContact: async (
            _tx: unknown,
            _portal: unknown,
            { from, to, properties }: Record<string, unknown>,
          ) => void effects.push(`${properties ? 'move' : 'move-activities'} ${String(from)} ${String(to)}`),
        } as never,
        modelWriter: { drop: async () => undefined, move: async () => undefined },
        reviews: { cancel: async () => undefined, move: async () => undefined, fold: async () => undefined },
        mails: { cancel: async (_tx, _portal, id) => void cancelled.push(id) },
      });
    });

    const put = (...leads: Lead[]) => database.manager.insert(LeadEntity, leads);
    const find = (id: ContactId) =>
      database.manager.findOneBy(LeadEntity, { portalId: PORTAL, contactId: id });
    const mailsOf = (id: ContactId) =>
      database.manager.find(MailEntity, { where: { contactId: id }, order: { mailId: 'ASC' } });

    it('the lead moves to a survivor that has none, with its keys, mails and timeline', async () => {
      await put(lead({ contactId: OLD, round: 2 }));
      await database.manager.insert(MailEntity, mail(OLD, { round: 2 }));
      await database.transaction((tx) =>
        activity.record(tx, {
          portalId: PORTAL,
          contactId: OLD,
          at: 1,
          title: 'earlier',
          trigger: '',
          rule: '',
          detail: null,
          mailId: null,
          kind: 'hand-over',
          assistantId: assistantId('tara'),
          seenBy: '',
        }),
      );
      await mergeContacts(PORTAL, [OLD], NEW);
      const moved = await find(NEW);
      expect(await find(OLD)).toBeNull();
      expect(moved).toMatchObject({ stage: 'nurturing', round: 2, email: 'ada@lovelace.example.com' });
      expect(moved && roundKey(moved)).toBe('501-2');
      expect(await mailsOf(NEW)).toMatchObject([{ round: 2, mailId: '501-1-step-0' }]);
      expect(effects).toEqual(['move 501 502', 'write-status 502']);
      const titles = (await activity.list(PORTAL, NEW, 10)).map(({ title }) => title);
      expect(titles).toEqual(['The conversation goes on with the merged contact', 'earlier']);
    });

    it('of two open leads the survivor’s goes on; the other one’s mails stay readable beside it', async () => {
      await put(lead({ contactId: OLD, email: 'old@customer.example.com' }), lead({ contactId: NEW }));
      await database.manager.insert(MailEntity, [mail(OLD), mail(NEW)]);
      await mergeContacts(PORTAL, [OLD], NEW);
      expect(await find(NEW)).toMatchObject({ stage: 'nurturing', round: 1, originKey: null });
      expect(await find(OLD)).toMatchObject({
        stage: 'closed',
        subState: 'merged',
        mergedInto: NEW,
        email: 'old@customer.example.com',
      });
      expect((await mailsOf(NEW)).map(({ round }) => round)).toEqual([0, 1]);
      expect(effects).toEqual(['move-activities 501 502', 'cancel-mails 501']);
    });

    it('what the person had under either contact is not sent again by the one that goes on', async () => {
      const [first, second] = [lead().steps[0], lead().steps[1]];
      await put(lead({ contactId: OLD, step: 2 }), lead({ contactId: NEW, step: 0, wakeAt: null }));
      await mergeContacts(PORTAL, [OLD], NEW);
      const kept = await find(NEW);
      expect(kept?.steps.map(({ name }) => name)).toEqual(['Third']);
      expect(kept).toMatchObject({ step: 0, wakeAt: 1_000 });
      expect(kept && planFor(kept, { steps: lead().steps })).toMatchObject({ steps: [{ name: 'Third' }] });

      await put(lead({ contactId: NEWEST, stage: 'closed', step: 3 }));
      await mergeContacts(PORTAL, [NEW], NEWEST);
      const moved = await find(NEWEST);
      expect(moved).toMatchObject({ stage: 'nurturing', steps: [] });
      expect(moved && planFor(moved, { steps: [first, second].flatMap((one) => one ?? []) }).obstacle).toBe(
        'all_sent',
      );
    });

    it('what is being sent under either contact counts as had: nobody knows yet whether it arrived', async () => {
      await put(lead({ contactId: OLD }), lead({ contactId: NEW, wakeAt: null }));
      await database.manager.insert(MailEntity, mail(OLD, { state: 'sending' }));
      await mergeContacts(PORTAL, [OLD], NEW);
      expect((await find(NEW))?.steps.map(({ name }) => name)).toEqual(['Second', 'Third']);

      await put(lead({ contactId: NEWEST, stage: 'closed', step: 1 }));
      await database.manager.insert(MailEntity, mail(NEWEST, { step: 1, state: 'sending' }));
      await mergeContacts(PORTAL, [NEW], NEWEST);
      expect((await find(NEWEST))?.steps.map(({ name }) => name)).toEqual(['Third']);
    });

    it('a decided hand-back outweighs a running conversation, and is asked for again', async () => {
      await put(
        lead({ contactId: OLD, stage: 'handing_back', state: 'Hot', wakeAt: null }),
        lead({ contactId: NEW, round: 3 }),
      );
      await mergeContacts(PORTAL, [OLD], NEW);
      expect(await find(OLD)).toBeNull();
      const moved = await find(NEW);
      expect(moved).toMatchObject({ stage: 'handing_back', state: 'Hot', round: 4 });
      expect(moved && roundKey(moved)).toBe('501-1');
      expect(cancelled).toEqual([NEW]);
      expect(effects).toEqual(['move 501 502', 'write-status 502', 'resolve-hand-back 502']);
    });

    it('a hand-back of the survivor stands against a running conversation', async () => {
      await put(lead({ contactId: OLD }), lead({ contactId: NEW, stage: 'handing_back', state: 'Hot' }));
      await mergeContacts(PORTAL, [OLD], NEW);
      expect(await find(NEW)).toMatchObject({ stage: 'handing_back', state: 'Hot', originKey: null });
      expect(await find(OLD)).toMatchObject({ stage: 'closed', mergedInto: NEW });
    });

    it('into a survivor with a new id: two become one', async () => {
      await put(lead({ contactId: OLD }), lead({ contactId: NEW, stage: 'handing_back' }));
      await mergeContacts(PORTAL, [OLD, NEW], NEWEST);
      expect(await database.manager.countBy(LeadEntity, { stage: 'closed' })).toBe(0);
      expect(await find(NEWEST)).toMatchObject({ stage: 'handing_back' });
    });

    it('found missing before the merge was heard of, as when the survivor was deleted soon after: merged, not deleted', async () => {
      const missing = { stage: 'closed', subState: 'deleted', goneFrom: 'nurturing' } as const;
      await put(lead({ contactId: OLD, ...missing }), lead({ contactId: NEW, ...missing }));
      await mergeContacts(PORTAL, [OLD], NEW);
      const [old, kept] = await database.manager.find(LeadEntity, { order: { contactId: 'ASC' } });
      expect(old).toMatchObject({ stage: 'closed', subState: 'merged', goneFrom: null, mergedInto: NEW });
      expect(kept).toMatchObject({ ...missing, mergedInto: null });
    });

    it('told twice, or one after the other: the same', async () => {
      await put(lead({ contactId: OLD }), lead({ contactId: NEW }));
      await mergeContacts(PORTAL, [OLD], NEW);
      await mergeContacts(PORTAL, [OLD], NEW);
      await mergeContacts(PORTAL, [NEW], NEWEST);
      await mergeContacts(PORTAL, [OLD, NEW], NEWEST);
      expect(await find(NEWEST)).toMatchObject({ stage: 'nurturing' });
      expect(await find(NEW)).toBeNull();
      expect(await find(OLD)).toMatchObject({ stage: 'closed', mergedInto: NEWEST });
    });

    it('are noticed in what is read: another id, or ids that went into the record', async () => {
      await put(lead({ contactId: OLD }), lead({ contactId: contactId(504), stage: 'closed' }));
      const follow = createFollowMerges({ database, mergeContacts });
      await follow(PORTAL, new Map([[NEW, record(NEW, '999;501;bad')]]));
      expect(await find(NEW)).toMatchObject({ stage: 'nurturing' });
      await follow(PORTAL, new Map([[contactId(504), record(contactId(505))]]));
      expect(await find(contactId(505))).toMatchObject({ stage: 'closed' });
      const before = effects.length;
      await follow(PORTAL, new Map([[NEW, record(NEW, '501')]]));
      expect(effects).toHaveLength(before);
    });
  },
);
