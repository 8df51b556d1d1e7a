import { z } from 'zod';
import { BatonError } from '../ground/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';

const PURPOSE = 'unsubscribe-link';

/** Who unsubscribes with a link. The address is kept: a contact's may change, the opt-out stays with the address. */
export interface UnsubscribeTarget {
  portalId: PortalId;
  contactId: ContactId;
  address: string;
}

export interface UnsubscribeLinks {
  /** @param language of the mail that carries it: the page speaks it, unless it is English, which all mails may be */
  urlFor(target: UnsubscribeTarget, language?: string): string;
  /** What stands before the part of a link that only a sent mail has: for a preview. */
  readonly beginning: string;
  /** @throws BatonError NOT_FOUND for a link that Baton did not make. */
  read(token: string): UnsubscribeTarget;
}

const tokenContent = z.object({ contactId: z.string(), address: z.string() });

/** Links that nobody can guess, change or read: the token is sealed for its portal. */
export function createUnsubscribeLinks(deps: { vault: Vault; publicUrl: string }): UnsubscribeLinks {
  const beginning = `${deps.publicUrl}/t/unsubscribe/`;
  return {
    beginning,
    urlFor(target, language = 'en') {
      const { portalId: portal, ...content } = target;
      const sealed = deps.vault.seal(JSON.stringify(content), { portalId: portal, purpose: PURPOSE });
      const asked = language === 'en' ? '' : `?lang=${language}`;
      return `${beginning}${portal}.${Buffer.from(sealed).toString('base64url')}${asked}`;
    },
    read(token) {
      const dot = token.indexOf('.');
      const portal = portalId(token.slice(0, dot));
      try {
        const sealed = Buffer.from(token.slice(dot + 1), 'base64url').toString();
        const content = tokenContent.parse(
          JSON.parse(deps.vault.open(sealed, { portalId: portal, purpose: PURPOSE })),
        );
        return { portalId: portal, contactId: contactId(content.contactId), address: content.address };
      } catch (cause) {
        throw new BatonError(
          'NOT_FOUND',
          'This link is not valid. Answer the email with “unsubscribe” instead.',
          { cause },
        );
      }
    },
  };
}
