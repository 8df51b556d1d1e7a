/** Run as a process by tests: adds one to a counter, so and so many times, each in a read-modify-write transaction. */
import { databaseKind, openDatabase } from './database.ts';

const [url = '', times = '0'] = process.argv.slice(2);
const database = await openDatabase({ url, entities: [], migrations: [], poolSize: 2 });
const lock = databaseKind(url) === 'postgres' ? ' FOR UPDATE' : '';
for (let done = 0; done < Number(times); done += 1) {
  await database.transaction(async (tx) => {
    const [row] = await tx.query<[{ value: number | string }]>(
      `SELECT value FROM counter WHERE id = 'n'${lock}`,
    );
    await tx.query(`UPDATE counter SET value = ${Number(row.value) + 1} WHERE id = 'n'`);
  });
}
await database.close();
