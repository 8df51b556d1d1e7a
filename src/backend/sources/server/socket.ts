import { Socket } from 'node:net';
import type { LookupFunction } from 'node:net';
import { BatonError } from '../../ground/errors.ts';
import { isPrivateLiteral, PrivateAddress, publicOnly } from '../../http/guarded-fetch.ts';
import { mayBePrivate } from './address.ts';
import type { PrivateHosts, ServerAddress } from './address.ts';

/**
 * A socket to the host, not yet connected. Where the name leads is looked at when the connection is made: one that leads
 * into a private network a moment later gains nothing.
 */
export interface GuardedSocket {
  socket: Socket;
  connect: () => Socket;
}

/** @throws BatonError SOURCE_REFUSED if the host is a number of a private network */
export function guardedSocket({ host, port }: ServerAddress, privateHosts: PrivateHosts): GuardedSocket {
  const open = mayBePrivate(host, privateHosts);
  if (!open && isPrivateLiteral(host)) throw privateHost(host);
  const socket = new Socket();
  socket.setKeepAlive(true);
  // Kept before a driver puts its own in this place.
  const connect = socket.connect.bind(socket);
  const lookup: { lookup?: LookupFunction } = open ? {} : { lookup: publicOnly };
  return {
    socket,
    connect: () => connect({ host, port, autoSelectFamily: true, ...lookup }),
  };
}

const privateHost = (host: string): BatonError =>
  new BatonError(
    'SOURCE_REFUSED',
    `${host} is in the network that Baton runs in. Whoever runs Baton may allow it: SOURCE_PRIVATE_HOSTS=${host}.`,
  );

const SELF_SIGNED =
  'The certificate of the server is not from a known authority: name its authority in NODE_EXTRA_CA_CERTS, or write ?sslmode=require, which encrypts and trusts any certificate.';
const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: check host and port, and that the server runs.',
  ENOTFOUND: 'The name of the host is not known: check how it is written.',
  EAI_AGAIN: 'The name of the host could not be looked up: try again.',
  ETIMEDOUT: 'The host does not answer: check host, port and firewall.',
  EHOSTUNREACH: 'The host cannot be reached: check host and firewall.',
  ECONNRESET: 'The server ended the connection: try again.',
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: SELF_SIGNED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: SELF_SIGNED,
  CERT_HAS_EXPIRED: 'The certificate of the server has expired: renew it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is of another host: use the name that it is for.',
};

/** What to do about a connection that failed; null if it is not about the network. */
export function networkTrouble(
  error: unknown,
  { host }: ServerAddress,
): BatonError | { advice: string } | null {
  // Several addresses of one name are tried; each has an error of its own.
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  if (errors.some((one) => one instanceof PrivateAddress)) return privateHost(host);
  const code = errors
    .map((one) => (one as NodeJS.ErrnoException | null)?.code)
    .find((one) => one && NETWORK[one]);
  return code ? { advice: NETWORK[code] ?? '' } : null;
}
