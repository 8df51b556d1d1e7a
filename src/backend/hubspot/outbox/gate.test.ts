import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, ownerId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Gate } from '../limiter/account-limits.ts';
import { purposeOfCreates, purposeOfWrites } from './flow.ts';
import { TestOutbox, testEntities } from './test-outbox.ts';

type Three = [ContactId, ContactId, ContactId];
const RAE = ownerId(71);
const TARA = ownerId(70);
const MINUTE = 60_000;

describeOnBothDatabases(
  'writes of an account that may not be called for all of them',
  testEntities,
  (open) => {
    let database: TestDatabase;
    let test: TestOutbox;
    let gate: Gate | null;
    let [KIM, LEE, MAX] = [contactId(0), contactId(0), contactId(0)];

    beforeEach(async () => {
      database = await open();
      gate = null;
      test = new TestOutbox(database, undefined, undefined, { gate: async () => gate });
      [KIM, LEE, MAX] = test.hubspot.addContacts(3, { hubspot_owner_id: TARA }) as Three;
    });

    const property = (id: ContactId, name: string) => test.hubspot.contacts.get(id)?.[name];

    it('leave by lanes; what waits is untouched, and goes when the limit is raised', async () => {
      gate = { lanes: ['interactive', 'assignment'], onlyAlways: false };
      await test.create('email', KIM, { key: 'email-1', lane: 'bulk' });
      await test.create('note', KIM, { key: 'note-1', lane: 'assignment' });
      await test.write(LEE, { owner: { to: RAE, expected: TARA } });
      test.clock.time += 10_000;
      await test.flush();
      expect([test.made('email').length, test.made('note').length]).toEqual([0, 1]);
      expect(property(LEE, 'hubspot_owner_id')).toBe(String(RAE));
      expect(Math.min(...test.jobs.slice(-1).map(({ runAt }) => runAt ?? 0))).toBe(test.clock.time + MINUTE);
      for (let hour = 0; hour < 24; hour += 1) {
        test.clock.time += 60 * MINUTE;
        await test.flush();
      }
      expect(test.made('email')).toHaveLength(0);
      gate = null;
      await test.flush();
      await test.flush();
      expect(test.made('email')).toHaveLength(1);
    });

    it('with data sync off are hand-backs and opt-outs alone, and nothing rides along', async () => {
      gate = { lanes: ['interactive', 'assignment', 'bulk'], onlyAlways: true };
      await test.write(KIM, { owner: { to: RAE, expected: TARA } });
      await test.write(LEE, { properties: { baton_do_not_contact: 'true' } });
      await test.write(MAX, { properties: { baton_context: 'New' } });
      await test.create('note', KIM, { key: '101-1-handed-back' });
      await test.create('note', MAX, { key: 'rep-note-1' });
      await test.create('email', KIM, { key: 'email-in-1' });
      await test.flush();
      expect(property(KIM, 'hubspot_owner_id')).toBe(String(RAE));
      expect(property(LEE, 'baton_do_not_contact')).toBe('true');
      expect(property(MAX, 'baton_context')).toBeUndefined();
      expect([test.made('note').length, test.made('email').length]).toEqual([1, 0]);
      gate = null;
      await test.flush();
      expect(property(MAX, 'baton_context')).toBe('New');
      expect([test.made('note').length, test.made('email').length]).toEqual([2, 1]);
    });
  },
);

describe('what a batch is counted for', () => {
  const row = { hasOwner: false, lane: 0, properties: {} };

  it('is its most urgent write', () => {
    expect(
      purposeOfWrites([
        { ...row, lane: 1 },
        { ...row, hasOwner: true },
      ]),
    ).toBe('hand-back');
    expect(purposeOfWrites([{ ...row, properties: { baton_do_not_contact: 'true' } }])).toBe('opt-out');
    expect(purposeOfWrites([{ ...row, lane: 1, hasOwner: true }])).toBe('assignment');
    expect(purposeOfWrites([{ ...row, lane: 1, properties: { hs_lead_status: 'NEW' } }])).toBe('status');
  });

  it('is told apart by kind, and notes by their keys', () => {
    expect(purposeOfCreates('email', 'bulk', ['email-1'])).toBe('email-log');
    expect(purposeOfCreates('note', 'assignment', ['101-1-assigned'])).toBe('assignment');
    expect(purposeOfCreates('note', 'interactive', ['101-1-later-5'])).toBe('reply');
    expect(purposeOfCreates('task', 'interactive', ['101-1-task'])).toBe('hand-back');
    expect(purposeOfCreates('task', 'interactive', ['substitute-ab-task'])).toBe('reply');
    expect(purposeOfCreates('opt-out', 'bulk', ['x'])).toBe('opt-out');
  });
});
