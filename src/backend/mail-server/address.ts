import emailAddresses from 'email-addresses';
import { parse as parseHost } from 'tldts';

export type AddressCheck = { ok: true; address: string } | { ok: false; reason: string };

/** Limits of RFC 5321, 4.5.3.1. */
const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;

/**
 * Whether a mail can be sent to this address: the form of RFC 5322 (Unicode allowed, RFC 6532), no quotation marks in
 * the local part, a real top-level domain. One bare address; a name around it, a list or a second line is refused.
 * @returns the address with its host lower-cased, or why not, in words for an admin
 */
export function checkAddress(email: string): AddressCheck {
  const text = email.trim();
  if (text === '') return refuse('There is no email address.');
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(text))
    return refuse('The address contains a line break or control character.');
  if (text.includes('"')) return refuse('The part before the @ is in quotation marks.');
  const parsed = emailAddresses.parseOneAddress({ input: text, rfc6532: true, rejectTLD: true });
  if (parsed?.type !== 'mailbox' || parsed.address !== text) return refuse('This is not an email address.');
  if (parsed.local.length > MAX_LOCAL_PART || text.length > MAX_ADDRESS)
    return refuse('The address is too long.');
  const host = parseHost(parsed.domain, { validateHostname: true });
  if (!host.domain || !host.isIcann)
    return refuse(`The domain "${parsed.domain}" does not end in a real top-level domain.`);
  return { ok: true, address: `${parsed.local}@${parsed.domain.toLowerCase()}` };
}

const refuse = (reason: string): AddressCheck => ({ ok: false, reason });
