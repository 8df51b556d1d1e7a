import type { Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { TaughtPhrase } from '../replies/types.ts';
import type { Settings } from '../settings/settings.ts';

/** So many accounts' phrases are kept in memory, those asked for last. */
const ACCOUNTS_KEPT = 100;

interface Deps {
  settings: Pick<Settings, 'get'>;
  read(tx: Tx, portalId: PortalId): Promise<TaughtPhrase[]>;
}

/**
 * What is taught in an account. Read again only after a change, whichever process made it: the account's settings, which
 * every answer asks for anyway, say which version counts.
 */
export function createTaught({ settings, read }: Deps) {
  const kept = new Map<PortalId, { version: string; phrases: readonly TaughtPhrase[] }>();
  return async (tx: Tx, portalId: PortalId): Promise<readonly TaughtPhrase[]> => {
    const { phrasesVersion: version } = await settings.get(portalId, tx);
    if (version === '') return [];
    const known = kept.get(portalId);
    kept.delete(portalId);
    const now = known?.version === version ? known : { version, phrases: await read(tx, portalId) };
    kept.set(portalId, now);
    const [oldest] = kept.keys();
    if (kept.size > ACCOUNTS_KEPT && oldest !== undefined) kept.delete(oldest);
    return now.phrases;
  };
}
