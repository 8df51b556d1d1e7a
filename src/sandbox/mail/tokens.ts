import { randomBytes } from 'node:crypto';

/** An access token lives an hour, as Google's and Microsoft's do. */
const LIFE_S = 3_600;

export interface TokenAnswer {
  status: number;
  body: Readonly<Record<string, string | number>>;
}

/** OAuth 2.0 for mailboxes: who may enter one by XOAUTH2 instead of a password. */
export interface MailTokens {
  /** What an admin gets who signs in to a mailbox and consents: a refresh token. */
  grant(mailbox: string): string;
  /** The token endpoint (RFC 6749, section 6). */
  answer(form: Readonly<Record<string, unknown>>): TokenAnswer;
  /** Whether the token is valid and of this mailbox. */
  opens(accessToken: string, mailbox: string): boolean;
  /** The owner takes back every grant of a mailbox; access tokens end as well. */
  revoke(mailbox: string): void;
  /** Access tokens end before their time; grants stay. */
  expire(): void;
  /** Whether a refresh token is good once only, and each answer brings the next. Off: as Google does. */
  rotate(on: boolean): void;
  /** Answers of the endpoint so far. */
  asked(): number;
}

export const MAIL_CLIENT = { id: 'mail-client', secret: 'mail-secret' };

export function createMailTokens({ clock }: { clock: { now(): number } }): MailTokens {
  const grants = new Map<string, string>();
  const access = new Map<string, { mailbox: string; until: number }>();
  let rotates = false;
  let asked = 0;
  const newGrant = (mailbox: string): string => {
    const token = `refresh-${randomBytes(12).toString('hex')}`;
    grants.set(token, mailbox.toLowerCase());
    return token;
  };
  const forget = (tokens: Map<string, unknown>, gone: (token: string) => boolean): void =>
    [...tokens.keys()].filter(gone).forEach((token) => tokens.delete(token));
  return {
    grant: newGrant,
    answer(form) {
      asked += 1;
      if (form['client_id'] !== MAIL_CLIENT.id || form['client_secret'] !== MAIL_CLIENT.secret)
        return refusal(401, 'invalid_client', 'The OAuth client was not found.');
      const refresh = String(form['refresh_token']);
      const mailbox = grants.get(refresh);
      if (form['grant_type'] !== 'refresh_token' || !mailbox)
        return refusal(400, 'invalid_grant', 'Token has been expired or revoked.');
      const token = `access-${randomBytes(12).toString('hex')}`;
      access.set(token, { mailbox, until: clock.now() + LIFE_S * 1_000 });
      if (rotates) grants.delete(refresh);
      const next: TokenAnswer['body'] = rotates ? { refresh_token: newGrant(mailbox) } : {};
      return {
        status: 200,
        body: { access_token: token, token_type: 'Bearer', expires_in: LIFE_S, ...next },
      };
    },
    opens(token, mailbox) {
      const found = access.get(token);
      return found !== undefined && found.mailbox === mailbox.toLowerCase() && found.until > clock.now();
    },
    revoke(mailbox) {
      forget(grants, (token) => grants.get(token) === mailbox.toLowerCase());
      forget(access, (token) => access.get(token)?.mailbox === mailbox.toLowerCase());
    },
    expire: () => access.clear(),
    rotate: (on) => void (rotates = on),
    asked: () => asked,
  };
}

const refusal = (status: number, error: string, description: string): TokenAnswer => ({
  status,
  body: { error, error_description: description },
});
