import { describe, expect, it } from 'vitest';
import { startTestSandbox } from '../testing.ts';

interface Row {
  id: string;
  properties: Record<string, string | undefined>;
}

async function seededContacts(): Promise<Row[]> {
  const sandbox = await startTestSandbox();
  const { body } = await sandbox.control('GET', '/portals/4242/contacts?limit=1000');
  await sandbox.stop();
  return body.results;
}

describe('the default portal', () => {
  it('is the same at every start', async () => {
    const identity = (rows: Row[]) =>
      rows.map(({ id, properties }) => [
        id,
        properties.email,
        properties.firstname,
        properties.hubspot_owner_id,
      ]);
    expect(identity(await seededContacts())).toEqual(identity(await seededContacts()));
  });

  it('has 200 different people of many companies and countries, at example.com addresses', async () => {
    const rows = await seededContacts();
    const distinct = (name: string) => new Set(rows.map((row) => row.properties[name])).size;
    expect(rows).toHaveLength(200);
    expect(distinct('email')).toBeGreaterThanOrEqual(199);
    expect(distinct('company')).toBeGreaterThan(20);
    expect(distinct('country')).toBeGreaterThan(12);
    expect(distinct('jobtitle')).toBeGreaterThan(15);
    expect(distinct('hs_lead_status')).toBeGreaterThan(4);
    for (const { properties } of rows) expect(properties.email ?? '.example.com').toMatch(/\.example\.com$/);
  });

  it('has contacts that no mail may or can go to', async () => {
    const rows = await seededContacts();
    const count = (wanted: (properties: Row['properties']) => boolean) =>
      rows.filter(({ properties }) => wanted(properties)).length;
    expect(count((properties) => properties.hs_email_optout === 'true')).toBe(2);
    expect(count((properties) => properties.email === undefined)).toBe(1);
    expect(count((properties) => properties.email !== undefined && !properties.email.includes('@'))).toBe(1);
    expect(count((properties) => properties.hs_email_bad_address === 'true')).toBe(1);
    expect(count((properties) => properties.hs_email_hard_bounce_reason_enum !== undefined)).toBe(1);
  });

  it('gives nobody to the assistant, some to nobody, and has contacts that changed hands', async () => {
    const sandbox = await startTestSandbox();
    const { body } = await sandbox.control('GET', '/portals/4242/contacts?limit=1000');
    const owners = body.results.map((row: Row) => row.properties.hubspot_owner_id ?? 'none');
    expect(owners).not.toContain('41600004');
    expect(owners).toContain('none');
    const histories = await Promise.all(
      body.results
        .slice(0, 40)
        .map(
          async ({ id }: Row) =>
            (await sandbox.control('GET', `/portals/4242/contacts/${id}`)).body.history.hubspot_owner_id ??
            [],
        ),
    );
    expect(histories.some((history) => history.length > 1)).toBe(true);
    await sandbox.stop();
  });

  it('can be joined by others of any size', async () => {
    const sandbox = await startTestSandbox();
    const { body } = await sandbox.control('POST', '/portals', { name: 'Initech Ltd', contacts: 1_000 });
    expect(body.portalId).toBe(4243);
    expect((await sandbox.control('GET', '/portals/4243/contacts?limit=1')).body.total).toBe(1_000);
    expect((await sandbox.control('GET', '/portals')).body.map((one: { name: string }) => one.name)).toEqual([
      'Acme (local)',
      'Initech Ltd',
    ]);
    await sandbox.stop();
  });
});
