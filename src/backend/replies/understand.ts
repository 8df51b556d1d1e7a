import { beginningOf } from '../ground/text.ts';
import type { IncomingMail } from '../mail-server/types.ts';
import { classifyReply } from './classify.ts';
import type { Classification, Classify, ReplyToClassify } from './types.ts';

const MAX_EVIDENCE = 200;

type When = Pick<ReplyToClassify, 'receivedAt' | 'timeZone' | 'question'>;

/** A mail as an answer whose words are read. */
export const asReply = (
  { subject, text, autoSubmitted, bounce }: IncomingMail,
  when: When,
): ReplyToClassify => ({ subject, text, autoSubmitted, bounce: bounce?.kind === 'permanent', ...when });

/**
 * What a mail means: what its form says goes before what its words say.
 * @param when epoch ms at which it was received, the IANA zone of the contact, and the question that it may answer
 */
export function understand(
  mail: IncomingMail,
  when: When,
  classify: Classify = classifyReply,
): Classification {
  const { text, certain, bounce } = mail;
  const reply = classify(asReply(mail, when));
  if (!certain) return reply;
  const evidence = bounce?.diagnostic ?? (certain.class === 'Other' || text === '' ? certain.why : text);
  return {
    ...reply,
    class: certain.class,
    confidence: 1,
    secondary: [],
    doubtful: false,
    legal: false,
    evidence: beginningOf(evidence, MAX_EVIDENCE),
  };
}

/** A receipt or a delay is no answer: the lead hears nothing of it. */
export const tellsNothing = ({ certain }: IncomingMail): boolean => certain?.silent === true;
