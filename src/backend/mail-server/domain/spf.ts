import { DnsAway } from './dns.ts';
import type { Dns } from './dns.ts';
import { fine, missing, unknown, wrong } from './findings.ts';
import type { Found } from './findings.ts';
import type { MailProvider } from './providers.ts';

/** RFC 7208, section 4.6.4: a receiver gives up beyond it, and the record counts as broken. */
const MOST_LOOKUPS = 10;

/** Terms that make the receiver ask DNS again. */
const asks = /^[+?~-]?(include:|a(?=[:/]|$)|mx(?=[:/]|$)|ptr(?=:|$)|exists:)|^redirect=/i;

/** Why a record is broken, in words. */
class Broken extends Error {}

/** RFC 7208: `v=spf1` alone, or followed by a space. */
const isSpf = (record: string): boolean => /^v=spf1( |$)/i.test(record.trim());

interface Walk {
  dns: Dns;
  lookups: number;
  /** Domains whose records were read, lower-cased. */
  included: Set<string>;
}

/** Who may send in the name of a domain, as a receiver reads it: with everything that it includes. */
export async function checkSpf(dns: Dns, domain: string, provider: MailProvider | undefined): Promise<Found> {
  const walk: Walk = { dns, lookups: 0, included: new Set() };
  try {
    const record = await recordOf(dns, domain);
    if (record === null) return notThere(domain, provider);
    const end = await follow(walk, domain, record, []);
    return judge({ domain, record, end, walk, provider });
  } catch (error) {
    if (error instanceof Broken) return wrong(error.message);
    if (error instanceof DnsAway) return unknown('It cannot be looked up right now.');
    throw error;
  }
}

/** null: none. @throws Broken for several */
async function recordOf(dns: Dns, domain: string): Promise<string | null> {
  const [record, ...more] = (await dns.txt(domain)).filter(isSpf);
  if (more.length > 0)
    throw new Broken(
      `${domain} has ${more.length + 1} SPF records. Receivers believe none of them: merge them into one.`,
    );
  return record ?? null;
}

/** Reads a record to its end. Resolves to its word about everybody else. */
async function follow(walk: Walk, domain: string, record: string, path: readonly string[]): Promise<string> {
  const here = [...path, domain.toLowerCase()];
  walk.included.add(domain.toLowerCase());
  let end = '?all';
  for (const term of record.trim().split(/\s+/).slice(1)) {
    if (asks.test(term)) count(walk);
    const target = /^[+?~-]?include:(.+)$/i.exec(term)?.[1];
    // A target with a macro depends on each mail.
    if (target !== undefined && !target.includes('%')) await goTo(walk, target, here);
    if (/^[+?~-]?all$/i.test(term)) return /^[?~-]/.test(term) ? term.toLowerCase() : '+all';
    const redirect = /^redirect=(.+)$/i.exec(term)?.[1];
    if (redirect !== undefined) end = await goTo(walk, redirect, here);
  }
  return end;
}

async function goTo(walk: Walk, domain: string, path: readonly string[]): Promise<string> {
  if (path.includes(domain.toLowerCase()))
    throw new Broken(`The SPF record includes ${domain} within itself, without end.`);
  const record = await recordOf(walk.dns, domain);
  if (record === null)
    throw new Broken(
      `The SPF record refers to ${domain}, which has none. Receivers take the whole record as broken: remove it.`,
    );
  return follow(walk, domain, record, path);
}

function count(walk: Walk): void {
  walk.lookups += 1;
  if (walk.lookups > MOST_LOOKUPS)
    throw new Broken(
      `The SPF record makes receivers look up more than ${MOST_LOOKUPS} names; they stop there and take it as broken. Remove what no longer sends for the domain.`,
    );
}

interface Judged {
  domain: string;
  record: string;
  /** The record's word about everybody else. */
  end: string;
  walk: Walk;
  provider: MailProvider | undefined;
}

function judge({ domain, record, end, walk, provider }: Judged): Found {
  const enter = (value: string) => ({ name: domain, value });
  if (end === '+all')
    return wrong(
      'The SPF record ends with “+all”: everybody may send in your name.',
      enter(record.replace(/\+?all\s*$/i, '~all')),
    );
  if (provider && !walk.included.has(provider.include))
    return wrong(
      `The SPF record does not name ${provider.name}, through which this mailbox sends.`,
      enter(
        record
          .trim()
          .replace(/\s+(?=(?:[+?~-]?all|redirect=\S+)\s*$)|$/i, ` include:${provider.include} `)
          .trim(),
      ),
    );
  if (end === '?all')
    return wrong(
      'The SPF record says nothing about others who send in your name (“?all”, or no “all” at its end).',
      /all\s*$/i.test(record) ? enter(record.replace(/\?all\s*$/i, '~all')) : enter(`${record.trim()} ~all`),
    );
  const others = end === '-all' ? 'refuses' : 'marks';
  return fine(`Found: names who sends for the domain, and ${others} others (“${end}”).`);
}

function notThere(domain: string, provider: MailProvider | undefined): Found {
  const value = `v=spf1 ${provider ? `include:${provider.include}` : 'include:…'} ~all`;
  const text = provider
    ? 'No SPF record: receivers cannot tell your mail from somebody else’s. Enter this TXT record; name there also whoever else sends for the domain.'
    : 'No SPF record: receivers cannot tell your mail from somebody else’s. Your mail provider says what to put in place of the dots.';
  return missing(text, { name: domain, value });
}
