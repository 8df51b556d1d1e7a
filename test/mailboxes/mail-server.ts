/** A mail server with one mailbox, as far as the battery handles it. */
export interface MailServer {
  imapUrl: string;
  /** Puts mails into the inbox in this order; `at`: when they arrived, epoch ms. */
  deliver(mails: readonly { raw: Buffer; at: number }[]): Promise<void>;
  /** Gives the inbox a new UIDVALIDITY. */
  renumber(): Promise<void>;
  /** Moves every mail of the inbox to another folder, as renaming INBOX does (RFC 3501, 6.3.5). */
  moveAway(): Promise<void>;
  stop(): Promise<void>;
}
