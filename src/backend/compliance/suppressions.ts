import { EntitySchema } from 'typeorm';
import { key, time, varchar } from '../database/columns.ts';
import type { Clock } from '../clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { PortalId } from '../identifiers.ts';

/** An address that unsubscribed. It belongs to the address, not to a contact, and never ends. */
interface Suppression {
  portalId: PortalId;
  /** Lower-cased. */
  address: string;
  reason: string;
  at: number;
}

export const SuppressionEntity = new EntitySchema<Suppression>({
  name: 'Suppression',
  tableName: 'suppression',
  columns: { portalId: key({ name: 'portal_id' }), address: key(), reason: varchar(), at: time() },
});

export interface Suppressions {
  add(tx: Tx, portalId: PortalId, address: string, reason: string): Promise<void>;
  /** The given addresses that must not be written to, lower-cased. */
  among(portalId: PortalId, addresses: readonly string[], tx?: Tx): Promise<Set<string>>;
}

export function createSuppressions(deps: { database: Database; clock: Clock }): Suppressions {
  return {
    async add(tx, portalId, address, reason) {
      const row = { portalId, address: address.toLowerCase(), reason, at: deps.clock.now() };
      await tx.createQueryBuilder().insert().into(SuppressionEntity).values(row).orIgnore().execute();
    },
    async among(portalId, addresses, tx = deps.database.manager) {
      if (addresses.length === 0) return new Set();
      const rows = await tx
        .createQueryBuilder(SuppressionEntity, 'suppression')
        .where('suppression.portalId = :portalId AND suppression.address IN (:...addresses)', {
          portalId,
          addresses: addresses.map((address) => address.toLowerCase()),
        })
        .getMany();
      return new Set(rows.map((row) => row.address));
    },
  };
}
