import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../ground/clock.ts';
import { HubSpotError } from '../api/hubspot-error.ts';
import type { Collection, Store } from '../ground/store.ts';
import { OAuthError } from './oauth-error.ts';

interface AppToken {
  scopes: string[];
  expiresAt: number;
}

const LIFE_S = 1_800;

/** Tokens of the app itself, for no account: `grant_type=client_credentials`. There is no refresh token. */
export class AppTokens {
  readonly #clock: SandboxClock;
  readonly #grantable: readonly string[];
  readonly #tokens: Collection<AppToken>;

  /** @param grantable the scopes that this app may have */
  constructor(store: Store, clock: SandboxClock, grantable: readonly string[]) {
    this.#clock = clock;
    this.#grantable = grantable;
    this.#tokens = store.collection('oauth/app-tokens');
  }

  /** @param scope space-separated. @throws OAuthError when the app may not have one of them */
  issue(scope: string): Record<string, unknown> {
    const scopes = scope.split(' ').filter((name) => name !== '');
    const refused = scopes.filter((name) => !this.#grantable.includes(name));
    if (scopes.length === 0 || refused.length > 0)
      throw new OAuthError(
        'invalid_scope',
        'BAD_SCOPE',
        `the app may not have the scopes ${refused.join(' ')}`,
      );
    const token = `CApp-${randomBytes(48).toString('base64url')}`;
    this.#tokens.set(token, { scopes, expiresAt: this.#clock.now() + LIFE_S * 1_000 });
    return { access_token: token, expires_in: LIFE_S, token_type: 'bearer', scopes };
  }

  /** @returns the scopes of the token. @throws HubSpotError 401 */
  authenticate(token: string): string[] {
    const found = this.#tokens.get(token);
    if (found && found.expiresAt > this.#clock.now()) return found.scopes;
    const message = 'This endpoint takes a valid token of the app (client credentials).';
    throw new HubSpotError(401, found ? 'EXPIRED_AUTHENTICATION' : 'INVALID_AUTHENTICATION', message);
  }
}
