/** `npm run migrate`: brings the database of DATABASE_URL to the schema of this version. */
import { openDatabase } from '../database/database.ts';
import { migrate, pendingMigrations } from '../database/migrate.ts';
import { readDatabaseUrl } from '../ground/config.ts';
import { entities, migrations } from '../house/schema.ts';

const url = readDatabaseUrl(process.env);
const database = await openDatabase({ url, entities, migrations });
const pending = await pendingMigrations(database);
await migrate(database);
await database.close();
process.stdout.write(
  pending.length === 0 ? 'The schema is up to date.\n' : `Applied: ${pending.join(', ')}\n`,
);
