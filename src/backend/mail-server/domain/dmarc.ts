import { getDomain } from 'tldts';
import { DnsAway } from './dns.ts';
import type { Dns } from './dns.ts';
import { fine, missing, unknown, wrong } from './findings.ts';
import type { Found } from './findings.ts';

type Tags = Readonly<Record<string, string>>;

/** What receivers do with mail that passes neither SPF nor DKIM: of the domain, else of the one that it belongs to. */
export async function checkDmarc(dns: Dns, domain: string): Promise<Found> {
  try {
    const own = await recordsOf(dns, domain);
    const parent = getDomain(domain);
    const inherited = own.length === 0 && parent !== null && parent !== domain;
    return judge(domain, inherited ? await recordsOf(dns, parent) : own, inherited);
  } catch (error) {
    if (error instanceof DnsAway) return unknown('It cannot be looked up right now.');
    throw error;
  }
}

const recordsOf = async (dns: Dns, domain: string): Promise<string[]> =>
  (await dns.txt(`_dmarc.${domain}`)).filter((record) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(record.trim()));

function judge(domain: string, records: readonly string[], inherited: boolean): Found {
  const [record, ...more] = records;
  if (record === undefined)
    return missing(
      'No DMARC record: Google and Yahoo ask for one of whoever writes to many people. Begin with this TXT record, which only watches.',
      { name: `_dmarc.${domain}`, value: 'v=DMARC1; p=none' },
    );
  if (more.length > 0)
    return wrong(`There are ${records.length} DMARC records. Receivers believe none of them: keep one.`);
  const tags = tagsOf(record);
  const policy = (inherited ? (tags['sp'] ?? tags['p']) : tags['p'])?.toLowerCase();
  if (policy === 'none')
    return fine(
      'Found: it only watches (“p=none”). Once SPF and DKIM are right, “quarantine” protects your name.',
    );
  if (policy === 'quarantine' || policy === 'reject')
    return fine(
      `Found: mail that proves neither SPF nor DKIM is ${policy === 'reject' ? 'refused' : 'taken for spam'} (“p=${policy}”).`,
    );
  return wrong('The DMARC record does not say what to do: “p=” must be none, quarantine or reject.', {
    name: `_dmarc.${domain}`,
    value: 'v=DMARC1; p=none',
  });
}

export const tagsOf = (record: string): Tags =>
  Object.fromEntries(
    record.split(';').flatMap((part) => {
      const [name = '', ...value] = part.split('=');
      return value.length > 0 ? [[name.trim().toLowerCase(), value.join('=').trim()]] : [];
    }),
  );
