import type { Database } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
import { assistantId, contactId, portalId } from '../ground/identifiers.ts';
import type { MailboxAccount, OutgoingMail } from '../mail-server/types.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import { createMailOutbox } from './outbox.ts';
import type { MailOutbox, MailOutboxDeps, Prepared, SendOutcome } from './outbox.ts';
import type { NewMail } from './queueing.ts';
import type { HoldBack } from './pace/pace.ts';

export type Answer = 'yes' | 'no' | 'unknown';

export const PORTAL = portalId(1);
export const NEW: NewMail = {
  portalId: PORTAL,
  mailId: '7-1-step-0',
  contactId: contactId(7),
  assistantId: assistantId('tara'),
  kind: 'step',
  round: 1,
  step: 0,
};
export const ACCOUNT: MailboxAccount = { smtpUrl: 'smtp://localhost', imapUrl: 'imap://localhost' };
export const WRITTEN: OutgoingMail = {
  messageId: '<baton.7-1-step-0@acme.example.com>',
  from: { email: 'tara@acme.example.com', name: 'Tara' },
  to: { email: 'ada@customer.example.com', name: 'Ada' },
  subject: 'Hello',
  text: 'Hello Ada',
  html: '<p>Hello Ada</p>',
  inReplyTo: null,
  references: [],
  unsubscribeUrl: null,
  date: 0,
};

const noLimits: MailOutboxDeps['pace'] = {
  look: async () => new Map(),
  reserve: async () => null,
  giveBack: async () => undefined,
  note: async () => undefined,
};

/** Processes with a mail outbox on one database; the mail server, the mailbox and HubSpot do what a test says. */
export class TestMailOutbox {
  now = 100_000_000;
  readonly sent: string[] = [];
  readonly outcomes: SendOutcome[] = [];
  asked = 0;
  prepared: Prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
  onPrepare: () => Promise<void> = async () => undefined;
  onSend: () => Promise<void> = async () => undefined;
  wasSent: Answer | Error | Promise<Answer> = 'unknown';
  account = ACCOUNT;
  wanted = true;
  stillWanted: MailOutboxDeps['stillWanted'] = async () => this.wanted;
  /** Each mail has a Message-ID of its own: for tests with several. */
  uniqueIds = false;
  pace: MailOutboxDeps['pace'] = noLimits;
  readonly held: [mailId: string, back: HoldBack][] = [];
  readonly database: Database;
  outbox: MailOutbox;

  constructor(database: Database) {
    this.database = database;
    this.outbox = this.newOutbox();
  }

  /** A process of its own: what it has in flight is not known to others. */
  newOutbox(): MailOutbox {
    return createMailOutbox({
      database: this.database,
      clock: { now: () => this.now },
      logger: { debug() {}, info() {}, warn() {}, error() {}, fatal() {}, child: () => null as never },
      jobs: { enqueue: async () => void (this.asked += 1) } as never,
      transport: {
        send: async (_account, mail) => {
          await this.onSend();
          this.sent.push(mail.messageId);
        },
        wasSent: async () => {
          if (this.wasSent instanceof Error) throw this.wasSent;
          return this.wasSent;
        },
        watch: () => Promise.reject(new Error('not used')),
        check: async () => [],
        close: async () => undefined,
      },
      prepare: async (_portal, mails) => {
        await this.onPrepare();
        return new Map(mails.map((mail) => [mail.mailId, this.preparedFor(mail)]));
      },
      stillWanted: (tx, mail) => this.stillWanted(tx, mail),
      onOutcome: async (_tx, _mail, outcome) => void this.outcomes.push(outcome),
      accountOf: async () => this.account,
      pace: this.pace,
      hold: async (mail, back) => {
        this.held.push([mail.mailId, back]);
        await this.database.transaction((tx) => this.outbox.cancel(tx, mail.portalId, mail.contactId));
      },
    });
  }

  private preparedFor({ mailId }: Mail): Prepared {
    if (!this.uniqueIds || this.prepared.verdict !== 'send') return this.prepared;
    const mail = { ...this.prepared.mail, messageId: `<baton.${mailId}@acme.example.com>` };
    return { ...this.prepared, mail };
  }

  stored(): Promise<Mail | null> {
    return this.database.manager.findOneBy(MailEntity, { portalId: PORTAL, mailId: NEW.mailId });
  }

  /** The answer of the mail server is lost, and with it the process. */
  async loseTheAnswer(): Promise<void> {
    const lost = { retry: 'backoff', context: { outcomeUnknown: true } } as const;
    this.onSend = () => Promise.reject(new BatonError('MAIL_UNAVAILABLE', 'lost', lost));
    await this.outbox.flush(PORTAL);
    this.onSend = async () => undefined;
    this.outbox = this.newOutbox();
  }
}
