import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { portalId } from '../ground/identifiers.ts';
import { createMailInbox } from './inbox.ts';
import { IncomingEntity, mailEntities } from './mail-entity.ts';

const [OURS, THEIRS] = [portalId(1), portalId(2)];
const raw = (from: string, to: string): Buffer =>
  Buffer.from(`From: ${from}\r\nTo: ${to}\r\nMessage-ID: <${from}${to}>\r\nSubject: Hi\r\n\r\nHello\r\n`);

describeOnBothDatabases('mails of an erased person that nobody has read', mailEntities, (open) => {
  it('are deleted, but not those to another account or of others', async () => {
    const database = await open();
    const assistants = [
      { portalId: OURS, email: 'tara@acme.example.com' },
      { portalId: THEIRS, email: 'tim@other.example.com' },
    ];
    const inbox = createMailInbox({
      database,
      jobs: { enqueue: async () => undefined } as never,
      assistants: {
        byEmail: async (emails: readonly string[]) =>
          assistants.filter(({ email }) => emails.includes(email)),
      } as never,
      clock: { now: () => 0 },
      logger: { error() {} } as never,
      leadOfAddress: async () => undefined,
      wantsOpinion: async () => false,
      consult: async () => null,
      onReceived: async () => undefined,
      onStray: async () => undefined,
      pace: { note: async () => undefined },
      reputation: { inc() {} } as never,
    });
    await database.transaction(async (tx) => {
      await inbox.store(tx, raw('Ada@Customer.example.com', 'tara@acme.example.com'));
      await inbox.store(tx, raw('ada@customer.example.com', 'tim@other.example.com'));
      await inbox.store(tx, raw('bea@customer.example.com', 'tara@acme.example.com'));
    });
    await inbox.forgetUnread(OURS, new Set(['ada@customer.example.com']));
    const left = (await database.manager.find(IncomingEntity)).map((row) =>
      Buffer.from(row.raw, 'base64').toString(),
    );
    expect(left).toHaveLength(2);
    expect(left.some((text) => text.includes('tim@'))).toBe(true);
    expect(left.some((text) => text.includes('bea@'))).toBe(true);
  });
});
