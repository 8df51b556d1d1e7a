import { withPurpose } from '../hubspot/calls/purpose.ts';
import type { Conversations } from '../mail/open.ts';
import type { Mail } from '../mail/mail-entity.ts';
import type { Prepared } from '../mail/outbox.ts';
import { classifyReply } from '../replies/classify.ts';
import {
  createLeadOfAddress,
  createOnMailOutcome,
  createOnReceived,
} from './conversation/conversation-events.ts';
import { createOnInterest } from './conversation/interest.ts';
import { createConsult } from './conversation/consult.ts';
import { createMayLeave } from './lead/may-leave.ts';
import { createPrepare, createStillWanted } from './conversation/sending.ts';
import { createHold } from './conversation/waiting.ts';
import { createPrepareForwards, createOnForwardOutcome, filesStillThere } from './forwarding/send-forward.ts';
import { isLetter } from './letters/letters.ts';
import {
  createOnLetterOutcome,
  createLetterStillWanted,
  createPrepareLetters,
} from './letters/send-letter.ts';
import {
  createOnReplyOutcome,
  createPrepareReplies,
  createReplyStillWanted,
} from './reviewing/send-reply.ts';
import { createMailServers } from './verifying/mail-servers.ts';
import type { LeadsNeeds } from './needs.ts';

/** What becomes of the mails of leads. */
export function conversationsOf(
  needs: LeadsNeeds & Omit<Parameters<typeof createPrepare>[0], 'mailServers'>,
): Conversations {
  const { database } = needs;
  const onMail = { ...needs, classify: classifyReply };
  const looking = { ...needs, mayLeave: createMayLeave({ ...needs, ...needs.unsubscribe }) };
  const stillWanted = {
    step: createStillWanted(looking),
    reply: createReplyStillWanted(looking),
    letter: createLetterStillWanted(looking),
    forward: filesStillThere,
  };
  const onOutcome = {
    step: createOnMailOutcome(onMail),
    reply: createOnReplyOutcome(needs),
    letter: createOnLetterOutcome(needs),
    forward: createOnForwardOutcome(needs),
  };
  return {
    stillWanted: (tx, mail) => stillWanted[sortOf(mail)](tx, mail),
    onOutcome: (tx, mail, outcome) => onOutcome[sortOf(mail)](tx, mail, outcome),
    ...createConsult(onMail),
    hold: createHold(needs),
    onInterest: createOnInterest(onMail),
    leadOfAddress: createLeadOfAddress(database),
    onReceived: createOnReceived(onMail),
    prepare: withPurpose(
      'campaign',
      preparing({
        step: createPrepare({ ...needs, mailServers: createMailServers(needs) }),
        forward: withPurpose('reply', createPrepareForwards(needs)),
        reply: withPurpose('reply', createPrepareReplies(needs)),
        letter: withPurpose('reply', createPrepareLetters(needs)),
      }),
    ),
  };
}

/** Of the sequence, by a person's hand (an answer in doubt, or a letter of their own), or with files to an owner. */
function sortOf(mail: Pick<Mail, 'kind' | 'mailId'>): 'step' | 'reply' | 'letter' | 'forward' {
  if (mail.kind === 'forward') return 'forward';
  if (mail.kind !== 'answer') return 'step';
  return isLetter(mail) ? 'letter' : 'reply';
}

type Preparing = (
  ...asked: Parameters<Conversations['prepare']>
) => Promise<Iterable<readonly [string, Prepared]>>;

/** Each sort of mail is made ready by those who know it. */
const preparing =
  (prepare: Record<ReturnType<typeof sortOf>, Preparing>): Conversations['prepare'] =>
  async (portalId, mails) => {
    const { step = [], reply = [], letter = [], forward = [] } = Object.groupBy(mails, sortOf);
    return new Map([
      ...(step.length > 0 ? await prepare.step(portalId, step) : []),
      ...(await prepare.forward(portalId, forward)),
      ...(await prepare.reply(portalId, reply)),
      ...(await prepare.letter(portalId, letter)),
    ]);
  };
