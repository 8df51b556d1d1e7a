import { beforeEach, expect, it, vi } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { portalId } from '../ground/identifiers.ts';
import { createLogger } from '../ground/logger.ts';
import { createMailInbox } from './inbox.ts';
import type { MailInbox } from './inbox.ts';
import { IncomingEntity, mailEntities } from './mail-entity.ts';

const tara = { portalId: portalId(1), email: 'tara@acme.example.com' };
const otto = { portalId: portalId(1), email: 'otto@acme.example.com' };
const mail = (from: string, to: string, more = '') =>
  Buffer.from(`From: ${from}\r\nTo: ${to}\r\nMessage-ID: <1@x>\r\n${more}Subject: Hi\r\n\r\nHello\r\n`);

describeOnBothDatabases('what comes into an inbox', mailEntities, (open) => {
  const answers = vi.fn(async () => 'contact');
  let inbox: MailInbox;
  let waiting: string[];
  let database: Awaited<ReturnType<typeof open>>;

  beforeEach(async () => {
    answers.mockClear();
    waiting = [];
    database = await open();
    inbox = createMailInbox({
      database,
      jobs: { enqueue: async (_tx: unknown, { key }: { key: string }) => void waiting.push(key) } as never,
      assistants: {
        byEmail: async (emails: readonly string[]) =>
          [tara, otto].filter(({ email }) => emails.includes(email)),
      } as never,
      clock: { now: () => 0 },
      pace: { note: async () => undefined },
      reputation: { inc: () => undefined } as never,
      logger: createLogger('silent'),
      leadOfAddress: answers as never,
      wantsOpinion: async () => false,
      consult: async () => null,
      onReceived: async () => undefined,
      onStray: async () => undefined,
    });
  });
  /** How many of these are taken for an answer. */
  const receive = async (...raws: Buffer[]): Promise<number> => {
    await database.transaction(async (tx) => {
      for (const raw of raws) await inbox.store(tx, raw);
    });
    for (const id of waiting) await inbox.receive(id);
    expect(await database.manager.count(IncomingEntity)).toBe(0);
    return answers.mock.calls.length;
  };

  it("is no answer when it is the assistant's own mail, however it came back", async () => {
    expect(await receive(mail('Tara <TARA@acme.example.com>', 'tara@acme.example.com'))).toBe(0);
    const looped = 'Delivered-To: tara@acme.example.com\r\nIn-Reply-To: <baton.1@acme.example.com>\r\n';
    expect(await receive(mail('tara@acme.example.com', 'list@northwind.example.com', looped))).toBe(0);
  });

  it('is an answer when a person, or another assistant, wrote it', async () => {
    expect(await receive(mail('ann@northwind.example.com', 'tara@acme.example.com'))).toBe(1);
    expect(await receive(mail('otto@acme.example.com', 'tara@acme.example.com'))).toBe(2);
  });

  it('that nobody can read is dropped, and the one behind it is read', async () => {
    const odd = [
      Buffer.alloc(0),
      Buffer.from([0xff, 0, 0x80]),
      Buffer.from('From:\r\n\r\n'),
      mail('', 'tara@x'),
    ];
    expect(await receive(...odd, mail('ann@northwind.example.com', 'tara@acme.example.com'))).toBe(1);
  });
});
