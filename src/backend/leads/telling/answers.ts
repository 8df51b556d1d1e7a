import type { Mail } from '../../mail/mail-entity.ts';
import type { Classification, ReplyClass } from '../../replies/types.ts';

/** Who wrote what came in: the person, a mail server that could not deliver, or a program in the person's place. */
export type Author = 'contact' | 'mail-server' | 'program';

/** As what an answer counts: a guess is none, and a person has to read it. */
export const seenClass = (reply: Pick<Classification, 'class' | 'doubtful'>): ReplyClass =>
  reply.doubtful ? 'Other' : reply.class;

export const authorOf = (replyClass: ReplyClass | null): Author =>
  replyClass === 'Bounce' || replyClass === 'SoftBounce'
    ? 'mail-server'
    : replyClass === 'OutOfOffice' || replyClass === 'SupportAutoResponse'
      ? 'program'
      : 'contact';

/** What came in and says most about the end of a conversation: a person's word goes before a program's. */
export function tellingAnswer(mails: readonly Mail[]): Mail | null {
  const incoming = mails.filter(({ direction }) => direction === 'in').sort((a, b) => a.at - b.at);
  const last = incoming.at(-1);
  if (last && authorOf(last.replyClass) === 'mail-server') return last;
  return incoming.findLast(({ replyClass }) => authorOf(replyClass) === 'contact') ?? last ?? null;
}
