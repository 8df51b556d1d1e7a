import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { jobEntities } from '../jobs/job-entity.ts';
import { createTestJobs, MovableClock } from '../jobs/test-jobs.ts';

const run = promisify(execFile);

describeOnBothDatabases('npm run jobs:failed', jobEntities, (open) => {
  it('shows what failed for good, and does it again on demand', { timeout: 60_000 }, async () => {
    const database = await open();
    const jobs = await createTestJobs(database, new MovableClock());
    let broken = true;
    let done = 0;
    jobs.work('mail.flush', { concurrency: 1, attempts: 1 }, async () => {
      if (broken) throw new BatonError('MAIL_REJECTED', 'no such mailbox');
      done += 1;
    });
    await jobs.start();
    const command = (...words: string[]) => runCommand(database.url, words);
    try {
      expect(await command()).toBe('No job has failed for good.\n');
      await database.transaction((tx) =>
        jobs.enqueue(tx, { queue: 'mail.flush', key: 'k', data: { portalId: '42' } }),
      );
      await expect.poll(async () => (await jobs.lag()).dead, { timeout: 20_000 }).toBe(1);
      const shown = await command();
      expect(shown).toContain('mail.flush {"portalId":"42"}');
      expect(shown).toContain('MAIL_REJECTED: no such mailbox');
      await expect(command('--again', 'nothing-of-this-name')).rejects.toThrow();
      broken = false;
      expect(await command('--again', 'all')).toContain('is back in its queue');
      await expect.poll(() => done, { timeout: 20_000 }).toBe(1);
      expect(await command()).toBe('No job has failed for good.\n');
    } finally {
      await jobs.stop();
    }
  });
});

async function runCommand(databaseUrl: string, words: readonly string[]): Promise<string> {
  const environment = {
    PATH: process.env['PATH'],
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'https://baton.example.com',
    HUBSPOT_CLIENT_ID: 'id',
    HUBSPOT_CLIENT_SECRET: 'secret',
    HUBSPOT_APP_ID: '7',
    ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const file = join(import.meta.dirname, 'failed-jobs.ts');
  const { stdout } = await run(process.execPath, [file, ...words], { env: environment });
  return stdout;
}
