import type { Config } from '../ground/config.ts';
import type { Database } from '../database/database.ts';
import { createVault } from '../vault/vault.ts';
import { rooms } from '../house/rooms.ts';
import type { Resealed } from '../vault/sealed-column.ts';

/** Seals every secret in the database with the first of the keys. Safe while Baton runs, and to run again. */
export async function rotateKeys(database: Database, keys: Config['encryptionKeys']): Promise<Resealed> {
  const vault = createVault(keys);
  const parts: Resealed[] = [];
  for (const { reseal } of rooms.rooms) parts.push(...((await reseal?.(database, vault)) ?? []));
  return {
    resealed: sum(parts.map(({ resealed }) => resealed)),
    current: sum(parts.map(({ current }) => current)),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What the operator reads. */
export function reportOf(
  { resealed, current, unreadable }: Resealed,
  keys: Config['encryptionKeys'],
): string {
  const [first, ...older] = keys.map(({ id }) => id);
  const lines = [
    `Sealed anew with key ${first}: ${resealed}. Were already: ${current}. Do not decrypt: ${unreadable.length}.`,
    ...unreadable.map(
      (name) =>
        `  ${name}: left as it is. Put the key it was written with into ENCRYPTION_KEYS, or enter it again.`,
    ),
    ...(older.length > 0
      ? [
          `Keep ${older.join(', ')} behind ${first} for as long as sent mails matter: their unsubscribe links were made with it.`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
