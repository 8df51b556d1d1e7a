import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { checkDkim } from './dkim.ts';
import { checkDmarc } from './dmarc.ts';
import type { Dns } from './dns.ts';
import { unknown } from './findings.ts';
import type { DomainFinding, Found } from './findings.ts';
import { providerOf } from './providers.ts';
import { checkSpf } from './spf.ts';
import { isReservedDomain } from './well-known.ts';

/** What was found stays for so long: whoever changes DNS waits longer for it anyway. */
const FRESH_MS = 5 * MINUTE;

/** See `checkDomain`. */
export type DomainCheck = (domain: string, smtpUrl: string | null) => Promise<DomainFinding[]>;

/** Keeps what was found for minutes: a page that is opened again does not ask again. */
export function createDomainCheck({ dns, clock }: { dns: Dns; clock: Clock }): DomainCheck {
  const kept = new Map<string, { at: number; findings: Promise<DomainFinding[]> }>();
  return (domain, smtpUrl) => {
    const now = clock.now();
    for (const [key, { at }] of kept) if (Math.abs(now - at) > FRESH_MS) kept.delete(key);
    const key = `${domain} ${hostOf(smtpUrl)}`;
    const known = kept.get(key) ?? { at: now, findings: checkDomain(dns, domain, smtpUrl) };
    kept.set(key, known);
    return known.findings;
  };
}

/** A page waits for it no longer, whatever DNS does. */
const PATIENCE_MS = 8 * SECOND;

/**
 * Whether mail in a domain's name is believed: SPF, DKIM and DMARC, each in words. Never throws and never takes long.
 * @param smtpUrl through which the mailbox sends; null: not known
 */
export async function checkDomain(
  dns: Dns,
  domain: string,
  smtpUrl: string | null,
): Promise<DomainFinding[]> {
  const provider = providerOf(hostOf(smtpUrl));
  const looks: Readonly<Record<DomainFinding['name'], () => Promise<Found>>> = {
    SPF: () => checkSpf(dns, domain, provider),
    DKIM: () => checkDkim(dns, domain, provider),
    DMARC: () => checkDmarc(dns, domain),
  };
  const names = Object.keys(looks) as DomainFinding['name'][]; // the keys of the literal above
  if (isReservedDomain(domain))
    return names.map((name) => ({
      name,
      ...unknown(`${domain} is a name for examples: nothing is looked up.`),
    }));
  return Promise.all(names.map(async (name) => ({ name, ...(await inTime(looks[name])) })));
}

async function inTime(look: () => Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Found>((resolve) => {
    timer = setTimeout(() => resolve(unknown('It cannot be looked up right now.')), PATIENCE_MS);
  });
  return Promise.race([
    look().catch((error: unknown) => unknown(`It cannot be looked up right now (${String(error)}).`)),
    late,
  ]).finally(() => clearTimeout(timer));
}

function hostOf(smtpUrl: string | null): string | null {
  try {
    return smtpUrl === null ? null : new URL(smtpUrl).hostname.toLowerCase();
  } catch {
    return null;
  }
}
