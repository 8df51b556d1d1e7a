import { beginningOf } from '../ground/text.ts';
import type { IncomingMail } from '../mail-server/types.ts';
import { classifyReply } from './classify.ts';
import type { Classification, Classify, ReplyToClassify } from './types.ts';

const MAX_EVIDENCE = 200;

/**
 * What a mail means: what its form says goes before what its words say.
 * @param when epoch ms at which it was received, the IANA zone of the contact, and the question that it may answer
 */
export function understand(
  { subject, text, autoSubmitted, certain, bounce }: IncomingMail,
  when: Pick<ReplyToClassify, 'receivedAt' | 'timeZone' | 'question'>,
  classify: Classify = classifyReply,
): Classification {
  const reply = classify({ subject, text, autoSubmitted, bounce: bounce?.kind === 'permanent', ...when });
  if (!certain) return reply;
  const evidence = bounce?.diagnostic ?? (certain.class === 'Other' || text === '' ? certain.why : text);
  return {
    ...reply,
    class: certain.class,
    confidence: 1,
    date: null,
    referredEmail: null,
    secondary: [],
    doubtful: false,
    legal: false,
    evidence: beginningOf(evidence, MAX_EVIDENCE),
  };
}

/** A receipt or a delay is no answer: the lead hears nothing of it. */
export const tellsNothing = ({ certain }: IncomingMail): boolean => certain?.silent === true;
