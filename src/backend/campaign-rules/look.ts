import { In, MoreThan } from 'typeorm';
import type { CampaignRules, PropertyRule } from '../../cards/campaigns/contract.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { CampaignsRoom } from '../campaigns/open.ts';
import { rulesOf } from '../campaigns/rules.ts';
import { DAY, MINUTE } from '../ground/clock.ts';
import { contactId as toContactId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Logger } from '../ground/logger.ts';
import type { ContactRecord, Contacts, Portals } from '../hubspot/types.ts';
import { isActive } from '../leads/deciding/states.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { roundKey } from '../leads/lead/round-key.ts';
import type { Settings } from '../settings/settings.ts';
import { changedAt, changeWords, inForceSince, nameOf, sameRule } from './changes.ts';
import { fire, firingId, tell } from './fire.ts';
import type { Cause, FireDeps } from './fire.ts';
import { FiringEntity, RulesLookEntity } from './firing-entity.ts';

export const COMPANY = 'associatedcompanyid';
/** Contacts read in one part of the regular look: ten calls. */
const READ_AT_ONCE = 500;
/** Leads looked through for them. */
const PAGE = 500;
const PAGES = 20;
/** An agreement that was missed for so long surprises whoever hears of it now. */
const MEETINGS_MS = 7 * DAY;

export interface LookDeps extends FireDeps {
  campaigns: Pick<CampaignsRoom, 'open' | 'versions' | 'happenings'>;
  contacts: Pick<Contacts, 'read'>;
  portals: Pick<Portals, 'find' | 'get'>;
  settings: Pick<Settings, 'get'>;
  logger: Logger;
}

const propertiesOf = ({ content }: Campaign): readonly PropertyRule[] => rulesOf(content).properties;

/** Campaigns that have rules about properties. */
export const watching = async ({ campaigns }: LookDeps): Promise<Campaign[]> =>
  (await campaigns.open()).filter((campaign) => propertiesOf(campaign).length > 0);

/** Those of them whose contacts are due to be looked at. */
export async function dueForLook(deps: LookDeps): Promise<Campaign[]> {
  const campaigns = await watching(deps);
  if (campaigns.length === 0) return [];
  const later = await deps.database.manager.findBy(RulesLookEntity, {
    campaignId: In(campaigns.map(({ campaignId }) => campaignId)),
    lookAt: MoreThan(deps.clock.now()),
  });
  const waiting = new Set(later.map(({ campaignId }) => campaignId));
  return campaigns.filter(({ campaignId }) => !waiting.has(campaignId));
}

/** HubSpot told that these contacts changed: of those in a campaign with rules it is looked at what changed. */
export async function lookAtChanged(
  deps: LookDeps,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<void> {
  const campaigns = (await watching(deps)).filter((campaign) => campaign.portalId === portalId);
  if (campaigns.length === 0) return;
  const leads = [...(await deps.leads.ofCampaigns.of(portalId, ids)).values()];
  for (const campaign of campaigns)
    await lookAt(
      deps,
      campaign,
      leads.filter((lead) => lead.campaignId === campaign.campaignId),
    );
}

/** The next part of the contacts of a campaign; after the last one, the first. What no event told is found so. */
export async function lookRegularly(deps: LookDeps, campaign: Campaign): Promise<void> {
  const { portalId, campaignId } = campaign;
  if ((await deps.portals.find(portalId))?.status !== 'connected') return;
  const known = await deps.database.manager.findOneBy(RulesLookEntity, { portalId, campaignId });
  const active: Lead[] = [];
  let after: string = known?.after ?? '';
  for (let page = 0; page < PAGES && active.length < READ_AT_ONCE; page += 1) {
    const leads = await deps.leads.ofCampaigns.page(portalId, campaignId, after, PAGE);
    active.push(...leads.filter(({ stage }) => isActive(stage)));
    after = leads.length < PAGE ? '' : (leads.at(-1)?.contactId ?? '');
    if (after === '') break;
  }
  await lookAt(deps, campaign, active);
  const { reconcileMinutes } = await deps.settings.get(portalId);
  const lookAtNext = deps.clock.now() + reconcileMinutes * MINUTE;
  const row = { portalId, campaignId, after: after === '' ? ('' as const) : toContactId(after) };
  await deps.database.manager.upsert(RulesLookEntity, { ...row, lookAt: lookAtNext }, [
    'portalId',
    'campaignId',
  ]);
}

async function lookAt(deps: LookDeps, campaign: Campaign, found: readonly Lead[]): Promise<void> {
  const leads = found.filter(({ stage, mergedInto }) => isActive(stage) && mergedInto === null);
  if (leads.length === 0) return;
  const rules = propertiesOf(campaign);
  const since = await Promise.all(
    rules.map((rule) =>
      inForceSince(deps.campaigns, campaign, ({ properties }) =>
        properties.some((one) => sameRule(one, rule)),
      ),
    ),
  );
  const records = await readHistories(deps, campaign.portalId, leads, rules);
  for (const lead of leads) {
    const record = records.get(lead.contactId);
    if (record?.id !== lead.contactId) continue;
    for (const [index, rule] of rules.entries()) {
      const from = Math.max(since[index] ?? 0, lead.assignedAt);
      const at = changedAt(record.histories?.[rule.property] ?? [], rule, from);
      if (at !== null) await fire(deps, causeOf(deps, campaign, lead, rule, at, record));
    }
  }
}

/** Values of the properties that the rules are about, and the company. @throws BatonError those of a call */
export const readHistories = (
  { contacts }: Pick<LookDeps, 'contacts'>,
  portalId: PortalId,
  leads: readonly Pick<Lead, 'contactId'>[],
  rules: readonly PropertyRule[],
): Promise<Map<ContactId, ContactRecord>> =>
  contacts.read(
    portalId,
    leads.map(({ contactId }) => contactId),
    { properties: [COMPANY], histories: [...new Set(rules.map(({ property }) => property))], lane: 'bulk' },
  );

function causeOf(
  deps: LookDeps,
  campaign: Campaign,
  lead: Lead,
  rule: PropertyRule,
  at: number,
  record: ContactRecord,
): Cause {
  const companyId = record.properties[COMPANY];
  const named = `by a rule of campaign “${campaign.name}”`;
  const does = rule.act === 'stop' ? 'The campaign ends for it' : 'It pauses';
  const why = `${changeWords(rule)}. ${does} ${named}.`;
  return {
    campaign,
    contactId: lead.contactId,
    key: `property ${nameOf(rule)} ${roundKey(lead)} ${at}`,
    why,
    kind: 'property',
    act: (tx) =>
      tell(deps, tx, campaign.campaignId, [lead.contactId], {
        portalId: lead.portalId,
        act: rule.act,
        why,
      }),
    others:
      rule.reach === 'company' && companyId
        ? { companyId, act: rule.act, why: `${changeWords(rule)} at its company. ${does} ${named}.` }
        : null,
  };
}

/** Who agreed to meet ends the campaign for the others of their company, where the campaign says so. */
export async function lookForMeetings(deps: LookDeps): Promise<void> {
  for (const campaign of await deps.campaigns.open()) {
    if (!rulesOf(campaign.content).meetingEndsCompany) continue;
    try {
      await lookForMeetingsOf(deps, campaign);
    } catch (error) {
      // Nobody waits for the account of somebody else; the next round tries again.
      deps.logger.warn({ err: error, portalId: campaign.portalId }, 'looking for meetings failed');
    }
  }
}

async function lookForMeetingsOf(deps: LookDeps, campaign: Campaign): Promise<void> {
  const { portalId, campaignId } = campaign;
  const from = deps.clock.now() - MEETINGS_MS;
  const came = await deps.campaigns.happenings.since(portalId, campaignId, 'meeting', from);
  if (came.length === 0 || (await deps.portals.find(portalId))?.status !== 'connected') return;
  const has = (rules: CampaignRules): boolean => rules.meetingEndsCompany;
  const since = await inForceSince(deps.campaigns, campaign, has);
  const inForce = came.filter(({ at }) => at > since);
  await endForCompanies(deps, campaign, await notFired(deps, campaign, inForce));
}

interface Meeting {
  roundKey: string;
  contactId: ContactId | '';
}

const keyOf = ({ roundKey: round }: Meeting): string => `meeting ${round}`;

async function notFired<One extends Meeting>(
  { database }: LookDeps,
  { portalId, campaignId }: Campaign,
  meetings: readonly One[],
): Promise<One[]> {
  const ids = meetings.map((one) => firingId(keyOf(one)));
  const fired = await database.manager.findBy(FiringEntity, { portalId, campaignId, id: In(ids) });
  const known = new Set(fired.map(({ id }) => id));
  return meetings.filter((one) => !known.has(firingId(keyOf(one))));
}

async function endForCompanies(
  deps: LookDeps,
  campaign: Campaign,
  meetings: readonly Meeting[],
): Promise<void> {
  const { portalId } = campaign;
  const ids = meetings.flatMap(({ contactId }) => (contactId === '' ? [] : [contactId]));
  const leads = await deps.leads.ofCampaigns.of(portalId, ids);
  // Whoever is hot for another reason has agreed to nothing.
  const agreed = meetings.filter(({ contactId }) => contactId !== '' && hasAgreed(leads.get(contactId)));
  if (agreed.length === 0) return;
  const options = { properties: [COMPANY], lane: 'bulk' } as const;
  const records = await deps.contacts.read(portalId, ids, options);
  for (const one of agreed) {
    if (one.contactId === '') continue;
    const companyId = records.get(one.contactId)?.properties[COMPANY] ?? null;
    const named = `by a rule of campaign “${campaign.name}”`;
    await fire(deps, {
      campaign,
      contactId: one.contactId,
      key: keyOf(one),
      why:
        companyId === null
          ? 'The contact agreed to meet; HubSpot knows no company of it.'
          : `The contact agreed to meet: the campaign ends for the others of its company ${named}.`,
      kind: 'meeting',
      act: async () => 0,
      others: companyId === null ? null : { companyId, act: 'stop', why: othersWhy(named) },
    });
  }
}

const othersWhy = (named: string): string =>
  `Another contact of its company agreed to meet. The campaign ends for it ${named}.`;

const hasAgreed = (lead: Lead | undefined): boolean =>
  lead?.answer?.class === 'AgreedToMeet' && !lead.answer.doubtful;

/** After the clock was set back: what is due too far ahead is looked at now. */
export async function pullInLooks({ database, clock }: Pick<LookDeps, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  await database.manager.update(RulesLookEntity, { lookAt: MoreThan(now) }, { lookAt: now });
}
