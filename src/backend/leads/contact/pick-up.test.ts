import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../ground/clock.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import { assistantId, contactId, ownerId, portalId } from '../../ground/identifiers.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { LeadAddressEntity } from './address-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { createPickUp, eventsOf } from './pick-up.ts';
import type { PickUp, PickUpDeps, Sighting } from './pick-up.ts';
import { lead, TUESDAY } from '../test-leads.ts';

const PORTAL = portalId(4242);
const CONTACT = contactId(501);
const [SAM, TARA] = [ownerId('200'), ownerId('900')];

describeOnBothDatabases(
  'looking at contacts while the clock is set',
  [LeadEntity, LeadLineEntity, LeadAddressEntity],
  (open) => {
    let database: TestDatabase;
    let now: number;
    let owner: OwnerId;
    let history: ContactRecord['ownerHistory'];
    let reads: number;
    /** Happens while HubSpot answers. */
    let meanwhile: () => void;
    let told: LeadEvent[];
    let pickUp: PickUp;

    beforeEach(async () => {
      database = await open();
      [now, owner, history, reads, told] = [TUESDAY, TARA, [], 0, []];
      meanwhile = () => undefined;
      pickUp = createPickUp(parts());
    });

    const parts = (): PickUpDeps => ({
      database,
      hubspot: {
        contacts: { read: async () => read() },
        portals: { get: async () => ({ timeZone: 'UTC' }) },
        owners: { byId: async () => undefined, byUserId: async () => undefined },
      } as unknown as HubSpot, // Nothing else of HubSpot is used.
      assistants: {
        list: async () => [{ ownerId: TARA, assistantId: assistantId('tara'), createdAt: 0 }],
      } as never,
      sequences: { chooser: async () => () => ({ sequenceId: 'one', version: 0, name: 'One', steps: [] }) },
      findObstacles: async () => new Map(),
      applyEvent: async (_tx, _occurrence, event, held) => {
        told.push(event);
        return { decision: null, lead: held ?? null };
      },
      activity: { showTo: async () => undefined },
      followMerges: async () => undefined,
      clock: { now: () => now },
      appId: null,
    });
    const read = () => {
      reads += 1;
      const record: ContactRecord = {
        id: CONTACT,
        properties: { hubspot_owner_id: owner, email: 'ada@lovelace.example.com' },
        ownerHistory: history,
        archived: false,
      };
      meanwhile();
      return new Map([[CONTACT, record]]);
    };
    const look = () => pickUp(PORTAL, new Map([[CONTACT, 'Contact owner changed']]));
    const types = () => told.map(({ type }) => type);

    it('a reading older than what is known is not told', async () => {
      await database.manager.insert(LeadEntity, lead({ ownerReadAt: TUESDAY }));
      owner = SAM;
      now -= SECOND;
      meanwhile = () => (now = TUESDAY);
      await look();
      expect(types()).toEqual([]);
    });

    it('after the clock was set back, what was known before counts for older', async () => {
      await database.manager.insert(LeadEntity, lead({ ownerReadAt: TUESDAY }));
      now -= HOUR;
      owner = SAM;
      await look();
      expect(types()).toEqual(['owner-changed']);
      const { ownerReadAt } = await database.manager.findOneByOrFail(LeadEntity, { contactId: CONTACT });
      expect(ownerReadAt).toBe(TUESDAY - HOUR);
    });

    it.each([
      ['is not told, whatever the clock says of when it was', { originKey: null }, []],
      ['is told of a contact that the lead came to by a merge', { originKey: '400-1' }, ['owner-changed']],
    ])('a reading from before the assignment %s', async (_what, origin, expected) => {
      await database.manager.insert(LeadEntity, lead({ ...origin, ownedSince: TUESDAY }));
      owner = SAM;
      const user = { sourceType: 'CRM_UI', sourceId: '', updatedByUserId: null };
      history = [{ ...user, ownerId: SAM, at: TUESDAY - SECOND }];
      now += HOUR;
      await look();
      expect(types()).toEqual(expected);
      history = [{ ...user, ownerId: SAM, at: TUESDAY + SECOND }, ...history];
      told = [];
      await look();
      expect(types()).toEqual(['owner-changed']);
    });

    it('looks again when the clock was set back while HubSpot answered', async () => {
      await database.manager.insert(LeadEntity, lead());
      meanwhile = () => {
        if (reads > 1) return;
        now -= HOUR;
        owner = SAM;
      };
      await look();
      expect(reads).toBe(2);
      expect(types()).toEqual(['owner-changed']);
    });
  },
);

describeOnBothDatabases(
  'looking at a whole list of contacts',
  [LeadEntity, LeadLineEntity, LeadAddressEntity],
  (open) => {
    const LIST = Array.from({ length: 250 }, (_, at) => contactId(1_000 + at));
    let happened: string[];
    /** The how-manieth reading, and the how-manieth contact told, fails; 0: none. */
    let fails: { reading: number; telling: number };
    let pickUp: PickUp;

    beforeEach(async () => {
      const database = await open();
      [happened, fails] = [[], { reading: 0, telling: 0 }];
      let [readings, tellings] = [0, 0];
      const recordOf = (id: ContactId): ContactRecord => ({
        id,
        ownerHistory: [],
        archived: false,
        properties: { hubspot_owner_id: TARA, email: 'ada@lovelace.example.com' },
      });
      pickUp = createPickUp({
        database,
        hubspot: {
          contacts: {
            async read(_portal: PortalId, ids: readonly ContactId[]) {
              readings += 1;
              happened.push(`read ${ids.length}`);
              if (readings === fails.reading) throw new Error('HubSpot is away');
              return new Map(ids.map((id) => [id, recordOf(id)]));
            },
          },
          portals: { get: async () => ({ timeZone: 'UTC' }) },
          owners: { byId: async () => undefined, byUserId: async () => undefined },
        } as unknown as HubSpot, // Nothing else of HubSpot is used.
        assistants: {
          list: async () => [{ ownerId: TARA, assistantId: assistantId('tara'), createdAt: 0 }],
        } as never,
        sequences: { chooser: async () => () => ({ sequenceId: 'one', version: 0, name: 'One', steps: [] }) },
        findObstacles: async () => new Map(),
        applyEvent: async (_tx, { contactId: id }, _event, held) => {
          tellings += 1;
          if (tellings === fails.telling) throw new Error('the database is away');
          happened.push(`told ${id}`);
          return { decision: null, lead: held ?? null };
        },
        activity: { showTo: async () => undefined },
        followMerges: async () => undefined,
        clock: { now: () => TUESDAY },
        appId: null,
      });
    });
    const look = () => pickUp(PORTAL, new Map(LIST.map((id) => [id, 'Contact owner changed'])));
    const told = () => happened.filter((one) => one.startsWith('told'));
    const allOf = (from: number, to: number) => LIST.slice(from, to).map((id) => `told ${id}`);

    it('reads the next hundred while one is told, and tells each contact once', async () => {
      await look();
      expect(happened.filter((one) => one.startsWith('read'))).toEqual(['read 100', 'read 100', 'read 50']);
      expect(happened.slice(0, 2)).toEqual(['read 100', 'read 100']);
      expect(told()).toEqual(allOf(0, 250));
    });

    it('tells those before a reading that fails, and fails', async () => {
      fails.reading = 2;
      await expect(look()).rejects.toThrow('HubSpot is away');
      expect(told()).toEqual(allOf(0, 100));
    });

    it('when telling fails, the reading that is under way bothers nobody, even if it fails as well', async () => {
      fails = { reading: 2, telling: 1 };
      await expect(look()).rejects.toThrow('the database is away');
      expect(told()).toEqual([]);
    });
  },
);

describe('what is seen of a contact that Baton is taking over', () => {
  const SVEN = ownerId('901');
  const assistants = [
    { ownerId: TARA, assistantId: assistantId('tara'), name: 'Tara', sequenceId: 'recommended' },
    { ownerId: SVEN, assistantId: assistantId('sven'), name: 'Sven', sequenceId: 'recommended' },
    { ownerId: ownerId('902'), assistantId: assistantId('uma'), name: 'Uma', sequenceId: 'recommended' },
  ];
  const seen = (owner: OwnerId): Sighting =>
    ({
      contactId: CONTACT,
      record: { id: CONTACT, properties: {}, ownerHistory: [], archived: false },
      owner,
      assistant: assistants.find((one) => one.ownerId === owner),
      sequence: { sequenceId: 'one', version: 0, name: 'One', steps: [] },
      obstacle: null,
      prior: { ownerId: SAM, name: 'Sam', assignedBy: null },
      timeZone: { zone: 'UTC', from: 'account' },
      readAt: TUESDAY,
    }) as unknown as Sighting; // What an assignment is made of.
  const types = (of: Lead, owner: OwnerId) => eventsOf(of, seen(owner)).map(({ type }) => type);
  const moving = lead({ assistantId: assistantId('sven'), assistantOwnerId: SVEN, takenFrom: TARA });

  it.each(['nurturing', 'paused', 'handing_back'] as const)(
    'the assistant before is no news (%s)',
    (stage) => {
      expect(types({ ...moving, stage, takingOver: true }, TARA)).toEqual(['context-changed']);
    },
  );

  it('another assistant is, and the one before is again when the contact was taken over', () => {
    expect(types({ ...moving, takingOver: true }, ownerId('902'))).toEqual(['assigned']);
    expect(types({ ...moving, takingOver: false }, TARA)).toEqual(['assigned']);
    expect(types({ ...moving, takingOver: true }, SVEN)).toEqual(['context-changed']);
  });
});
