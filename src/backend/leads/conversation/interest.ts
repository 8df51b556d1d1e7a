import type { Clock } from '../../ground/clock.ts';
import type { Tx } from '../../database/database.ts';
import { consentLaw } from '../../laws/laws.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { MailRoom } from '../../mail/open.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { countryOf } from './footer.ts';

/** Whether a contact's mails may tell that they are read. Of whom the country is not known, nobody knows the law. */
export function mayTrack(
  { trackEngagement }: Pick<PortalSettings, 'trackEngagement'>,
  lead: Pick<Lead, 'facts' | 'timeZone'>,
): boolean {
  const country = countryOf(lead);
  return trackEngagement && country !== null && consentLaw(country) === null;
}

interface Deps {
  applyEvent: ApplyEvent;
  clock: Clock;
  mail: Pick<MailRoom, 'engagement'>;
}

/** Tells the lead what the contact did with the mails of its round. */
export function createOnInterest({ applyEvent, clock, mail: room }: Deps) {
  return async (tx: Tx, { portalId, contactId, round, mailId }: Mail): Promise<void> => {
    const lead = await lockLead(tx, portalId, contactId);
    if (!lead || lead.mergedInto !== null || lead.round !== round) return;
    const interest = await room.engagement.interestOf(portalId, contactId, round, tx);
    const occurrence = {
      portalId,
      contactId,
      at: clock.now(),
      trigger: 'Email opened or link followed',
      mailId,
    };
    await applyEvent(tx, occurrence, { type: 'showed-interest', interest }, lead);
  };
}
