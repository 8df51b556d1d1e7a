import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { HoldBack } from '../../mail/pace/pace.ts';
import type { Settings } from '../../settings/settings.ts';
import { settingsOf } from '../calendar/settings-of.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { countryName } from '../contact/country.ts';
import { addBusinessDays, closedUntil, nextBusinessMoment } from '../deciding/schedule.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Held, Lead } from '../lead/lead-entity.ts';
import { addressMissingFor, countryOf } from './footer.ts';

export interface WaitingDeps {
  database: Database;
  settings: Pick<Settings, 'get'>;
  campaigns: Pick<Campaigns, 'find'>;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** Why a mail that is due must not leave now, and until when; null: it may. */
export async function reasonToWait(
  deps: Pick<WaitingDeps, 'settings' | 'campaigns' | 'clock'>,
  lead: Lead,
): Promise<Held | null> {
  const now = deps.clock.now();
  const set = await settingsOf(deps, lead.portalId, lead.campaignId);
  const hours = await hoursFor(set, lead);
  const opens = nextBusinessMoment(now, hours, lead.timeZone);
  if (opens > now) {
    const closed = closedUntil(now, opens, hours, lead.timeZone);
    const text = closed ?? 'Business hours were over before it could leave.';
    return { why: closed === null ? 'hours' : 'holiday', text, until: opens };
  }
  const law = addressMissingFor(lead, set);
  if (!law) return null;
  const country = countryName(countryOf(lead) ?? '');
  return {
    why: 'postal-address',
    text: `Emails to ${country} need your postal address (${law.name}). An admin enters it in Baton’s settings; then this email leaves.`,
    // Looked at again every day; what is entered meanwhile wakes it at once.
    until: addBusinessDays(now, 1, hours, lead.timeZone),
  };
}

/**
 * What its mailbox puts off to another day, to that day's first business moment and as long after it as others go first.
 * A lead that is gone has no mail either.
 */
export const createHold =
  (deps: WaitingDeps) =>
  async (mail: Mail, { why, text, notBefore, afterMs }: HoldBack): Promise<void> => {
    const lead = await deps.database.manager.findOneBy(LeadEntity, {
      portalId: mail.portalId,
      contactId: mail.contactId,
    });
    if (!lead) return;
    const hours = await hoursFor(await settingsOf(deps, lead.portalId, lead.campaignId), lead);
    const opens = nextBusinessMoment(notBefore, hours, lead.timeZone);
    const until = nextBusinessMoment(opens + afterMs, hours, lead.timeZone);
    await holdMail(deps, mail, { why, text, until });
  };

/** Tells the lead, which takes the mail back and queues it anew when the time has come. */
export async function holdMail(
  { database, applyEvent, clock }: Pick<WaitingDeps, 'database' | 'applyEvent' | 'clock'>,
  { portalId, contactId, step }: Pick<Mail, 'portalId' | 'contactId' | 'step'>,
  { why, text, until }: Held,
): Promise<void> {
  const occurrence = { portalId, contactId, at: clock.now(), trigger: 'Check before sending' };
  await database.transaction((tx) =>
    applyEvent(tx, occurrence, { type: 'mail-held', step, why, text, until }),
  );
}
