import { In } from 'typeorm';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAnother, describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { startProcess } from '../../database/test-process.ts';
import { assistantId, contactId } from '../../ground/identifiers.ts';
import { BatonError } from '../../ground/errors.ts';
import { HOUR, MINUTE } from '../../ground/clock.ts';
import { MailEntity } from '../mail-entity.ts';
import { NEW, PORTAL, TestMailOutbox } from '../test-mail-outbox.ts';
import { MailboxDayEntity } from './mailbox-day-entity.ts';
import { paceEntities, tara, testPace } from './test-pace.ts';

/** Monday 23 November 2026, 9:00 in New York. */
const NINE = Date.UTC(2026, 10, 23, 14);
const numbered = (number: number, kind: 'step' | 'brochure' = 'step', by = 'tara') => ({
  ...NEW,
  kind,
  contactId: contactId(number),
  assistantId: assistantId(by),
  mailId: `${number}-1-${kind}-0`,
});

describeOnBothDatabases('the pace of a mailbox', paceEntities, (open) => {
  let test: TestMailOutbox;
  let database: TestDatabase;

  const use = (...of: Parameters<typeof tara>[0][]) => {
    const assistants = of.map(tara);
    test.pace = testPace(database, { now: () => test.now }, assistants);
    test.outbox = test.newOutbox();
  };
  const queue = (...mails: (typeof NEW)[]) =>
    database.transaction(async (tx) => {
      for (const mail of mails) await test.outbox.queue(tx, mail);
    });
  const count = async (from: number, to: number) => {
    for (let number = from; number <= to; number += 1, test.now += 1) await queue(numbered(number));
  };
  /** Flushes every half minute. */
  const pass = async (ms: number) => {
    for (const end = test.now + ms; test.now < end; test.now += MINUTE / 2) await test.outbox.flush(PORTAL);
  };
  const today = async () => (await database.manager.find(MailboxDayEntity)).at(-1);

  beforeEach(async () => {
    database = await open();
    test = new TestMailOutbox(database);
    test.uniqueIds = true;
    test.now = NINE;
    use({});
  });

  it('lets one mail out at a time, with a gap between them', async () => {
    await count(1, 3);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(1);
    await pass(4 * MINUTE);
    expect(test.sent).toHaveLength(1);
    await pass(3 * MINUTE);
    expect(test.sent).toHaveLength(2);
    await pass(5 * MINUTE);
    expect(test.sent).toHaveLength(3);
    expect(test.held).toEqual([]);
  });

  it('puts off what is more than the day’s number, in order, and says why', async () => {
    await count(1, 5);
    await pass(HOUR);
    expect(test.sent).toHaveLength(3);
    const held = new Map(test.held);
    expect([...held.keys()]).toEqual(['4-1-step-0', '5-1-step-0']);
    expect(held.get('4-1-step-0')).toMatchObject({
      why: 'daily-cap',
      text: 'Tara’s mailbox reached today’s 3 emails.',
      notBefore: Date.UTC(2026, 10, 24, 5),
      afterMs: 0,
    });
    expect(held.get('5-1-step-0')).toMatchObject({ afterMs: 5 * MINUTE });
  });

  it('puts off by days what is more than tomorrow’s number', async () => {
    await count(1, 8);
    await test.outbox.flush(PORTAL);
    expect(test.held.map(([, { notBefore }]) => new Date(notBefore).getUTCDate())).toEqual([
      24, 24, 24, 25, 25,
    ]);
  });

  it('asks HubSpot only for the mail whose turn it is', async () => {
    let asked = 0;
    test.onPrepare = async () => void (asked += 1);
    await count(1, 40);
    await pass(20 * MINUTE);
    expect(asked).toBe(3);
  });

  it('begins anew every day of the account', async () => {
    await count(1, 3);
    await pass(HOUR);
    test.now = Date.UTC(2026, 10, 24, 4, 59);
    await count(4, 4);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(3);
    test.now = Date.UTC(2026, 10, 24, 5);
    await count(5, 5);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(4);
  });

  it('is one for assistants that share a mailbox', async () => {
    use({}, { assistantId: assistantId('tom'), name: 'Tom', dailyCap: 2 });
    await queue(numbered(1), numbered(2, 'step', 'tom'), numbered(3, 'step', 'tom'));
    await pass(HOUR);
    expect(test.sent).toHaveLength(2);
  });

  it('holds no answer to a person, and counts it', async () => {
    await count(1, 3);
    await pass(HOUR);
    await queue(numbered(9, 'brochure'));
    await test.outbox.flush(PORTAL);
    expect(test.sent.at(-1)).toContain('9-1-brochure-0');
    expect(await today()).toMatchObject({ sent: 4 });
  });

  it('has no limit where nobody set one', async () => {
    use({ dailyCap: null });
    await count(1, 30);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(30);
  });

  it('gives the place of a mail back that the server did not take', async () => {
    test.onSend = () =>
      Promise.reject(new BatonError('MAIL_UNAVAILABLE', 'not now', { context: { status: 450 } }));
    await count(1, 1);
    await pass(30 * MINUTE);
    expect(await today()).toMatchObject({ sent: 0 });
    test.onSend = async () => undefined;
    await pass(30 * MINUTE);
    expect(test.sent).toHaveLength(1);
    expect(await today()).toMatchObject({ sent: 1 });
  });

  it('takes no place for a mail that is not wanted any more', async () => {
    test.wanted = false;
    await count(1, 1);
    await test.outbox.flush(PORTAL);
    expect((await today())?.sent ?? 0).toBe(0);
  });

  it('rests when too much comes back, until an admin lets it go on', async () => {
    use({ dailyCap: null });
    const pace = testPace(database, { now: () => test.now }, [tara({ dailyCap: null })]);
    await count(1, 10);
    await test.outbox.flush(PORTAL);
    await database.transaction(async (tx) => {
      for (let at = 0; at < 8; at += 1) await pace.note(tx, tara(), 'bounced');
    });
    expect((await pace.today(tara())).trouble).toContain('8 of 10 emails came back');
    await count(11, 11);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(10);
    expect(test.held[0]?.[1]).toMatchObject({ why: 'reputation' });
    await pace.forgive(tara());
    await count(11, 11);
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(11);
  });

  it('counts an address that the server refuses at once as one that came back', async () => {
    test.onSend = () => Promise.reject(new BatonError('MAIL_REJECTED', 'no such user'));
    await count(1, 1);
    await test.outbox.flush(PORTAL);
    expect(await today()).toMatchObject({ sent: 1, bounced: 1 });
  });

  it('forgets a gap that was computed before the clock was set back', async () => {
    await count(1, 2);
    await test.outbox.flush(PORTAL);
    test.now -= 3 * HOUR;
    await testPace(database, { now: () => test.now }).pullIn();
    await test.outbox.pullIn();
    await test.outbox.flush(PORTAL);
    expect(test.sent).toHaveLength(2);
  });

  it('is kept by many that send at the same moment', async () => {
    const others = await Promise.all(
      Array.from({ length: open.kind === 'postgres' ? 4 : 2 }, () => openAnother(database.url, paceEntities)),
    );
    const start = NINE + HOUR;
    await count(1, 40);
    const tests = others.map((one) => {
      const other = new TestMailOutbox(one);
      other.uniqueIds = true;
      other.now = start;
      other.pace = testPace(one, { now: () => other.now }, [tara({ dailyCap: 10 })]);
      // As if all had looked at the same moment, before any had sent: only the reservation holds them.
      other.pace = { ...other.pace, look: async () => new Map() };
      other.outbox = other.newOutbox();
      return other;
    });
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(tests.map((other) => other.outbox.flush(PORTAL)));
      for (const other of tests) other.now += 5 * MINUTE;
    }
    expect(tests.flatMap(({ sent }) => sent)).toHaveLength(10);
    for (const one of others) await one.close();
  });

  describe('over processes that are killed', () => {
    it('is never exceeded, and no place is lost for good', async () => {
      const CAP = 12;
      await count(1, 60);
      const script = new URL('./test-pace-process.ts', import.meta.url);
      let sent = 0;
      for (let round = 0; round < 6; round += 1) {
        const running = [0, 1].map(() =>
          startProcess(script, [database.url, String(CAP), String(NINE + round * HOUR)]),
        );
        await Promise.race([running[0]?.line('sending'), running[1]?.line('sending'), pause(20_000)]);
        await pause(20 * round);
        for (const { child } of running) child.kill('SIGKILL');
        await Promise.all(running.map(({ exited }) => exited));
        sent += running.flatMap(({ lines }) => lines).length;
      }
      const marked = await database.manager.countBy(MailEntity, {
        state: In(['sending', 'sent', 'unconfirmed']),
      });
      const rows = await database.manager.find(MailboxDayEntity);
      const counted = rows.reduce((all, row) => all + row.sent, 0);
      expect(sent).toBeLessThanOrEqual(CAP);
      expect(marked).toBeLessThanOrEqual(CAP);
      expect(counted).toBe(marked);
      expect(sent).toBeGreaterThan(0);
    }, 180_000);
  });
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
