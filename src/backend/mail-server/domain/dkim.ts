import { createPublicKey } from 'node:crypto';
import { DnsAway } from './dns.ts';
import type { Dns } from './dns.ts';
import { tagsOf } from './dmarc.ts';
import { fine, unknown, wrong } from './findings.ts';
import type { Found } from './findings.ts';
import { commonSelectors } from './providers.ts';
import type { MailProvider } from './providers.ts';

/** Receivers believe no shorter RSA key: RFC 8301, section 3.2. */
const SHORTEST_BITS = 1024;

/**
 * Whether there is a key with which the domain's mail is signed. DNS does not list the names of keys, and a mailbox does
 * not see how its own mail leaves: what is not found under a common name may be there under another.
 */
export async function checkDkim(
  dns: Dns,
  domain: string,
  provider: MailProvider | undefined,
): Promise<Found> {
  const selectors = [...new Set([...(provider?.selectors ?? []), ...commonSelectors])];
  const looked = await Promise.all(selectors.map((selector) => keyOf(dns, domain, selector)));
  const keys = looked.filter((key) => key !== null && key !== 'away');
  const good = keys.find(({ bits }) => bits === null || bits >= SHORTEST_BITS);
  if (good) return fine(`Found: a key named “${good.selector}”.`);
  const [short] = keys;
  if (short)
    return wrong(
      `The key named “${short.selector}” has ${short.bits} bits; receivers believe none below ${SHORTEST_BITS}. Let your mail provider make a new one, of 2048 bits.`,
    );
  if (looked.includes('away')) return unknown('It cannot be looked up right now.');
  return unknown(
    `Not known: there is no key under a common name, and DNS does not list others. ${
      provider ? `${provider.name} tells` : 'Your mail provider tells'
    } how to switch DKIM on; a mail to yourself shows “dkim=pass” in its headers where it works.`,
  );
}

interface Key {
  selector: string;
  /** Of an RSA key; null: of another kind. */
  bits: number | null;
}

/** A key that is in force; null: none, or one that was taken back. */
async function keyOf(dns: Dns, domain: string, selector: string): Promise<Key | null | 'away'> {
  try {
    for (const record of await dns.txt(`${selector}._domainkey.${domain}`)) {
      const { p = '', k = 'rsa' } = tagsOf(record);
      if (p !== '') return { selector, bits: k.toLowerCase() === 'rsa' ? bitsOf(p) : null };
    }
    return null;
  } catch (error) {
    if (error instanceof DnsAway) return 'away';
    throw error;
  }
}

/** null: it cannot be read, and receivers will say more. */
function bitsOf(key: string): number | null {
  try {
    const der = Buffer.from(key.replace(/\s/g, ''), 'base64');
    return (
      createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyDetails?.modulusLength ?? null
    );
  } catch {
    return null;
  }
}
