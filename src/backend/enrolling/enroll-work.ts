import { In } from 'typeorm';
import type { Assistant, Assistants } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { Campaigns } from '../campaigns/campaigns.ts';
import type { Database, DatabaseKind, Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { OwnerId } from '../ground/identifiers.ts';
import type { ContactRecord, Lists } from '../hubspot/types.ts';
import { factsOf } from '../leads/contact/contact-properties.ts';
import type { Considered } from '../leads/enrolling/consider.ts';
import type { Enrolled } from '../leads/enrolling/enroll.ts';
import type { Leads } from '../leads/leads.ts';
import { nameOfContact, wordsIn } from '../leads/list/words.ts';
import { MemberEntity } from './member-entity.ts';
import type { MemberRow, RunRow } from './member-entity.ts';
import { addMembers } from './members.ts';
import { holdRun, noteRun } from './runs.ts';
import type { Step } from './runs.ts';

/** Enrolled in one transaction. Small: on SQLite nobody else can write meanwhile. HubSpot is asked for 100 at once. */
export const AT_ONCE: Readonly<Record<DatabaseKind, number>> = { sqlite: 25, postgres: 50 };
export const CONSIDERED = 100;

/** A contact that goes back right now is enrolled after that, unless so long ago this was asked for. */
const WAITS_MS = 15 * MINUTE;
const WAITS_EACH_MS = 10 * SECOND;

/** Is a contact to be looked at again in a moment? */
export const isToWait = (
  { leftOut }: Pick<Considered, 'leftOut'>,
  { askedAt }: RunRow,
  now: number,
): boolean => leftOut === 'going_back' && now - askedAt < WAITS_MS;

export const inAMoment = (now: number): Step => ({ waitUntil: now + WAITS_EACH_MS });

export interface EnrollDeps {
  database: Database;
  lists: Pick<Lists, 'members' | 'find'>;
  campaigns: Pick<Campaigns, 'find' | 'hold'>;
  assistants: Pick<Assistants, 'find'>;
  leads: Pick<Leads, 'consider' | 'enroll'>;
  clock: Clock;
}

/** Reads the list of a campaign page by page, and enrolls whom it may: none twice, none missed, whatever dies meanwhile. */
export function createEnrollWork(deps: EnrollDeps): (run: RunRow) => Promise<Step> {
  return async (run) => {
    const campaign = await deps.campaigns.find(run.portalId, run.campaignId);
    if (!campaign) return { failed: 'The campaign is gone.' };
    const blocked = whyBlocked(deps, campaign, run);
    if (blocked) return blocked;
    const assistant = await readyAssistant(deps, campaign);
    if (typeof assistant === 'string') return { failed: assistant };
    const left = (run.target.limit ?? Infinity) - run.done;
    if (left <= 0) return 'done';
    const most = Math.min(CONSIDERED, left);
    const waiting = await waitingMembers(deps.database, run, most);
    // A page of the list is no multiple of what HubSpot reads at once.
    if (waiting.length < most && !run.target.contactIds && !run.target.read) {
      const step = await readSome(deps, run, campaign);
      // Whom it found is enrolled, whatever became of the list since.
      if (step === 'more' || waiting.length === 0) return step;
    }
    return waiting.length > 0 ? enrollSome(deps, run, campaign, assistant, waiting) : 'done';
  };
}

/** A campaign that does not run enrolls nobody, but a contact that a person tries it on. */
export function whyBlocked(
  { clock }: Pick<EnrollDeps, 'clock'>,
  { status, content }: Campaign,
  { kind }: RunRow,
): Step | null {
  if (kind === 'test') return null;
  if (status === 'paused') return { waitUntil: clock.now() + MINUTE };
  if (status !== 'running') return 'done';
  const { startAt, endAt } = content;
  if (startAt !== null && clock.now() < startAt) return { waitUntil: startAt };
  return endAt !== null && clock.now() >= endAt
    ? { failed: 'The campaign is over: its end has passed.' }
    : null;
}

/** Who writes for a campaign, or in words why nobody does. */
export async function readyAssistant(
  { assistants }: Pick<EnrollDeps, 'assistants'>,
  { portalId, content }: Campaign,
): Promise<(Assistant & { ownerId: OwnerId }) | string> {
  const assistant = await assistants.find(portalId, assistantId(content.assistantId));
  if (!assistant) return 'The assistant of this campaign is gone. Choose another one.';
  const { ownerId } = assistant;
  return ownerId
    ? { ...assistant, ownerId }
    : `${assistant.name} is not an active HubSpot user yet: see Baton’s settings. Then enroll again.`;
}

async function waitingMembers({ manager }: Database, run: RunRow, limit: number): Promise<MemberRow[]> {
  const { portalId, campaignId, target } = run;
  return manager.find(MemberEntity, {
    where: {
      portalId,
      campaignId,
      state: 'waiting',
      ...(target.contactIds ? { contactId: In([...target.contactIds]) } : {}),
    },
    order: { contactId: 'ASC' },
    take: limit,
  });
}

/** A page of the list and how far it was read stand together, or not at all. */
async function readSome(
  { database, lists, clock }: EnrollDeps,
  run: RunRow,
  campaign: Campaign,
): Promise<Step> {
  const { list } = campaign.content;
  if (!list) return { failed: 'The campaign has no list.' };
  let page;
  try {
    page = await lists.members(run.portalId, list.id, run.cursor);
  } catch (error) {
    if (isBatonError(error, 'HUBSPOT_NOT_FOUND'))
      return { failed: `The list “${list.name}” is not in HubSpot any more. Choose another one.` };
    throw error;
  }
  const total = run.total ?? (await lists.find(run.portalId, list.id))?.size ?? null;
  await database.transaction(async (tx) => {
    const held = await holdRun(tx, run);
    // Another process read this page meanwhile.
    if (!held || held.cursor !== run.cursor || held.target.read) return;
    await addMembers(tx, run, page.members, clock.now());
    const target = page.after === null ? { ...held.target, read: true as const } : held.target;
    await noteRun(tx, run, { cursor: page.after, total, target });
  });
  return 'more';
}

async function enrollSome(
  deps: EnrollDeps,
  run: RunRow,
  campaign: Campaign,
  assistant: Assistant & { ownerId: OwnerId },
  waiting: readonly MemberRow[],
): Promise<Step> {
  const { database, leads, clock } = deps;
  const ids = waiting.map(({ contactId }) => contactId);
  const now = clock.now();
  const considered = (await leads.consider(run.portalId, ids, campaign, assistant)).filter(
    (one) => !isToWait(one, run, now),
  );
  if (considered.length === 0) return inAMoment(now);
  const atOnce = AT_ONCE[database.kind];
  for (let start = 0; start < considered.length; start += atOnce) {
    const some = considered.slice(start, start + atOnce);
    const goesOn = await database.transaction((tx) => enrollIn(deps, tx, run, campaign.version, some));
    if (!goesOn) return 'more';
  }
  return 'more';
}

/** `version`: of the campaign that they were considered for. Resolves to whether the run goes on. */
async function enrollIn(
  { campaigns, leads, clock }: EnrollDeps,
  tx: Tx,
  run: RunRow,
  version: number,
  considered: readonly Considered[],
): Promise<boolean> {
  const { portalId, campaignId } = run;
  // It may have been paused or changed since it was looked at; whoever does so now finds all of these enrolled.
  const campaign = await campaigns.hold(tx, portalId, campaignId);
  if (!campaign || campaign.version !== version) return false;
  if (run.kind === 'enroll' && campaign.status !== 'running') return false;
  const held = await holdRun(tx, run);
  if (!held) return false;
  const still = await tx.find(MemberEntity, {
    where: {
      portalId,
      campaignId,
      state: 'waiting',
      contactId: In(considered.map(({ askedFor }) => askedFor)),
    },
  });
  const waiting = new Set(still.map(({ contactId }) => contactId));
  // Another process may have enrolled others for this run meanwhile.
  const left = (held.target.limit ?? Infinity) - held.done;
  const wanted = considered.filter(({ askedFor }) => waiting.has(askedFor)).slice(0, left);
  const outcomes = await leads.enroll(tx, portalId, wanted, `Campaign “${campaign.name}”`);
  let [enrolled, waits] = [0, 0];
  for (const one of wanted) {
    const outcome = outcomes.get(one.askedFor);
    if (!outcome) continue;
    // Its work ended since it was looked at: it stays a member that waits.
    if ('leftOut' in outcome && isToWait(outcome, run, clock.now())) {
      waits += 1;
      continue;
    }
    if ('round' in outcome) enrolled += 1;
    const change = changeOf(one, outcome, campaign.version, clock.now());
    await tx.update(MemberEntity, { portalId, campaignId, contactId: one.askedFor }, change);
  }
  const refused = held.refused + wanted.length - waits - enrolled;
  await noteRun(tx, run, { done: held.done + enrolled, refused });
  return true;
}

export function changeOf(
  { record }: Considered,
  outcome: Enrolled,
  version: number,
  at: number,
): Partial<MemberRow> {
  const known = knownOf(record);
  return 'round' in outcome
    ? { ...known, at, state: 'enrolled', reason: null, version }
    : { ...known, at, state: 'left_out', reason: outcome.leftOut, version: null };
}

/** What who looks at the campaign reads of a contact. */
export function knownOf(
  record: ContactRecord | null,
): Pick<MemberRow, 'name' | 'email' | 'company' | 'words'> {
  const facts = record ? factsOf(record) : null;
  const name = facts && record ? nameOfContact({ contactId: record.id, facts }) : '';
  const [email, company] = [facts?.email ?? '', facts?.company ?? ''];
  return { name, email, company, words: wordsIn([name, company, email]) };
}
