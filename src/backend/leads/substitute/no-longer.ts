import { waitsForLater } from '../deciding/rules/waiting.ts';
import { isActive } from '../deciding/states.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { contactName } from '../telling/words.ts';
import type { Substitute } from './substitute-entity.ts';

/** Nothing was written yet, and nobody said no. */
export const isOpen = ({ stage }: Pick<Substitute, 'stage'>): boolean =>
  stage === 'announced' || stage === 'creating';

/** What of an announcement tells whether it still holds. */
export type Announced = Pick<Substitute, 'round' | 'step' | 'noticeAt' | 'assistantId'>;

/**
 * Why a substitute is not to be written to any more, in a sentence: they stand in only while the contact who named them
 * is away and with the same assistant. null: they still do.
 * @param absent the lead of who is away; null: it is gone
 * @param now epoch ms
 */
export function noLonger(announced: Announced, absent: Lead | null, now: number): string | null {
  if (!absent || absent.mergedInto !== null) return 'The contact who named them is gone.';
  const name = contactName(absent);
  if (roundKey(absent) !== announced.round || !isActive(absent.stage))
    return `${name} is with a person again.`;
  if (absent.assistantId !== announced.assistantId) return `${name} is with another assistant now.`;
  if (absent.stage !== 'nurturing') return `The conversation with ${name} is paused.`;
  if (waitsForLater(absent) || (absent.answer?.at ?? 0) > announced.noticeAt) return `${name} answered.`;
  const back = absent.wakeAt === null || absent.wakeAt <= now || absent.step !== announced.step;
  return back || absent.state !== 'OutOfOffice' ? `${name} is back.` : null;
}
