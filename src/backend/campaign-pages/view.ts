import type {
  CampaignChoices,
  CampaignDetail,
  CampaignFigures,
  CampaignLine,
  CampaignRun,
  CampaignsView,
  ListsView,
} from '../../cards/campaigns/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { Totals } from '../campaigns/happenings.ts';
import type { DecideDeps } from '../enrolling/decide.ts';
import { activeIn, mayBy, problemsInBaton, problemsOf, refusedList } from '../enrolling/decide.ts';
import { isHeldAtTenth } from '../enrolling/look.ts';
import type { RunRow } from '../enrolling/member-entity.ts';
import { countMembers, readingProblem } from '../enrolling/members.ts';
import type { MemberCount } from '../enrolling/members.ts';
import { mayCancel } from '../enrolling/runs.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { labelOf } from '../hubspot/properties/labels.ts';
import { ownerName } from '../hubspot/records/owner-name.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { isActive, stageWords } from '../leads/deciding/states.ts';
import { leftOutWords } from '../leads/enrolling/consider.ts';
import type { CampaignGroup } from '../leads/enrolling/of-campaign.ts';
import type { Sequences } from '../sequences/sequences.ts';
import type { Settings } from '../settings/settings.ts';

export interface ViewDeps extends DecideDeps {
  hubspot: Pick<HubSpot, 'lists' | 'owners' | 'portals'>;
  assistants: Pick<Assistants, 'find' | 'list'>;
  sequences: Pick<Sequences, 'all'>;
  settings: Pick<Settings, 'get'>;
}

const AT_ONCE = 50;

/** `after`: how many were shown before. */
export async function campaignsView(
  deps: ViewDeps,
  portalId: PortalId,
  {
    status,
    search = '',
    after = 0,
  }: { status?: readonly string[] | undefined; search?: string | undefined; after?: number | undefined },
): Promise<CampaignsView> {
  const wanted = search.trim().toLowerCase();
  const all = (await deps.campaigns.all(portalId)).filter(
    (one) =>
      (status ? status.includes(one.status) : one.status !== 'archived') &&
      one.name.toLowerCase().includes(wanted),
  );
  const page = all.slice(after, after + AT_ONCE);
  const next = after + page.length;
  return { campaigns: await linesOf(deps, portalId, page), next: next < all.length ? String(next) : null };
}

async function linesOf(
  deps: ViewDeps,
  portalId: PortalId,
  page: readonly Campaign[],
): Promise<CampaignLine[]> {
  const ids = page.map(({ campaignId }) => campaignId);
  const [members, totals, assistants] = await Promise.all([
    countMembers(deps.database, portalId, ids),
    deps.campaigns.happenings.totals(portalId, ids),
    deps.assistants.list(portalId),
  ]);
  return Promise.all(
    page.map(async (campaign) => ({
      id: campaign.campaignId,
      name: campaign.name,
      status: campaign.status,
      creator: campaign.creator,
      listName: campaign.content.list?.name ?? null,
      assistantName: assistants.find((one) => one.assistantId === campaign.content.assistantId)?.name ?? null,
      figures: figuresOf(members.get(campaign.campaignId) ?? [], totals.get(campaign.campaignId) ?? {}),
      note: await noteOf(deps, campaign),
      changedAt: campaign.changedAt,
    })),
  );
}

function figuresOf(members: readonly MemberCount[], totals: Totals): CampaignFigures {
  const count = (state: MemberCount['state']): number =>
    members.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0);
  return {
    members: members.reduce((sum, one) => sum + one.count, 0),
    waiting: count('waiting'),
    enrolled: count('enrolled'),
    leftOut: count('left_out'),
    reached: totals.sent?.contacts ?? 0,
    sent: totals.sent?.times ?? 0,
    replied: totals.replied?.contacts ?? 0,
    meetings: totals.meeting?.contacts ?? 0,
    handedBack: totals.handed_back?.contacts ?? 0,
    optedOut: totals.opted_out?.contacts ?? 0,
    bounced: totals.bounced?.contacts ?? 0,
  };
}

/** What goes on, or what keeps it from going on. */
async function noteOf(deps: ViewDeps, campaign: Campaign): Promise<string | null> {
  const { portalId, campaignId, status, content } = campaign;
  const [run] = await deps.runs.of(portalId, campaignId);
  if (run && (run.state === 'waiting' || run.state === 'running')) {
    if (content.startAt !== null && content.startAt > deps.clock.now() && run.kind === 'enroll')
      return 'Begins at its start date.';
    return `${runTitles[run.kind]}: ${run.done}${run.total === null ? '' : ` of ${run.total}`}.`;
  }
  if (run?.state === 'failed') return run.problem;
  return status === 'running' ? readingProblem(deps.database, campaign) : null;
}

const runTitles: Readonly<Record<RunRow['kind'], string>> = {
  enroll: 'Enrolling contacts',
  again: 'Enrolling contacts again',
  test: 'Trying the campaign on a contact',
  pause: 'Pausing contacts',
  resume: 'Resuming contacts',
  stop: 'Handing contacts back',
  undo: 'Taking contacts out again',
  move: 'Moving contacts',
  'write-status': 'Writing the campaign status',
  'apply-edit': 'Bringing the change to contacts',
  leave: 'Contacts that left the list',
};

const runView = (row: RunRow): CampaignRun => {
  const { id, kind, state, total, done, refused, askedBy, askedAt, endedAt, problem } = row;
  const title = runTitles[kind];
  return {
    id,
    kind,
    title,
    state,
    total,
    done,
    refused,
    askedBy,
    askedAt,
    endedAt,
    problem,
    mayCancel: mayCancel(row),
  };
};

/** The page looks again and again while a campaign runs, which costs no call: its list is read by those who enroll. */
async function problemsToShow(deps: ViewDeps, campaign: Campaign): Promise<string[]> {
  if (campaign.status === 'draft') return problemsOf(deps, campaign);
  return campaign.status === 'running' ? problemsInBaton(deps, campaign) : [];
}

export async function campaignDetail(
  deps: ViewDeps,
  campaign: Campaign,
  isAdmin: boolean,
): Promise<CampaignDetail> {
  const { portalId, campaignId, content, status } = campaign;
  const [members, totals, groups, runs, untouched, sequences] = await Promise.all([
    countMembers(deps.database, portalId, [campaignId]),
    deps.campaigns.happenings.totals(portalId, [campaignId]),
    deps.leads.ofCampaigns.groups(portalId, campaignId),
    deps.runs.of(portalId, campaignId),
    deps.leads.ofCampaigns.countUntouched(portalId, campaignId),
    deps.sequences.all(portalId),
  ]);
  const assistant = await deps.assistants.find(portalId, assistantId(content.assistantId));
  const sequenceId = content.sequenceId === '' ? assistant?.sequenceId : content.sequenceId;
  const figures = figuresOf(members.get(campaignId) ?? [], totals.get(campaignId) ?? {});
  const undoable = status === 'draft' ? 0 : untouched;
  const held = status === 'running' && (await isHeldAtTenth(deps.database.manager, campaign));
  const idle = !runs.some(({ state }) => state === 'waiting' || state === 'running');
  const problems = await problemsToShow(deps, campaign);
  return {
    id: campaignId,
    status,
    draft: content,
    version: campaign.version,
    creator: campaign.creator,
    createdAt: campaign.createdAt,
    changedAt: campaign.changedAt,
    startedAt: campaign.startedAt,
    endedAt: campaign.endedAt,
    assistantName: assistant?.name ?? null,
    sequenceName: sequences.find((one) => one.sequenceId === sequenceId)?.name ?? null,
    figures,
    states: statesOf(groups),
    leftOut: leftOutOf(members.get(campaignId) ?? []),
    apart: apartOf(members.get(campaignId) ?? []),
    runs: runs.map(runView),
    tenth: held && idle ? { enrolled: figures.enrolled, rest: await restOf(deps, campaign, figures) } : null,
    may: isAdmin ? mayBy[status].filter((act) => act !== 'undo' || undoable > 0) : [],
    problems: [...problems, ...(await problemOfReading(deps, campaign))],
    underWay: await activeIn(deps, campaign),
    undoable,
    note: await noteOf(deps, campaign),
  };
}

async function problemOfReading({ database }: ViewDeps, campaign: Campaign): Promise<string[]> {
  const problem = campaign.status === 'running' ? await readingProblem(database, campaign) : null;
  return problem === null ? [] : [problem];
}

async function restOf(
  { hubspot }: ViewDeps,
  { portalId, content }: Campaign,
  figures: CampaignFigures,
): Promise<number> {
  const size = content.list ? ((await hubspot.lists.find(portalId, content.list.id))?.size ?? null) : null;
  return size === null
    ? figures.waiting
    : Math.max(size - figures.enrolled - figures.leftOut, figures.waiting);
}

/** As the filter of members names them: under way by stage, else by state. */
function statesOf(groups: readonly CampaignGroup[]): CampaignDetail['states'] {
  const counts = new Map<string, { label: string; count: number }>();
  for (const { stage, state, count } of groups) {
    const under = isActive(stage) || stage === 'handing_back';
    const value = under ? stage : state;
    const label = under ? stageWords[stage] : labelOf('baton_lead_connection_status', state);
    counts.set(value, { label, count: (counts.get(value)?.count ?? 0) + count });
  }
  return [...counts].map(([value, row]) => ({ value, ...row })).sort((a, b) => b.count - a.count);
}

const apart = {
  waiting: 'Waits to be enrolled',
  removed: 'Left the list',
  moved: 'Moved to another campaign',
  undone: 'Taken out again',
  left_out: 'Left out, for whichever reason',
} as const;

const apartOf = (members: readonly MemberCount[]): CampaignDetail['apart'] =>
  (Object.keys(apart) as (keyof typeof apart)[]).flatMap((value) => {
    const some = members.filter(({ state }) => state === value);
    const count = some.reduce((sum, one) => sum + one.count, 0);
    return count === 0 ? [] : [{ value, label: apart[value], count }];
  });

const leftOutOf = (members: readonly MemberCount[]): CampaignDetail['leftOut'] =>
  members
    .flatMap(({ state, reason, count }) =>
      state === 'left_out' && reason ? [{ value: reason, label: leftOutWords[reason], count }] : [],
    )
    .sort((a, b) => b.count - a.count);

export async function campaignChoices(deps: ViewDeps, portalId: PortalId): Promise<CampaignChoices> {
  const [assistants, sequences, owners, settings, portal] = await Promise.all([
    deps.assistants.list(portalId),
    deps.sequences.all(portalId),
    deps.hubspot.owners.list(portalId),
    deps.settings.get(portalId),
    deps.hubspot.portals.get(portalId),
  ]);
  const own = new Set(assistants.map(({ ownerId }) => ownerId));
  return {
    assistants: assistants.map((one) => ({
      value: one.assistantId,
      label: one.name,
      ready: one.ownerId !== null,
    })),
    sequences: sequences.map(({ sequenceId, name }) => ({ value: sequenceId, label: name })),
    owners: owners
      .filter(({ ownerId }) => !own.has(ownerId))
      .map((owner) => ({ value: owner.ownerId, label: ownerName(owner) })),
    hours: settings.schedule,
    timeZone: portal.timeZone,
  };
}

/** @throws BatonError HUBSPOT_MISSING_SCOPE, and others of a call */
export async function listsView(
  { hubspot }: ViewDeps,
  portalId: PortalId,
  { search = '', after = 0 }: { search?: string | undefined; after?: number | undefined },
): Promise<ListsView> {
  const { lists, next } = await hubspot.lists.search(portalId, search.trim(), after);
  return {
    lists: lists.map((list) => ({
      id: list.listId,
      name: list.name,
      kind: list.kind,
      size: list.size,
      refused: refusedList(list),
    })),
    next: next === null ? null : String(next),
  };
}
