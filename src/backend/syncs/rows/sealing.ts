import { createHmac } from 'node:crypto';
import { createVault, deriveKeys } from '../../vault/vault.ts';
import type { WantedLink } from '../links/wanted.ts';
import type { SentEvent } from '../../hubspot/crm/crm-events.ts';
import type { Vault } from '../../vault/vault.ts';

/** What stands sealed in a change: never readable in the database, because it may be personal. */
export interface Payload {
  /** The row's key as a text. */
  key: string;
  /** The value that finds the record. */
  match?: string;
  /** By internal name, as HubSpot keeps them. */
  properties?: Record<string, string>;
  /** Of a row that failed or was left out: what HubSpot or Baton said. */
  message?: string;
  /** What its record is to be linked to. */
  links?: readonly WantedLink[];
  /** The event that the row is. */
  event?: Omit<SentEvent, 'uuid'>;
  /** Undo: what was written back over, by internal name. */
  over?: Record<string, string>;
}

/** The secrets of one sync: hashes that only it can make, and seals. */
export interface Sealing {
  /** 128 bits of a keyed hash. */
  hash(text: string): string;
  seal(payload: Payload): string;
  /** @throws BatonError SECRET_UNREADABLE */
  open(sealed: string): Payload;
}

const BITS_128 = 22;

/** @param bytes 32 bytes of chance, made once for the sync */
export function createSealing(portalId: string, syncId: string, bytes: Buffer): Sealing {
  const keys = [{ id: syncId, key: bytes }];
  const vault: Vault = createVault(keys);
  const hashKey = Buffer.from(deriveKeys(keys, 'rows of a sync')[0] ?? '', 'base64');
  const binding = { portalId, purpose: 'row' };
  return {
    hash: (text) => createHmac('sha256', hashKey).update(text).digest('base64url').slice(0, BITS_128),
    seal: (payload) => vault.seal(JSON.stringify(payload), binding),
    // Only `seal` made it.
    open: (sealed) => JSON.parse(vault.open(sealed, binding)) as Payload,
  };
}

/** Of the value that finds a record: HubSpot compares without case. */
export const matchHash = (sealing: Sealing, match: string): string =>
  sealing.hash(`match\n${match.toLowerCase()}`);
