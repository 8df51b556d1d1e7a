/**
 * Every failure Baton knows by name. The code is stable: it stands in logs, in API answers and in the table of
 * README.md, which a test holds equal to this list.
 */
export const errorCatalog = {
  CONFIG_INVALID:
    'The configuration is missing something or wrong. The message lists each variable and what to set.',
  DATABASE_UNAVAILABLE: 'The database does not answer. Check DATABASE_URL and that the server runs.',
  CLOCK_WRONG:
    "This machine's clock differs from HubSpot's by more than a minute. Switch on time synchronisation (NTP).",
  SIGNATURE_INVALID:
    'The request was not signed by HubSpot for this app. Check HUBSPOT_CLIENT_SECRET and PUBLIC_URL.',
  REQUEST_INVALID: 'The request is malformed. The message says which part.',
  REQUEST_TOO_LARGE: 'The request body is larger than the route takes.',
  TOO_MANY_REQUESTS: 'Too many requests in a minute. Wait a minute and try again.',
  NOT_FOUND: 'There is nothing at this address.',
  FORBIDDEN: 'The HubSpot user may not do this. Ask an admin of the account.',
  CONFLICT: 'Somebody changed the same thing meanwhile. Reload and decide again.',
  CONFIRM_FIRST: 'What is asked for has consequences that the message tells. Ask again and confirm them.',
  PORTAL_NOT_CONNECTED: 'This HubSpot account is not connected. Install Baton from the settings page.',
  PORTAL_DISCONNECTED:
    'HubSpot no longer accepts the connection of this account. An admin must connect it again.',
  OAUTH_STATE_INVALID:
    'The install link was opened in another browser or is too old. Start the install again.',
  HUBSPOT_CALL_EXPIRED:
    'A call waited so long for its turn that what it relied on may have changed. Work goes on by itself.',
  HUBSPOT_APP_MISCONFIGURED:
    'HubSpot refuses the client id or secret of this app. Check HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.',
  HUBSPOT_RATE_LIMITED: 'HubSpot asks to slow down. Work goes on by itself.',
  API_BUDGET_USED:
    'The calls that the account may make in a day are used up. Hand-backs and replies go on; the rest goes on by itself at the account’s midnight, or when an admin raises the limit.',
  DATA_SYNC_OFF:
    'An admin switched data sync off for this account: nothing but hand-backs and opt-outs flows until it is on again.',
  HUBSPOT_LOCKED: 'HubSpot holds a lock on the record. Work goes on by itself.',
  HUBSPOT_MIGRATING:
    'HubSpot is moving the account to another data centre. Work goes on by itself afterwards.',
  HUBSPOT_UNAVAILABLE: 'HubSpot did not answer or answered with a fault. Work goes on by itself.',
  HUBSPOT_OUTCOME_UNKNOWN: 'The answer to a write was lost. Baton reads back before it writes again.',
  HUBSPOT_REFUSED:
    'HubSpot refuses the calls of this account, and not for its data. Nothing is lost; Baton asks again by itself.',
  HUBSPOT_VALIDATION:
    'HubSpot refused a value. The message names the property and the rule; change one of them.',
  HUBSPOT_NOT_FOUND: 'The record is not in HubSpot any more: deleted or merged.',
  HUBSPOT_CONFLICT: 'The record exists already in HubSpot.',
  HUBSPOT_MISSING_SCOPE: 'The connection lacks a permission. An admin must connect again and grant it.',
  HUBSPOT_UNEXPECTED:
    'HubSpot answered something Baton does not understand. Please report it with the correlation id.',
  SECRET_UNREADABLE:
    'A stored secret does not decrypt. Check that ENCRYPTION_KEYS still holds the key it was written with.',
  MODEL_INTERRUPTED: 'Baton was stopped while a language model was asked. It is asked again by itself.',
  MAILBOX_NOT_CONFIGURED:
    'No mailbox is set up. Set SMTP_URL and IMAP_URL, or give the assistant its own mailbox.',
  MAIL_REJECTED: 'The mail server refused the mail for good. The message quotes its answer.',
  MAIL_UNAVAILABLE: 'The mail server does not answer or asks to wait. Work goes on by itself.',
  MAIL_UNREADABLE: 'An incoming mail could not be parsed and was dropped. The log tells when it came.',
  MAIL_BLOCKED:
    'A mail server refuses mail for who sends it or for what it says. The log quotes its answer: check blocklists, SPF, DKIM and DMARC.',
  MAIL_COMPLAINT:
    'A person marked a mail as spam; they are never written to again. Several in a week: send less, and look at who is assigned.',
  TEMPLATE_INVALID: 'A template does not render. The message names the place.',
  MERGE_FIELD_EMPTY:
    'An email needs something that is not known of the contact, and has no fallback. Fill it in in HubSpot, or write a fallback.',
  SYNC_INVALID:
    'The definition of a sync is not right. The message tells each line and what to write there. Nothing was sent.',
  SOURCE_FAILED:
    'The database or file that rows come from did not give them. The message quotes what it said; what was sent before stays.',
  SOURCE_REFUSED:
    'Baton does not read from there: an address, path or query that it may not use. The message says which and what to change.',
  SYNC_REFUSED:
    'The definition of a sync does not fit the account or the source. The message names each place; nothing was sent.',
  SYNC_BRAKE:
    'The run would take away more than the brake allows, so that nothing was sent. Check the source, or raise the brake.',
  SYNC_RUNNING: 'Another process runs this sync. Wait until it has finished.',
  INTERNAL: 'Something went wrong inside Baton. The log has the details; trying again is safe.',
  JOB_FAILED: 'A job failed for the last time and waits for the operator.',
} as const;

export type ErrorCode = keyof typeof errorCatalog;
/** never: the same call fails the same way; after: at `retryAfterMs`; backoff: soon, with growing pauses. */
export type Retry = 'never' | 'after' | 'backoff';

export interface BatonErrorDetails {
  retry?: Retry;
  /** Milliseconds from now, with `retry: 'after'`. */
  retryAfterMs?: number;
  cause?: unknown;
  /** Facts for the log and for code: status, correlation id, property names. Never secrets or mail texts. */
  context?: Readonly<Record<string, unknown>>;
}

/** The one error class of Baton. `message` is written for the person who can act. */
export class BatonError extends Error {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly retryAfterMs: number | undefined;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message?: string, details: BatonErrorDetails = {}) {
    super(message ?? errorCatalog[code], { cause: details.cause });
    this.name = 'BatonError';
    this.code = code;
    this.retry = details.retry ?? 'never';
    this.retryAfterMs = details.retryAfterMs;
    this.context = details.context ?? {};
  }
}

export const isBatonError = (error: unknown, code?: ErrorCode): error is BatonError =>
  error instanceof BatonError && (code === undefined || error.code === code);
