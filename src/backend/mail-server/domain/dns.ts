import { Resolver } from 'node:dns/promises';
import { SECOND } from '../../ground/clock.ts';
import { WELL_KNOWN_DOMAINS } from './well-known.ts';

/** What DNS says. Tests have their own. */
export interface Dns {
  /** The TXT records of a name, the strings of each joined; none: []. @throws DnsAway when nobody answers, or who answers knows no name at all */
  txt(name: string): Promise<string[]>;
}

/** No answer, or one that says nothing: a later one may. */
export class DnsAway extends Error {}

/** There is no such name, or it has no TXT record. */
const nothing: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** The resolver of this machine, with little patience: a settings page waits for it. */
export function systemDns(): Dns {
  const resolver = new Resolver({ timeout: 2 * SECOND, tries: 2 });
  let proven: Promise<boolean> | undefined;
  /** Whether it finds anything; once it has, it is believed. */
  const findsOthers = async (): Promise<boolean> => {
    proven ??= Promise.any(WELL_KNOWN_DOMAINS.map((known) => resolver.resolveTxt(known))).then(
      () => true,
      () => false,
    );
    const finds = await proven;
    if (!finds) proven = undefined;
    return finds;
  };
  return {
    async txt(name) {
      try {
        return (await resolver.resolveTxt(name)).map((strings) => strings.join(''));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (nothing.has(code) && (await findsOthers())) return [];
        throw new DnsAway(`${name}: ${String(code ?? error)}`, { cause: error });
      }
    },
  };
}
