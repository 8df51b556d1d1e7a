import { Resolver } from 'node:dns/promises';
import type { Clock } from '../../ground/clock.ts';
import { HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import { isReservedDomain, WELL_KNOWN_DOMAINS } from '../../mail-server/domain/well-known.ts';

/** What can be known of an address without writing to it: does its domain take mail? */
export type Doubt =
  /** The domain does not exist, or says that it takes no mail (RFC 7505). */
  | 'none'
  /** Its name servers do not tell. */
  | 'unknown';

export interface MailServers {
  /** null: it takes mail, or nothing at all can be known now. Never throws. */
  doubtOf(address: string): Promise<Doubt | null>;
}

/** The part of Node's resolver that is used; tests bring their own. */
export type Lookup = Pick<Resolver, 'resolveMx' | 'resolve4' | 'resolve6'>;

const KEPT_MS = { sure: HOUR, doubted: 10 * MINUTE };
const MOST_KEPT = 5_000;
/** So long a mail server that was found shows that name servers can be asked from here. */
const ALIVE_MS = 10 * MINUTE;
/** So often they are tried where nothing is found. */
const TRIED_MS = MINUTE;

/** A name server that does not answer must not hold up mails. */
const patient = (): Lookup => new Resolver({ timeout: 1.5 * SECOND, tries: 2 });

export function createMailServers({
  clock,
  lookup = patient(),
}: {
  clock: Clock;
  lookup?: Lookup;
}): MailServers {
  const known = new Map<string, { doubt: Doubt | null; at: number }>();
  let foundAt = -Infinity;
  let triedAt = -Infinity;
  const ago = (at: number): number => Math.abs(clock.now() - at);
  const find = async (domain: string): Promise<Doubt | null> => {
    const doubt = await ask(lookup, domain).catch((): Doubt => 'unknown');
    if (doubt === null) foundAt = clock.now();
    return doubt;
  };
  const canFind = async (): Promise<boolean> => {
    if (ago(foundAt) > ALIVE_MS && ago(triedAt) > TRIED_MS) {
      triedAt = clock.now();
      await Promise.all(WELL_KNOWN_DOMAINS.map(find));
    }
    return ago(foundAt) <= ALIVE_MS;
  };
  /** No and silence say something of a domain only while others are found. */
  const look = async (domain: string): Promise<Doubt | null> => {
    const doubt = await find(domain);
    return doubt === null || !(await canFind()) ? null : doubt;
  };
  return {
    async doubtOf(address) {
      const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
      if (domain === '' || isReservedDomain(domain)) return null;
      const found = known.get(domain);
      if (found && ago(found.at) < (found.doubt === null ? KEPT_MS.sure : KEPT_MS.doubted))
        return found.doubt;
      const doubt = await look(domain);
      for (const oldest of known.size >= MOST_KEPT ? [...known.keys()].slice(0, 1) : []) known.delete(oldest);
      known.set(domain, { doubt, at: clock.now() });
      return doubt;
    },
  };
}

/** RFC 5321, section 5: without an MX record the domain's own address takes the mail. */
async function ask(lookup: Lookup, domain: string): Promise<Doubt | null> {
  const servers = await unlessEmpty(lookup.resolveMx(domain));
  if (servers === 'no such domain') return 'none';
  if (servers.length > 0)
    return servers.some(({ exchange }) => !['', '.'].includes(exchange)) ? null : 'none';
  for (const looking of [() => lookup.resolve4(domain), () => lookup.resolve6(domain)]) {
    const own = await unlessEmpty<string>(looking());
    if (own !== 'no such domain' && own.length > 0) return null;
  }
  return 'none';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

async function unlessEmpty<Found>(looking: Promise<Found[]>): Promise<Found[] | 'no such domain'> {
  try {
    return await looking;
  } catch (error) {
    if (codeOf(error) === 'ENODATA') return [];
    if (codeOf(error) === 'ENOTFOUND') return 'no such domain';
    throw error;
  }
}
