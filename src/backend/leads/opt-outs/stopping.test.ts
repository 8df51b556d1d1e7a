import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { ExclusionEntity } from '../../exclusions/exclusion-entity.ts';
import { createExclusions } from '../../exclusions/exclusions.ts';
import { BatonError } from '../../ground/errors.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { SuppressionEntity } from '../../unsubscribe/suppression-entity.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { lead, noCampaigns } from '../test-leads.ts';
import { createStopExcluded } from './stop-excluded.ts';
import { optedOutQueues } from './stop-opted-out.ts';

const [MINE, THEIRS] = [portalId(4242), portalId(4343)];
const HOUR = 3_600_000;
const clock = { now: () => 0 };
const entities = [LeadEntity, LeadAddressEntity, LeadLineEntity, ExclusionEntity, SuppressionEntity];

/** A database with leads, and what brings events to them. `dies`: the process, with so many effects left to do. */
async function world(open: () => Promise<TestDatabase>) {
  const database = await open();
  const dying = { after: Infinity };
  const applyEvent = createApplyEvent({
    readingTimes: async () => [],
    campaigns: noCampaigns,
    clock,
    activity: { record: async () => undefined, showTo: async () => undefined } as never,
    assistants: { find: async () => ({ name: 'Tara', brochureUrl: null }) } as never,
    settings: { get: async () => portalSettingsSchema.parse({}) } as never,
    carryOut: async () => {
      if ((dying.after -= 1) < 0) throw new Error('The process died.');
    },
  });
  const add = (id: number, email: string | null, change: Partial<Lead> = {}) => ({
    ...lead({ portalId: MINE, contactId: contactId(id), ...change }),
    email,
  });
  const put = async (...leads: Lead[]): Promise<void> => {
    for (let start = 0; start < leads.length; start += 100)
      await database.manager.insert(LeadEntity, leads.slice(start, start + 100));
  };
  const ended = async (portal: PortalId = MINE): Promise<string[]> =>
    (await database.manager.findBy(LeadEntity, { portalId: portal, stage: 'handing_back' }))
      .map((one) => `${one.contactId} ${one.state} ${one.subState}`)
      .sort();
  return { database, applyEvent, dying, add, put, ended };
}

describeOnBothDatabases('an address that becomes excluded', entities, (open) => {
  let baton: Awaited<ReturnType<typeof world>>;
  let told: PortalId[];
  let exclude: (text: string) => Promise<unknown>;
  let stop: (portal: PortalId) => Promise<void>;

  beforeEach(async () => {
    baton = await world(open);
    told = [];
    const exclusions = createExclusions({
      ...baton,
      clock,
      suppressions: { add: async () => undefined },
      onExcluded: async (_tx, portal) => void told.push(portal),
    });
    exclude = (text) => exclusions.add(MINE, { text, reason: '', by: 'Ada' });
    stop = createStopExcluded({ ...baton, clock, exclusions });
  });

  it('is told of once a list, and not when nothing of it is new', async () => {
    await exclude('rival.example.com\nann@acme.example.com');
    await exclude('rival.example.com');
    expect(told).toEqual([MINE]);
  });

  it('ends what an assistant does for it: by main or further address, name, domain and pattern', async () => {
    const { add, put, ended, database } = baton;
    await put(
      add(1, 'Ann@Rival.example.com'),
      add(2, 'ben@mail.rival.example.com', { stage: 'paused', wakeAt: null }),
      add(3, 'cy@partner.co.uk', { stage: 'queued', state: 'New', wakeAt: null }),
      add(4, 'dy@home.example.com'),
      add(5, 'ed@home.example.com'),
      add(6, 'flo@rival.example.com', { stage: 'closed', state: 'Hot' }),
      add(7, null),
      add(8, 'ann@rival.example.com', { portalId: THEIRS }),
    );
    const further = { portalId: MINE, address: 'dy@rival.example.com', contactId: contactId(4) };
    await database.manager.insert(LeadAddressEntity, further);
    await exclude('rival.example.com\n*@partner.*');
    await stop(MINE);
    const over = [1, 2, 3, 4].map((id) => `${id} DeActivated excluded`);
    expect(await ended()).toEqual(over);
    expect(await ended(THEIRS)).toEqual([]);
    const first = await database.manager.findOneByOrFail(LeadEntity, { contactId: contactId(1) });
    expect(first.closeReason).toBe('The address is one that Baton never writes to.');
    await stop(MINE);
    expect(await ended()).toEqual(over);
  });

  it('among thousands, also when the process dies in the middle', async () => {
    const { add, put, ended, dying } = baton;
    await put(
      ...Array.from({ length: 1_200 }, (_, id) =>
        add(1_000 + id, `p${id}@${id % 2 === 0 ? 'rival' : 'customer'}.example.com`),
      ),
    );
    await exclude('rival.example.com');
    dying.after = 1_000;
    await expect(stop(MINE)).rejects.toThrow('died');
    const before = (await ended()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(600);
    dying.after = Infinity;
    await stop(MINE);
    expect(await ended()).toHaveLength(600);
  });
});

describeOnBothDatabases('an opt-out of one type of email', entities, (open) => {
  let baton: Awaited<ReturnType<typeof world>>;
  let asked: string[];
  let answer: (email: string) => boolean | Error | Promise<boolean>;
  let set: Record<string, unknown>;

  beforeEach(async () => {
    baton = await world(open);
    asked = [];
    answer = (email) => email.startsWith('ann');
    set = { shareOptOuts: true, subscriptionType: '1002' };
  });

  /** A day of looks, hour by hour. */
  async function day(scopes = ['communication_preferences.read_write']): Promise<void> {
    let now = 0;
    const jobs: unknown[] = [];
    const [look, stop] = optedOutQueues({
      ...baton,
      clock: { now: () => now },
      settings: { get: async () => portalSettingsSchema.parse(set) },
      jobs: { enqueue: async (_tx, { data }) => void jobs.push(data) },
      hubspot: {
        portals: {
          connected: async () => [{ portalId: MINE }],
          find: async () => ({ status: 'connected', scopes }),
        },
        preferences: {
          optedOutOfType: async (_portal: unknown, email: string, type: string) => {
            asked.push(`${email} ${type}`);
            const said = await answer(email);
            if (said instanceof Error) throw said;
            return said;
          },
        },
      } as never,
    });
    for (; now < 24 * HOUR; now += HOUR) await look?.run({});
    for (const data of jobs) await stop?.run(data);
  }

  it('ends what an assistant does, within a day and at one call each', async () => {
    const { add, put, ended } = baton;
    await put(
      ...Array.from({ length: 60 }, (_, id) => add(100 + id, `${id < 3 ? 'ann' : 'bo'}${id}@x.example`)),
    );
    await put(add(7, null), add(8, 'ann@y.example', { stage: 'closed', state: 'Hot' }));
    await day();
    expect(asked.length).toBe(60);
    expect(new Set(asked).size).toBe(60);
    expect(await ended()).toEqual([100, 101, 102].map((id) => `${id} UnSubscribed null`));
  });

  it('says nothing about a contact that has another address by now', async () => {
    const { add, put, ended, database } = baton;
    await put(add(1, 'ann@x.example'));
    answer = async () => {
      await database.manager.update(LeadEntity, { contactId: contactId(1) }, { email: 'new@x.example' });
      return true;
    };
    await day();
    expect(await ended()).toEqual([]);
  });

  it('is looked for again where HubSpot does not answer, and does not hold up others where it does not know', async () => {
    const { add, put, ended } = baton;
    await put(add(24, 'odd@x.example'), add(48, 'ann@x.example'));
    answer = (email) => (email.startsWith('odd') ? new BatonError('HUBSPOT_VALIDATION') : true);
    await day();
    expect(await ended()).toEqual(['48 UnSubscribed null']);
    answer = () => new BatonError('HUBSPOT_UNAVAILABLE');
    await expect(day()).rejects.toThrow(BatonError);
  });

  describe('is not asked for', () => {
    it.each([
      ['where no admin chose a type', { shareOptOuts: true, subscriptionType: null }, undefined],
      ['where opt-outs are not shared', { shareOptOuts: false, subscriptionType: '1002' }, undefined],
      ['without the permission', { shareOptOuts: true, subscriptionType: '1002' }, []],
    ])('%s', async (_where, settings, scopes) => {
      await baton.put(baton.add(1, 'ann@x.example'));
      set = settings;
      await day(scopes);
      expect(asked).toEqual([]);
    });
  });
});
