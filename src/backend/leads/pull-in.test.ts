import { beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../ground/clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { contactId } from '../ground/identifiers.ts';
import { LeadLineEntity } from './list/line-entity.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import type { Lead } from './lead/lead-entity.ts';
import { pullInLeads } from './pull-in.ts';
import { TUESDAY, lead } from './test-leads.ts';

/** It was TUESDAY, and is an hour earlier again. */
const NOW = TUESDAY - HOUR;

describeOnBothDatabases('leads after the clock was set back', [LeadEntity, LeadLineEntity], (open) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await open();
  });

  const pulledIn = async (before: Partial<Lead>): Promise<Lead> => {
    await database.manager.insert(LeadEntity, lead(before));
    await pullInLeads({ database, clock: { now: () => NOW } });
    return database.manager.findOneByOrFail(LeadEntity, { contactId: contactId(501) });
  };

  it('the first mail of an assignment leaves as long after it as it should', async () => {
    const assignedAt = TUESDAY - MINUTE;
    const after = await pulledIn({ assignedAt, wakeAt: assignedAt + 5 * MINUTE });
    expect(after).toMatchObject({ assignedAt: NOW, wakeAt: NOW + 5 * MINUTE });
  });

  it('readings from times that have not come yet do not stand against those from now on', async () => {
    expect(await pulledIn({ ownerReadAt: TUESDAY, contextAt: TUESDAY })).toMatchObject({
      ownerReadAt: 0,
      contextAt: 0,
    });
  });

  it('appointments, and what was known before, stay', async () => {
    const before = { assignedAt: NOW, wakeAt: NOW + 3 * DAY, ownerReadAt: NOW, contextAt: NOW - 1 };
    expect(await pulledIn(before)).toEqual(lead(before));
  });

  it('a closed lead that was assigned in the hour that comes again has nothing to wake up for', async () => {
    expect(await pulledIn({ stage: 'closed', assignedAt: TUESDAY, wakeAt: null })).toMatchObject({
      wakeAt: null,
    });
  });
});
