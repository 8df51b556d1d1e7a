import { createHash } from 'node:crypto';
import { IsNull, Not } from 'typeorm';
import type { PropertyRule } from '../../cards/campaigns/contract.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { Database, DatabaseKind, Tx } from '../database/database.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { ContactSearch } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadEvent } from '../leads/deciding/events.ts';
import { isActive } from '../leads/deciding/states.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import type { Leads } from '../leads/leads.ts';
import { FiringEntity } from './firing-entity.ts';
import type { FiringRow, Others } from './firing-entity.ts';

export const OTHERS_QUEUE = 'campaign-rules.others';
/** Told in one transaction. Small: on SQLite nobody else can write meanwhile. */
const AT_ONCE: Readonly<Record<DatabaseKind, number>> = { sqlite: 20, postgres: 50 };

export interface FireDeps {
  database: Database;
  leads: Pick<Leads, 'tellAll' | 'ofCampaigns'>;
  search: Pick<ContactSearch, 'ofCompany'>;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

/** Why a rule fires. */
export interface Cause {
  campaign: Campaign;
  contactId: ContactId;
  /** What makes it this cause and no other one. */
  key: string;
  /** In a sentence. */
  why: string;
  kind: FiringRow['kind'];
  /** Does what follows for the contact itself, in the transaction that notes it. Resolves to how many it changed. */
  act: (tx: Tx) => Promise<number>;
  /** The others of its company; null: nobody else is concerned. */
  others: Omit<Others, 'after'> | null;
}

export const firingId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 40);

/** Decides and acts in one transaction, once for each cause: seen again, it changes nothing. */
export async function fire(deps: FireDeps, cause: Cause): Promise<void> {
  const { campaign, contactId, kind, why, act, others } = cause;
  const { portalId, campaignId } = campaign;
  const row: FiringRow = {
    portalId,
    campaignId,
    id: firingId(cause.key),
    token: deps.random.uuid(),
    kind,
    contactId,
    why,
    at: deps.clock.now(),
    told: 0,
    others: others && { ...others, after: null },
  };
  await deps.database.transaction(async (tx) => {
    await tx.createQueryBuilder().insert().into(FiringEntity).values(row).orIgnore().execute();
    const { token, ...same } = { portalId, campaignId, id: row.id, token: row.token };
    if (!(await tx.existsBy(FiringEntity, { ...same, token }))) return;
    const told = await act(tx);
    await tx.update(FiringEntity, same, { told });
    if (others) await askForOthers(deps, tx, portalId, row.at + INDEX_LAG_MS);
  });
}

/** Resolves to how many of the contacts are in the campaign, under way, and changed their course. */
export async function tell(
  { leads }: Pick<FireDeps, 'leads'>,
  tx: Tx,
  campaignId: CampaignId,
  ids: readonly ContactId[],
  { portalId, act, why }: { portalId: PortalId; act: PropertyRule['act']; why: string },
): Promise<number> {
  const told = { portalId, ids, trigger: 'Rule of the campaign' };
  const outcomes = await leads.tellAll(tx, told, (lead) => eventFor(lead, campaignId, act, why));
  return [...outcomes.values()].filter((refused) => refused === null).length;
}

function eventFor(
  lead: Lead | undefined,
  campaignId: CampaignId,
  act: PropertyRule['act'],
  why: string,
): LeadEvent | string {
  if (!lead || lead.mergedInto !== null || lead.campaignId !== campaignId || !isActive(lead.stage))
    return 'It is not under way in this campaign.';
  return act === 'stop' ? { type: 'campaign-stopped', why } : { type: 'campaign-paused', why, byRule: true };
}

/** HubSpot's search shows contacts seconds late: a colleague who has just come to the company is found so. */
const INDEX_LAG_MS = 15 * SECOND;
/** For so long a search that does not even show the contact itself is taken for one that is behind. */
const BEHIND_AT_MOST_MS = 10 * MINUTE;

const askForOthers = ({ jobs }: Pick<FireDeps, 'jobs'>, tx: Tx, portalId: PortalId, runAt: number) =>
  jobs.enqueue(tx, { queue: OTHERS_QUEUE, key: portalId, data: { portalId }, runAt });

/** Tells the other contacts of the companies, in the order of their ids, as HubSpot's search finds them. */
export async function tellOthers(deps: FireDeps, portalId: PortalId): Promise<void> {
  const waiting = await deps.database.manager.find(FiringEntity, {
    where: { portalId, others: Not(IsNull()) },
    order: { at: 'ASC' },
  });
  const now = deps.clock.now();
  // What lies ahead is from before the clock was set back.
  const isRipe = ({ at }: FiringRow): boolean => at <= now - INDEX_LAG_MS || at > now;
  const again: number[] = [];
  for (const firing of waiting)
    if (!isRipe(firing)) again.push(firing.at + INDEX_LAG_MS);
    else if (!(await tellCompany(deps, firing))) again.push(now + INDEX_LAG_MS);
  if (again.length === 0) return;
  await deps.database.transaction((tx) => askForOthers(deps, tx, portalId, Math.min(...again)));
}

/** Resolves to whether it is done: false where HubSpot's search does not know of the company's contacts yet. */
async function tellCompany(deps: FireDeps, firing: FiringRow): Promise<boolean> {
  const { portalId, campaignId, id, others } = firing;
  if (!others) return true;
  const { companyId } = others;
  let { after } = others;
  let more = true;
  while (more) {
    const page = await deps.search.ofCompany(portalId, companyId, after);
    if (after === null && !page.more && isBehind(deps, firing, page.ids)) return false;
    const found = await deps.leads.ofCampaigns.of(portalId, page.ids);
    const inIt = page.ids.filter(
      (one) => one !== firing.contactId && found.get(one)?.campaignId === campaignId,
    );
    ({ more } = page);
    const size = AT_ONCE[deps.database.kind];
    for (let from = 0; from < inIt.length; from += size)
      await tellPart(deps, firing, others, inIt.slice(from, from + size));
    after = page.ids.at(-1) ?? after;
    const next = more ? { ...others, after } : null;
    await deps.database.manager.update(FiringEntity, { portalId, campaignId, id }, { others: next });
  }
  return true;
}

/** The contact was of the company when the rule fired; where it left meanwhile, the others are told without it in the end. */
const isBehind = ({ clock }: FireDeps, { contactId, at }: FiringRow, found: readonly ContactId[]): boolean =>
  !found.includes(contactId) && Math.abs(clock.now() - at) < BEHIND_AT_MOST_MS;

/** A part that was told already is left alone: whoever went on with one of these contacts meanwhile did so on purpose. */
async function tellPart(
  deps: FireDeps,
  { portalId, campaignId, id }: FiringRow,
  others: Others,
  ids: readonly ContactId[],
): Promise<void> {
  const same = { portalId, campaignId, id };
  await deps.database.transaction(async (tx) => {
    const held = await holdFiring(tx, same);
    if (!held?.others) return;
    const left = ids.filter((one) => Number(one) > Number(held.others?.after ?? 0));
    const told = await tell(deps, tx, campaignId, left, { ...others, portalId });
    const after = left.at(-1) ?? held.others.after;
    await tx.update(FiringEntity, same, { told: held.told + told, others: { ...held.others, after } });
  });
}

/** Whoever else works on it waits until this transaction is over. */
async function holdFiring(
  tx: Tx,
  same: Pick<FiringRow, 'portalId' | 'campaignId' | 'id'>,
): Promise<FiringRow | null> {
  await tx
    .createQueryBuilder()
    .update(FiringEntity)
    .set({ told: () => 'told' })
    .where(same)
    .execute();
  return tx.findOneBy(FiringEntity, same);
}
