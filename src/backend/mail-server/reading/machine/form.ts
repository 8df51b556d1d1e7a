import type { ParsedMail } from 'mailparser';
import type { BounceReport, CertainReading } from '../../types.ts';
import type { HeaderLookup } from '../automatic.ts';
import { readCalendar } from './calendar.ts';
import { readChallenge, readListMail, readRecall, readUnsubscribe } from './by-subject.ts';
import { readComplaint } from './complaint.ts';
import { readNotified } from './notified.ts';
import type { Form, Known, ReadForm } from './kind.ts';
import { readReceipt } from './receipt.ts';
import { readUnreadable } from './unreadable.ts';

/** The first that fits counts. */
const forms: readonly ReadForm[] = [
  readNotified, readComplaint, readReceipt, readCalendar, readRecall, readUnsubscribe, readChallenge, readListMail,
  readUnreadable,
]; // prettier-ignore

/** The form of a mail that is no words of a person; null if it has none. A delivery report has none of these. */
export function readForm(mail: ParsedMail, header: HeaderLookup, known: Known): Form | null {
  if (known.bounce) return null;
  for (const read of forms) {
    const form = read(mail, header, known);
    if (form) return form;
  }
  return null;
}

/** What a mail says for certain. @returns null for a person's words */
export function certainReading(form: Form | null, bounce: BounceReport | null): CertainReading | null {
  if (bounce) return ofBounce(bounce);
  if (!form || form.wordsDecide === true) return null;
  return { class: form.class, why: form.why, silent: form.silent };
}

function ofBounce({ kind, cause }: BounceReport): CertainReading {
  const why = `delivery report: ${cause}`;
  // Not delivered yet: a delay is soft, and the lead hears nothing of it.
  if (kind === 'transient') return { class: 'SoftBounce', why, silent: true };
  return { class: kind === 'permanent' ? 'Bounce' : 'SoftBounce', why, silent: false };
}
