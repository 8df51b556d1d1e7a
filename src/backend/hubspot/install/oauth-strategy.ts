import OAuth2Strategy from 'passport-oauth2';
import type { Config } from '../../ground/config.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { askedScopes, requiredScopes } from '../portals/scopes.ts';
import type { Grant, TokenEndpoint } from '../tokens/token-endpoint.ts';

/** What an install link carries through HubSpot and back, in the signed cookie. */
export interface InstallState {
  startedAt: number;
  returnUrl: string | null;
}

interface ExchangeParams {
  redirect_uri: string;
  code_verifier?: string;
}

type ExchangeDone = (error: unknown, accessToken?: string, refreshToken?: string, grant?: Grant) => void;

/** HubSpot's authorization code flow with state and PKCE. The "user" it hands on is the `Grant`. */
export class HubSpotStrategy extends OAuth2Strategy {
  constructor(hubspot: Config['hubspot'], callbackURL: string, endpoint: Pick<TokenEndpoint, 'exchange'>) {
    const options = {
      authorizationURL: `${hubspot.appUrl}/oauth/authorize`,
      tokenURL: `${hubspot.apiUrl}/oauth/${HUBSPOT_API_VERSION}/token`,
      clientID: hubspot.clientId,
      clientSecret: hubspot.clientSecret,
      callbackURL,
      scope: [...requiredScopes],
      sessionKey: 'install',
      state: true,
      pkce: true,
      skipUserProfile: true,
    };
    super(
      options,
      (
        _access: string,
        _refresh: string,
        grant: Express.User,
        _profile: unknown,
        verified: OAuth2Strategy.VerifyCallback,
      ) => verified(null, grant),
    );
    this.name = 'hubspot';
    // The library's own request has no time-out and knows one error shape only.
    const getOAuthAccessToken = (code: string, params: ExchangeParams, done: ExchangeDone): void => {
      endpoint.exchange({ code, redirectUri: params.redirect_uri, codeVerifier: params.code_verifier }).then(
        (grant) => done(null, grant.accessToken, grant.refreshToken, grant),
        (error: unknown) => done(error),
      );
    };
    Object.assign(this._oauth2, { getOAuthAccessToken });
  }

  /** @param options of `authenticate`: passport hands them on as they are */
  override authorizationParams(options: { optOuts?: boolean }): object {
    return { optional_scope: askedScopes(options.optOuts === true).join(' ') };
  }
}
