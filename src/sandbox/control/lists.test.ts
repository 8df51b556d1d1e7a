import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const path = '/portals/4242/lists';
let sandbox: TestSandbox;
let ids: string[];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  const { body } = await sandbox.control('GET', '/portals/4242/contacts?limit=20');
  ids = body.results.map((one: { id: string }) => one.id);
});
afterAll(() => sandbox.stop());

const lists = async (): Promise<
  { name: string; size: number; processingType: string; objectTypeId: string }[]
> => (await sandbox.control('GET', path)).body;
const filterBranch = {
  filterBranchType: 'OR',
  filterBranches: [
    {
      filterBranchType: 'AND',
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'country',
          operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Italy'] },
        },
      ],
    },
  ],
};

describe('the first account', () => {
  it('has lists to try a campaign with', async () => {
    const found = (await lists()).map(({ name, size, processingType, objectTypeId }) => [
      name,
      processingType,
      objectTypeId,
      size > 3,
    ]);
    expect(found).toEqual([
      ['Companies of 500 people and more', 'DYNAMIC', '0-2', true],
      ['German manufacturers', 'DYNAMIC', '0-1', true],
      ['Webinar attendees', 'MANUAL', '0-1', true],
    ]);
    expect((await lists())[2]?.size).toBe(24);
  });
});

describe('a person on HubSpot’s pages', () => {
  it('makes a list of chosen contacts, changes who is in it, and sees the newest first', async () => {
    const made = await sandbox.control('POST', path, {
      name: 'Chosen',
      objectTypeId: '0-1',
      processingType: 'MANUAL',
      members: ids.slice(0, 3),
      userId: 61000003,
    });
    expect([made.status, made.body.size, made.body.createdBy]).toEqual([201, 3, 'Ada Admin']);
    const onOne = `${path}/${made.body.listId}`;
    const { body } = await sandbox.control('POST', `${onOne}/members`, {
      add: [ids[3], ids[0]],
      remove: [ids[1]],
    });
    expect(body).toEqual({ added: [ids[3]], removed: [ids[1]], missing: [] });
    const first = (await sandbox.control('GET', `${onOne}/members?limit=2`)).body;
    expect(first.results.map((one: { id: string }) => one.id)).toEqual([ids[3], ids[2]]);
    expect(first.results[0].properties).toHaveProperty('firstname');
    const rest = (await sandbox.control('GET', `${onOne}/members?limit=2&before=${first.next}`)).body;
    expect([rest.results.map((one: { id: string }) => one.id), rest.next]).toEqual([[ids[0]], null]);
  });

  it('sees how many will match, makes a list of them, changes, deletes, restores and converts it', async () => {
    const preview = await sandbox.control('POST', `${path}/preview`, { objectTypeId: '0-1', filterBranch });
    const body = { name: 'Italy', objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch };
    const made = (await sandbox.control('POST', path, body)).body;
    expect([made.size, preview.body.total > 0]).toEqual([preview.body.total, true]);
    const onOne = `${path}/${made.listId}`;
    expect((await sandbox.control('PATCH', onOne, { name: 'Italia' })).body.name).toBe('Italia');
    await sandbox.control('DELETE', onOne);
    expect((await sandbox.control('GET', onOne)).status).toBe(404);
    expect((await sandbox.control('POST', `${onOne}/restore`)).body.name).toBe('Italia');
    expect((await sandbox.control('POST', `${onOne}/convert`)).body).toMatchObject({
      processingType: 'SNAPSHOT',
      size: made.size,
    });
  });
});

describe('an import', () => {
  it('adds contacts with companies beside those that are there, into a list, again and again', async () => {
    const post = async (count: number) =>
      (
        await sandbox.control('POST', '/portals/4242/contacts/import', {
          count,
          list: 'Imported',
          properties: { state: 'X' },
        })
      ).body;
    const first = await post(2_000);
    const second = await post(1_000);
    expect([first.created, second.listId]).toEqual([2_000, first.listId]);
    expect((await lists()).find(({ name }) => name === 'Imported')?.size).toBe(3_000);
    const { body } = await sandbox.api('POST', '/crm/associations/2026-09/contacts/companies/batch/read', {
      inputs: [{ id: first.firstId }],
    });
    expect(
      body.results[0].to[0].associationTypes.map((one: { label: string | null }) => one.label),
    ).toContain('Primary');
    const rows = (await sandbox.control('GET', '/portals/4242/contacts?limit=10000')).body.results;
    const emails = rows
      .map((one: { properties: { email?: string } }) => one.properties.email)
      .filter(Boolean);
    expect(new Set(emails).size).toBe(emails.length);
  });
});
