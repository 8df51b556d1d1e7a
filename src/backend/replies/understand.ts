import { beginningOf } from '../ground/text.ts';
import type { IncomingMail } from '../mail-server/types.ts';
import { classifyReply } from './classify.ts';
import type { Classification, Classify } from './types.ts';

const MAX_EVIDENCE = 200;

/**
 * What a mail means: what its form says goes before what its words say. A mail that was given up (SoftBounce) is no
 * answer: its class here is Other, and `tellsNothing` is true of it.
 * @param when epoch ms at which it was received, and the IANA zone of the contact
 */
export function understand(
  { subject, text, autoSubmitted, certain, bounce }: IncomingMail,
  when: { receivedAt: number; timeZone: string },
  classify: Classify = classifyReply,
): Classification {
  const reply = classify({ subject, text, autoSubmitted, bounce: bounce?.kind === 'permanent', ...when });
  if (!certain) return reply;
  const evidence = bounce?.diagnostic ?? (certain.class === 'Other' || text === '' ? certain.why : text);
  return {
    ...reply,
    class: certain.class === 'SoftBounce' ? 'Other' : certain.class,
    confidence: 1,
    evidence: beginningOf(evidence, MAX_EVIDENCE),
  };
}

/** A receipt or a delay is no answer, and a mail that was given up tells of no address: the lead hears nothing of it. */
export const tellsNothing = ({ certain }: IncomingMail): boolean =>
  certain !== null && (certain.silent || certain.class === 'SoftBounce');
