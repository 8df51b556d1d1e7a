import { describe, expect, it } from 'vitest';
import { entities } from '../../src/backend/house/schema.ts';

/** Tables without an account in their keys, and why nobody can reach another account through them. */
const JUSTIFIED: Readonly<Record<string, string>> = {
  clock_mark: 'The latest time of day that this installation saw. No route takes its id.',
  job: 'Work of the whole installation. Ids are chosen by Baton, keys begin with the account, and no route takes one.',
  incoming_mail:
    'A mail whose account is not known until it is read. The id is a hash of the mail; no route takes it.',
  journal:
    'How far the journal was read, which HubSpot keeps for the app over all accounts. No route takes its id.',
  mailbox_cursor:
    'How far a mailbox was read, and by which process. The id is a hash of its address; no route takes it.',
  mail_grant:
    'A sealed refresh token of a mailbox, which may serve several accounts. The id is a hash; no route takes it.',
};

const tables = entities.map(({ options }) => {
  const columns = Object.entries(options.columns);
  return {
    name: options.tableName ?? '',
    portal: options.columns['portalId' as never],
    primaryKey: columns.filter(([, column]) => column?.primary).map(([property]) => property),
    uniqueColumns: columns.filter(([, column]) => column?.unique).map(([property]) => property),
    uniqueIndices: [...(options.indices ?? []).filter(({ unique }) => unique), ...(options.uniques ?? [])],
    foreignKeys: Object.keys(options.relations ?? {}),
  };
});

describe('every table', () => {
  it.each(tables.map((table) => [table.name, table] as const))(
    '%s holds the account in all its keys',
    (name, table) => {
      if (JUSTIFIED[name]) {
        expect(table.portal).toBeUndefined();
        return;
      }
      expect(table.portal).toMatchObject({ name: 'portal_id' });
      expect(table.portal?.nullable ?? false).toBe(false);
      expect(table.primaryKey).toContain('portalId');
      expect(table.uniqueColumns).toEqual([]);
      for (const unique of table.uniqueIndices) expect(unique.columns).toContain('portalId');
      // A reference by an id alone could lead into another account.
      expect(table.foreignKeys).toEqual([]);
    },
  );

  it('without it is justified, and every justification is needed', () => {
    const without = tables.filter(({ portal }) => !portal).map(({ name }) => name);
    expect(without.sort()).toEqual(Object.keys(JUSTIFIED).sort());
  });
});
