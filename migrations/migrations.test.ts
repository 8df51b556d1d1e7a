import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../src/backend/database/database.ts';
import { migrate, pendingMigrations, schemaDrift } from '../src/backend/database/migrate.ts';
import { createTestDatabase, openAnother } from '../src/backend/database/test-database.ts';
import { entities, migrations } from '../src/backend/house/schema.ts';

describe.each(['sqlite', 'postgres'] as const)('migrations on %s', (kind) => {
  const open = async (): Promise<Database> => {
    const { url, remove } = await createTestDatabase(kind);
    const database = await openAnother(url, entities, migrations);
    onTestFinished(async () => {
      await database.close();
      await remove();
    });
    return database;
  };

  it('bring an empty database to exactly the schema of the entities', async () => {
    const database = await open();
    await migrate(database);
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await schemaDrift(database)).toEqual([]);
  });

  it('can be undone, one by one, and done again', async () => {
    const database = await open();
    await migrate(database);
    for (let left = migrations.length; left > 0; left -= 1) await database.dataSource.undoLastMigration();
    expect(await pendingMigrations(database)).toHaveLength(migrations.length);
    await migrate(database);
    expect(await schemaDrift(database)).toEqual([]);
  });
});
