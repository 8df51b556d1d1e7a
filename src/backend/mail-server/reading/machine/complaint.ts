import type { ReadForm } from './kind.ts';
import { addressIn, fieldOf, messageIdIn, partText } from './parts.ts';

/** These tell the sender's domain something, and nothing of the person. */
const noComplaint = /^(auth-failure|dmarc|not-spam|virus)/i;

/** A person marked a mail as spam, and their provider tells of it (RFC 5965), or as Microsoft's JMRP does. */
export const readComplaint: ReadForm = (mail, header, { subject }) => {
  const fields = partText(mail, /^message\/feedback-report$/i);
  const returned = partText(mail, /^(message\/rfc822|text\/rfc822-headers|message\/rfc822-headers)$/i) ?? '';
  const isArf = fields !== null || /report-type\s*=\s*"?feedback-report/i.test(header('content-type'));
  const isJmrp = /^complaint about message from/i.test(subject.trim()) && returned !== '';
  if (!isArf && !isJmrp) return null;
  const type = fieldOf(fields ?? '', 'Feedback-Type') || 'abuse';
  const person = ['Original-Rcpt-To', 'Removal-Recipient', 'Redacted-Address'].map((name) =>
    fieldOf(fields ?? '', name),
  );
  const named = [...person, fieldOf(returned, 'X-HmXmrOriginalRecipient'), fieldOf(returned, 'To')];
  const speaks = !noComplaint.test(type);
  return {
    class: speaks ? 'Unsubscribed' : 'Other',
    why: `complaint (${type})`,
    silent: !speaks,
    automatic: true,
    complaint: speaks,
    about: named.map(addressIn).find((address) => address !== null) ?? null,
    aboutMessageId: messageIdIn(fieldOf(returned, 'Message-ID')),
  };
};
