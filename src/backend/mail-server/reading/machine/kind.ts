import type { ParsedMail } from 'mailparser';
import type { BounceReport, CertainReading } from '../../types.ts';
import type { HeaderLookup } from '../automatic.ts';
import type { Notification } from './notification.ts';

/** What is known of a mail before a form is looked for. */
export interface Known {
  subject: string;
  fullText: string;
  bounce: BounceReport | null;
  notification: Notification | null;
}

/** What the form of a mail says, whatever its words. */
export interface Form extends CertainReading {
  /** Whether a program wrote it; a calendar answer is a person's click. */
  automatic: boolean;
  complaint?: boolean;
  /** The person it is about, lower-cased, where that is not its sender. */
  about?: string | null;
  aboutMessageId?: string | null;
  /** What the person wrote with it, where that is not the text of the mail. */
  text?: string;
  /** Those words say more than the form does. */
  wordsDecide?: boolean;
}

export type ReadForm = (mail: ParsedMail, header: HeaderLookup, known: Known) => Form | null;
