import { beforeAll, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import type { ApiUse, SettingsView } from '../../src/cards/settings/contract.ts';
import { BENCHED_PER_CONTACT } from '../../src/backend/budget/use.ts';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { assign, firstMail, handOver } from '../world/hand-over.ts';
import { PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { settingsOf } from '../world/reviews.ts';

const LONG = { timeout: 180_000 };

describe('what an admin lets flow', () => {
  let baton: LocalBaton;
  beforeAll(async () => {
    baton = await startLocalBatonForSuite();
  }, 120_000);

  const asAda = async (path: string, method = 'GET', body?: object): Promise<unknown> => {
    const request = { method, ...(body ? { body } : {}) };
    const answer = await baton.client.fetchAs(baton.people.ada.userId, `${baton.url}${path}`, request);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const put = (name: string, body: object) =>
    asAda(`/api/settings/${name}`, 'PUT', body) as Promise<SettingsView>;
  const card = async (id: string): Promise<CardView> =>
    (await baton.client.fetchAs(baton.people.rae.userId, `${baton.url}/api/contacts/${id}/card`))
      .body as CardView;
  const noticesOf = (view: CardView): string =>
    'notices' in view ? view.notices.map(({ text }) => text).join(' ') : '';
  const apiCalls = async (): Promise<number> =>
    ((await baton.client.call('GET', '/calls')) as { total: number }).total;
  /** As if the account had made so many calls today. */
  async function use(calls: number): Promise<void> {
    const database = await openAnother(baton.databaseUrl, []);
    await database.manager.query(`UPDATE hubspot_limit SET day_used = ${calls} WHERE bucket = 'general'`);
    await database.close();
  }

  it('one contact alone costs what the estimate begins with', LONG, async () => {
    const spent = async (): Promise<Record<string, number>> => {
      await baton.rest();
      const { counts } = (await asAda('/api/settings/api-use')) as ApiUse;
      const sums: Record<string, number> = {};
      for (const { purpose, calls } of counts) sums[purpose] = (sums[purpose] ?? 0) + calls;
      return sums;
    };
    const before = await spent();
    const contact = await handOver(baton);
    const mail = await firstMail(baton, contact.email);
    await baton.client.reply(mail.id, 'Yes, I am interested. Please call me tomorrow.');
    await baton.seeContact(contact.id, 'the hand-back', ({ timeline }) =>
      timeline.some(({ kind }) => kind === 'task'),
    );
    await baton.passTime('the log', async () =>
      (await baton.seeContact(contact.id, 'it', () => true)).timeline.some(({ kind }) => kind === 'email'),
    );
    const after = await spent();
    const of = (purpose: string): number => (after[purpose] ?? 0) - (before[purpose] ?? 0);
    const calls = ['assignment', 'status', 'campaign', 'email-log', 'hand-back'].reduce(
      (sum, one) => sum + of(one),
      0,
    );
    // On a busy machine what is written comes apart, and shares fewer calls.
    expect(calls).toBeGreaterThanOrEqual(BENCHED_PER_CONTACT / 2);
    expect(calls).toBeLessThanOrEqual(BENCHED_PER_CONTACT * 1.5);
  });

  it(
    'email activity off: neither emails nor status are written, Do Not Contact is; on: from then on',
    LONG,
    async () => {
      const off = await put('email-activity', { on: false });
      expect(off.emailActivity).toMatchObject({ on: false, since: expect.any(Number) });
      const contact = await baton.newContact();
      await assign(baton, contact.id);
      const mail = await firstMail(baton, contact.email);
      await baton.client.reply(mail.id, 'Please remove me from your list and never write to me again.');
      const done = await baton.seeContact(
        contact.id,
        'Do Not Contact',
        ({ properties }) =>
          properties['baton_do_not_contact'] === 'true' &&
          properties['hubspot_owner_id'] === baton.people.rae.id,
      );
      await baton.rest();
      expect(done.properties['baton_status'] ?? '').toBe('');
      expect(done.properties['hs_lead_status'] ?? '').toBe('');
      const kinds = (await baton.seeContact(contact.id, 'it', () => true)).timeline.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'email')).toEqual([]);
      expect(kinds).toContain('note');

      await put('email-activity', { on: true });
      const next = await handOver(baton);
      await firstMail(baton, next.email);
      await baton.passTime('the log', async () =>
        (await baton.seeContact(next.id, 'it', () => true)).timeline.some(({ kind }) => kind === 'email'),
      );
    },
  );

  it('data sync off: only hand-backs flow; on: the first sync finds what waited', LONG, async () => {
    const [busy, late] = [await handOver(baton), await baton.newContact()];
    const mail = await firstMail(baton, busy.email);
    await baton.rest();
    const off = await put('data-sync', { on: false });
    expect(off.warnings).toContainEqual({
      section: 'hubspot-api',
      text: expect.stringContaining('Data sync is switched off'),
    });
    const before = await apiCalls();
    await assign(baton, late.id);
    await baton.days(1);
    expect(await apiCalls()).toBe(before);
    await baton.client.reply(mail.id, 'Yes, I am interested. Please call me tomorrow.');
    await baton.seeContact(
      busy.id,
      'the hand-back',
      ({ properties, timeline }) =>
        properties['hubspot_owner_id'] === baton.people.rae.id &&
        timeline.some(({ kind }) => kind === 'task'),
    );
    expect((await settingsOf(baton)).dataSync).toMatchObject({ on: false });
    expect((await settingsOf(baton)).dataSync.waiting).toBeGreaterThan(0);

    await baton.restart();
    await put('data-sync', { on: true });
    await baton.passTime('the new lead', async () => (await card(late.id)).kind === 'nurturing');
    await until('the first sync to end', async () => (await settingsOf(baton)).dataSync.firstSync === null);
    await baton.passTime(
      'the answer to be logged',
      async () =>
        (await baton.seeContact(busy.id, 'it', () => true)).timeline.filter(({ kind }) => kind === 'email')
          .length >= 2,
    );
    await until('nothing to wait', async () => (await settingsOf(baton)).dataSync.waiting === 0);
  });

  it(
    'a used up day: assignments wait, hand-backs go on, the admin is told once; more calls end it',
    LONG,
    async () => {
      const [busy, late] = [await handOver(baton), await baton.newContact()];
      const mail = await firstMail(baton, busy.email);
      await baton.rest();
      await put('api-budget', { apiBudget: { perTenSeconds: 150, perDay: 1_000 } });
      const set = (await settingsOf(baton)).api;
      expect(set).toMatchObject({ perTenSeconds: 110, bound: 110, perDay: 1_000, waiting: null });
      // New York's.
      expect(new Date(set.dayEndsAt).toISOString()).toContain('T05:00:00.000Z');
      await use(1_000);
      await assign(baton, late.id);
      expect((await settingsOf(baton)).api.waiting).toBe('assignment');
      await until('the card to say so', async () =>
        /API budget reached: new assignments/.test(noticesOf(await card(busy.id))),
      );
      await baton.client.reply(mail.id, 'Yes, I am interested. Please call me tomorrow.');
      await baton.seeContact(
        busy.id,
        'the hand-back',
        ({ properties }) => properties['hubspot_owner_id'] === baton.people.rae.id,
      );
      const [told] = await until('the admin to be told', async () => {
        const mails = await baton.mailsTo('ada@acme.example.com');
        return mails.length > 0 ? mails : undefined;
      });
      expect(told?.subject).toBe('Today’s HubSpot API calls are used up');
      expect((await card(late.id)).kind).toBe('available');
      await put('api-budget', { apiBudget: { perTenSeconds: 100, perDay: 250_000 } });
      await baton.passTime('the assignment', async () => (await card(late.id)).kind === 'nurturing');
      expect(
        (await baton.seeContact(late.id, 'it', () => true)).timeline.filter(({ kind }) => kind === 'note'),
      ).toHaveLength(1);
      expect(await baton.mailsTo('ada@acme.example.com')).toHaveLength(1);
    },
  );

  it(
    'HubSpot’s own limit of the day: what can wait does so until midnight, then all goes on',
    LONG,
    async () => {
      await put('api-budget', { apiBudget: null });
      const { used } = (await baton.client.call('GET', `/portals/${PORTAL}/daily`)) as { used: number };
      await baton.client.call('PATCH', `/portals/${PORTAL}`, { dailyLimit: used });
      const late = await baton.newContact();
      await assign(baton, late.id);
      await until('HubSpot’s word', async () => (await settingsOf(baton)).api.spent);
      const before = await apiCalls();
      expect((await settingsOf(baton)).warnings.map(({ text }) => text).join(' ')).toContain(
        'HubSpot takes no more calls for this account today',
      );
      await baton.rest();
      expect((await apiCalls()) - before, 'no storm').toBeLessThanOrEqual(3);
      expect((await baton.seeContact(late.id, 'it', () => true)).timeline).toEqual([]);
      await baton.passTime('a new day', async () => (await card(late.id)).kind === 'nurturing');
      const { spent, waiting } = (await settingsOf(baton)).api;
      expect({ spent, waiting }).toEqual({ spent: false, waiting: null });
      await baton.client.call('PATCH', `/portals/${PORTAL}`, { dailyLimit: null });
      const notes = (await baton.seeContact(late.id, 'it', () => true)).timeline;
      expect(notes.filter(({ kind }) => kind === 'note')).toHaveLength(1);
    },
  );

  it('tells what calls were made for, and what more contacts would cost', LONG, async () => {
    const use = (await asAda('/api/settings/api-use')) as ApiUse;
    const of = (purpose: string): number =>
      use.counts.filter((one) => one.purpose === purpose).reduce((sum, { calls }) => sum + calls, 0);
    for (const purpose of ['hand-back', 'assignment', 'status', 'email-log', 'campaign', 'check', 'card'])
      expect(of(purpose), purpose).toBeGreaterThan(0);
    expect(use.days).toHaveLength(30);
    expect(use.days.at(-1)).toBe(use.day);
    expect(use.estimate).toEqual({ per1000: 1_000 * BENCHED_PER_CONTACT, measured: null });
    expect(use.said).toMatchObject({ most: 110, intervalMs: 10_000, daily: null });
  });
});
