import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const path = '/portals/4242/contacts';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const list = async (query: string) => (await sandbox.control('GET', `${path}?${query}`)).body;

describe('the list view', () => {
  it('shows the newest first, page by page, with the owner’s name', async () => {
    const first = await list('limit=50');
    const second = await list(`limit=50&after=${first.next}`);
    const ids = [...first.results, ...second.results].map((one: { id: string }) => Number(one.id));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect([first.total, new Set(ids).size, (await list('limit=200')).next]).toEqual([200, 100, null]);
    expect(first.results.some((one: { ownerName: string }) => one.ownerName === 'Rae Rep')).toBe(true);
  });

  it('filters by words and by owner, also by none', async () => {
    const created = await sandbox.control('POST', path, {
      properties: { firstname: 'Zebedee', lastname: 'Quill' },
      userId: 61000001,
    });
    expect((await list('query=zebed%20quill')).results.map((one: { id: string }) => one.id)).toEqual([
      created.body.id,
    ]);
    const byOwner = await Promise.all(
      ['41600001', '41600002', '41600003', '41600004', '41600007', 'none'].map((id) =>
        list(`ownerId=${id}&limit=1`),
      ),
    );
    expect(byOwner.reduce((sum, page) => sum + Number(page.total), 0)).toBe(201);
    expect(byOwner.at(-1).total).toBeGreaterThan(0);
  });
});

describe('a person on HubSpot’s pages', () => {
  it('changes contacts as CRM_UI, or as what is asked for', async () => {
    const [{ id }] = (await list('limit=1')).results;
    await sandbox.control('PATCH', `${path}/${id}`, { properties: { jobtitle: 'CEO' }, userId: 61000002 });
    await sandbox.control('PATCH', `${path}/${id}`, {
      properties: { jobtitle: 'CFO' },
      userId: 61000002,
      changeSource: 'AUTOMATION_PLATFORM',
    });
    const { body } = await sandbox.control('GET', `${path}/${id}`);
    expect(body.history.jobtitle.slice(0, 2)).toMatchObject([
      { value: 'CFO', sourceType: 'AUTOMATION_PLATFORM' },
      { value: 'CEO', sourceType: 'CRM_UI', updatedByUserId: 61000002 },
    ]);
  });

  it('meets the same checks as the API, and must exist', async () => {
    const [{ id }] = (await list('limit=1')).results;
    const wrong = await sandbox.control('PATCH', `${path}/${id}`, {
      properties: { hs_lead_status: 'QUALIFIED' },
      userId: 61000002,
    });
    expect([wrong.status, wrong.body.message]).toEqual([400, expect.stringContaining('INVALID_OPTION')]);
    expect((await sandbox.control('PATCH', `${path}/${id}`, { properties: {}, userId: 1 })).status).toBe(400);
    expect((await sandbox.control('PATCH', `${path}/1`, { properties: {}, userId: 61000002 })).status).toBe(
      404,
    );
    expect((await sandbox.control('GET', '/portals/1/contacts')).status).toBe(404);
    expect((await sandbox.control('GET', '/nowhere')).status).toBe(404);
  });

  it('changes many at once', async () => {
    const ids = (await list('limit=50')).results.map((one: { id: string }) => one.id);
    await sandbox.control('POST', `${path}/bulk`, {
      ids,
      properties: { hubspot_owner_id: '41600004' },
      userId: 61000003,
    });
    expect((await list('ownerId=41600004')).total).toBe(50);
  });

  it('sees notes, emails and tasks on the record, newest first, with their authors', async () => {
    const [{ id }] = (await list('limit=1')).results;
    const log = (type: string, associationTypeId: number, properties: Record<string, string>) =>
      sandbox.api('POST', `/crm/objects/2026-09/${type}`, {
        properties,
        associations: [
          { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] },
        ],
      });
    const hour = (ago: number) => String(sandbox.clock.now() - ago * 3_600_000);
    await log('notes', 202, { hs_timestamp: hour(2), hs_note_body: 'hello', hubspot_owner_id: '41600004' });
    await log('emails', 198, { hs_timestamp: hour(1), hs_email_direction: 'EMAIL', hs_email_subject: 'Hi' });
    await log('tasks', 204, { hs_timestamp: hour(-48), hs_task_subject: 'Call' });
    const { body } = await sandbox.control('GET', `${path}/${id}`);
    expect(body.timeline.slice(0, 3)).toMatchObject([
      { kind: 'task', hs_task_subject: 'Call' },
      { kind: 'email', hs_email_subject: 'Hi', authorName: null },
      { kind: 'note', hs_note_body: 'hello', authorName: 'Tara Assistant' },
    ]);
    expect(body.propertyDefinitions.map((one: { name: string }) => one.name)).toContain('hs_lead_status');
    const companies = await sandbox.control(
      'GET',
      `${path}/${id}/associations?toObjectType=companies&properties=name`,
    );
    expect(companies.body).toMatchObject({ hasMore: false, results: [] });
  });

  it('follows a merged contact to the survivor and still sees a deleted one', async () => {
    const [{ id: primaryId }, { id: secondaryId }, { id: deleted }] = (await list('limit=3')).results;
    await sandbox.control('POST', `${path}/merge`, { primaryId, secondaryId, userId: 61000001 });
    expect((await sandbox.control('GET', `${path}/${secondaryId}`)).body.id).toBe(primaryId);
    await sandbox.control('DELETE', `${path}/${deleted}`);
    expect((await sandbox.control('GET', `${path}/${deleted}`)).body.archived).toBe(true);
    expect((await sandbox.control('POST', `${path}/${deleted}/restore`)).status).toBe(200);
    await sandbox.control('DELETE', `${path}/${deleted}`);
    sandbox.clock.advance(91 * 86_400_000);
    expect((await sandbox.control('POST', `${path}/${deleted}/restore`)).status).toBe(400);
  });
});
