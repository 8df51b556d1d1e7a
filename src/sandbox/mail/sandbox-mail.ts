import { randomUUID } from 'node:crypto';
import { createCorrespondent, type Away, type BounceReport, type Draft } from './correspondent.ts';
import { createMailFaults, type MailFaults } from './faults.ts';
import { deliver } from './delivery.ts';
import { startImap } from './imap/server.ts';
import type { ImapManners } from './imap/session.ts';
import { deliverInvitation, type InvitationMail } from './invitation.ts';
import { readMail, summarise, type MailDetail, type MailSummary } from './read.ts';
import { startSmtp } from './smtp.ts';
import { createMailTokens, MAIL_CLIENT, type MailTokens } from './tokens.ts';
import { MailStore, type Folder, type StoredMail } from './store.ts';

export interface SandboxMailOptions {
  /** 0: any free port. Always on 127.0.0.1. */
  smtpPort: number;
  imapPort: number;
  /** SQLite file that survives restarts; null: memory only. */
  dataFile: string | null;
  clock: { now(): number };
  /** Called for every copy of a mail that is stored. */
  onMessage?: (mail: MailSummary) => void;
  /** Part of new Message-IDs; unique. */
  newId?: () => string;
}

/** A local mail world: an SMTP and an IMAP server, a mailbox for every address, and what the contacts do. */
export interface SandboxMail {
  smtpPort: number;
  imapPort: number;
  /** smtp://…: any mailbox is entered with any password. */
  smtpUrl(address: string): string;
  imapUrl(address: string): string;
  faults: MailFaults;
  /** Connections to the IMAP server since the start. */
  imapConnections(): number;
  /** How the IMAP server presents itself to those who connect from now on. */
  behave(manners: Partial<ImapManners>): void;
  /** Grants to enter mailboxes by OAuth instead of a password, and what can happen to them. */
  tokens: MailTokens;
  /** The mailbox's addresses with a new grant instead of a password. @param endpoint where `tokens` answers */
  grantUrls(mailbox: string, endpoint: string): { smtpUrl: string; imapUrl: string };
  /** Puts raw bytes into an inbox, whatever they are. */
  deliverRaw(mailbox: string, raw: Buffer, from?: string): Promise<void>;
  /** Whether copies of sent mails are filed in Sent. On by default; some servers do not. */
  keepSentCopies(keep: boolean): void;
  /** Newest first; `arrived`: without the copies in Sent. At most `limit`, 200 without one. */
  list(query?: { mailbox?: string; arrived?: boolean; limit?: number }): MailSummary[];
  /** Every mailbox that holds mail, however old, by address. */
  mailboxes(): { address: string; unread: number }[];
  /** Opens a mail; null if there is none. */
  get(id: string): Promise<MailDetail | null>;
  markRead(id: string): void;
  write(draft: Draft): Promise<MailSummary>;
  /** @throws UnknownMailError, as all that follow */
  /** `asWritten`: nothing is quoted below. */
  reply(id: string, answer: { text: string; asWritten?: boolean }): Promise<MailSummary>;
  outOfOffice(id: string, away?: Away): Promise<MailSummary>;
  bounce(id: string, report?: BounceReport): Promise<MailSummary>;
  unsubscribe(id: string): Promise<{ status: number }>;
  deliverInvitation(invitation: InvitationMail): Promise<MailSummary>;
  /** Gives a folder a new UIDVALIDITY, as after a restore on the server. */
  renumber(mailbox: string, folder: Folder): void;
  /** Takes every mail out of a folder, as when it was moved elsewhere. */
  empty(mailbox: string, folder: Folder): void;
  stop(): Promise<void>;
}

export class UnknownMailError extends Error {
  constructor(id: string) {
    super(`There is no mail ${id}.`);
    this.name = 'UnknownMailError';
  }
}

export async function startSandboxMail(options: SandboxMailOptions): Promise<SandboxMail> {
  const store = new MailStore(options.dataFile);
  const faults = createMailFaults();
  let keepsSent = true;
  store.on('mail', (mail) => options.onMessage?.(summarise(mail)));
  const manners: ImapManners = {
    idle: true,
    sentName: 'Sent',
    sentMarked: true,
    messageLimit: null,
    slowMs: 0,
  };
  const tokens = createMailTokens(options);
  const shared = { store, faults, clock: options.clock, tokens };
  const smtp = await startSmtp({ ...shared, port: options.smtpPort, keepsSent: () => keepsSent });
  const imap = await startImap({ ...shared, manners, port: options.imapPort });
  const login = (address: string) => `${encodeURIComponent(address)}:sandbox@127.0.0.1`;
  return {
    smtpPort: smtp.port,
    imapPort: imap.port,
    smtpUrl: (address) => `smtp://${login(address)}:${smtp.port}`,
    imapUrl: (address) => `imap://${login(address)}:${imap.port}`,
    faults,
    imapConnections: () => imap.connections(),
    behave: (change) => void Object.assign(manners, change),
    tokens,
    grantUrls: (mailbox, endpoint) => {
      const grant = new URLSearchParams({
        oauth: endpoint,
        client_id: MAIL_CLIENT.id,
        client_secret: MAIL_CLIENT.secret,
        refresh_token: tokens.grant(mailbox),
      }).toString();
      const at = `${encodeURIComponent(mailbox)}@127.0.0.1`;
      return {
        smtpUrl: `smtp://${at}:${smtp.port}?${grant}`,
        imapUrl: `imap://${at}:${imap.port}?${grant}`,
      };
    },
    deliverRaw: async (mailbox, raw, from = '') =>
      void (await deliver(store, { from, to: [mailbox] }, raw, {
        at: options.clock.now(),
        sentCopyFor: null,
      })),
    keepSentCopies: (keep) => {
      keepsSent = keep;
    },
    ...contactsSide(store, options),
    renumber: (mailbox, folder) => store.renumber(mailbox.toLowerCase(), folder),
    empty: (mailbox, folder) => store.empty(mailbox.toLowerCase(), folder),
    stop: async () => {
      await Promise.all([smtp.stop(), imap.stop()]);
      store.close();
    },
  };
}

type ContactsSide = Pick<
  SandboxMail,
  | 'list'
  | 'mailboxes'
  | 'get'
  | 'markRead'
  | 'write'
  | 'reply'
  | 'outOfOffice'
  | 'bounce'
  | 'unsubscribe'
  | 'deliverInvitation'
>;

function contactsSide(store: MailStore, options: SandboxMailOptions): ContactsSide {
  const { clock, newId = randomUUID } = options;
  const correspondent = createCorrespondent({ store, clock, newId, fetch });
  const known = (id: string): StoredMail => {
    const mail = store.find(Number(id));
    if (!mail) throw new UnknownMailError(id);
    return mail;
  };
  return {
    list: ({ mailbox, arrived, limit = 200 } = {}) =>
      store
        .latest(limit, {
          ...(mailbox === undefined ? {} : { mailbox: mailbox.toLowerCase() }),
          ...(arrived ? { folder: 'INBOX' as const } : {}),
        })
        .map(summarise),
    mailboxes: () => store.mailboxes(),
    get: async (id) => {
      const mail = store.find(Number(id));
      return mail && readMail(store, mail);
    },
    markRead: (id) => store.markRead(known(id).id, true),
    write: async (draft) => summarise(await correspondent.write(draft)),
    reply: async (id, { text, ...how }) => summarise(await correspondent.reply(known(id), text, how)),
    outOfOffice: async (id, away) => summarise(await correspondent.outOfOffice(known(id), away)),
    bounce: async (id, report) => summarise(await correspondent.bounce(known(id), report)),
    unsubscribe: async (id) => correspondent.unsubscribe(known(id)),
    deliverInvitation: async (invitation) =>
      summarise(await deliverInvitation(store, invitation, { at: clock.now(), newId })),
  };
}
