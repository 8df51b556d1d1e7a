import { beforeEach, expect, it, vi } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { mailEntities } from './mail-entity.ts';
import type { Prepared } from './outbox.ts';
import { ACCOUNT, NEW, PORTAL, WRITTEN, TestMailOutbox } from './test-mail-outbox.ts';

describeOnBothDatabases('a mail of which nobody knows whether it left', mailEntities, (open) => {
  let test: TestMailOutbox;

  beforeEach(async () => {
    test = new TestMailOutbox(await open());
    await test.database.transaction((tx) => test.outbox.queue(tx, NEW));
  });

  it('asks the mailbox when the answer was lost: it left', async () => {
    await test.loseTheAnswer();
    test.wasSent = 'yes';
    test.now += 60_000;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([]);
    expect(test.outcomes).toEqual([{ kind: 'sent', certain: true }]);
  });

  it('asks the mailbox when the answer was lost: it did not leave, and goes out now', async () => {
    await test.loseTheAnswer();
    test.wasSent = 'no';
    test.now += 121_000;
    await test.outbox.flush(PORTAL);
    test.now += 60_000;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
  });

  it('believes an empty Sent folder only when the mail server has had time to file the mail', async () => {
    await test.loseTheAnswer();
    test.wasSent = 'no';
    test.now += 31_000;
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'sending' });
    test.wasSent = 'yes';
    test.now += 60_000;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([]);
    expect(test.outcomes).toEqual([{ kind: 'sent', certain: true }]);
  });

  it('asks again for a while when the mailbox cannot tell: copies are filed late', async () => {
    await test.loseTheAnswer();
    test.now += 60_000;
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'sending' });
    test.wasSent = 'yes';
    test.now += 60_000;
    expect(await test.outbox.portalsWithWork()).toEqual([PORTAL]);
    await test.outbox.flush(PORTAL);
    expect(test.outcomes).toEqual([{ kind: 'sent', certain: true }]);
  });

  it('sends once what was claimed twice because HubSpot was slow, however long the mail server takes', async () => {
    const [looked, accepted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    test.onPrepare = () => looked.promise;
    const slow = test.outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await test.stored())?.leasedUntil).toBeGreaterThan(test.now));
    test.now += 31_000;
    test.onPrepare = async () => undefined;
    test.onSend = () => accepted.promise;
    const second = test.outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await test.stored())?.state).toBe('sending'));
    looked.resolve();
    await slow;
    test.now += 31_000;
    // Not in the Sent folder yet: it is still on its way.
    test.wasSent = 'no';
    await test.outbox.flush(PORTAL);
    accepted.resolve();
    await second;
    test.now += 3_600_000;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([WRITTEN.messageId]);
    expect(await test.stored()).toMatchObject({ state: 'sent' });
  });

  /** A first process looks at HubSpot until its claim has ended, and a second one takes the mail meanwhile. */
  const lookLongerThanTheClaim = async (verdict: Prepared): Promise<() => Promise<void>> => {
    const looked = Promise.withResolvers<void>();
    test.onPrepare = () => looked.promise;
    test.prepared = verdict;
    const slow = test.outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await test.stored())?.leasedUntil).toBeGreaterThan(test.now));
    test.now += 31_000;
    test.onPrepare = async () => undefined;
    return async () => {
      looked.resolve();
      await slow;
    };
  };
  const waits: Prepared = { verdict: 'wait', reason: 'the contact changed this very moment' };

  it('a process that would rather wait takes no mail back that another one is sending', async () => {
    const finish = await lookLongerThanTheClaim(waits);
    test.prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    const accepted = Promise.withResolvers<void>();
    test.onSend = () => accepted.promise;
    const other = test.newOutbox();
    const second = other.flush(PORTAL);
    await vi.waitFor(async () => expect((await test.stored())?.state).toBe('sending'));
    test.prepared = waits;
    await finish();
    expect(await test.stored()).toMatchObject({ state: 'sending' });
    accepted.resolve();
    await second;
    test.prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    test.now += 3_600_000;
    await other.flush(PORTAL);
    expect(test.sent).toEqual([WRITTEN.messageId]);
    expect(await test.stored()).toMatchObject({ state: 'sent' });
  });

  it('of two processes that ask about one lost mail, only one has it sent again', async () => {
    await test.loseTheAnswer();
    test.now += 121_000;
    const told = Promise.withResolvers<'no'>();
    test.wasSent = told.promise;
    const slow = test.newOutbox().flush(PORTAL);
    await vi.waitFor(async () => expect((await test.stored())?.leasedUntil).toBeGreaterThan(test.now));
    test.now += 31_000;
    test.wasSent = 'no';
    const quick = test.newOutbox();
    await quick.flush(PORTAL);
    test.now += 61_000;
    const accepted = Promise.withResolvers<void>();
    test.onSend = () => accepted.promise;
    const sending = quick.flush(PORTAL);
    await vi.waitFor(async () =>
      expect(await test.stored()).toMatchObject({ state: 'sending', attempts: 2 }),
    );
    told.resolve('no');
    await slow;
    accepted.resolve();
    await sending;
    test.now += 3_600_000;
    await quick.flush(PORTAL);
    expect(test.sent).toEqual([WRITTEN.messageId]);
    expect(await test.stored()).toMatchObject({ state: 'sent' });
  });

  it('a failure that comes late, of an attempt that another process has repeated, changes nothing', async () => {
    const [refused, accepted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    test.onSend = () => refused.promise;
    const late = test.outbox.flush(PORTAL);
    await vi.waitFor(async () => expect((await test.stored())?.state).toBe('sending'));
    test.now += 121_000;
    test.wasSent = 'no';
    const other = test.newOutbox();
    await other.flush(PORTAL);
    test.now += 61_000;
    test.onSend = () => accepted.promise;
    const sending = other.flush(PORTAL);
    await vi.waitFor(async () =>
      expect(await test.stored()).toMatchObject({ state: 'sending', attempts: 2 }),
    );
    refused.reject(new BatonError('MAIL_UNAVAILABLE', 'greylisted', { retry: 'backoff' }));
    await late;
    expect(await test.stored()).toMatchObject({ state: 'sending', attempts: 2 });
    accepted.resolve();
    await sending;
    test.now += 3_600_000;
    await other.flush(PORTAL);
    expect(test.sent).toEqual([WRITTEN.messageId]);
  });

  it('does not send twice when nobody can tell', async () => {
    await test.loseTheAnswer();
    test.now += 16 * 60_000;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([]);
    expect(test.outcomes).toEqual([{ kind: 'sent', certain: false }]);
    expect(await test.stored()).toMatchObject({ state: 'unconfirmed' });
  });

  it('asks nobody when incoming mail comes by webhook only', async () => {
    test.account = { ...ACCOUNT, imapUrl: null };
    await test.loseTheAnswer();
    test.now += 60_000;
    await test.outbox.flush(PORTAL);
    expect(test.outcomes).toEqual([{ kind: 'sent', certain: false }]);
  });

  it('sends the other mails while the mailbox cannot be asked about one', async () => {
    await test.loseTheAnswer();
    test.wasSent = new BatonError('MAIL_UNAVAILABLE', 'no answer', { retry: 'backoff' });
    test.now += 16 * 60_000;
    const another = { ...WRITTEN, messageId: '<baton.another@acme.example.com>' };
    test.prepared = { verdict: 'send', account: ACCOUNT, mail: another };
    await test.database.transaction((tx) => test.outbox.queue(tx, { ...NEW, mailId: 'another' }));
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
    expect(await test.stored()).toMatchObject({ state: 'sending' });
    test.now += 24 * 3_600_000;
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'unconfirmed' });
  });

  it('takes over what a dead process was sending, but not before its lease ends', async () => {
    await test.loseTheAnswer();
    test.wasSent = 'yes';
    await test.outbox.flush(PORTAL);
    expect(test.outcomes).toEqual([]);
    expect(await test.outbox.portalsWithWork()).toEqual([]);
    test.now += 60_000;
    expect(await test.outbox.portalsWithWork()).toEqual([PORTAL]);
  });
});
