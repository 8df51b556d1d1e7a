/**
 * `npm run keys:rotate`: seals every secret with the first key of ENCRYPTION_KEYS, while Baton runs. Restart Baton with
 * the new key in front first, so that every process can read what this writes. Exits 1 if a secret does not decrypt.
 */
import { readConfig } from '../ground/config.ts';
import { openDatabase } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import { entities, migrations } from '../house/schema.ts';
import { reportOf, rotateKeys } from './key-rotation.ts';

try {
  const { databaseUrl, encryptionKeys } = readConfig(process.env);
  const database = await openDatabase({ url: databaseUrl, entities, migrations });
  const result = await rotateKeys(database, encryptionKeys).finally(() => database.close());
  process.stdout.write(reportOf(result, encryptionKeys));
  process.exitCode = result.unreadable.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${isBatonError(error) ? `${error.code}: ${error.message}` : String(error)}\n`);
  process.exitCode = 1;
}
