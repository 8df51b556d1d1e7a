/** A mailbox of an assistant: where it sends from and where answers arrive. URLs carry the credentials. */
export interface MailboxAccount {
  /** smtp(s)://user:password@host:port */
  smtpUrl: string;
  /** imap(s)://user:password@host:port ; null: answers come in through POST /mail/inbound only. */
  imapUrl: string | null;
}

export interface MailAddress {
  email: string;
  name: string;
}

/** A mail ready to leave. Everything in it is decided: sending it twice sends the same bytes' worth twice. */
export interface OutgoingMail {
  /** With angle brackets; deterministic, so that a mail server or Baton can recognise a repetition. */
  messageId: string;
  from: MailAddress;
  to: MailAddress;
  subject: string;
  text: string;
  html: string;
  inReplyTo: string | null;
  references: readonly string[];
  /** HTTPS (or local) URL for one-click unsubscribe, RFC 8058; null leaves the headers out. */
  unsubscribeUrl: string | null;
  /** Epoch ms: the Date header. */
  date: number;
  /** Files that go with it; read when the mail leaves, so that only a few are in memory. */
  files?: readonly OutgoingFile[];
  /** A program wrote it: no program may answer it (RFC 3834). */
  automatic?: boolean;
}

/** Never shown within the text. */
export interface OutgoingFile {
  name: string;
  /** MIME type. */
  type: string;
  /** @throws BatonError when it is gone */
  content(): Promise<Buffer>;
}

/** One mail as it came in, parsed. Texts are what a person wrote; `quoted` parts are cut off before anything reads it. */
export interface IncomingMail {
  messageId: string;
  inReplyTo: string | null;
  references: readonly string[];
  from: MailAddress;
  /** To, Cc, Delivered-To and X-Original-To, lower-cased. */
  recipients: readonly string[];
  subject: string;
  /** The visible new text: no quotation, no signature. Empty where nothing is left. */
  text: string;
  /** What is in `fullText` and not in `text`, from the top; bounded. */
  taken: readonly TakenPart[];
  /** The whole plain text, for the log in HubSpot. */
  fullText: string;
  html: string;
  date: number;
  /** Auto-Submitted, X-Autoreply, Precedence: bulk/auto_reply, Return-Path <> … */
  autoSubmitted: boolean;
  /** By what it was seen that no person wrote it, in words for an operator; null for a person. */
  automaticBecause: string | null;
  /** What the form of the mail says for certain, whatever its words; null for a person's words. */
  certain: CertainReading | null;
  /** A mail provider reports that the person marked a mail as spam, or a program that they opted out. */
  complaint: boolean;
  /** The person a report, receipt or complaint is about, lower-cased, where it names them. */
  about: string | null;
  /** Names and addresses in To and Cc, lower-cased: those whose earlier mails the answer quotes. */
  people: readonly string[];
  /** A mail provider's notification that was posted to Baton as it is, not sent as a mail: it may name no sender. */
  posted: boolean;
  /** Set when this is a delivery report (RFC 3464) or reads like one. */
  bounce: BounceReport | null;
  /** What its writer attached, in order; not what belongs to the form of the mail, nor small pictures in its text. */
  files: readonly IncomingFile[];
}

export interface IncomingFile {
  /** Without path, control and direction marks; never empty. */
  name: string;
  content: Buffer;
  /** False: the mail ends within it, because it was cut. */
  whole: boolean;
}

/** Mails of a conversation that were there before an answer, as plain text. */
export interface Earlier {
  sent: readonly string[];
  received: readonly string[];
}

/** A part of a mail that is not its writer's new words. */
export interface TakenPart {
  why: 'sent before' | 'header of a quotation' | 'quoted' | 'signature';
  text: string;
}

export interface CertainReading {
  class:
    | 'Bounce'
    | 'SoftBounce'
    | 'Unsubscribed'
    | 'AgreedToMeet'
    | 'SupportAutoResponse'
    | 'OutOfOffice'
    | 'Other';
  why: string;
  /** It tells of nothing: a receipt, a delay. It is kept, and the lead hears nothing of it. */
  silent: boolean;
}

export type BounceCause =
  | 'unknown-user' | 'host-unknown' | 'moved' | 'mailbox-full' | 'disabled' | 'greylisted' | 'expired' | 'blocked'
  | 'policy' | 'too-big' | 'delayed' | 'relay' | 'other'; // prettier-ignore

export interface BounceReport {
  /** Lower-cased; null if the report does not say. */
  recipient: string | null;
  /**
   * permanent: the address is dead; soft: not delivered, the address may live; blocked: refused because of who sends or
   * what was sent; transient: not delivered yet.
   */
  kind: 'permanent' | 'soft' | 'blocked' | 'transient';
  cause: BounceCause;
  /** Enhanced status code such as 5.1.1, or null. */
  status: string | null;
  diagnostic: string;
  /** Message-ID of the mail that bounced, if the report carries its headers. */
  originalMessageId: string | null;
}

/** A page of an inbox, oldest first: raw RFC 5322 bytes. */
export interface NewMails {
  messages: readonly Buffer[];
  /** Where the next page begins; opaque. */
  cursor: string;
  /** Whether there is a next page already. */
  more: boolean;
}

/**
 * New mails of the inbox after the cursor, at most `limit` and some megabytes. null starts at mails that arrived since
 * `since` (epoch ms).
 */
export type FetchNew = (cursor: string | null, page: { since: number; limit: number }) => Promise<NewMails>;

export interface MailTransport {
  /**
   * Hands a mail to the server. @throws BatonError MAIL_REJECTED (5xx for good), MAIL_UNAVAILABLE (4xx, network; the
   * outcome may be unknown: `context.outcomeUnknown` is true if the connection died after the data was sent).
   */
  send(account: MailboxAccount, mail: OutgoingMail): Promise<void>;
  /**
   * Whether the mailbox's Sent folder holds this Message-ID. 'unknown': no IMAP, no Sent folder, or it never keeps
   * what goes out by SMTP.
   */
  wasSent(
    account: MailboxAccount,
    messageId: string,
    /** Epoch ms, default now: whether the folder keeps such mails counts around then, however much later it is asked. */
    attemptedAt?: number,
  ): Promise<'yes' | 'no' | 'unknown'>;
  /**
   * Holds one connection to the inbox, and calls `onNews` at once and whenever something came. Resolves when `signal`
   * ends it; after the first call if the server does not tell of news (no IDLE), or nobody can ask it (no IMAP).
   * @throws BatonError MAIL_UNAVAILABLE when the connection ends; whatever `onNews` throws
   */
  watch(
    account: MailboxAccount,
    onNews: (fetchNew: FetchNew) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Logs in to both servers; resolves to a list of what is wrong, in words for an admin. */
  check(account: MailboxAccount): Promise<readonly string[]>;
  close(): Promise<void>;
}
