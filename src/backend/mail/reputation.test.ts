import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { assistantId, portalId } from '../ground/identifiers.ts';
import { createMailInbox } from './inbox.ts';
import { mailEntities } from './mail-entity.ts';
import { createMailMeters } from './meters.ts';

const tara = { portalId: portalId(1), assistantId: assistantId('tara'), email: 'tara@acme.example.com' };
const report = (to: string, type: string, fields: string, part: string): Buffer =>
  Buffer.from(
    [
      'From: postmaster@mx.northwind.example.com',
      `To: ${to}`,
      'Subject: Report',
      `Content-Type: multipart/report; report-type=${type}; boundary=b`,
      '',
      '--b',
      `Content-Type: message/${part}`,
      '',
      fields,
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: Tara <tara@acme.example.com>',
      'To: ann@northwind.example.com',
      'Message-ID: <baton.1@acme.example.com>',
      '',
      'Hi',
      '--b--',
      '',
    ].join('\r\n'),
  );
const bounce = (status: string, said: string): Buffer =>
  report(
    'tara@acme.example.com',
    'delivery-status',
    `Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ann@northwind.example.com\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${said}`,
    'delivery-status',
  );
const complaint = (to: string, type: string): Buffer =>
  report(to, 'feedback-report', `Feedback-Type: ${type}\r\nVersion: 1`, 'feedback-report');

describeOnBothDatabases('the reputation of who sends', mailEntities, (open) => {
  let registry: Registry;
  let told: object[];
  let waiting: string[];
  let inbox: ReturnType<typeof createMailInbox>;
  let database: Awaited<ReturnType<typeof open>>;

  beforeEach(async () => {
    registry = new Registry();
    [told, waiting] = [[], []];
    database = await open();
    inbox = createMailInbox({
      database,
      jobs: { enqueue: async (_tx: unknown, { key }: { key: string }) => void waiting.push(key) } as never,
      assistants: {
        byEmail: async (emails: readonly string[]) => [tara].filter(({ email }) => emails.includes(email)),
      } as never,
      clock: { now: () => Date.UTC(2026, 10, 23) },
      pace: { note: async () => undefined },
      reputation: createMailMeters(registry),
      logger: { error: (what: object) => void told.push(what), info: () => undefined } as never,
      leadOfAddress: (async () => 'contact') as never,
      wantsOpinion: async () => false,
      consult: async () => null,
      onReceived: async () => undefined,
      onStray: async () => undefined,
    });
  });
  const receive = async (raw: Buffer): Promise<void> => {
    await database.transaction((tx) => inbox.store(tx, raw));
    for (const id of waiting.splice(0)) await inbox.receive(id);
  };
  const counted = async (kind: string): Promise<number> =>
    Number(
      new RegExp(`baton_mail_reputation_total\\{kind="${kind}"\\} (\\d+)`).exec(
        await registry.metrics(),
      )?.[1] ?? 0,
    );

  it('alarms the operator when a mail is refused for who sent it', async () => {
    await receive(bounce('5.7.1', '550 5.7.1 blocked using zen.spamhaus.example, listed'));
    expect(await counted('blocked')).toBe(1);
    expect(told).toMatchObject([{ code: 'MAIL_BLOCKED', portalId: tara.portalId, cause: 'blocked' }]);
  });

  it.each(['tara@acme.example.com', 'abuse@acme.example.com'])(
    'alarms the operator when somebody complains, also by way of %s',
    async (to) => {
      await receive(complaint(to, 'abuse'));
      expect(await counted('complaint')).toBe(1);
      expect(told).toMatchObject([{ code: 'MAIL_COMPLAINT', assistantId: tara.assistantId }]);
    },
  );

  it('says nothing of an address that is dead, of a full mailbox, and of reports about the domain', async () => {
    await receive(bounce('5.1.1', '550 5.1.1 user unknown'));
    await receive(bounce('5.2.2', '552 5.2.2 mailbox full'));
    await receive(complaint('tara@acme.example.com', 'auth-failure'));
    expect([await counted('blocked'), await counted('complaint')]).toEqual([0, 0]);
    expect(told).toEqual([]);
  });

  describe('a post of many notifications', () => {
    it('is one of each, also where one comes again', async () => {
      const event = (email: string) => ({ event: 'spamreport', email, sg_message_id: email });
      const all = [event('ann@northwind.example.com'), event('bo@northwind.example.com')];
      await database.transaction((tx) => inbox.store(tx, Buffer.from(JSON.stringify(all))));
      await database.transaction((tx) => inbox.store(tx, Buffer.from(JSON.stringify(all.slice(1)))));
      expect(new Set(waiting).size).toBe(2);
    });
  });
});
