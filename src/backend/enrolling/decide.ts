import type { CampaignDetail, CampaignDraft, EditReview } from '../../cards/campaigns/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { CampaignsRoom } from '../campaigns/open.ts';
import { missingIn } from '../campaigns/draft.ts';
import { rulesOf } from '../campaigns/rules.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Lists } from '../hubspot/types.ts';
import type { Leads } from '../leads/leads.ts';
import { MemberEntity } from './member-entity.ts';
import type { RunTarget } from './member-entity.ts';
import { addMembers } from './members.ts';
import { lostFields } from './lost-fields.ts';
import type { LostFieldsDeps } from './lost-fields.ts';
import type { Runs } from './runs.ts';
import { countOf } from './target.ts';
import type { On } from './target.ts';

export interface DecideDeps extends LostFieldsDeps {
  database: Database;
  campaigns: CampaignsRoom;
  assistants: Pick<Assistants, 'find'>;
  lists: Pick<Lists, 'find'>;
  leads: Pick<Leads, 'ofCampaigns' | 'counts'>;
  runs: Runs;
  clock: Clock;
}

/** Who asks, and the page's own name for the click. */
export interface Asking {
  by: string;
  requestId: string;
}

type Act = CampaignDetail['may'][number];

/** What may be asked of a campaign, by how it stands. */
export const mayBy: Readonly<Record<Campaign['status'], readonly Act[]>> = {
  draft: ['edit', 'start', 'test', 'archive', 'clone'],
  running: ['edit', 'enroll', 'again', 'test', 'pause', 'stop', 'complete', 'undo', 'clone', 'move'],
  paused: ['edit', 'resume', 'stop', 'undo', 'clone', 'move'],
  completed: ['start', 'stop', 'archive', 'undo', 'clone', 'move'],
  archived: ['clone'],
};

const acts: Readonly<Record<Act, string>> = {
  edit: 'changed',
  start: 'started',
  enroll: 'enrolled from',
  again: 'enrolled from',
  test: 'tried',
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  complete: 'completed',
  archive: 'archived',
  undo: 'undone',
  clone: 'cloned',
  move: 'moved from',
};

/** @throws BatonError CONFLICT: not as the campaign stands now */
export function refuse(campaign: Campaign, act: Act): void {
  if (!mayBy[campaign.status].includes(act))
    throw new BatonError(
      'CONFLICT',
      `A campaign that is ${campaign.status} cannot be ${acts[act]}. Load the page again.`,
    );
}

/** What keeps a campaign from starting, one sentence each that says what to do. @throws BatonError those of HubSpot */
export async function problemsOf(deps: DecideDeps, campaign: Campaign): Promise<string[]> {
  const { portalId, content } = campaign;
  const problems = await problemsInBaton(deps, campaign);
  if (content.list) problems.push(...(await problemsOfList(deps, portalId, content.list)));
  return problems;
}

/** The same as far as Baton knows it without asking HubSpot: what the list lacks is told by who reads it. */
export async function problemsInBaton(deps: DecideDeps, { portalId, content }: Campaign): Promise<string[]> {
  const problems = missingIn(content, deps.clock.now());
  if (content.assistantId !== '') {
    const assistant = await deps.assistants.find(portalId, assistantId(content.assistantId));
    if (!assistant) problems.push('The assistant is gone. Choose another one.');
    else if (!assistant.ownerId)
      problems.push(`${assistant.name} is not an active HubSpot user yet: see Baton’s settings.`);
    const sequenceId = content.sequenceId || assistant?.sequenceId;
    if (sequenceId) problems.push(...(await lostFields(deps, portalId, sequenceId)));
  }
  return problems;
}

async function problemsOfList(
  { lists }: DecideDeps,
  portalId: PortalId,
  list: NonNullable<CampaignDraft['list']>,
): Promise<string[]> {
  try {
    const found = await lists.find(portalId, list.id);
    if (!found) return [`The list “${list.name}” is not in HubSpot any more. Choose another one.`];
    const refused = refusedList(found);
    return refused === null ? [] : [refused];
  } catch (error) {
    if (isBatonError(error, 'HUBSPOT_MISSING_SCOPE')) return [MAY_NOT_READ_LISTS];
    throw error;
  }
}

export const MAY_NOT_READ_LISTS =
  'HubSpot does not let Baton read lists yet. An admin connects Baton again in its settings and allows it.';

/** Why a list cannot be enrolled from; null: it can. */
export function refusedList({ name, objectTypeId }: { name: string; objectTypeId: string }): string | null {
  if (objectTypeId === '0-1') return null;
  const of = objectTypeId === '0-2' ? 'companies' : 'other records';
  return `“${name}” is a list of ${of}. Make a contact list in HubSpot with the filter “Associated company is member of ${name}”, and choose that.`;
}

/** @throws BatonError CONFLICT with what is missing, or that it cannot be started */
export async function start(
  deps: DecideDeps,
  campaign: Campaign,
  first: 'all' | 'tenth',
  { by, requestId }: Asking,
): Promise<void> {
  const { portalId, campaignId, content } = campaign;
  if (campaign.status === 'running') return;
  refuse(campaign, 'start');
  const problems = await problemsOf(deps, campaign);
  if (problems.length > 0) throw new BatonError('CONFLICT', problems.join(' '));
  const size = content.list ? ((await deps.lists.find(portalId, content.list.id))?.size ?? null) : null;
  const limit = first === 'tenth' ? Math.max(1, Math.ceil((size ?? 10) / 10)) : undefined;
  await deps.database.transaction(async (tx) => {
    if (!(await deps.campaigns.become(tx, campaign, ['draft', 'completed'], 'running'))) return;
    await deps.runs.ask(tx, {
      portalId,
      campaignId,
      kind: 'enroll',
      askedBy: by,
      requestId,
      total: limit ?? size,
      ...(limit === undefined ? {} : { target: { limit } }),
    });
  });
}

/** Reads the list now; after a tenth, the rest. */
export async function enroll(deps: DecideDeps, campaign: Campaign, { by, requestId }: Asking): Promise<void> {
  refuse(campaign, 'enroll');
  const { portalId, campaignId, content } = campaign;
  const total = content.list ? ((await deps.lists.find(portalId, content.list.id))?.size ?? null) : null;
  await deps.database.transaction((tx) =>
    deps.runs.ask(tx, { portalId, campaignId, kind: 'enroll', askedBy: by, requestId, total }),
  );
}

/** Enrolls one contact, whether it is in the list or not. */
export async function tryOn(
  deps: DecideDeps,
  campaign: Campaign,
  contactId: ContactId,
  { by, requestId }: Asking,
): Promise<void> {
  refuse(campaign, 'test');
  const { portalId, campaignId } = campaign;
  const problems = (await problemsOf(deps, campaign)).filter((problem) => !/list/i.test(problem));
  if (problems.length > 0) throw new BatonError('CONFLICT', problems.join(' '));
  await deps.database.transaction(async (tx) => {
    await addMembers(tx, campaign, [{ contactId }], 0);
    await waitAgain(tx, campaign, [contactId], deps.clock.now());
    const target = { contactIds: [contactId] };
    await deps.runs.ask(tx, { portalId, campaignId, kind: 'test', askedBy: by, requestId, target, total: 1 });
  });
}

/** Whom a person asks for is looked at again, whatever was decided before; who is enrolled stays so. */
const waitAgain = (tx: Tx, { portalId, campaignId }: Campaign, ids: readonly ContactId[], at: number) =>
  tx
    .createQueryBuilder()
    .update(MemberEntity)
    .set({ state: 'waiting', reason: null, at })
    .where('portalId = :portalId AND campaignId = :campaignId AND contactId IN (:...ids)', {
      portalId,
      campaignId,
      ids,
    })
    .andWhere("state IN ('left_out', 'removed', 'undone', 'moved')")
    .execute();

type Turn = 'pause' | 'resume' | 'stop' | 'complete' | 'archive';

const turns: Readonly<Record<Turn, { from: readonly Campaign['status'][]; to: Campaign['status'] }>> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused', 'completed'], to: 'completed' },
  complete: { from: ['running'], to: 'completed' },
  archive: { from: ['draft', 'completed'], to: 'archived' },
};

/** What the leads of a campaign are told when it turns. */
const told = {
  pause: 'pause',
  resume: 'resume',
  stop: 'stop',
  complete: 'write-status',
  archive: 'write-status',
} as const;

/**
 * Pauses, resumes, stops (all contacts go back), completes (nobody new; who is under way goes on) or archives. Asking
 * again, or when it stands so already, changes nothing. @throws BatonError CONFLICT
 */
export async function turn(
  deps: DecideDeps,
  campaign: Campaign,
  act: Turn,
  { by, requestId }: Asking,
): Promise<void> {
  const { portalId, campaignId } = campaign;
  const { from, to } = turns[act];
  if (campaign.status === to && act !== 'stop') return;
  refuse(campaign, act);
  if (act === 'archive' && (await activeIn(deps, campaign)) > 0)
    throw new BatonError('CONFLICT', 'Contacts are under way. Stop the campaign first, then archive it.');
  await deps.database.transaction(async (tx) => {
    if (!(await deps.campaigns.become(tx, campaign, from, to))) return;
    if (act === 'stop' || act === 'complete')
      await deps.runs.cancelAll(tx, portalId, campaignId, ['enroll', 'again', 'test', 'pause', 'resume']);
    if (act === 'pause') await deps.runs.cancelAll(tx, portalId, campaignId, ['resume']);
    if (act === 'resume') await deps.runs.cancelAll(tx, portalId, campaignId, ['pause']);
    await deps.runs.ask(tx, { portalId, campaignId, kind: told[act], askedBy: by, requestId });
  });
}

/** Contacts under way in a campaign. */
export const activeIn = async ({ leads }: DecideDeps, { portalId, campaignId }: Campaign): Promise<number> =>
  (await leads.ofCampaigns.active(portalId, [campaignId])).get(campaignId) ?? 0;

/**
 * Takes out again to whom nothing was sent. `on`: only of these; null: of all, and what is being enrolled stops first.
 * @throws BatonError CONFLICT
 */
export async function undo(
  deps: DecideDeps,
  campaign: Campaign,
  on: On | null,
  asking: Asking,
): Promise<void> {
  refuse(campaign, 'undo');
  const { portalId, campaignId } = campaign;
  if (on !== null) return askOn(deps, campaign, 'undo', on, asking);
  await deps.database.transaction(async (tx) => {
    await deps.runs.cancelAll(tx, portalId, campaignId, ['enroll', 'again', 'test']);
    const { by, requestId } = asking;
    await deps.runs.ask(tx, { portalId, campaignId, kind: 'undo', askedBy: by, requestId });
  });
}

/** Looks again at contacts that were left out, or whose part in the campaign is over. @throws BatonError CONFLICT */
export async function again(deps: DecideDeps, campaign: Campaign, on: On, asking: Asking): Promise<void> {
  refuse(campaign, 'again');
  await askOn(deps, campaign, 'again', on, asking);
}

/** @throws BatonError CONFLICT when the other campaign takes nobody */
export async function move(
  deps: DecideDeps,
  campaign: Campaign,
  { on, to }: { on: On; to: Campaign },
  asking: Asking,
): Promise<void> {
  refuse(campaign, 'move');
  if (to.status !== 'running' || to.campaignId === campaign.campaignId)
    throw new BatonError('CONFLICT', 'Contacts can be moved to another campaign that is running.');
  await askOn(deps, campaign, 'move', on, asking, { to: to.campaignId });
}

/** Whoever is ticked, or matches, at the time of each: `on` is looked at as the work goes on. */
async function askOn(
  deps: DecideDeps,
  campaign: Campaign,
  kind: 'move' | 'undo' | 'again',
  on: On,
  { by, requestId }: Asking,
  more: RunTarget = {},
): Promise<void> {
  const { portalId, campaignId } = campaign;
  const total = await countOf(deps, campaign, on);
  if (total === 0) throw new BatonError('CONFLICT', 'None of these is there any more. Load the list again.');
  const target = { ...more, ...on };
  await deps.database.transaction((tx) =>
    deps.runs.ask(tx, { portalId, campaignId, kind, askedBy: by, requestId, target, total }),
  );
}

/** What an edit means for contacts under way: their emails that have not left. Nothing is changed. */
export async function reviewEdit(
  deps: DecideDeps,
  campaign: Campaign,
  draft: CampaignDraft,
): Promise<EditReview> {
  const before = campaign.content;
  const changes = [
    ...(before.sequenceId === draft.sequenceId
      ? []
      : ['They go on with the emails of the other sequence that they have not had.']),
    ...(before.assistantId === draft.assistantId ? [] : ['Another assistant writes to them.']),
    ...(same(before.hours, draft.hours) ? [] : ['Their next emails leave in the new hours.']),
    ...(before.dailyCap === draft.dailyCap
      ? []
      : ['The new daily cap counts for their emails from today on.']),
    ...(before.approval === draft.approval
      ? []
      : ['The new approval counts for emails that are not written yet.']),
    ...(before.endAt === draft.endAt ? [] : ['No email leaves after the new end.']),
    ...(same(rulesOf(before), rulesOf(draft)) ? [] : ['The new rules count for them from now on.']),
    ...(before.name === draft.name ? [] : ['Their campaign has the new name in HubSpot.']),
  ];
  return { touched: changes.length === 0 ? 0 : await activeIn(deps, campaign), changes };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** @throws BatonError CONFLICT when somebody else changed it meanwhile, or it is over */
export async function edit(
  deps: DecideDeps,
  campaign: Campaign,
  { draft, from, by }: { draft: CampaignDraft; from: number; by: string },
): Promise<void> {
  refuse(campaign, 'edit');
  const { portalId, campaignId, content: before } = campaign;
  if (before.list && draft.list?.id !== before.list.id && campaign.status !== 'draft')
    throw new BatonError(
      'CONFLICT',
      'The list of a campaign that was started stays. Clone the campaign for another list.',
    );
  await deps.database.transaction(async (tx) => {
    const changed = await deps.campaigns.change(tx, campaign, { draft, from, by });
    if (
      before.dailyCap !== draft.dailyCap ||
      rulesOf(before).quietUntil !== rulesOf(draft).quietUntil ||
      !same(before.hours, draft.hours)
    )
      await deps.leads.ofCampaigns.wake(tx, portalId, campaignId);
    if (campaign.status === 'draft') return;
    const goesOn = before.sequenceId !== draft.sequenceId || before.assistantId !== draft.assistantId;
    if (!goesOn && before.name === draft.name) return;
    await deps.runs.ask(tx, {
      portalId,
      campaignId,
      askedBy: by,
      kind: goesOn ? 'apply-edit' : 'write-status',
      requestId: `version-${changed.version}`,
    });
  });
}
