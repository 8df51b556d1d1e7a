import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases, openAnother } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { HOUR } from '../ground/clock.ts';
import { campaignId, contactId, portalId } from '../ground/identifiers.ts';
import { systemRandom } from '../ground/system.ts';
import { HappeningEntity } from './campaign-entity.ts';
import type { Happening } from './campaign-entity.ts';
import { CampaignCountEntity } from './count-entity.ts';
import { countAll } from './counting.ts';
import { createHappenings } from './happenings.ts';
import type { Happenings } from './happenings.ts';

const PORTAL = portalId(4242);
const [ONE, TWO] = [campaignId('one'), campaignId('two')];
const entities = [HappeningEntity, CampaignCountEntity];
const AT = Date.UTC(2026, 10, 30, 9, 20);

const came = (contact: number, change: Partial<Happening> = {}): Omit<Happening, 'counted'> => ({
  portalId: PORTAL,
  campaignId: ONE,
  roundKey: `${contact}-1`,
  contactId: contactId(contact),
  kind: 'sent',
  step: 0,
  version: 1,
  answer: null,
  at: AT,
  ...change,
});

describeOnBothDatabases('counting what came of campaigns', entities, (open) => {
  let database: TestDatabase;
  let happenings: Happenings;
  beforeEach(async () => {
    database = await open();
    happenings = createHappenings({ database, random: systemRandom });
  });
  const note = (...rows: Omit<Happening, 'counted'>[]) =>
    database.transaction((tx) => happenings.note(tx, rows));

  it('counts contacts once for a kind, however often and in however many parts it came', async () => {
    await note(came(1), came(1, { step: 1 }), came(2));
    expect((await happenings.totals(PORTAL, [ONE])).get(ONE)).toEqual({ sent: { contacts: 2, times: 3 } });
    await note(came(1, { step: 2 }), came(3, { step: 1 }));
    await note(came(1, { step: 2 }));
    const totals = await happenings.totals(PORTAL, [ONE, TWO]);
    expect(totals.get(ONE)).toEqual({ sent: { contacts: 3, times: 5 } });
    expect(totals.get(TWO)).toBeUndefined();
  });

  it('counts an answer for the version of the first email, whichever is counted first', async () => {
    const replied = { kind: 'replied', version: 2, answer: 'Other' } as const;
    await note(came(1), came(2), came(3, { ...replied, step: -1 }));
    await countAll(database);
    await note(came(1, replied), came(1, { ...replied, step: 1 }), came(3, { version: 2 }));
    expect(await happenings.versions(PORTAL, ONE)).toEqual([
      { version: 1, contacts: 2, replied: 1 },
      { version: 2, contacts: 1, replied: 1 },
    ]);
    expect(await happenings.counts(PORTAL, ONE)).toContainEqual({
      kind: 'replied',
      version: 2,
      step: 1,
      answer: 'Other',
      count: 1,
    });
  });

  it('counts by the hour', async () => {
    await note(came(1), came(2, { at: AT + HOUR }), came(3, { at: AT + 10_000 }));
    const hour = AT - (AT % HOUR);
    expect(await happenings.hours(PORTAL, ONE, AT - 24 * HOUR)).toEqual(
      expect.arrayContaining([
        { kind: 'sent', hour, count: 2 },
        { kind: 'sent', hour: hour + HOUR, count: 1 },
      ]),
    );
    expect(await happenings.hours(PORTAL, ONE, AT + HOUR)).toHaveLength(1);
  });

  it('counts each once, while several count and more comes', async () => {
    const other = await openAnother(database.url, entities);
    try {
      const many = (from: number) => Array.from({ length: 250 }, (_, at) => came(from + at));
      await note(...many(1_000), ...many(2_000));
      const counting = [countAll(database), countAll(other), note(...many(3_000)), countAll(other)];
      await Promise.all(counting);
      expect((await happenings.totals(PORTAL, [ONE])).get(ONE)).toEqual({
        sent: { contacts: 750, times: 750 },
      });
    } finally {
      await other.close();
    }
  });

  it('keeps the counts when a person is erased, before it was counted and after', async () => {
    await note(came(1), came(2));
    await countAll(database);
    await note(came(2, { step: 1 }));
    await database.transaction((tx) => happenings.erase(tx, PORTAL, [contactId(1), contactId(2)]));
    expect((await happenings.totals(PORTAL, [ONE])).get(ONE)).toEqual({ sent: { contacts: 2, times: 3 } });
  });
});
