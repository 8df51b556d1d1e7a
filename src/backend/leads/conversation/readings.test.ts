import { beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactRecord, HubSpot, ReadContacts } from '../../hubspot/types.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { mailEntities } from '../../mail/mail-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { createReadings } from './readings.ts';
import type { Readings } from './readings.ts';
import { lead } from '../test-leads.ts';
import type { MappedField } from '../../field-mapping/field-entity.ts';

const PORTAL = portalId(4242);
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 24, 9, 0);

describeOnBothDatabases('readings before mails', [LeadEntity, ...mailEntities], (open) => {
  let database: TestDatabase;
  let readings: Readings;
  let now: number;
  let calls: ContactId[][];
  let mapped: MappedField[];
  let companies: { ids: readonly ContactId[]; properties: readonly string[] }[];
  let answer: (id: ContactId) => ContactRecord | undefined;
  /** HubSpot answers after it, unless somebody waits. */
  let hold: Promise<void>;

  beforeEach(async () => {
    database = await open();
    now = NOW;
    calls = [];
    hold = Promise.resolve();
    answer = (id) => ({ id, properties: { email: `${id}@x.example` }, ownerHistory: [], archived: false });
    const read = async (_portal: unknown, ids: readonly ContactId[], { lane }: ReadContacts) => {
      calls.push([...ids]);
      if (lane !== 'interactive') await hold;
      return new Map(ids.flatMap((id) => [[id, answer(id)] as const]).filter(([, record]) => record));
    };
    const hubspot = { contacts: { read } } as unknown as HubSpot; // Nothing else of HubSpot is used.
    mapped = [];
    companies = [];
    const fieldMapping = {
      all: async () => mapped,
      companies: async (
        _portal: unknown,
        ids: readonly ContactId[],
        { properties }: { properties: readonly string[] },
      ) => {
        if (ids.length > 0) companies.push({ ids, properties });
        return new Map(ids.map((id) => [id, { size: '12' }]));
      },
      look: async () => {},
      lookAgain: async () => {},
    };
    readings = createReadings({ database, hubspot, fieldMapping, clock: { now: () => now } });
  });

  const id = (number: number): ContactId => contactId(number);
  const read = (number: number, notBefore = 0) =>
    readings.of(PORTAL, [{ contactId: id(number), notBefore }]).then((found) => found.get(id(number)));
  const upcoming = (number: number, inMinutes: number) =>
    database.manager.insert(
      LeadEntity,
      lead({ contactId: id(number), stage: 'nurturing', wakeAt: now + inMinutes * MINUTE }),
    );

  it('reads a contact once in five minutes', async () => {
    expect((await read(1))?.readAt).toBe(NOW);
    now += 5 * MINUTE;
    expect((await read(1))?.readAt).toBe(NOW);
    now += 1;
    expect((await read(1))?.readAt).toBe(now);
    expect(calls).toHaveLength(2);
  });

  it('reads along whose mails come within minutes, and nobody else', async () => {
    for (const [number, minutes] of [
      [2, 1],
      [3, 4],
      [4, 6],
    ] as const)
      await upcoming(number, minutes);
    await read(1);
    now += 4 * MINUTE;
    await readings.of(PORTAL, [
      { contactId: id(2), notBefore: 0 },
      { contactId: id(3), notBefore: 0 },
    ]);
    expect(calls).toEqual([[id(1), id(2), id(3)]]);
  });

  it('fills one call, no more', async () => {
    for (let number = 2; number < 130; number += 1) await upcoming(number, 1);
    await read(1);
    expect(calls[0]).toHaveLength(100);
  });

  it('lets mails that are prepared at the same time share a call; an answer waits for none', async () => {
    for (const number of [1, 2]) await upcoming(number, 1);
    const both = await Promise.all([read(1), read(2)]);
    expect([calls.map((ids) => ids.toSorted()), both.every(Boolean)]).toEqual([[[id(1), id(2)]], true]);
    now += 6 * MINUTE;
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    const held = read(1);
    const found = await readings.of(PORTAL, [{ contactId: id(3), notBefore: 0 }], 'interactive');
    expect(found.get(id(3))?.readAt).toBe(now);
    resolve();
    expect((await held)?.readAt).toBe(now);
  });

  it('reads the next although the reading before failed', async () => {
    const good = answer;
    answer = () => {
      answer = good;
      throw new BatonError('HUBSPOT_UNAVAILABLE', 'down', { retry: 'backoff' });
    };
    const [first, second] = await Promise.allSettled([read(1), read(2)]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('reads anew what changed since: an event, or something newer that Baton knows', async () => {
    await read(1);
    readings.forget(PORTAL, id(1));
    await read(1);
    now += MINUTE;
    await read(1, now);
    expect(calls).toHaveLength(3);
  });

  it('asks again for a contact that was not there or went into another one', async () => {
    answer = (asked) => (asked === id(1) ? undefined : { ...record(id(9)) });
    await read(1);
    await read(2);
    await read(1);
    expect((await read(2))?.record.id).toBe(id(9));
    expect(calls).toEqual([[id(1)], [id(2)], [id(1)], [id(2)]]);
  });

  it('trusts no reading from the future: the clock was set back', async () => {
    await read(1);
    now -= MINUTE;
    await read(1);
    expect(calls).toHaveLength(2);
  });

  it('says so when HubSpot cannot be asked', async () => {
    answer = () => {
      throw new BatonError('HUBSPOT_UNAVAILABLE', 'down', { retry: 'backoff' });
    };
    await expect(read(1)).rejects.toMatchObject({ code: 'HUBSPOT_UNAVAILABLE' });
  });

  const record = (contact: ContactId): ContactRecord => ({
    id: contact,
    properties: {},
    ownerHistory: [],
    archived: false,
  });

  it('ask for companies only where an email prints one, all in one call, and anew where a field was mapped since', async () => {
    const size = { tag: 'size', object: 'company', property: 'size', label: 'Size' } as const;
    const text = { kind: 'text', format: 'text', options: {}, fallback: '', trouble: null } as const;
    const step = { name: 'First', afterBusinessDays: 0, subject: '', body: 'For {{ field.size }}.' };
    for (const number of [1, 2])
      await database.manager.insert(
        LeadEntity,
        lead({ contactId: id(number), steps: [step], stage: 'nurturing', wakeAt: now + MINUTE }),
      );
    await upcoming(3, 1);
    expect(await read(1)).not.toHaveProperty('company');
    expect(companies).toEqual([]);
    mapped = [{ ...size, ...text }];
    expect(await read(1)).toMatchObject({ company: { size: '12' } });
    expect(await read(2)).toMatchObject({ company: { size: '12' } });
    expect((await read(3))?.company).toBeUndefined();
    expect(companies.map(({ ids }) => ids.toSorted())).toEqual([[id(1)], [id(2)]]);
    now += 6 * MINUTE;
    await read(1);
    expect(companies.at(-1)).toEqual({ ids: [id(1), id(2)], properties: ['size'] });
  });
});
