import { beforeEach, describe, expect, it } from 'vitest';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { HubSpotCall, HubSpotClient } from '../calls/client-types.ts';
import { createContacts } from './contacts.ts';
import { answerError } from '../calls/errors.ts';
import type { ContactRecord, ReadContacts } from '../types.ts';

const portal = portalId(1);
const ids = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => contactId(from + index));

/** HubSpot's contacts: ids 1 to 999 exist; 2,000 + n was merged into n; the rest is gone. */
class Contacts implements HubSpotClient {
  readonly calls: { path: string; body: unknown }[] = [];
  /** Answers 404 for a batch with missing ids, as some do: for one as for all. */
  refusesMissing = false;
  inFlight = 0;
  mostInFlight = 0;
  call = async <Answer>(_portal: unknown, call: HubSpotCall<Answer>): Promise<Answer> => {
    this.calls.push({ path: call.path, body: call.body });
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight -= 1;
    return call.answer.parse(call.method === 'GET' ? this.single(call.path) : this.batch(call.body as Batch));
  };

  private single(path: string): unknown {
    const id = Number(/contacts\/(\d+)/.exec(path)?.[1]);
    if (id > 2_000 && id < 3_000) return { id: String(id - 2_000), properties: {} };
    const answer = {
      status: 404,
      headers: new Headers(),
      body: { category: 'OBJECT_NOT_FOUND' },
      garbled: false,
    };
    throw answerError({ method: 'GET', path: '/', repeatable: true }, answer, 0);
  }

  private batch({ inputs, propertiesWithHistory }: Batch): unknown {
    const known = inputs.filter(({ id }) => Number(id) < 1_000).reverse();
    if (this.refusesMissing && known.length < inputs.length) {
      const body = { status: 'error', message: 'resource not found', correlationId: 'c' };
      const answer = { status: 404, headers: new Headers(), body, garbled: false };
      throw answerError({ method: 'POST', path: '/', repeatable: true }, answer, 0);
    }
    const history = [
      {
        value: '71',
        timestamp: '2026-11-21T10:00:00Z',
        sourceType: 'CRM_UI',
        sourceId: '',
        updatedByUserId: 9,
      },
      { value: '', timestamp: '1790000000000', sourceType: 'API' },
    ];
    const results = known.map(({ id }) => ({
      id,
      properties: { email: `${id}@example.com`, phone: '', hs_object_id: id },
      ...(propertiesWithHistory ? { propertiesWithHistory: { hubspot_owner_id: history } } : {}),
    }));
    return {
      status: 'COMPLETE',
      results,
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['x'] } }],
    };
  }
}

interface Batch {
  inputs: { id: string }[];
  propertiesWithHistory?: string[];
}

describe('reading contacts', () => {
  let hubspot: Contacts;
  beforeEach(() => {
    hubspot = new Contacts();
  });
  const read = (
    wanted: ReturnType<typeof ids>,
    options: Partial<ReadContacts> = {},
  ): Promise<Map<string, ContactRecord>> =>
    createContacts({ client: hubspot }).read(portal, wanted, {
      properties: ['email', 'phone', 'city'],
      lane: 'bulk',
      ...options,
    });

  it('takes one call for 100 contacts, at most four at a time', async () => {
    const found = await read(ids(1, 950));
    expect(found.size).toBe(950);
    expect(hubspot.calls).toHaveLength(10);
    expect(hubspot.mostInFlight).toBeLessThanOrEqual(4);
  });

  it('gives absent and empty values as null', async () => {
    const found = await read(ids(5, 1));
    expect(found.get('5')?.properties).toEqual({ email: '5@example.com', phone: null, city: null });
  });

  it('asks for half as many with history, and reads both forms of time', async () => {
    const found = await read(ids(1, 100), { ownerHistory: true });
    expect(hubspot.calls).toHaveLength(2);
    expect(found.get('7')?.ownerHistory).toEqual([
      {
        ownerId: '71',
        at: Date.UTC(2026, 10, 21, 10),
        sourceType: 'CRM_UI',
        sourceId: '',
        updatedByUserId: '9',
      },
      { ownerId: null, at: 1_790_000_000_000, sourceType: 'API', sourceId: '', updatedByUserId: null },
    ]);
  });

  it('leaves out contacts that are gone', async () => {
    const found = await read([contactId(3), contactId(5_000)]);
    expect([...found.keys()]).toEqual(['3']);
  });

  it.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [30, 30],
    [100, 1],
    [100, 50],
  ])('of %i, %i missing: a 404 for the batch means what a 207 means', async (count, missing) => {
    const wanted = [...ids(1, count - missing), ...ids(5_000, missing)];
    const named = await read(wanted);
    hubspot = new Contacts();
    hubspot.refusesMissing = true;
    const found = await read(wanted);
    expect([...found].sort()).toEqual([...named].sort());
    expect(found.size).toBe(count - missing);
    expect(hubspot.calls.length).toBeLessThanOrEqual(20 + 3 * missing);
  });

  it('a 404 for a batch leads to survivors of merges all the same', async () => {
    hubspot.refusesMissing = true;
    const found = await read([contactId(2_004), contactId(9), contactId(5_000)]);
    expect([...found.keys()].sort()).toEqual(['2004', '9']);
    expect(found.get('2004')).toMatchObject({ id: '4' });
  });

  it('returns the survivor of a merge under the old id, reading it once', async () => {
    const found = await read([contactId(2_004), contactId(4), contactId(2_008)]);
    expect(found.get('2004')).toMatchObject({ id: '4', properties: { email: '4@example.com' } });
    expect(found.get('2008')).toMatchObject({ id: '8' });
    expect(hubspot.calls.map(({ path }) => path.replace(/.*contacts\//, '').replace(/\?.*/, ''))).toEqual([
      'batch/read',
      '2004',
      '2008',
      'batch/read',
    ]);
  });

  it('asks for nothing that is not a record id, and for nothing twice', async () => {
    expect((await read([contactId('kim@example.com')])).size).toBe(0);
    expect(hubspot.calls).toEqual([]);
    await read([contactId(1), contactId(1)]);
    expect((hubspot.calls[0]?.body as Batch).inputs).toEqual([{ id: '1' }]);
  });
});
