import type { Clock, Random } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../ground/logger.ts';
import type { Vault } from '../../vault/vault.ts';
import type { PortalRegistry } from '../portals/portals.ts';
import type { Troubles } from '../calls/troubles.ts';
import type { TokenEndpoint } from './token-endpoint.ts';

export interface TokensDeps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
  logger: Logger;
  vault: Vault;
  portals: PortalRegistry;
  endpoint: TokenEndpoint;
  hubspot: Pick<Config['hubspot'], 'accessToken'>;
  /** Shows people why an account waits. */
  troubles?: Troubles | undefined;
  /** How often a waiting process looks whether another one has the new token, ms. */
  pollMs?: number;
}
