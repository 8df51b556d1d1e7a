import { BatonError } from '../../ground/errors.ts';
import { isThisMachine } from '../address.ts';

/** Where a database is and who reads it. */
export interface ServerAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** `verify`: the certificate must be of that host. `encrypt`: any certificate. */
  tls: 'verify' | 'encrypt' | 'off';
}

/** Which hosts of private networks may be read: all, none, or those that the operator names. */
export type PrivateHosts = boolean | readonly string[];

export const mayBePrivate = (host: string, allowed: PrivateHosts): boolean =>
  typeof allowed === 'boolean' ? allowed : allowed.includes('*') || allowed.includes(host.toLowerCase());

const PORTS = { postgres: 5432, mysql: 3306 };
const TLS: Readonly<Record<string, ServerAddress['tls']>> = {
  disable: 'off',
  require: 'encrypt',
  'verify-full': 'verify',
};

const refused = (message: string): BatonError => new BatonError('SOURCE_REFUSED', message);

/**
 * Takes an address apart. TLS with a checked certificate, unless the server is on this machine or the address says
 * `?sslmode=require` (encrypted, any certificate) or, for hosts that the operator allows, `?sslmode=disable`.
 * @throws BatonError SOURCE_REFUSED; the message never repeats the address, which carries the password
 */
export function parseServerAddress(
  address: string,
  type: 'postgres' | 'mysql',
  privateHosts: PrivateHosts,
): ServerAddress {
  const url = URL.canParse(address) ? new URL(address) : null;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const database = decode(url?.pathname.slice(1) ?? '');
  if (!url || !SCHEMES[type].test(url.protocol) || !/^[\w.:-]+$/.test(host) || database === '')
    throw refused(`The address of the source must look like ${type}://user:\${PASSWORD}@host:port/database.`);
  const options = Object.fromEntries(url.searchParams);
  const { sslmode, ...unknown } = options;
  const [odd] = Object.keys(unknown);
  if (odd !== undefined)
    throw refused(
      `The address of the source has ?${odd}=…, which Baton does not take. Only sslmode may stand there.`,
    );
  const tls = sslmode === undefined ? (isThisMachine(host) ? 'off' : 'verify') : TLS[sslmode];
  if (!tls) throw refused('sslmode of the source is not known. Write verify-full, require or disable.');
  if (tls === 'off' && !mayBePrivate(host, privateHosts))
    throw refused(
      `The source at ${host} needs TLS: a password must not cross a network in the clear. Leave sslmode out.`,
    );
  const port = url.port === '' ? PORTS[type] : Number(url.port);
  return { host, port, user: decode(url.username), password: decode(url.password), database, tls };
}

const SCHEMES = { postgres: /^postgres(ql)?:$/, mysql: /^(mysql|mariadb):$/ };

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refused('The address of the source has a % that encodes nothing. Write %25 for it.');
  }
}
