import type { Database } from '../../database/database.ts';
import type { Vault } from '../../vault/vault.ts';
import { portalEntity } from '../portals/portal-entity.ts';
import type { PortalRow } from '../portals/portal-entity.ts';
import { resealColumn } from '../../vault/sealed-column.ts';
import type { Resealed } from '../../vault/sealed-column.ts';

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
      entity: portalEntity,
      keys: ['portalId'],
      column,
      bindingOf: ({ portalId }) => ({ portalId, purpose }),
      nameOf: ({ portalId }) => `account ${portalId}, ${purpose}`,
    });
    results.push(result);
  }
  return results;
}
