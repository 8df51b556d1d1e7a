import { beginningOf } from '../ground/text.ts';
import type { IncomingMail, TakenPart } from '../mail-server/types.ts';
import { questionIn } from './bare-answer.ts';
import { classifyReply } from './classify.ts';
import type { Classification, Classify, LeftOut, ReplyToClassify } from './types.ts';

const MAX_EVIDENCE = 200;

type When = Pick<ReplyToClassify, 'receivedAt' | 'timeZone' | 'question' | 'phrases'>;

/** A mail as an answer whose words are read; nothing is taught of what its form says for certain. */
export const asReply = (
  { subject, text, autoSubmitted, bounce, certain, taken }: IncomingMail,
  when: When,
): ReplyToClassify => ({
  subject,
  text,
  autoSubmitted,
  bounce: bounce?.kind === 'permanent',
  ...when,
  question: when.question ?? questionIn(quotedIn(taken)),
  ...(certain ? { phrases: [] } : {}),
});

/**
 * What a mail means: what its form says goes before what its words say.
 * @param when epoch ms at which it was received, the IANA zone of the contact, the question that it may answer (null: not
 *   known, what the mail quotes may have one), and what was taught in the account
 */
export function understand(
  mail: IncomingMail,
  when: When,
  classify: Classify = classifyReply,
): Classification {
  const { text, certain, bounce, taken } = mail;
  const leftOut = [...new Set(taken.map(({ why }) => leftOutOf[why]))];
  if (!certain) return { ...classify(asReply(mail, when)), leftOut };
  const evidence =
    bounce?.diagnostic.replace(kindOfServer, '') ??
    (certain.class === 'Other' || text === '' ? certain.why : text);
  return {
    class: certain.class,
    confidence: 1,
    date: null,
    referredEmail: null,
    secondary: [],
    doubtful: false,
    legal: false,
    evidence: beginningOf(evidence, MAX_EVIDENCE),
    leftOut,
  };
}

/** Without the marks of the quotation. */
const quotedIn = (taken: readonly TakenPart[]): string =>
  taken
    .filter(({ why }) => why === 'quoted' || why === 'sent before')
    .map(({ text }) => text.replace(/^[> ]+/gm, ''))
    .join('\n');

const leftOutOf: Readonly<Record<TakenPart['why'], LeftOut>> = {
  'sent before': 'our email',
  'header of a quotation': 'a quotation',
  quoted: 'a quotation',
  signature: 'the signature',
};

/** RFC 3464 writes "smtp; 550 …". */
const kindOfServer = /^[\w-]{1,40}\s*;\s*/;

/** A receipt or a delay is no answer: the lead hears nothing of it. */
export const tellsNothing = ({ certain }: IncomingMail): boolean => certain?.silent === true;
