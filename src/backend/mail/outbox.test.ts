import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { contactId } from '../ground/identifiers.ts';
import { MailEntity, mailEntities } from './mail-entity.ts';
import { eraseMails, moveMails } from './mails.ts';
import { ACCOUNT, NEW, PORTAL, WRITTEN, TestMailOutbox } from './test-mail-outbox.ts';

describeOnBothDatabases('mail outbox', mailEntities, (open) => {
  let test: TestMailOutbox;

  beforeEach(async () => {
    test = new TestMailOutbox(await open());
    await test.database.transaction((tx) => test.outbox.queue(tx, NEW));
  });

  it('sends a due mail once, and tells', async () => {
    await test.outbox.flush(PORTAL);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([WRITTEN.messageId]);
    expect(test.outcomes).toEqual([{ kind: 'sent', certain: true }]);
    expect(await test.stored()).toMatchObject({
      state: 'sent',
      subject: 'Hello',
      toAddress: 'ada@customer.example.com',
    });
  });

  it('queues a mail once, and again only after it was cancelled', async () => {
    await test.database.transaction((tx) => test.outbox.queue(tx, NEW));
    expect(await test.database.manager.count(MailEntity)).toBe(1);
    await test.database.transaction((tx) => test.outbox.cancel(tx, PORTAL, NEW.contactId));
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([]);
    await test.database.transaction((tx) => test.outbox.queue(tx, NEW));
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
  });

  it('queues again what the guard refused, when the lead wants it after all', async () => {
    test.prepared = { verdict: 'drop', reason: 'the contact was deleted' };
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'refused' });
    test.prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    await test.database.transaction((tx) => test.outbox.queue(tx, NEW));
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
  });

  it('a mail whose contact went into another one on its way ends there', async () => {
    const [from, to] = [NEW.contactId, contactId(8)];
    test.onSend = () =>
      test.database.transaction((tx) => moveMails(tx, PORTAL, { from, to, currentRound: 1, round: 4 }));
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'sent', contactId: to, round: 4 });
    expect(test.outcomes).toHaveLength(1);
  });

  it('a mail whose contact was erased on its way leaves no word behind', async () => {
    test.onSend = () => test.database.transaction((tx) => eraseMails(tx, PORTAL, NEW.contactId));
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({
      state: 'cancelled',
      subject: '',
      toAddress: '',
      messageId: null,
    });
    expect(test.outcomes).toEqual([]);
  });

  it('never sends again what was sent', async () => {
    await test.outbox.flush(PORTAL);
    await test.database.transaction((tx) => test.outbox.queue(tx, NEW));
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
  });

  it('drops what the guard refuses', async () => {
    test.prepared = { verdict: 'drop', reason: 'opted out' };
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'refused', error: 'opted out' });
  });

  it('that was put off and queued anew before the refusal is written stays due', async () => {
    test.prepared = { verdict: 'drop', reason: 'a public holiday' };
    test.onPrepare = () =>
      test.database.transaction(async (tx) => {
        await test.outbox.putOff(tx, PORTAL, NEW.contactId);
        await test.outbox.queue(tx, NEW);
      });
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'due', error: null });
    test.onPrepare = async () => undefined;
    test.prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
  });

  it('waits, longer each time, while the guard cannot decide', async () => {
    test.prepared = { verdict: 'wait', reason: 'HubSpot cannot be asked' };
    await test.outbox.flush(PORTAL);
    const first = ((await test.stored())?.at ?? 0) - test.now;
    test.now += first;
    await test.outbox.flush(PORTAL);
    const second = ((await test.stored())?.at ?? 0) - test.now;
    expect(second).toBeGreaterThan(first);
    expect(test.sent).toEqual([]);
  });

  it('looks at the lead once more before it sends', async () => {
    test.wanted = false;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toEqual([]);
  });

  it('looks at a contact once more when the mails before it took long', async () => {
    test.uniqueIds = true;
    const more = [1, 2, 3, 4, 5, 6].map((number) => ({
      ...NEW,
      mailId: `mail-${number}`,
      contactId: contactId(100 + number),
    }));
    for (const mail of more) await test.database.transaction((tx) => test.outbox.queue(tx, mail));
    test.onSend = async () => {
      test.now += 2 * MINUTE;
      // Meanwhile the contacts opted out.
      test.prepared = { verdict: 'drop', reason: 'the contact opted out' };
    };
    await test.outbox.flush(PORTAL);
    // As many as leave at a time.
    expect(test.sent).toHaveLength(5);
    expect(await test.database.manager.countBy(MailEntity, { state: 'refused' })).toBe(2);
  });

  it('keeps a mail while the server is away, and sends it afterwards', async () => {
    test.onSend = () => Promise.reject(new BatonError('MAIL_UNAVAILABLE', 'refused', { retry: 'backoff' }));
    await test.outbox.flush(PORTAL);
    expect(await test.stored()).toMatchObject({ state: 'due' });
    test.onSend = async () => undefined;
    test.now += 20 * 60_000;
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
  });

  it.each([
    [{}, 'address'],
    [{ stage: 'message' }, 'content'],
  ])('tells an address that is refused from a content that is (%o)', async (context, what) => {
    test.onSend = () => Promise.reject(new BatonError('MAIL_REJECTED', '550 no', { context }));
    await test.outbox.flush(PORTAL);
    expect(test.outcomes).toEqual([{ kind: 'rejected', what, answer: '550 no' }]);
  });

  it('never takes its own mail for lost when the clock leaps', async () => {
    test.wasSent = 'no';
    test.onSend = async () => {
      test.now += 3_600_000;
      await test.outbox.flush(PORTAL);
    };
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
    expect(await test.stored()).toMatchObject({ state: 'sent' });
  });

  it('asks for its own next run', async () => {
    expect(test.asked).toBe(1);
  });

  describe('after the clock was set back by an hour', () => {
    const HOUR = 3_600_000;

    it('a due mail leaves now, one that waits tries again now', async () => {
      test.now -= HOUR;
      await test.outbox.flush(PORTAL);
      expect(test.sent).toEqual([]);
      await test.outbox.pullIn();
      expect(await test.outbox.portalsWithWork()).toEqual([PORTAL]);
      test.prepared = { verdict: 'wait', reason: 'HubSpot cannot be asked' };
      await test.outbox.flush(PORTAL);
      test.prepared = { verdict: 'send', account: ACCOUNT, mail: WRITTEN };
      test.now -= HOUR;
      expect(await test.outbox.portalsWithWork()).toEqual([]);
      await test.outbox.pullIn();
      await test.outbox.flush(PORTAL);
      expect(test.sent).toHaveLength(1);
    });

    it('one that a process took with it is asked about after a lease, and not before', async () => {
      test.onSend = () => Promise.reject(new Error('the process died'));
      await test.outbox.flush(PORTAL);
      expect(await test.stored()).toMatchObject({ state: 'sending' });
      test.wasSent = 'yes';
      test.now -= HOUR;
      await test.outbox.pullIn();
      await test.outbox.flush(PORTAL);
      expect(await test.stored()).toMatchObject({ state: 'sending' });
      test.now += 30_000;
      await test.outbox.flush(PORTAL);
      expect(await test.stored()).toMatchObject({ state: 'sent' });
    });

    it('mails that left, and times that are right, stay as they are', async () => {
      await test.outbox.flush(PORTAL);
      const before = await test.stored();
      test.now -= HOUR;
      await test.outbox.pullIn();
      expect(await test.stored()).toEqual(before);
    });
  });
});
