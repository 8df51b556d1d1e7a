import type { Assistant } from '../../assistants/assistants.ts';
import type { Campaign } from '../../campaigns/campaign-entity.ts';
import { rulesOf } from '../../campaigns/rules.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import { MINUTE } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { KnowledgeRoom } from '../../knowledge/open.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import type { UnsubscribeLinks } from '../../unsubscribe/unsubscribe-links.ts';
import { writeMail } from '../../writing/write-mail.ts';
import { draftOf, ownTexts, sourcesOf } from '../approval/sources.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { settingsOf } from '../calendar/settings-of.ts';
import type { SettingsOfDeps } from '../calendar/settings-of.ts';
import { footerFor } from '../conversation/footer.ts';
import { writingFor } from '../conversation/writing-for.ts';
import { assign } from '../deciding/rules/assignment.ts';
import { addBusinessDays } from '../deciding/schedule.ts';
import type { BusinessHours } from '../deciding/schedule.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { readFields } from '../fields/of-lead.ts';
import type { ReadFieldsDeps } from '../fields/of-lead.ts';
import { nameOfContact } from '../list/words.ts';
import type { Considered } from './consider.ts';

/** How a conversation would go if nobody answered. */
export interface Rehearsed {
  lead: Lead;
  /** When each email would leave, epoch ms, as far as mailbox and caps let it. */
  emails: readonly number[];
}

/** An email as it would leave, or why it could not be written. */
export type RehearsedMail = { contactId: string; name: string; to: string } & (
  | { subject: string; text: string; marked: readonly { words: string; reason: string }[] }
  | { problem: string }
);

export interface Rehearse {
  /** What enrolling contacts would lead to; those that are left out are absent. Asks nobody and writes nothing. */
  plan(campaign: Campaign, considered: readonly Considered[], assistant: Assistant): Promise<Rehearsed[]>;
  /** The first email, with what stands in no source. */
  firstMail(considered: Considered, lead: Lead, assistant: Assistant): Promise<RehearsedMail>;
}

interface Deps extends SettingsOfDeps, ReadFieldsDeps {
  knowledge: Pick<KnowledgeRoom, 'sources'>;
  unsubscribeLinks: Pick<UnsubscribeLinks, 'beginning'>;
  clock: { now(): number };
}

export function createRehearse(deps: Deps): Rehearse {
  return {
    async plan(campaign, considered, assistant) {
      const settings = await settingsOf(deps, campaign.portalId, campaign.campaignId);
      // The campaign may be a draft that is not stored as it is looked at.
      const { hours } = campaign.content;
      const set = hours ? { ...settings, schedule: { ...hours, weekdays: [...hours.weekdays] } } : settings;
      const planned: Rehearsed[] = [];
      for (const one of considered) {
        const lead = await leadOf(deps, set, campaign, one, assistant);
        if (lead) planned.push({ lead, emails: emailsOf(lead, await hoursFor(set, lead)) });
      }
      return planned;
    },
    firstMail: (one, lead, assistant) => firstMail(deps, one, lead, assistant),
  };
}

/** The lead as the rule of an assignment would make it. */
async function leadOf(
  { clock }: Deps,
  settings: PortalSettings,
  { content }: Campaign,
  { event, contactId }: Considered,
  assistant: Assistant,
): Promise<Lead | null> {
  if (!event) return null;
  const now = Math.max(clock.now(), content.startAt ?? 0, rulesOf(content).quietUntil ?? 0);
  const decision = assign(null, event, {
    now,
    hours: await hoursFor(settings, event),
    firstEmailDelayMs: settings.firstEmailDelayMinutes * MINUTE,
    assistantName: assistant.name,
    brochureUrl: assistant.brochureUrl,
    remindEveryDays: settings.remindEveryDays,
    remindTimes: settings.remindTimes,
    placeFree: true,
  });
  // What the rule leaves to the table: the round is one that never was.
  return decision && ({ portalId: assistant.portalId, contactId, ...decision.change, round: 0 } as Lead);
}

function emailsOf({ steps, wakeAt, timeZone }: Lead, hours: BusinessHours): number[] {
  const emails: number[] = [];
  let at = wakeAt;
  for (const [index, { afterBusinessDays }] of steps.entries()) {
    if (at === null) break;
    if (index > 0) at = addBusinessDays(at, afterBusinessDays, hours, timeZone);
    emails.push(at);
  }
  return emails;
}

async function firstMail(
  deps: Deps,
  { record, contactId }: Considered,
  imagined: Lead,
  assistant: Assistant,
): Promise<RehearsedMail> {
  const about = { contactId, name: nameOfContact(imagined), to: imagined.facts.email ?? '' };
  const step = imagined.steps[0];
  if (!step || !record) return { ...about, problem: 'The sequence has no emails.' };
  const settings = await deps.settings.get(imagined.portalId);
  try {
    const lead = await readFields(deps, imagined, [step]);
    const { subject, text, letter, given } = await writeMail({
      ...writingFor(lead, assistant, { thread: [], labels: settings.contextLabels }),
      footer: footerFor(lead, assistant, settings, step),
      // Nobody can unsubscribe the contact from a preview.
      unsubscribeUrl: `${deps.unsubscribeLinks.beginning}…`,
      step,
      stepIndex: 0,
    });
    const lang = step.language ?? 'en';
    const knowledge = await deps.knowledge.sources(lead.portalId, assistant.assistantId, letter);
    const claims = checkDraft(
      draftOf(assistant, { lang, subject, letter, at: deps.clock.now() }),
      sourcesOf(lead, assistant, record, [], { knowledge, own: ownTexts(step, given) }),
    );
    const marked = claims.flatMap(({ words, source, reason }) =>
      source === null ? [{ words, reason }] : [],
    );
    return { ...about, subject, text, marked };
  } catch (error) {
    if (isBatonError(error)) return { ...about, problem: error.message };
    throw error;
  }
}
