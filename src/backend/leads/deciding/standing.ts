import type { Lead } from '../lead/lead-entity.ts';
import type { Standing } from './actions.ts';
import { goesOnByItself, waitsForLater } from './rules/waiting.ts';

export const standingOf = (lead: Lead): Standing => ({
  stage: lead.stage,
  state: lead.state,
  subState: lead.subState,
  pickedUp: lead.pickedUpAt !== null,
  waits: lead.state === 'OutOfOffice' || waitsForLater(lead),
  goesOnByItself: goesOnByItself(lead),
  emailsLeft: lead.step < lead.steps.length,
  legal: lead.legalAt !== null,
});
