import type { HappeningKind } from '../../campaigns/campaign-entity.ts';
import type { ReplyClass } from '../../replies/types.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';
import type { LeadEvent } from './events.ts';

/** What came of a campaign, for its report. */
export interface Came {
  kind: HappeningKind;
  /** Of the email, 0-based; of what followed one, that email; -1: none was sent. */
  step: number;
  answer?: ReplyClass;
}

/** What an event that was decided counts as in the report of a lead's campaign. `before`: the lead until then. */
export function cameOf(before: Lead | null, after: Lead, event: LeadEvent): Came[] {
  const step = Math.max(before?.step ?? 0, 0) - 1;
  const came: Came[] = [];
  if (event.type === 'assigned' && after.round !== before?.round) came.push({ kind: 'enrolled', step: -1 });
  if (event.type === 'campaign-moved') came.push({ kind: 'enrolled', step });
  if (event.type === 'mail-sent' && event.kind !== 'brochure') came.push({ kind: 'sent', step: event.step });
  if (event.type === 'replied') {
    const { class: answer } = event.reply;
    if (answer === 'Bounce') came.push({ kind: 'bounced', step: event.about ?? step });
    else if (authorOf(answer) === 'contact') came.push({ kind: 'replied', step, answer });
  }
  if (event.type === 'mail-rejected' && event.what === 'address')
    came.push({ kind: 'bounced', step: step + 1 });
  if (event.type === 'showed-interest') came.push({ kind: 'opened', step });
  if (after.state === 'Hot' && before?.state !== 'Hot') came.push({ kind: 'meeting', step });
  if (after.state === 'UnSubscribed' && before?.state !== 'UnSubscribed')
    came.push({ kind: 'opted_out', step });
  if (event.type === 'handed-back') came.push({ kind: 'handed_back', step });
  return came;
}
