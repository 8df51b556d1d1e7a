import { createHash, randomBytes } from 'node:crypto';
import type { Portals } from '../accounts/portals.ts';
import type { SandboxClock } from '../ground/clock.ts';
import { HubSpotError } from '../api/hubspot-error.ts';
import type { Collection, Store } from '../ground/store.ts';
import { OAuthError } from './oauth-error.ts';

/** Whom a token speaks for. */
export interface Grant {
  portalId: number;
  /** null: the token of a self-hosted app, which nobody consented to. */
  userId: number | null;
  scopes: string[];
}

interface Code extends Grant {
  redirectUri: string;
  /** PKCE, method S256. */
  challenge: string | null;
  expiresAt: number;
}

interface RefreshToken extends Grant {
  /** The token that this one replaced; it dies when this one is used. */
  previous: string | null;
}

interface AccessToken extends Grant {
  /** Sandbox time; null: never. */
  expiresAt: number | null;
}

interface TokenAnswer {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: 'bearer';
  token_use: 'access_token';
  hub_id: number;
  user_id: number | null;
  scopes: string[];
}

const CODE_LIFE_MS = 10 * 60_000;
const ACCESS_LIFE_S = 1_800;

/** Told when the app was installed in an account or taken out of it. */
type LifecycleListener = (portalId: number, action: 'APP_INSTALL' | 'APP_UNINSTALL') => void;

/** Authorization codes, refresh tokens and access tokens of the one app. All survive a restart. */
export class TokenBook {
  readonly #clock: SandboxClock;
  readonly #portals: Portals;
  readonly #codes: Collection<Code>;
  readonly #refreshTokens: Collection<RefreshToken>;
  readonly #accessTokens: Collection<AccessToken>;
  readonly #onLifecycle: LifecycleListener;

  constructor(store: Store, clock: SandboxClock, portals: Portals, onLifecycle: LifecycleListener) {
    this.#onLifecycle = onLifecycle;
    this.#clock = clock;
    this.#portals = portals;
    this.#codes = store.collection('oauth/codes');
    this.#refreshTokens = store.collection('oauth/refresh-tokens');
    this.#accessTokens = store.collection('oauth/access-tokens');
  }

  issueCode(grant: Grant, redirectUri: string, challenge: string | null): string {
    const code = opaque('na1-code');
    this.#codes.set(code, { ...grant, redirectUri, challenge, expiresAt: this.#clock.now() + CODE_LIFE_MS });
    return code;
  }

  /** Installs the app. A code works once. @throws OAuthError */
  exchange(code: string, redirectUri: string, verifier: string | undefined): TokenAnswer {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    if (!found || found.expiresAt < this.#clock.now()) {
      throw new OAuthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
    }
    if (found.redirectUri !== redirectUri) {
      throw new OAuthError('invalid_grant', 'BAD_REDIRECT_URI', 'redirect URI mismatch');
    }
    if (found.challenge !== null && found.challenge !== sha256(verifier ?? '')) {
      throw new OAuthError(
        'invalid_grant',
        'BAD_CODE_VERIFIER',
        'code verifier does not match the code challenge',
      );
    }
    const portal = this.#portals.get(found.portalId);
    portal.account.installation = { userId: found.userId ?? 0, scopes: found.scopes, at: this.#clock.now() };
    portal.saveAccount();
    this.#onLifecycle(portal.id, 'APP_INSTALL');
    return this.#answer(found, null);
  }

  /**
   * Gives a new access token and a new refresh token. The old refresh token works until the new one is used, so that
   * a lost answer does not disconnect. @throws OAuthError
   */
  refresh(token: string): TokenAnswer {
    const found = this.#refreshTokens.get(token);
    if (!found)
      throw new OAuthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or unknown refresh token');
    if (!this.#portals.find(found.portalId))
      throw new OAuthError('access_denied', 'BAD_HUB', 'the account is gone');
    if (found.previous) this.#refreshTokens.delete(found.previous);
    return this.#answer(found, token);
  }

  /** Revokes a refresh token; access tokens live on until they expire. */
  revoke(refreshToken: string): void {
    this.#refreshTokens.delete(refreshToken);
  }

  /** What introspection tells, or undefined when the token is not active. */
  describe(token: string): (Grant & { expiresAt: number | null }) | undefined {
    const access = this.#accessTokens.get(token);
    if (access)
      return access.expiresAt !== null && access.expiresAt <= this.#clock.now() ? undefined : access;
    const refresh = this.#refreshTokens.get(token);
    return refresh && { ...refresh, expiresAt: null };
  }

  /** @throws HubSpotError 401 */
  authenticate(token: string): Grant {
    const found = this.#accessTokens.get(token);
    if (!found) {
      throw new HubSpotError(
        401,
        'INVALID_AUTHENTICATION',
        'Authentication credentials not found. Send a valid OAuth token.',
      );
    }
    const age = found.expiresAt === null ? -1 : this.#clock.now() - found.expiresAt;
    if (age >= 0) {
      const message = `The OAuth token used to make this call expired ${Math.floor(age / 1_000)} second(s) ago.`;
      throw new HubSpotError(401, 'EXPIRED_AUTHENTICATION', message, {
        context: { 'expire time': [new Date(found.expiresAt ?? 0).toISOString()] },
      });
    }
    return found;
  }

  /** The portal of a token that may have expired, for logs and faults. */
  portalOf(token: string): number | null {
    return this.#accessTokens.get(token)?.portalId ?? null;
  }

  /** A token for one self-hosted account: never expires, needs no consent. Counts as an installation. */
  issueAccessToken(grant: Grant): string {
    const portal = this.#portals.get(grant.portalId);
    portal.account.installation ??= {
      userId: grant.userId ?? 0,
      scopes: grant.scopes,
      at: this.#clock.now(),
    };
    portal.saveAccount();
    const token = opaque('pat-na1');
    this.#accessTokens.set(token, { ...grant, expiresAt: null });
    return token;
  }

  /** Takes everything back from the app. */
  uninstall(portalId: number): void {
    const portal = this.#portals.get(portalId);
    portal.account.installation = null;
    portal.saveAccount();
    for (const collection of [this.#codes, this.#refreshTokens, this.#accessTokens] as Collection<Grant>[]) {
      for (const [token, grant] of [...collection.entries()])
        if (grant.portalId === portalId) collection.delete(token);
    }
    this.#onLifecycle(portalId, 'APP_UNINSTALL');
  }

  #answer(grant: Grant, previous: string | null): TokenAnswer {
    this.#dropExpired();
    const { portalId, userId, scopes } = grant;
    const [accessToken, refreshToken] = [opaque('CAccess'), opaque('na1-refresh')];
    this.#accessTokens.set(accessToken, {
      portalId,
      userId,
      scopes,
      expiresAt: this.#clock.now() + ACCESS_LIFE_S * 1_000,
    });
    this.#refreshTokens.set(refreshToken, { portalId, userId, scopes, previous });
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: ACCESS_LIFE_S,
      token_type: 'bearer',
      token_use: 'access_token',
      hub_id: portalId,
      user_id: userId,
      scopes,
    };
  }

  /** Expired tokens are kept for an hour, to say that they expired. */
  #dropExpired(): void {
    const limit = this.#clock.now() - 3_600_000;
    for (const [token, { expiresAt }] of [...this.#accessTokens.entries()]) {
      if (expiresAt !== null && expiresAt < limit) this.#accessTokens.delete(token);
    }
  }
}

function opaque(kind: string): string {
  return `${kind}-${randomBytes(48).toString('base64url')}`;
}

function sha256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
