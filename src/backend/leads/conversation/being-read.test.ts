import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { lead, noCampaigns } from '../test-leads.ts';
import { BeingReadEntity } from './being-read-entity.ts';
import { holdMails, isRead } from './being-read.ts';
import { createStillWanted } from './sending.ts';

const PORTAL = portalId(4242);
const [NORA, OMAR] = [contactId(501), contactId(502)];
const MINUTE = 60_000;

describeOnBothDatabases('while a model reads an answer', [LeadEntity, BeingReadEntity], (open) => {
  let database: TestDatabase;
  let now: number;
  beforeEach(async () => {
    database = await open();
    now = Date.UTC(2026, 10, 28, 12, 0);
    for (const one of [NORA, OMAR])
      await database.manager.insert(LeadEntity, lead({ contactId: one, stage: 'nurturing' }));
  });

  const mayLeave = (contact: typeof NORA): Promise<boolean> => {
    const { portalId: portal, round, step } = lead({});
    // What the guard looks at of a mail.
    const mail = { portalId: portal, contactId: contact, round, step, kind: 'step' } as unknown as Mail;
    return database.transaction((tx) =>
      createStillWanted({ clock: { now: () => now }, campaigns: noCampaigns, mayLeave: async () => true })(
        tx,
        mail,
      ),
    );
  };
  const answer = (mailId: string) => ({ portalId: PORTAL, contactId: NORA, mailId });
  const hold = (mailId = 'in-1') => holdMails(database.manager, answer(mailId), now);

  it('no mail leaves to its contact, and every other one does', async () => {
    expect(await mayLeave(NORA)).toBe(true);
    await hold();
    await hold();
    expect([await mayLeave(NORA), await mayLeave(OMAR)]).toEqual([false, true]);
    await hold('in-2');
    await isRead(database.manager, answer('in-1'));
    expect(await mayLeave(NORA), 'another answer is being read').toBe(false);
    await isRead(database.manager, answer('in-2'));
    expect(await mayLeave(NORA)).toBe(true);
  });

  it('whoever reads may die, and the clock may be set back: neither holds mails for long', async () => {
    await hold();
    now += 2 * MINUTE;
    expect(await mayLeave(NORA)).toBe(true);
    expect(await database.manager.countBy(BeingReadEntity, {})).toBe(1);
    now += 2 * 24 * 60 * MINUTE;
    await hold('in-2');
    expect(await database.manager.countBy(BeingReadEntity, {}), 'nothing is left behind').toBe(1);
    now -= 60 * MINUTE;
    expect(await mayLeave(NORA)).toBe(true);
  });
});
