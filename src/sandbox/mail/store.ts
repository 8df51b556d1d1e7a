import { EventEmitter } from 'node:events';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

export type Folder = 'INBOX' | 'Sent';

/** One copy of a mail in one folder of one mailbox. A mail sent twice is stored twice: the world hides nothing. */
export interface StoredMail {
  id: number;
  /** Address of the mailbox's owner, lower-cased. */
  mailbox: string;
  folder: Folder;
  uid: number;
  /** Epoch ms of the delivery, by the sandbox's clock. */
  at: number;
  messageId: string;
  from: string;
  to: string;
  subject: string;
  read: boolean;
}

export type NewMail = Omit<StoredMail, 'id' | 'uid' | 'read'> & { raw: Buffer };

interface Row {
  id: number;
  mailbox: string;
  folder: Folder;
  uid: number;
  at: number;
  message_id: string;
  from_address: string;
  to_address: string;
  subject: string;
  seen: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS mail_folder (
    mailbox TEXT NOT NULL, folder TEXT NOT NULL, uid_validity INTEGER NOT NULL, uid_next INTEGER NOT NULL,
    PRIMARY KEY (mailbox, folder)
  );
  CREATE TABLE IF NOT EXISTS mail_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox TEXT NOT NULL, folder TEXT NOT NULL, uid INTEGER NOT NULL,
    at INTEGER NOT NULL, message_id TEXT NOT NULL, from_address TEXT NOT NULL, to_address TEXT NOT NULL,
    subject TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0, raw BLOB NOT NULL,
    UNIQUE (mailbox, folder, uid)
  );`;
const columns = 'id, mailbox, folder, uid, at, message_id, from_address, to_address, subject, seen';

/** Every mailbox of the local mail world, in one SQLite file (null: in memory). Emits 'mail' with each StoredMail. */
export class MailStore extends EventEmitter<{ mail: [StoredMail] }> {
  readonly #database: DatabaseSync;

  constructor(dataFile: string | null) {
    super();
    this.setMaxListeners(0);
    this.#database = new DatabaseSync(dataFile ?? ':memory:');
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000; ${schema}`);
  }

  add(mail: NewMail): StoredMail {
    const { uidNext } = this.folder(mail.mailbox, mail.folder, mail.at);
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      this.#run(
        'UPDATE mail_folder SET uid_next = uid_next + 1 WHERE mailbox = ? AND folder = ?',
        mail.mailbox,
        mail.folder,
      );
      const { lastInsertRowid } = this.#run(
        `INSERT INTO mail_message (mailbox, folder, uid, at, message_id, from_address, to_address, subject, raw)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[
          mail.mailbox,
          mail.folder,
          uidNext,
          mail.at,
          mail.messageId,
          mail.from,
          mail.to,
          mail.subject,
          mail.raw,
        ],
      );
      this.#database.exec('COMMIT');
      const { raw: _raw, ...rest } = mail;
      const stored = { ...rest, id: Number(lastInsertRowid), uid: uidNext, read: false };
      this.emit('mail', stored);
      return stored;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Makes the folder if it is new: every address has a mailbox. UIDVALIDITY is its birth in seconds. */
  folder(mailbox: string, folder: Folder, now: number): { uidValidity: number; uidNext: number } {
    const birth = Math.floor(now / 1000);
    this.#run(
      'INSERT OR IGNORE INTO mail_folder (mailbox, folder, uid_validity, uid_next) VALUES (?, ?, ?, 1)',
      mailbox,
      folder,
      birth,
    );
    const row = this.#database
      .prepare('SELECT uid_validity, uid_next FROM mail_folder WHERE mailbox = ? AND folder = ?')
      .get(mailbox, folder) as { uid_validity: number; uid_next: number };
    return { uidValidity: row.uid_validity, uidNext: row.uid_next };
  }

  /** Oldest first, by UID. */
  inFolder(mailbox: string, folder: Folder): StoredMail[] {
    return this.#select('WHERE mailbox = ? AND folder = ? ORDER BY uid', mailbox, folder);
  }

  /** Newest first. */
  latest(limit: number, { mailbox, folder }: { mailbox?: string; folder?: Folder }): StoredMail[] {
    const where = `WHERE mailbox = coalesce(?, mailbox) AND folder = coalesce(?, folder)`;
    return this.#select(`${where} ORDER BY id DESC LIMIT ?`, mailbox ?? null, folder ?? null, limit);
  }

  /** Every mailbox that holds mail, by address. `unread`: arrived and not yet opened. */
  mailboxes(): { address: string; unread: number }[] {
    return this.#database
      .prepare(
        `SELECT mailbox AS address, sum(folder = 'INBOX' AND seen = 0) AS unread
         FROM mail_message GROUP BY mailbox ORDER BY mailbox`,
      )
      .all() as { address: string; unread: number }[];
  }

  find(id: number): StoredMail | null {
    return this.#select('WHERE id = ?', id)[0] ?? null;
  }

  raw(id: number): Buffer {
    const row = this.#database.prepare('SELECT raw FROM mail_message WHERE id = ?').get(id) as
      { raw: Uint8Array } | undefined;
    return Buffer.from(row?.raw ?? []);
  }

  markRead(id: number, read: boolean): void {
    this.#run('UPDATE mail_message SET seen = ? WHERE id = ?', read ? 1 : 0, id);
  }

  /** Numbers a folder anew, as a server does after restoring a backup: all UIDs become invalid (RFC 3501, 2.3.1.1). */
  renumber(mailbox: string, folder: Folder): void {
    this.#run(
      'UPDATE mail_folder SET uid_validity = uid_validity + 1 WHERE mailbox = ? AND folder = ?',
      mailbox,
      folder,
    );
  }

  empty(mailbox: string, folder: Folder): void {
    this.#run('DELETE FROM mail_message WHERE mailbox = ? AND folder = ?', mailbox, folder);
  }

  close(): void {
    this.removeAllListeners();
    if (this.#database.isOpen) this.#database.close();
  }

  #run(sql: string, ...values: SQLInputValue[]): { lastInsertRowid: number | bigint } {
    return this.#database.prepare(sql).run(...values);
  }

  #select(where: string, ...values: SQLInputValue[]): StoredMail[] {
    // The schema above decides the shape of a row.
    const rows = this.#database
      .prepare(`SELECT ${columns} FROM mail_message ${where}`)
      .all(...values) as unknown as Row[];
    return rows.map(toStored);
  }
}

const toStored = (row: Row): StoredMail => ({
  id: row.id,
  mailbox: row.mailbox,
  folder: row.folder,
  uid: row.uid,
  at: row.at,
  messageId: row.message_id,
  from: row.from_address,
  to: row.to_address,
  subject: row.subject,
  read: row.seen === 1,
});
