import { NO_ROUND } from '../mail-entity.ts';
import type { Mail } from '../mail-entity.ts';
import type { NewMail } from '../queueing.ts';

const FORWARD = 'files-';

/** The id of the mail that brings the files of an answer. */
export const forwardIdOf = (answerId: string): string => `${FORWARD}${answerId}`;

/** The mail that brings the files of an answer to an address; there is never a second one for the same answer. */
export const forwardMail = (
  { portalId, contactId, assistantId }: Pick<Mail, 'portalId' | 'contactId' | 'assistantId'>,
  answerId: string,
  toAddress: string,
): NewMail => ({
  portalId,
  contactId,
  assistantId,
  mailId: forwardIdOf(answerId),
  kind: 'forward',
  round: NO_ROUND,
  step: 0,
  toAddress,
});

/** Of the answer whose files a mail brings. */
export const answerIdOf = ({ mailId }: Pick<Mail, 'mailId'>): string => mailId.slice(FORWARD.length);
