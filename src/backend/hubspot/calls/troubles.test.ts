import { randomUUID } from 'node:crypto';
import type { EntitySchema } from 'typeorm';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { describeOnBothDatabases, openAnother } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import type { Database } from '../../database/database.ts';
import { HOUR, MINUTE, SECOND } from '../../ground/clock.ts';
import type { BatonError } from '../../ground/errors.ts';
import { portalId } from '../../ground/identifiers.ts';
import { limiterEntities } from '../limiter/limiter-entity.ts';
import { createLimiter } from '../limiter/limiter.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from '../test-hubspot.ts';
import type { FakeAnswer, FakeHubSpot, FakeRequest } from '../test-hubspot.ts';
import { createHubSpotClient } from './client.ts';
import { TroubleEntity } from './trouble-entity.ts';
import { createTroubles } from './troubles.ts';
import { createTransport } from './transport.ts';

const PORTAL = portalId(4242);
// TypeORM's entity type is invariant in its rows.
const entities = [...limiterEntities, TroubleEntity] as unknown as EntitySchema<never>[];

describeOnBothDatabases('an account that HubSpot refuses to serve', entities, (open) => {
  let database: TestDatabase;
  let fake: FakeHubSpot;
  let answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>;
  let clock: ReturnType<typeof standingClock>;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    for (const entity of entities) await database.manager.clear(entity);
    clock = standingClock();
    fake = await startFakeHubSpot((request) => answer(request));
  });
  afterEach(async () => {
    await fake.close();
    for (const clean of cleanups.splice(0)) await clean();
  });

  /** A process with memory of its own. Its sleeps move the clock. */
  const processOn = (on: Database) => {
    const troubles = createTroubles({ database: on, clock });
    const sleep = async (ms: number) => clock.advance(ms);
    const limiter = createLimiter({ database: on, clock, random: { fraction: () => 0 }, sleep });
    const client = createHubSpotClient({
      clock,
      troubles,
      limiter,
      logger: collectingLogger().logger,
      tokens: { accessToken: async () => 'token', renew: async () => randomUUID() },
      transport: createTransport({ apiUrl: fake.url }),
    });
    const post = (path: string) =>
      client
        .call(PORTAL, {
          method: 'POST',
          path,
          body: {},
          lane: 'bulk',
          answer: z.unknown(),
          repeatable: false,
        })
        .catch((error: unknown) => error);
    return { troubles, post };
  };
  const another = async () => {
    const connection = await openAnother(database.url, entities);
    cleanups.push(() => connection.close());
    return processOn(connection);
  };

  it('waits ever longer, in all processes, and is asked a few times an hour', async () => {
    answer = () => ({ status: 451, json: { message: 'Not in your country' } });
    const [here, there] = [processOn(database), await another()];
    const gaps: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const { post } = round % 2 ? there : here;
      const error = await post('/crm/x');
      expect(error).toMatchObject({ code: 'HUBSPOT_REFUSED', retry: 'after' });
      gaps.push((error as BatonError).retryAfterMs ?? 0);
      clock.advance(gaps.at(-1) ?? 0);
    }
    expect(gaps.map((ms) => ms / SECOND)).toEqual([10, 30, 90, 270, 810, 900, 900]);
    expect(fake.requests).toHaveLength(7);
  });

  it('sends callers away meanwhile with the reason, and shows it to people', async () => {
    answer = () => ({ status: 402, json: { message: 'Pay first' } });
    const [here, there] = [processOn(database), await another()];
    for (const wait of [10 * SECOND, 30 * SECOND]) {
      await here.post('/crm/x');
      clock.advance(wait);
    }
    await here.post('/crm/x');
    expect(await there.post('/crm/y')).toMatchObject({
      code: 'HUBSPOT_REFUSED',
      retryAfterMs: 90 * SECOND,
      message: expect.stringContaining('Pay first'),
    });
    expect(fake.requests).toHaveLength(3);
    expect(await there.troubles.of(PORTAL)).toMatchObject({ status: 402, attempts: 3 });
    expect(await there.troubles.count()).toBe(1);
  });

  it('goes on with the first call that passes, whoever makes it', async () => {
    answer = () => ({ status: 405 });
    const [here, there] = [processOn(database), await another()];
    await here.post('/crm/x');
    clock.advance(MINUTE);
    answer = () => ({ json: {} });
    expect(await there.post('/crm/x')).toEqual({});
    expect(await here.troubles.of(PORTAL)).toBeUndefined();
    answer = () => ({ status: 405 });
    expect(await here.post('/crm/x')).toMatchObject({ retryAfterMs: 10 * SECOND });
  });

  it('counts calls that left together as one refusal', async () => {
    const allLeft = Promise.withResolvers<void>();
    let left = 0;
    answer = async () => {
      left += 1;
      if (left === 3) allLeft.resolve();
      await allLeft.promise;
      return { status: 422, json: {} };
    };
    const { post, troubles } = processOn(database);
    await Promise.all(['/crm/x', '/crm/x', '/crm/x'].map(post));
    expect(await troubles.of(PORTAL)).toMatchObject({ attempts: 1 });
  });

  it('does not hold up other calls for one that is refused while they pass', async () => {
    answer = ({ path }) => (path === '/crm/x' ? { status: 410 } : { json: {} });
    const { post } = processOn(database);
    await post('/crm/x');
    clock.advance(10 * SECOND);
    expect(await post('/crm/y')).toEqual({});
    for (const ms of [30, 90, 270]) {
      expect(await post('/crm/x')).toMatchObject({ retryAfterMs: ms * SECOND });
      const before = clock.now();
      expect(await post('/crm/y')).toEqual({});
      expect(clock.now() - before).toBeLessThan(SECOND);
      clock.advance(ms * SECOND);
    }
  });

  it('is forgotten when nobody asked for long, or the clock was set back', async () => {
    answer = () => ({ status: 451 });
    const { post, troubles } = processOn(database);
    for (const wait of [10, 30, 90]) {
      await post('/crm/x');
      clock.advance(wait * SECOND);
    }
    clock.advance(2 * HOUR);
    expect(await troubles.of(PORTAL)).toBeUndefined();
    expect(await post('/crm/x')).toMatchObject({ retryAfterMs: 10 * SECOND });
    clock.advance(-48 * HOUR);
    expect(await troubles.of(PORTAL)).toBeUndefined();
  });
});
