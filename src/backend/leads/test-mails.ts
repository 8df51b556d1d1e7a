import type { Mail } from '../mail/mail-entity.ts';
import { lead, TUESDAY } from './test-leads.ts';

/** An email of Ada's first round that left or came. */
export const mailOf = (text: string, direction: 'in' | 'out' = 'in', at: number = TUESDAY): Mail => {
  const { portalId, contactId, assistantId } = lead();
  const isIn = direction === 'in';
  return {
    portalId,
    contactId,
    assistantId,
    mailId: `${direction}-${at}`,
    direction,
    kind: isIn ? 'reply' : 'step',
    round: 1,
    step: 0,
    state: isIn ? 'received' : 'sent',
    at,
    leasedUntil: 0,
    attempts: 0,
    messageId: '<secret-message-id@example.com>',
    inReplyTo: null,
    fromAddress: 'ada@lovelace.example.com',
    toAddress: 'tara@acme.example.com',
    subject: 'Cargo bikes',
    text,
    replyClass: null,
    form: null,
    error: null,
  };
};
