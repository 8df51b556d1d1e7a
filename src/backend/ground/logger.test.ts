import { expect, it } from 'vitest';
import { BatonError } from './errors.ts';
import { createLogger } from './logger.ts';

it('writes no email address, wherever it stands in a line', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  logger.info({ answer: '550 5.1.1 <ada.lovelace+x@customer.example.com>: user unknown' }, 'to ada@x.co');
  logger.error({ err: new Error('RCPT TO:<ada@customer.example.com>\nada@customer.example.com') }, 'failed');
  const text = lines.join('');
  expect(text).not.toContain('ada');
  expect(text).toContain('550 5.1.1 <[address]>: user unknown');
  expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([30, 50]);
});

it('leaves a long line without an address as it is', () => {
  const lines: string[] = [];
  createLogger('info', { write: (line) => void lines.push(line) }).info('a'.repeat(200_000));
  expect(lines[0]).toContain('a'.repeat(200_000));
});

it('writes what failed, and no values of a statement of the database', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const driver = Object.assign(new Error('duplicate key'), { detail: 'Key (token)=(s3cret)', code: '23505' });
  const failed = Object.assign(new Error('duplicate key', { cause: driver }), {
    name: 'QueryFailedError',
    query: 'INSERT …',
    parameters: ['s3cret', 'Dear Ada'],
    driverError: driver,
  });
  logger.error(
    { err: new BatonError('INTERNAL', undefined, { cause: failed, context: { jobs: 3 } }) },
    'a job failed',
  );
  expect(lines[0]).not.toMatch(/s3cret|Dear Ada|"detail"|"parameters"/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    err: {
      code: 'INTERNAL',
      context: { jobs: 3 },
      cause: { type: 'QueryFailedError', cause: { code: '23505' } },
    },
  });
});
