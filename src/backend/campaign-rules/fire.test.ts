import { beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { campaignId, contactId, portalId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { fire, tell, tellOthers } from './fire.ts';
import type { FireDeps } from './fire.ts';
import { FiringEntity } from './firing-entity.ts';

const PORTAL = portalId(4242);
const CAMPAIGN = campaignId('spring');
const ONE = contactId(1);
/** Contacts of the company: two pages. */
const everybody = Array.from({ length: 230 }, (_, index) => contactId(index + 1));

describeOnBothDatabases('a rule that fires', [FiringEntity], (open) => {
  let database: TestDatabase;
  let told: ContactId[];
  /** As search shows them. */
  let company: readonly ContactId[];
  let asked: number;
  let now: number;
  /** After so many contacts the process dies. */
  let diesAfter: number;
  let deps: FireDeps;

  beforeEach(async () => {
    database = await open();
    told = [];
    company = everybody;
    now = 1;
    asked = 0;
    diesAfter = Infinity;
    let ids = 0;
    deps = {
      database,
      clock: { now: () => now },
      random: { uuid: () => String((ids += 1)) },
      jobs: { enqueue: async () => void (asked += 1) },
      search: {
        async ofCompany(_portal, _company, after) {
          const rest = company.filter((id) => Number(id) > Number(after ?? 0));
          return { ids: rest.slice(0, 200), more: rest.length > 200 };
        },
      },
      leads: {
        ofCampaigns: {
          of: async (_portal: unknown, some: readonly ContactId[]) =>
            new Map(some.map((id) => [id, lead(id)])),
        },
        async tellAll(_tx: unknown, to: { ids: readonly ContactId[] }, eventFor: (one: Lead) => unknown) {
          const meant = to.ids.filter((id) => typeof eventFor(lead(id)) !== 'string');
          if (told.length + meant.length > diesAfter) throw new Error('killed');
          told.push(...meant);
          return new Map(to.ids.map((id) => [id, meant.includes(id) ? null : 'not meant']));
        },
      } as never,
    };
  });

  /** Every tenth is in no campaign. */
  const lead = (id: ContactId): Lead =>
    ({
      contactId: id,
      stage: 'nurturing',
      mergedInto: null,
      campaignId: Number(id) % 10 === 0 ? null : CAMPAIGN,
    }) as Lead;
  const fires = () =>
    fire(deps, {
      campaign: { portalId: PORTAL, campaignId: CAMPAIGN } as Campaign,
      contactId: ONE,
      kind: 'property',
      key: 'the cause',
      why: 'It became a customer.',
      act: (tx) => tell(deps, tx, CAMPAIGN, [ONE], { portalId: PORTAL, act: 'stop', why: '' }),
      others: { companyId: '9', act: 'stop', why: 'Another one did.' },
    });
  const row = () => database.manager.findOneByOrFail(FiringEntity, { portalId: PORTAL });

  it('does so once for one cause, also where two see it in the same moment', async () => {
    await Promise.all([fires(), fires()]);
    await fires();
    expect(told).toEqual([ONE]);
    expect(asked).toBe(1);
  });

  it('has done nothing where it dies on the way, and does it the next time', async () => {
    diesAfter = 0;
    await expect(fires()).rejects.toThrow('killed');
    expect(await database.manager.count(FiringEntity)).toBe(0);
    diesAfter = Infinity;
    await fires();
    expect(told).toEqual([ONE]);
  });

  it('tells the others of the company, each once, although it dies in the middle', async () => {
    await fires();
    diesAfter = 100;
    now += 60_000;
    await expect(tellOthers(deps, PORTAL)).rejects.toThrow('killed');
    expect((await row()).others).not.toBeNull();
    const before = told.length;
    expect(before).toBeGreaterThan(20);
    diesAfter = Infinity;
    await tellOthers(deps, PORTAL);
    await tellOthers(deps, PORTAL);
    const meant = company.filter((id) => Number(id) % 10 !== 0);
    expect(told).toEqual(meant);
    expect(await row()).toMatchObject({ told: meant.length, others: null });
  });

  it.each([
    ['nobody', []],
    ['some', [contactId(2)]],
  ])('looks again while search shows %s and not the contact itself', async (_name, shown) => {
    await fires();
    company = shown;
    now += 60_000;
    await tellOthers(deps, PORTAL);
    expect([told, asked]).toEqual([[ONE], 2]);
    company = everybody.slice(0, 5);
    await tellOthers(deps, PORTAL);
    expect(told).toEqual(company);
    expect([(await row()).others, asked]).toEqual([null, 2]);
  });

  it('tells those that are there where the contact has left the company', async () => {
    await fires();
    company = everybody.slice(1, 5);
    now += 20 * 60_000;
    await tellOthers(deps, PORTAL);
    expect(told).toEqual([ONE, ...company]);
    expect((await row()).others).toBeNull();
  });
});
