import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const contacts = '/crm/objects/2026-09/contacts';
const notes = '/crm/objects/2026-09/notes';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const newContact = async (properties: Record<string, string> = {}): Promise<string> =>
  (await sandbox.api('POST', contacts, { properties })).body.id;

describe('merging', () => {
  const merge = (box: TestSandbox, primaryObjectId: string, objectIdToMerge: string) =>
    box.api('POST', `${contacts}/merge`, { primaryObjectId, objectIdToMerge });

  it('keeps the primary’s values, fills gaps, and moves associations', async () => {
    const primary = await newContact({ firstname: 'Pia', hubspot_owner_id: '41600001' });
    const other = await newContact({ firstname: 'Other', jobtitle: 'Buyer' });
    const note = await sandbox.api('POST', notes, { properties: { hs_timestamp: '1790000000000' } });
    await sandbox.api(
      'PUT',
      `/crm/objects/2026-09/notes/${note.body.id}/associations/default/contacts/${other}`,
    );
    const { body } = await merge(sandbox, primary, other);
    expect(body).toMatchObject({
      id: primary,
      properties: { firstname: 'Pia', jobtitle: 'Buyer', hs_merged_object_ids: other },
    });
    const linked = await sandbox.api('GET', `${contacts}/${primary}/associations/notes`);
    expect(linked.body.results.map((one: { toObjectId: number }) => String(one.toObjectId))).toEqual([
      note.body.id,
    ]);
  });

  it('lets the old id work in single calls, not in batches, and does not archive it', async () => {
    const [primary, other] = [await newContact(), await newContact()];
    await merge(sandbox, primary, other);
    expect((await sandbox.api('GET', `${contacts}/${other}`)).body.id).toBe(primary);
    expect(
      (await sandbox.api('PATCH', `${contacts}/${other}`, { properties: { jobtitle: 'CEO' } })).body.id,
    ).toBe(primary);
    const batch = await sandbox.api('POST', `${contacts}/batch/update`, {
      inputs: [{ id: other, properties: { jobtitle: 'CFO' } }],
    });
    expect(batch.status).toBe(207);
    expect(batch.body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: [other] } });
    expect(
      (await sandbox.api('GET', `${contacts}?archived=true&limit=100`)).body.results.map(
        (one: { id: string }) => one.id,
      ),
    ).not.toContain(other);
  });

  it('finds the survivor by both addresses, and lets nobody else have either', async () => {
    const [main, further] = ['kept@further.example', 'Merged@further.example'];
    const primary = await newContact({ email: main });
    await merge(sandbox, primary, await newContact({ email: further }));
    for (const email of [main, further.toLowerCase()]) {
      expect((await sandbox.api('GET', `${contacts}/${email}?idProperty=email`)).body.id).toBe(primary);
      const again = await sandbox.api('POST', contacts, { properties: { email } });
      expect([again.status, again.body.message]).toEqual([409, expect.stringContaining(primary)]);
    }
  });

  it('gives the survivor a new id in newer portals', async () => {
    const own = await startTestSandbox();
    await own.control('PATCH', '/portals/4242', { mergeCreatesNewId: true });
    const [first, second] = (await own.api('GET', `${contacts}?limit=2`)).body.results.map(
      (one: { id: string }) => one.id,
    );
    const { body } = await merge(own, first, second);
    expect([first, second]).not.toContain(body.id);
    expect(body.properties.hs_merged_object_ids.split(';').sort()).toEqual([first, second].sort());
    expect((await own.api('GET', `${contacts}/${first}`)).body.id).toBe(body.id);
    await own.stop();
  });

  it('refuses a record with itself and unknown ones', async () => {
    const id = await newContact();
    expect((await merge(sandbox, id, id)).status).toBe(400);
    expect((await merge(sandbox, id, '999')).status).toBe(404);
  });
});
