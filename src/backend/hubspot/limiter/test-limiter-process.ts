import type { EntitySchema } from 'typeorm';
import { openDatabase } from '../../database/database.ts';
import { portalId } from '../../ground/identifiers.ts';
import { limiterEntities } from './limiter-entity.ts';
import { createLimiter } from './limiter.ts';

/** A process of its own that takes calls from the shared budget and prints the clock by which each was granted. */
const [url = '', count = '0'] = process.argv.slice(2);
const entities = limiterEntities as unknown as EntitySchema<never>[];
const database = await openDatabase({ url, entities, migrations: [] });
let asked = 0;
const clock = { now: () => (asked = Date.now()) };
const limiter = createLimiter({ database, clock, random: { fraction: () => Math.random() } });
for (let call = 0; call < Number(count); call += 1) {
  await limiter.acquire(portalId(77), 'interactive', 'general');
  process.stdout.write(`${asked}\n`);
}
await database.close();
