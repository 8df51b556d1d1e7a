import type { ActiveLead } from '../../../cards/contact/contract.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Engagement } from '../../mail/engagement/engagement.ts';
import { waitsForLater } from '../deciding/rules/waiting.ts';
import { hourInWords, usualHour } from '../deciding/usual-hour.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { understood } from './understood.ts';
import { zoneOrigin } from './words.ts';

interface Deps {
  campaigns: Pick<Campaigns, 'find'>;
  mail: { engagement: Pick<Engagement, 'readingTimes'> };
}

/** Where a contact stands that an assistant works on. */
export const activeLead = async (deps: Deps, lead: Lead, assistantName: string): Promise<ActiveLead> => ({
  assistantName,
  state: lead.state,
  step: Math.min(lead.step + 1, lead.steps.length),
  stepCount: lead.steps.length,
  stepNames: lead.steps.map((step) => step.name),
  sequenceName: lead.sequenceName,
  nextEmailAt: lead.stage === 'nurturing' && lead.step < lead.steps.length ? lead.wakeAt : null,
  timeZone: lead.timeZone,
  timeZoneOrigin: zoneOrigin(lead),
  priorOwnerName: lead.priorOwnerName,
  waiting: whyWaiting(lead),
  since: lead.assignedAt,
  interest: lead.interest,
  reads: await usuallyReads(deps, lead),
  campaign: await campaignOf(deps, lead),
});

async function usuallyReads({ mail }: Deps, lead: Lead): Promise<string | null> {
  const times = await mail.engagement.readingTimes(lead.portalId, lead.contactId);
  const usual = usualHour(times, lead.timeZone);
  return usual && hourInWords(usual);
}

function whyWaiting(lead: Lead): string | null {
  if (waitsForLater(lead) && lead.answer) return `The contact asked for it. ${understood(lead.answer)}`;
  return lead.held !== null && lead.held.until === lead.wakeAt ? lead.held.text : null;
}

/** Why nothing is sent to a contact that is paused. */
export const whyPaused = ({ held, closeReason }: Lead): string =>
  held?.why === 'campaign'
    ? `${held.text} It goes on with its campaign.`
    : (closeReason ?? 'Paused by a person. Nothing is sent until it is resumed.');

async function campaignOf({ campaigns }: Deps, { portalId, campaignId, keptOwner }: Lead) {
  const campaign = campaignId === null ? undefined : await campaigns.find(portalId, campaignId);
  return campaign ? { name: campaign.name, keepsOwner: keptOwner !== null } : null;
}
