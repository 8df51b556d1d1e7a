import { DateTime } from 'luxon';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import { rulesOf } from '../../campaigns/rules.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Prepared } from '../../mail/outbox.ts';
import type { Settings } from '../../settings/settings.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { settingsOf } from '../calendar/settings-of.ts';
import { knownZone } from '../contact/time-zone.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { nextBusinessMoment } from '../deciding/schedule.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { holdMail } from '../conversation/waiting.ts';

export interface CampaignGateDeps {
  database: Database;
  hubspot: Pick<HubSpot, 'portals'>;
  settings: Pick<Settings, 'get'>;
  campaigns: Pick<Campaigns, 'find' | 'takePlace'>;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** Why the campaign of a lead lets no mail leave: the lead is told, which takes the mail back. null: it may leave. */
export async function byCampaign(deps: CampaignGateDeps, lead: Lead, mail: Mail): Promise<Prepared | null> {
  const { portalId, campaignId } = lead;
  const campaign = campaignId === null ? undefined : await deps.campaigns.find(portalId, campaignId);
  if (!campaign || mail.kind === 'brochure') return null;
  const { endAt } = campaign.content;
  if (campaign.status === 'paused') {
    const why = `Campaign “${campaign.name}” is paused.`;
    await tell(deps, lead, { type: 'campaign-paused', why });
    return { verdict: 'drop', reason: why };
  }
  if (endAt === null || deps.clock.now() < endAt) return null;
  const zone = await zoneOf(deps, lead);
  const day = DateTime.fromMillis(endAt, { zone }).setLocale('en-GB').toFormat('d LLLL yyyy, HH:mm');
  const why = `Campaign “${campaign.name}” ended on ${day}.`;
  await tell(deps, lead, { type: 'campaign-stopped', why });
  return { verdict: 'drop', reason: why };
}

const tell = (
  { database, applyEvent, clock }: CampaignGateDeps,
  { portalId, contactId }: Lead,
  event: LeadEvent,
): Promise<unknown> =>
  database.transaction((tx) =>
    applyEvent(tx, { portalId, contactId, at: clock.now(), trigger: 'Check before sending' }, event),
  );

const zoneOf = async ({ hubspot }: CampaignGateDeps, { portalId }: Lead): Promise<string> =>
  knownZone((await hubspot.portals.get(portalId)).timeZone);

/** The campaign is quiet: the mail waits for the day on which it may leave. null: it is not. */
export async function isQuiet(deps: CampaignGateDeps, lead: Lead, mail: Mail): Promise<Prepared | null> {
  const { portalId, campaignId } = lead;
  const campaign = campaignId === null ? undefined : await deps.campaigns.find(portalId, campaignId);
  const quietUntil = campaign ? rulesOf(campaign.content).quietUntil : null;
  if (!campaign || quietUntil === null || deps.clock.now() >= quietUntil) return null;
  const zone = await zoneOf(deps, lead);
  const day = DateTime.fromMillis(quietUntil, { zone }).setLocale('en-GB').toFormat('d LLLL yyyy');
  const hours = await hoursFor(await settingsOf(deps, portalId, campaignId), lead);
  const text = `Campaign “${campaign.name}” is quiet until ${day}.`;
  const until = nextBusinessMoment(quietUntil, hours, lead.timeZone);
  await holdMail(deps, mail, { why: 'campaign', text, until });
  return { verdict: 'drop', reason: text };
}

/** The campaign has sent what it sends in a day: the mail waits for the next one. null: it has a place. */
export async function dayIsFull(deps: CampaignGateDeps, lead: Lead, mail: Mail): Promise<Prepared | null> {
  const { portalId, campaignId } = lead;
  const campaign = campaignId === null ? undefined : await deps.campaigns.find(portalId, campaignId);
  if (!campaign || campaign.content.dailyCap === null) return null;
  const zone = await zoneOf(deps, lead);
  if (await deps.campaigns.takePlace(campaign, mail.mailId, zone)) return null;
  const tomorrow = DateTime.fromMillis(deps.clock.now(), { zone })
    .plus({ days: 1 })
    .startOf('day')
    .toMillis();
  const hours = await hoursFor(await settingsOf(deps, portalId, campaignId), lead);
  const text = `Campaign “${campaign.name}” sends ${campaign.content.dailyCap} emails a day, and has sent them today.`;
  const until = nextBusinessMoment(tomorrow, hours, lead.timeZone);
  await holdMail(deps, mail, { why: 'campaign', text, until });
  return { verdict: 'drop', reason: text };
}

/** Was the campaign paused since the mail was made ready? Then it stays due, and is looked at again. */
export async function isPaused(
  campaigns: Pick<Campaigns, 'find'>,
  tx: Tx,
  { portalId, campaignId }: Lead,
): Promise<boolean> {
  if (campaignId === null) return false;
  return (await campaigns.find(portalId, campaignId, tx))?.status === 'paused';
}
