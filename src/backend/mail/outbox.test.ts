import { beforeEach, describe, expect, it, vi } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { assistantId, contactId, portalId } from '../ground/identifiers.ts';
import { MailEntity, mailEntities } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import { eraseMails, moveMails } from './mails.ts';
import { createMailOutbox } from './outbox.ts';
import type { MailOutbox, NewMail, Prepared, SendOutcome } from './outbox.ts';
import type { MailboxAccount, OutgoingMail } from '../mail-server/types.ts';

type Answer = 'yes' | 'no' | 'unknown';

const PORTAL = portalId(1);
const NEW: NewMail = {
  portalId: PORTAL,
  mailId: '7-1-step-0',
  contactId: contactId(7),
  assistantId: assistantId('tara'),
  kind: 'step',
  round: 1,
  step: 0,
};
const ACCOUNT: MailboxAccount = { smtpUrl: 'smtp://localhost', imapUrl: 'imap://localhost' };
const WRITTEN: OutgoingMail = {
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

describeOnBothDatabases('mail outbox', mailEntities, (open) => {
  let database: TestDatabase;
  let outbox: MailOutbox;
  let now: number;
  let sent: string[];
  let outcomes: SendOutcome[];
  let asked: number;
  let prepared: Prepared;
  let onPrepare: () => Promise<void>;
  let onSend: () => Promise<void>;
  let wasSent: Answer | Error | Promise<Answer>;
  let account: MailboxAccount;
  let wanted: boolean;

  beforeEach(async () => {
    database = await open();
    now = 100_000_000;
    [sent, outcomes, asked, wanted] = [[], [], 0, true];
    prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    onPrepare = async () => undefined;
    onSend = async () => undefined;
    wasSent = 'unknown';
    account = ACCOUNT;
    outbox = newOutbox();
    await database.transaction((tx) => outbox.queue(tx, NEW));
  });

  /** A process of its own: what it has in flight is not known to others. */
  const newOutbox = (): MailOutbox =>
    createMailOutbox({
      database,
      clock: { now: () => now },
      logger: { debug() {}, info() {}, warn() {}, error() {}, fatal() {}, child: () => null as never },
      jobs: { enqueue: async () => void (asked += 1) } as never,
      transport: {
        send: async (_account, mail) => {
          await onSend();
          sent.push(mail.messageId);
        },
        wasSent: async () => {
          if (wasSent instanceof Error) throw wasSent;
          return wasSent;
        },
        fetchNew: () => Promise.reject(new Error('not used')),
        check: async () => [],
        close: async () => undefined,
      },
      prepare: async (_portal, mails) => {
        await onPrepare();
        return new Map(mails.map((mail) => [mail.mailId, prepared]));
      },
      stillWanted: async () => wanted,
      onOutcome: async (_tx, _mail, outcome) => void outcomes.push(outcome),
      accountOf: async () => account,
    });

  const stored = async (): Promise<Mail | null> =>
    database.manager.findOneBy(MailEntity, { portalId: PORTAL, mailId: NEW.mailId });

  it('sends a due mail once, and tells', async () => {
    await outbox.flush(PORTAL);
    await outbox.flush(PORTAL);
    expect(sent).toEqual([WRITTEN.messageId]);
    expect(outcomes).toEqual([{ kind: 'sent', certain: true }]);
    expect(await stored()).toMatchObject({
      state: 'sent',
      subject: 'Hello',
      toAddress: 'ada@customer.example.com',
    });
  });

  it('queues a mail once, and again only after it was cancelled', async () => {
    await database.transaction((tx) => outbox.queue(tx, NEW));
    expect(await database.manager.count(MailEntity)).toBe(1);
    await database.transaction((tx) => outbox.cancel(tx, PORTAL, NEW.contactId));
    await outbox.flush(PORTAL);
    expect(sent).toEqual([]);
    await database.transaction((tx) => outbox.queue(tx, NEW));
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
  });

  it('queues again what the guard refused, when the lead wants it after all', async () => {
    prepared = { verdict: 'drop', reason: 'the contact was deleted' };
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'refused' });
    prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    await database.transaction((tx) => outbox.queue(tx, NEW));
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
  });

  it('a mail whose contact went into another one on its way ends there', async () => {
    const [from, to] = [NEW.contactId, contactId(8)];
    onSend = () =>
      database.transaction((tx) => moveMails(tx, PORTAL, { from, to, currentRound: 1, round: 4 }));
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'sent', contactId: to, round: 4 });
    expect(outcomes).toHaveLength(1);
  });

  it('a mail whose contact was erased on its way leaves no word behind', async () => {
    onSend = () => database.transaction((tx) => eraseMails(tx, PORTAL, NEW.contactId));
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'cancelled', subject: '', toAddress: '', messageId: null });
    expect(outcomes).toEqual([]);
  });

  it('never sends again what was sent', async () => {
    await outbox.flush(PORTAL);
    await database.transaction((tx) => outbox.queue(tx, NEW));
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
  });

  it('drops what the guard refuses', async () => {
    prepared = { verdict: 'drop', reason: 'opted out' };
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'refused', error: 'opted out' });
  });

  it('waits, longer each time, while the guard cannot decide', async () => {
    prepared = { verdict: 'wait', reason: 'HubSpot cannot be asked' };
    await outbox.flush(PORTAL);
    const first = ((await stored())?.at ?? 0) - now;
    now += first;
    await outbox.flush(PORTAL);
    const second = ((await stored())?.at ?? 0) - now;
    expect(second).toBeGreaterThan(first);
    expect(sent).toEqual([]);
  });

  it('looks at the lead once more before it sends', async () => {
    wanted = false;
    await outbox.flush(PORTAL);
    expect(sent).toEqual([]);
  });

  it('keeps a mail while the server is away, and sends it afterwards', async () => {
    onSend = () => Promise.reject(new BatonError('MAIL_UNAVAILABLE', 'refused', { retry: 'backoff' }));
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'due' });
    onSend = async () => undefined;
    now += 20 * 60_000;
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
  });

  it.each([
    [{}, 'address'],
    [{ stage: 'message' }, 'content'],
  ])('tells an address that is refused from a content that is (%o)', async (context, what) => {
    onSend = () => Promise.reject(new BatonError('MAIL_REJECTED', '550 no', { context }));
    await outbox.flush(PORTAL);
    expect(outcomes).toEqual([{ kind: 'rejected', what, answer: '550 no' }]);
  });

  const loseTheAnswer = async (): Promise<void> => {
    onSend = () =>
      Promise.reject(
        new BatonError('MAIL_UNAVAILABLE', 'lost', { retry: 'backoff', context: { outcomeUnknown: true } }),
      );
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'sending' });
    onSend = async () => undefined;
    outbox = newOutbox();
  };

  it('asks the mailbox when the answer was lost: it left', async () => {
    await loseTheAnswer();
    wasSent = 'yes';
    now += 60_000;
    await outbox.flush(PORTAL);
    expect(sent).toEqual([]);
    expect(outcomes).toEqual([{ kind: 'sent', certain: true }]);
  });

  it('asks the mailbox when the answer was lost: it did not leave, and goes out now', async () => {
    await loseTheAnswer();
    wasSent = 'no';
    now += 121_000;
    await outbox.flush(PORTAL);
    now += 60_000;
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
  });

  it('believes an empty Sent folder only when the mail server has had time to file the mail', async () => {
    await loseTheAnswer();
    wasSent = 'no';
    now += 31_000;
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'sending' });
    wasSent = 'yes';
    now += 60_000;
    await outbox.flush(PORTAL);
    expect(sent).toEqual([]);
    expect(outcomes).toEqual([{ kind: 'sent', certain: true }]);
  });

  it('asks again for a while when the mailbox cannot tell: copies are filed late', async () => {
    await loseTheAnswer();
    now += 60_000;
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'sending' });
    wasSent = 'yes';
    now += 60_000;
    expect(await outbox.portalsWithWork()).toEqual([PORTAL]);
    await outbox.flush(PORTAL);
    expect(outcomes).toEqual([{ kind: 'sent', certain: true }]);
  });

  it('sends once what was claimed twice because HubSpot was slow, however long the mail server takes', async () => {
    const [looked, accepted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    onPrepare = () => looked.promise;
    const slow = outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await stored())?.leasedUntil).toBeGreaterThan(now));
    now += 31_000;
    onPrepare = async () => undefined;
    onSend = () => accepted.promise;
    const second = outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await stored())?.state).toBe('sending'));
    looked.resolve();
    await slow;
    now += 31_000;
    // Not in the Sent folder yet: it is still on its way.
    wasSent = 'no';
    await outbox.flush(PORTAL);
    accepted.resolve();
    await second;
    now += 3_600_000;
    await outbox.flush(PORTAL);
    expect(sent).toEqual([WRITTEN.messageId]);
    expect(await stored()).toMatchObject({ state: 'sent' });
  });

  /** A first process looks at HubSpot until its claim has ended, and a second one takes the mail meanwhile. */
  const lookLongerThanTheClaim = async (verdict: Prepared): Promise<() => Promise<void>> => {
    const looked = Promise.withResolvers<void>();
    onPrepare = () => looked.promise;
    prepared = verdict;
    const slow = outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await stored())?.leasedUntil).toBeGreaterThan(now));
    now += 31_000;
    onPrepare = async () => undefined;
    return async () => {
      looked.resolve();
      await slow;
    };
  };
  const waits: Prepared = { verdict: 'wait', reason: 'the contact changed this very moment' };

  it('a process that would rather wait takes no mail back that another one is sending', async () => {
    const finish = await lookLongerThanTheClaim(waits);
    prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    const accepted = Promise.withResolvers<void>();
    onSend = () => accepted.promise;
    const other = newOutbox();
    const second = other.flush(PORTAL);
    await vi.waitFor(async () => expect((await stored())?.state).toBe('sending'));
    prepared = waits;
    await finish();
    expect(await stored()).toMatchObject({ state: 'sending' });
    accepted.resolve();
    await second;
    prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    now += 3_600_000;
    await other.flush(PORTAL);
    expect(sent).toEqual([WRITTEN.messageId]);
    expect(await stored()).toMatchObject({ state: 'sent' });
  });

  it('of two processes that ask about one lost mail, only one has it sent again', async () => {
    await loseTheAnswer();
    now += 121_000;
    const told = Promise.withResolvers<'no'>();
    wasSent = told.promise;
    const slow = newOutbox().flush(PORTAL);
    await vi.waitFor(async () => expect((await stored())?.leasedUntil).toBeGreaterThan(now));
    now += 31_000;
    wasSent = 'no';
    const quick = newOutbox();
    await quick.flush(PORTAL);
    now += 61_000;
    const accepted = Promise.withResolvers<void>();
    onSend = () => accepted.promise;
    const sending = quick.flush(PORTAL);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'sending', attempts: 2 }));
    told.resolve('no');
    await slow;
    accepted.resolve();
    await sending;
    now += 3_600_000;
    await quick.flush(PORTAL);
    expect(sent).toEqual([WRITTEN.messageId]);
    expect(await stored()).toMatchObject({ state: 'sent' });
  });

  it('a failure that comes late, of an attempt that another process has repeated, changes nothing', async () => {
    const [refused, accepted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    onSend = () => refused.promise;
    const late = outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await stored())?.state).toBe('sending'));
    now += 121_000;
    wasSent = 'no';
    const other = newOutbox();
    await other.flush(PORTAL);
    now += 61_000;
    onSend = () => accepted.promise;
    const sending = other.flush(PORTAL);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'sending', attempts: 2 }));
    refused.reject(new BatonError('MAIL_UNAVAILABLE', 'greylisted', { retry: 'backoff' }));
    await late;
    expect(await stored()).toMatchObject({ state: 'sending', attempts: 2 });
    accepted.resolve();
    await sending;
    now += 3_600_000;
    await other.flush(PORTAL);
    expect(sent).toEqual([WRITTEN.messageId]);
  });

  it('does not send twice when nobody can tell', async () => {
    await loseTheAnswer();
    now += 16 * 60_000;
    await outbox.flush(PORTAL);
    expect(sent).toEqual([]);
    expect(outcomes).toEqual([{ kind: 'sent', certain: false }]);
    expect(await stored()).toMatchObject({ state: 'unconfirmed' });
  });

  it('asks nobody when incoming mail comes by webhook only', async () => {
    account = { ...ACCOUNT, imapUrl: null };
    await loseTheAnswer();
    now += 60_000;
    await outbox.flush(PORTAL);
    expect(outcomes).toEqual([{ kind: 'sent', certain: false }]);
  });

  it('sends the other mails while the mailbox cannot be asked about one', async () => {
    await loseTheAnswer();
    wasSent = new BatonError('MAIL_UNAVAILABLE', 'no answer', { retry: 'backoff' });
    now += 16 * 60_000;
    const another = { ...WRITTEN, messageId: '<baton.another@acme.example.com>' };
    prepared = { verdict: 'send', account: ACCOUNT, mail: another };
    await database.transaction((tx) => outbox.queue(tx, { ...NEW, mailId: 'another' }));
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'sending' });
    now += 24 * 3_600_000;
    await outbox.flush(PORTAL);
    expect(await stored()).toMatchObject({ state: 'unconfirmed' });
  });

  it('takes over what a dead process was sending, but not before its lease ends', async () => {
    await loseTheAnswer();
    wasSent = 'yes';
    await outbox.flush(PORTAL);
    expect(outcomes).toEqual([]);
    expect(await outbox.portalsWithWork()).toEqual([]);
    now += 60_000;
    expect(await outbox.portalsWithWork()).toEqual([PORTAL]);
  });

  it('never takes its own mail for lost when the clock leaps', async () => {
    wasSent = 'no';
    onSend = async () => {
      now += 3_600_000;
      await outbox.flush(PORTAL);
    };
    await outbox.flush(PORTAL);
    expect(sent).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'sent' });
  });

  it('asks for its own next run', async () => {
    expect(asked).toBe(1);
  });

  describe('after the clock was set back by an hour', () => {
    const HOUR = 3_600_000;

    it('a due mail leaves now, one that waits tries again now', async () => {
      now -= HOUR;
      await outbox.flush(PORTAL);
      expect(sent).toEqual([]);
      await outbox.pullIn();
      expect(await outbox.portalsWithWork()).toEqual([PORTAL]);
      prepared = { verdict: 'wait', reason: 'HubSpot cannot be asked' };
      await outbox.flush(PORTAL);
      prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
      now -= HOUR;
      expect(await outbox.portalsWithWork()).toEqual([]);
      await outbox.pullIn();
      await outbox.flush(PORTAL);
      expect(sent).toHaveLength(1);
    });

    it('one that a process took with it is asked about after a lease, and not before', async () => {
      onSend = () => Promise.reject(new Error('the process died'));
      await outbox.flush(PORTAL);
      expect(await stored()).toMatchObject({ state: 'sending' });
      wasSent = 'yes';
      now -= HOUR;
      await outbox.pullIn();
      await outbox.flush(PORTAL);
      expect(await stored()).toMatchObject({ state: 'sending' });
      now += 30_000;
      await outbox.flush(PORTAL);
      expect(await stored()).toMatchObject({ state: 'sent' });
    });

    it('mails that left, and times that are right, stay as they are', async () => {
      await outbox.flush(PORTAL);
      const before = await stored();
      now -= HOUR;
      await outbox.pullIn();
      expect(await stored()).toEqual(before);
    });
  });
});
