import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { PortalId } from '../ground/identifiers.ts';

/** Every Message-ID that Baton makes starts so (after the bracket): its mails can be told from others in a Sent folder. */
export const MESSAGE_ID_PREFIX = 'baton.';

/**
 * The Message-ID of one mail, the same however often it is asked for.
 * @param mailKey what makes the mail unique in the portal, e.g. lead and step; never shown, only hashed
 * @param domain host of the sender's address; may be Unicode
 * @returns with angle brackets, ASCII only
 */
export function messageIdFor(portalId: PortalId, mailKey: string, domain: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([portalId, mailKey]))
    .digest('hex')
    .slice(0, 40);
  return `<${MESSAGE_ID_PREFIX}${hash}@${domainToASCII(domain) || 'localhost'}>`;
}
