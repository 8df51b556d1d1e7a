import { createHash } from 'node:crypto';
import { In } from 'typeorm';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { SuppressionEntity } from './suppression-entity.ts';

export interface Suppressions {
  add(tx: Tx, portalId: PortalId, address: string, reason: string): Promise<void>;
  /** Takes back what was added for this reason; an address that was added for another one before stays. */
  lift(tx: Tx, portalId: PortalId, address: string, reason: string): Promise<void>;
  /** The given addresses that must not be written to, lower-cased. */
  among(portalId: PortalId, addresses: readonly string[], tx?: Tx): Promise<Set<string>>;
}

const hashOf = (portalId: PortalId, address: string): string =>
  createHash('sha256').update(`${portalId}\n${address.toLowerCase()}`).digest('hex');

export function createSuppressions(deps: { database: Database; clock: Clock }): Suppressions {
  return {
    async add(tx, portalId, address, reason) {
      const row = { portalId, addressHash: hashOf(portalId, address), reason, at: deps.clock.now() };
      await tx.createQueryBuilder().insert().into(SuppressionEntity).values(row).orIgnore().execute();
    },
    async lift(tx, portalId, address, reason) {
      await tx.delete(SuppressionEntity, { portalId, addressHash: hashOf(portalId, address), reason });
    },
    async among(portalId, addresses, tx = deps.database.manager) {
      if (addresses.length === 0) return new Set();
      const byHash = new Map(addresses.map((address) => [hashOf(portalId, address), address.toLowerCase()]));
      const rows = await tx.findBy(SuppressionEntity, { portalId, addressHash: In([...byHash.keys()]) });
      return new Set(rows.flatMap((row) => byHash.get(row.addressHash) ?? []));
    },
  };
}
