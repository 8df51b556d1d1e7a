import { beforeEach, expect, it } from 'vitest';
import { assistantId, contactId, portalId } from '../../ground/identifiers.ts';
import type { NewJob } from '../../jobs/jobs.ts';
import type { OutgoingMail } from '../../mail-server/types.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { MailEntity } from '../mail-entity.ts';
import type { Mail } from '../mail-entity.ts';
import { createEngagement, eraseEngagement } from './engagement.ts';
import { TrackedMailEntity, VisitEntity } from './tracked-entity.ts';

const [PORTAL, ADA] = [portalId(4242), contactId(501)];
const SENT = Date.UTC(2026, 10, 24, 9);
const mail = (mailId: string, change: Partial<Mail> = {}): Mail => ({
  portalId: PORTAL,
  mailId,
  contactId: ADA,
  assistantId: assistantId('tara'),
  direction: 'out',
  kind: 'step',
  round: 1,
  step: 0,
  state: 'sent',
  at: SENT,
  leasedUntil: 0,
  attempts: 1,
  messageId: `<${mailId}@acme.example>`,
  inReplyTo: null,
  fromAddress: 'tara@acme.example',
  toAddress: 'ada@customer.example',
  subject: 'Hello',
  text: 'Hello',
  replyClass: null,
  form: null,
  error: null,
  ...change,
});
const html = '<p><a href="https://acme.example/a">a</a> <a href="https://acme.example/b">b</a></p>';
// Tracking looks at nothing else.
const written = { html, unsubscribeUrl: 'https://baton.example.com/t/unsubscribe/x' } as OutgoingMail;
const idIn = (tracked: OutgoingMail): string => /\/t\/open\/4242\.([\w-]+)/.exec(tracked.html)?.[1] ?? '';

describeOnBothDatabases('engagement', [MailEntity, TrackedMailEntity, VisitEntity] as never, (open) => {
  let database: TestDatabase;
  let now = SENT;
  const jobs: NewJob[] = [];
  const told: string[] = [];
  beforeEach(async () => {
    database = await open();
    now = SENT;
    jobs.length = 0;
    told.length = 0;
    await database.manager.clear(MailEntity);
    await database.manager.clear(TrackedMailEntity);
    await database.manager.clear(VisitEntity);
  });
  const engagement = () =>
    createEngagement({
      database,
      jobs: { enqueue: async (_tx, job) => void jobs.push(job) },
      clock: { now: () => now },
      publicUrl: 'https://baton.example.com',
      secret: 's',
      onInterest: async (_tx, { mailId }) => void told.push(mailId),
    });
  /** A mail that left; resolves to its id in addresses. */
  async function sent(name: string, change: Partial<Mail> = {}): Promise<string> {
    await database.manager.insert(MailEntity, mail(name, change));
    return idIn(await engagement().track(mail(name, change), written));
  }
  const visit = (id: string, after: number, link = -1) => {
    now = SENT + after * 1_000;
    return engagement().visited({ portalId: PORTAL, id }, { kind: link < 0 ? 'open' : 'click', link }, '');
  };
  const judged = async (id: string, wait = 15) => {
    now += wait * 1_000;
    await engagement().judge({ portalId: PORTAL, id });
  };
  const interest = () => engagement().interestOf(PORTAL, ADA, 1);

  it('an opening and a click of a person count, once each, when all that could tell otherwise has come', async () => {
    const id = await sent('one');
    expect(await visit(id, 60)).toBe('');
    expect(await visit(id, 62, 2)).toBe('https://acme.example/b');
    expect(jobs).toContainEqual({
      queue: 'mail.judge-visits',
      key: `4242.${id}`,
      data: { portalId: '4242', id },
      runAt: now - 2_000 + 15_000,
    });
    await judged(id, 5);
    expect(told).toEqual([]);
    await judged(id);
    await judged(id);
    expect(told).toEqual(['one']);
    expect(await interest()).toEqual({ opened: 1, openedAt: SENT + 60_000, clickedAt: SENT + 62_000 });
    await visit(id, 600, 1);
    await judged(id);
    expect(told).toEqual(['one']);
  });

  it('what a machine does counts nothing, and leads where it says all the same', async () => {
    const id = await sent('one');
    await visit(id, 2);
    expect(await visit(id, 300, 1)).toBe('https://acme.example/a');
    await visit(id, 301, 2);
    expect(await visit(id, 302, 0)).toBe('');
    await judged(id);
    expect(told).toEqual([]);
    expect(await interest()).toEqual({ opened: 0, openedAt: null, clickedAt: null });
    await visit(id, 4_000, 1);
    await judged(id);
    expect(await interest()).toMatchObject({ opened: 1, clickedAt: SENT + 4_000_000 });
  });

  it('a click without images counts as an opening; mails count, not openings', async () => {
    const ids = [await sent('one'), await sent('two'), await sent('three', { round: 2 })];
    for (const id of ids) {
      await visit(id, 100, 1);
      await visit(id, 900);
      await judged(id);
    }
    expect(await interest()).toMatchObject({ opened: 2 });
    expect(await engagement().readingTimes(PORTAL, ADA)).toHaveLength(3);
  });

  it('answers of the contact tell when it reads; those of programs do not', async () => {
    const incoming = { direction: 'in', kind: 'reply', state: 'received' } as const;
    await sent('a', { ...incoming, form: 'person', replyClass: 'SeekingMoreInfo', at: SENT + 1 });
    await sent('b', { ...incoming, form: 'person', replyClass: 'OutOfOffice', at: SENT + 2 });
    await sent('c', { ...incoming, form: 'program', replyClass: 'AgreedToMeet', at: SENT + 3 });
    expect(await engagement().readingTimes(PORTAL, ADA)).toEqual([SENT + 1]);
  });

  it('a mail that is tried again comes out the same, and what was seen of it stays', async () => {
    const id = await sent('one');
    await visit(id, 60);
    await judged(id);
    const again = await engagement().track(mail('one'), written);
    expect(idIn(again)).toBe(id);
    expect(await interest()).toMatchObject({ opened: 1 });
  });

  it('nothing is known of addresses that Baton did not make, and nothing is kept without end', async () => {
    const id = await sent('one');
    expect(await visit('made-up', 60)).toBeNull();
    expect(await visit(id, 60, 3)).toBeNull();
    for (let count = 0; count < 60; count += 1) await visit(id, 100 + count, 1);
    expect(await database.manager.countBy(VisitEntity, { trackedId: id })).toBe(50);
    expect(await visit(id, 500, 2)).toBe('https://acme.example/b');
  });

  it('a mail that is on its way is looked at later, one that never left not at all', async () => {
    const onItsWay = await sent('one', { state: 'sending' });
    await visit(onItsWay, 60);
    jobs.length = 0;
    await judged(onItsWay);
    expect(jobs).toMatchObject([{ key: `4242.${onItsWay}`, runAt: now + 60_000 }]);
    const never = await sent('two', { state: 'cancelled' });
    await visit(never, 60);
    await judged(never);
    expect(told).toEqual([]);
  });

  it('goes with the person', async () => {
    const [id, other] = [await sent('one'), await sent('two', { contactId: contactId(502) })];
    for (const one of [id, other]) await visit(one, 60);
    await database.transaction((tx) => eraseEngagement(tx, PORTAL, ['one']));
    expect(await database.manager.find(TrackedMailEntity)).toMatchObject([{ id: other }]);
    expect(await database.manager.find(VisitEntity)).toMatchObject([{ trackedId: other }]);
    expect(await visit(id, 90)).toBeNull();
  });
});
