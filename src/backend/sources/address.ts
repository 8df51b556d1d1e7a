import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether a host is this machine, by its name or number: a password for it may stand in a definition. */
export function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIP(bare) !== 0) return ipaddr.process(bare).range() === 'loopback';
  return bare === 'localhost' || bare.endsWith('.localhost');
}

/** Taken apart by hand: with references in it, an address need not be one. */
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/(?:([^/?#]*)@)?(\[[^\]]*\]|[^/?#:@]*)/i;

/**
 * Whether a password is written out in the address of a database, instead of `${NAME}`. For this machine it may be: it
 * protects nothing that whoever reads the definition could not reach.
 */
export function hasOpenPassword(address: string): boolean {
  const [, login = '', host = ''] = AUTHORITY.exec(address) ?? [];
  const separator = login.indexOf(':');
  if (separator < 0 || isThisMachine(host)) return false;
  return !/^(\$\{[^{}]*\})?$/.test(login.slice(separator + 1));
}
