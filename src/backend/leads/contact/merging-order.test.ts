import { beforeEach, describe, expect, it } from 'vitest';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { ActivityEntity } from '../../activity/activity-entity.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import { createApplyEvent } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { LeadEvent } from '../deciding/events.ts';
import type { Stage } from '../deciding/states.ts';
import { LeadAddressEntity } from './address-entity.ts';
import { LetterEntity } from '../letters/letter-entity.ts';
import { SubstituteEntity } from '../substitute/substitute-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { assigned, lead, TUESDAY, noCampaigns } from '../test-leads.ts';
import { createMergeContacts } from './merging.ts';
import type { MergeContacts } from './merging.ts';

const PORTAL = portalId(4242);
const [OLD, KEPT, NEXT] = [contactId(501), contactId(502), contactId(503)];

/** What Baton hears or finds, one thing after the other. */
type Step = ['missing', ContactId] | ['merge', ContactId, ContactId];
const merged: Step = ['merge', OLD, KEPT];
const oldMissing: Step = ['missing', OLD];
const keptMissing: Step = ['missing', KEPT];

describeOnBothDatabases(
  'a merge and a deletion close together',
  [LeadEntity, LetterEntity, SubstituteEntity, LeadAddressEntity, LeadLineEntity, MailEntity, ActivityEntity],
  (open) => {
    let database: TestDatabase;
    let applyEvent: ApplyEvent;
    let mergeContacts: MergeContacts;

    beforeEach(async () => {
      database = await open();
      const clock = { now: () => TUESDAY };
      // Nothing else of them is asked.
      const activity = { record: async () => undefined, moveContact: async () => undefined, showTo: async () => undefined } as never; // prettier-ignore
      applyEvent = createApplyEvent({
        readingTimes: async () => [],
        campaigns: noCampaigns,
        clock,
        activity,
        assistants: { find: async () => undefined } as never,
        settings: {
          get: async () => portalSettingsSchema.parse({}),
        } as never,
        carryOut: async () => undefined,
      });
      mergeContacts = createMergeContacts({
        database,
        activity,
        applyEvent,
        clock,
        outbox: { moveContact: async () => undefined } as never,
        modelWriter: { drop: async () => undefined, move: async () => undefined },
        reviews: { cancel: async () => undefined, move: async () => undefined, fold: async () => undefined },
        mails: { cancel: async () => undefined },
      });
    });

    const apply = (id: ContactId, event: LeadEvent) =>
      database.transaction((tx) =>
        applyEvent(tx, { portalId: PORTAL, contactId: id, at: TUESDAY, trigger: '' }, event),
      );
    const hear = async ([what, id, survivor]: Step): Promise<void> => {
      if (what === 'merge') await mergeContacts(PORTAL, [id], survivor ?? id);
      else if (await database.manager.existsBy(LeadEntity, { portalId: PORTAL, contactId: id }))
        await apply(id, { type: 'contact-gone', how: 'deleted' });
    };
    /** What is stored in the end, for leads that begin as these do. */
    const after = async (leads: readonly Lead[], steps: readonly Step[]): Promise<Lead[]> => {
      await database.manager.clear(LeadEntity);
      await database.manager.insert(LeadEntity, [...leads]);
      for (const step of steps) await hear(step);
      return database.manager.find(LeadEntity, { order: { contactId: 'ASC' } });
    };

    const stages: readonly Stage[] = ['nurturing', 'paused', 'handing_back', 'closed'];
    const reason = (stage: Stage) =>
      stage === 'handing_back' || stage === 'closed' ? { closeReason: 'Agreed to meet.' } : {};
    const pairs = stages.flatMap((one) => stages.map((other) => [one, other] as const));
    const old = (stage: Stage): Lead =>
      lead({ contactId: OLD, stage, state: 'OutOfOffice', priorOwnerId: ownerId('41600002'), ...reason(stage) }); // prettier-ignore
    const kept = (stage: Stage): Lead => lead({ contactId: KEPT, stage, round: 2, ...reason(stage) });

    it.each(pairs)('ends the same in whatever order it is told: %s into %s, deleted', async (one, other) => {
      const leads = [old(one), kept(other)];
      const inOrder = await after(leads, [merged, keptMissing]);
      for (const steps of [
        [keptMissing, merged, keptMissing],
        [oldMissing, merged, keptMissing],
        [oldMissing, keptMissing, merged, keptMissing],
        [keptMissing, oldMissing, merged, merged, keptMissing],
      ])
        expect(await after(leads, steps)).toEqual(inOrder);
    });

    it.each(pairs)('goes on the same when the survivor is restored: %s into %s', async (one, other) => {
      const leads = [old(one), kept(other)];
      const restored = async (steps: Step[]) => {
        const left = (await after(leads, steps)).find(({ contactId: id }) => id === KEPT);
        await apply(KEPT, assigned({ ownedSince: TUESDAY - 1 }));
        const now = await database.manager.findOneBy(LeadEntity, { portalId: PORTAL, contactId: KEPT });
        return { before: left?.goneFrom, stage: now?.stage, round: now?.round, step: now?.step };
      };
      const inOrder = await restored([merged, keptMissing]);
      expect(await restored([oldMissing, keptMissing, merged])).toEqual(
        // Nobody has looked at a survivor since a lead moved to it that was never found missing itself.
        inOrder,
      );
    });

    it.each(stages)('only the contact that went away had a lead (%s)', async (stage) => {
      const inOrder = await after([old(stage)], [merged, keptMissing]);
      expect(await after([old(stage)], [oldMissing, merged, keptMissing])).toEqual(inOrder);
    });

    describe('as it happened', () => {
      it('the twin had answered and was back, the contact went on: its lead is the one that was deleted', async () => {
        const twin = lead({
          contactId: KEPT,
          stage: 'closed',
          state: 'Responded',
          handedBackTo: ownerId('7'),
        });
        for (const steps of [
          [merged, keptMissing],
          [oldMissing, keptMissing, merged],
        ]) {
          const [left, ...others] = await after([lead({ contactId: OLD, round: 2 }), twin], steps);
          expect(others).toEqual([]);
          expect(left).toMatchObject({
            contactId: KEPT,
            stage: 'closed',
            subState: 'deleted',
            state: 'Cold',
          });
        }
      });

      it.each([
        ['the twin went into the contact', 2],
        ['the contact went into its twin', 1],
      ])(
        '%s, which was deleted: the survivor’s own lead ends, the other one is merged',
        async (_name, round) => {
          const leads = [
            old('nurturing'),
            lead({ contactId: KEPT, round, priorOwnerId: ownerId('41600001') }),
          ];
          for (const steps of [
            [merged, keptMissing],
            [keptMissing, merged],
          ]) {
            const [away, left] = await after(leads, steps);
            expect(away).toMatchObject({ subState: 'merged', state: 'OutOfOffice', mergedInto: KEPT });
            expect(left).toMatchObject({
              subState: 'deleted',
              state: 'Cold',
              round,
              priorOwnerId: '41600001',
            });
          }
        },
      );
    });

    it('two merges in a row, told the other way round, lead to the last survivor', async () => {
      const leads = [old('nurturing'), kept('closed'), lead({ contactId: NEXT, stage: 'closed' })];
      const rest = ({ round: _round, ...others }: Lead) => others;
      const inOrder = await after(leads, [merged, ['merge', KEPT, NEXT]]);
      const mixed = await after(leads, [['merge', KEPT, NEXT], merged]);
      expect(mixed.find(({ contactId: id }) => id === NEXT)).toMatchObject({ stage: 'nurturing' });
      expect(mixed.find(({ contactId: id }) => id === KEPT)).toMatchObject({ mergedInto: NEXT });
      expect(inOrder.filter(({ contactId: id }) => id === NEXT).map(rest)).toEqual(
        mixed.filter(({ contactId: id }) => id === NEXT).map(rest),
      );
    });
  },
);
