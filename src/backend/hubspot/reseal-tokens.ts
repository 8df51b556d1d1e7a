import type { Database } from '../database/database.ts';
import type { Vault } from './encryption.ts';
import { portalEntity } from './portal-entity.ts';
import type { PortalRow } from './portal-entity.ts';
import { resealColumn } from './sealed-column.ts';
import type { Resealed } from './sealed-column.ts';

/** The tokens of an account: the column each stands in, and the purpose its seal is bound to. */
const tokens = [
  { column: 'sealedAccessToken', purpose: 'access-token' },
  { column: 'sealedRefreshToken', purpose: 'refresh-token' },
] as const;

/** Seals the tokens of every account with the first key. */
export async function resealTokens(database: Database, vault: Vault): Promise<Resealed[]> {
  const results: Resealed[] = [];
  for (const { column, purpose } of tokens) {
    const result = await resealColumn<PortalRow>(database, vault, {
      ...{ entity: portalEntity, keys: ['portalId'], column },
      bindingOf: ({ portalId }) => ({ portalId, purpose }),
      nameOf: ({ portalId }) => `account ${portalId}, ${purpose}`,
    });
    results.push(result);
  }
  return results;
}
