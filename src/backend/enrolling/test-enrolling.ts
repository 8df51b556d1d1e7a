import type { CampaignDraft } from '../../cards/campaigns/contract.ts';
import { CampaignEntity, CampaignVersionEntity } from '../campaigns/campaign-entity.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { createCampaigns } from '../campaigns/campaigns.ts';
import type { Campaigns } from '../campaigns/campaigns.ts';
import type { Database } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
import { contactId, portalId, userId } from '../ground/identifiers.ts';
import type { ContactId } from '../ground/identifiers.ts';
import { systemRandom } from '../ground/system.ts';
import type { ListPage, Lists } from '../hubspot/types.ts';
import { MemberEntity, ReadingEntity, RunEntity } from './member-entity.ts';
import type { RunRow } from './member-entity.ts';
import { createRuns } from './runs.ts';
import type { Runs } from './runs.ts';

export const PORTAL = portalId(4242);
export const MONDAY = Date.UTC(2026, 10, 23, 15);
export const enrollingEntities = [
  MemberEntity,
  RunEntity,
  ReadingEntity,
  CampaignEntity,
  CampaignVersionEntity,
];

export const contacts = (count: number, from = 100): ContactId[] =>
  Array.from({ length: count }, (_, at) => contactId(from + at));

const draft: CampaignDraft = {
  name: 'Webinar',
  goal: '',
  list: { id: '7', name: 'Guests' },
  assistantId: 'tara',
  sequenceId: '',
  takesOwnership: true,
  approval: 'none',
  automatic: false,
  leaving: 'keep',
  startAt: null,
  endAt: null,
  hours: null,
  dailyCap: null,
  protectedOwners: [],
};

/** A list of HubSpot's that tests change at will; `deleted`: it is no more. Pages of 10, in the order of the ids. */
export interface TestList extends Pick<Lists, 'members' | 'joined' | 'find' | 'signs'> {
  ids: ContactId[];
  /** In the order of joining. */
  deleted: boolean;
  /** Called before each page is answered. */
  beforePage: () => void;
  /** What HubSpot says of the list; undefined: what is so. */
  sign: string | null | undefined;
  /** Pages that were asked for. */
  pages: { members: number; joined: number };
}

const PAGE = 10;

export function testList(ids: readonly ContactId[]): TestList {
  const page = (all: readonly ContactId[], after: string | null): ListPage => {
    list.beforePage();
    if (list.deleted) throw new BatonError('HUBSPOT_NOT_FOUND', undefined, { retry: 'never' });
    const from = after === null ? 0 : all.findIndex((id) => Number(id) > Number(after));
    const found = from === -1 ? [] : all.slice(from, from + PAGE);
    const more = from !== -1 && from + PAGE < all.length;
    return {
      members: found.map((id) => ({ contactId: id, joinedAt: null })),
      after: more ? (found.at(-1) ?? null) : null,
    };
  };
  const list: TestList = {
    ids: [...ids],
    deleted: false,
    beforePage: () => undefined,
    sign: undefined,
    pages: { members: 0, joined: 0 },
    signs: async (_portal, ids) =>
      new Map(
        list.deleted ? [] : ids.map((id) => [id, list.sign === undefined ? list.ids.join() : list.sign]),
      ),
    members: async (_portal, _id, after) => {
      list.pages.members += 1;
      const ordered = list.ids.toSorted((a, b) => Number(a) - Number(b));
      return page(ordered, after);
    },
    joined: async (_portal, _id, after) => {
      list.pages.joined += 1;
      if (list.deleted) throw new BatonError('HUBSPOT_NOT_FOUND', undefined, { retry: 'never' });
      const from = Number(after ?? 0);
      const more = from + PAGE < list.ids.length;
      return {
        members: list.ids.slice(from, from + PAGE).map((id) => ({ contactId: id, joinedAt: null })),
        after: more ? String(from + PAGE) : null,
      };
    },
    find: async () =>
      list.deleted
        ? undefined
        : { listId: '7', name: 'Guests', objectTypeId: '0-1', kind: 'static', size: list.ids.length },
  };
  return list;
}

/** Parts of one process of Baton. */
export interface TestParts {
  campaigns: Campaigns;
  runs: Runs;
}

/** `enqueue`: called for each job that is asked for. */
export function partsOn(
  database: Database,
  clock: { now(): number },
  enqueue: () => void = () => undefined,
): TestParts {
  const deps = { database, clock, random: systemRandom };
  return {
    campaigns: createCampaigns(deps),
    runs: createRuns({
      ...deps,
      jobs: { enqueue: async () => enqueue() },
      // Nothing else of the account is asked.
      portals: { find: async () => ({ status: 'connected' }) as never },
      waitingWrites: async () => 0,
    }),
  };
}

/** A campaign that runs. */
export async function runningCampaign(
  database: Database,
  { campaigns }: TestParts,
  change: Partial<CampaignDraft> = {},
): Promise<Campaign> {
  const made = { draft: { ...draft, ...change }, requestId: systemRandom.uuid(), by: { userId: userId(1), name: 'Ada' } }; // prettier-ignore
  const id = await campaigns.add(PORTAL, made);
  const campaign = await campaigns.one(PORTAL, id);
  await database.transaction((tx) => campaigns.become(tx, campaign, ['draft'], 'running'));
  return campaigns.one(PORTAL, id);
}

/** Asks for a run and resolves to it. */
export async function askedFor(
  database: Database,
  { runs }: TestParts,
  { portalId: portal, campaignId }: Campaign,
  kind: RunRow['kind'],
  more: Partial<Pick<RunRow, 'target' | 'requestId'>> = {},
): Promise<RunRow> {
  const requestId = more.requestId ?? systemRandom.uuid();
  const asked = { portalId: portal, campaignId, kind, askedBy: 'Ada', ...more, requestId };
  await database.transaction((tx) => runs.ask(tx, asked));
  return database.manager.findOneByOrFail(RunEntity, { portalId: portal, campaignId, kind, requestId });
}
