import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { describeOnBothDatabases } from '../../../database/test-database.ts';
import type { TestDatabase } from '../../../database/test-database.ts';
import { systemClock } from '../../../ground/clock.ts';
import { ownerId } from '../../../ground/identifiers.ts';
import type { ContactId } from '../../../ground/identifiers.ts';
import { activityTypes } from './activities.ts';
import { CreateEntity } from './create-entity.ts';
import type { CreateRow } from './create-entity.ts';
import { EFFECT_WITHIN_MS, LEAVES_WITHIN_MS, SETTLED_AFTER_MS } from './settling.ts';
import { lost, testPortal } from '../test-hubspot.ts';
import type { SeenCall } from '../test-hubspot.ts';
import { TestClock, TestOutbox, testEntities } from '../test-outbox.ts';

const LEASE = 30_000;
const kinds = ['note', 'task', 'email'] as const;

/** A clock that also tells how much time has passed, whatever it is set to. */
class SteadyClock extends TestClock {
  private passed = 1_000_000;
  readonly steady = (): number => this.passed;

  pass(ms: number): void {
    this.time += ms;
    this.passed += ms;
  }
}

describeOnBothDatabases('what may have left already', testEntities, (open) => {
  let database: TestDatabase;
  let test: TestOutbox;
  let id: ContactId;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(CreateEntity);
    begin(new TestClock());
  });

  const begin = (clock: TestClock): void => {
    test = new TestOutbox(database, undefined, clock);
    [id] = test.hubspot.addContacts(1, { hubspot_owner_id: ownerId(70) }) as [ContactId];
  };
  const row = async (): Promise<CreateRow | undefined> => (await database.manager.find(CreateEntity))[0];
  const isCreate = ({ name }: SeenCall): boolean => name.endsWith('batch/create');

  const takesEffect = ({ name, body }: SeenCall) => {
    const path = `/crm/objects/2026-09/${name}`;
    const again = {
      method: 'POST',
      path,
      body,
      lane: 'bulk',
      answer: z.unknown(),
      repeatable: false,
    } as const;
    return () => test.hubspot.call(testPortal, again);
  };
  /** The answer to the next create is lost before it takes effect; resolves to what makes it take effect. */
  const onItsWay = (): Promise<() => Promise<unknown>> =>
    new Promise((left) => {
      test.hubspot.before = (call) => {
        if (!isCreate(call)) return;
        test.hubspot.before = () => undefined;
        left(takesEffect(call));
        throw lost(call);
      };
    });

  describe.each(kinds)('a %s', (kind) => {
    it('is one though the call of a dead process takes effect after the look of its successor', async () => {
      await test.create(kind, id, { key: 'k' });
      const takeEffect = takesEffect(await test.flushAndDie(database.url));
      test.clock.time += LEASE + 1_000;
      const successor = test.another();
      await successor.flush();
      expect(test.made(kind)).toHaveLength(0);
      await takeEffect();
      await successor.settle();
      expect(test.made(kind)).toHaveLength(1);
      expect(await row()).toMatchObject({ state: 'done', hubspotId: test.made(kind)[0]?.id });
    });

    it('is one though HubSpot is still at work on it when the answer is lost', async () => {
      await test.create(kind, id, { key: 'k' });
      const left = onItsWay();
      await test.flush();
      const takeEffect = await left;
      test.clock.time += 6_000;
      await test.flush();
      expect(test.made(kind)).toHaveLength(0);
      test.clock.time += 20_000;
      await takeEffect();
      await test.settle();
      expect(test.made(kind)).toHaveLength(1);
    });

    it('that is there already is found soon after the answer was lost', async () => {
      await test.create(kind, id, { key: 'k' });
      const begun = test.clock.time;
      test.hubspot.after = (call) => {
        test.hubspot.after = () => undefined;
        throw lost(call);
      };
      await test.settle();
      expect(await row()).toMatchObject({ state: 'done' });
      expect(test.clock.time - begun).toBeLessThan(10_000);
      expect(test.hubspot.calls).toHaveLength(3);
    });

    it('that never arrived is created within a minute, after two looks', async () => {
      await test.create(kind, id, { key: 'k' });
      void onItsWay();
      const begun = test.clock.time;
      await test.settle();
      expect(test.made(kind)).toHaveLength(1);
      expect(test.clock.time - begun).toBeLessThan(60_000);
      expect(test.hubspot.count(`contacts/{id}/associations/${activityTypes[kind].object}`)).toBe(2);
    });
  });

  it('a create whose claim has ended before it could leave does not leave any more', async () => {
    await test.create('note', id, { key: 'k' });
    const turn = Promise.withResolvers<void>();
    test.hubspot.before = (call) => (isCreate(call) ? turn.promise : undefined);
    const slow = test.flush();
    await vi.waitFor(() => expect(test.hubspot.count('notes/batch/create')).toBe(1));
    test.clock.time += LEASE + 1_000;
    const other = test.another();
    test.hubspot.before = () => undefined;
    await other.flush();
    await other.settle();
    expect(test.made('note')).toHaveLength(1);
    turn.resolve();
    await slow;
    expect(test.made('note')).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'done' });
  });

  it('a create that had to wait too long for its turn leaves with the next claim, and that is no failed attempt', async () => {
    await test.create('note', id, { key: 'k' });
    test.hubspot.before = (call) => {
      if (!isCreate(call)) return;
      test.hubspot.before = () => undefined;
      test.clock.time += LEAVES_WITHIN_MS + 1;
    };
    await test.flush();
    expect(await row()).toMatchObject({ state: 'pending', attempts: 0, settlesAt: 0 });
    await test.settle();
    expect(test.made('note')).toHaveLength(1);
    expect(test.hubspot.calls).toHaveLength(2);
  });

  it('a create waits for its turn as long as its process lives and says so', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    await test.create('note', id, { key: 'k' });
    const turn = Promise.withResolvers<void>();
    test.hubspot.before = (call) => (isCreate(call) ? turn.promise : undefined);
    const flush = test.flush();
    await vi.waitFor(() => expect(test.hubspot.count('notes/batch/create')).toBe(1));
    for (let renewals = 0; renewals < 4; renewals += 1) {
      test.clock.time += 10_000;
      vi.advanceTimersByTime(10_000);
      const until = test.clock.time + LEASE;
      await vi.waitFor(async () => expect((await row())?.leasedUntil).toBe(until));
    }
    expect((await row())?.settlesAt).toBe(test.clock.time + SETTLED_AFTER_MS);
    turn.resolve();
    await flush;
    expect(test.made('note')).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'done' });
  });

  it('is one though an outage has held the call up, and lets it through after the first look that succeeds', async () => {
    await test.create('note', id, { key: 'k' });
    const left = onItsWay();
    await test.flush();
    const takeEffect = await left;
    test.hubspot.before = (call) => {
      throw lost(call);
    };
    for (let second = 0; second < 120; second += 10) {
      test.clock.time += 10_000;
      await test.flush();
    }
    test.hubspot.before = () => undefined;
    test.clock.time += 10_000;
    await test.flush();
    expect(test.made('note')).toHaveLength(0);
    await takeEffect();
    await test.settle();
    expect(test.made('note')).toHaveLength(1);
  });

  it('a clock that leaps makes nothing settle sooner', async () => {
    const clock = new SteadyClock();
    begin(clock);
    await test.create('note', id, { key: 'k' });
    const takeEffect = takesEffect(await test.flushAndDie(database.url));
    clock.time += 86_400_000;
    const successor = test.another();
    clock.pass(16_000);
    await successor.flush();
    clock.time += 86_400_000;
    await successor.flush();
    clock.pass(EFFECT_WITHIN_MS - 1_000);
    await successor.flush();
    expect(test.made('note')).toHaveLength(0);
    await takeEffect();
    clock.pass(SETTLED_AFTER_MS);
    await successor.flush();
    expect(test.made('note')).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'done' });
  });

  it('a process that has just begun looks again at a time that every database can keep', async () => {
    begin(Object.assign(new TestClock(), { steady: systemClock.steady }));
    await test.create('note', id, { key: 'k' });
    const left = onItsWay();
    await test.flush();
    await left;
    test.clock.time += 6_000;
    await test.flush();
    const { dueAt = 0, ...kept } = (await row()) ?? {};
    expect(kept).toMatchObject({ state: 'sending', lease: '' });
    expect(dueAt % 1).toBe(0);
    expect(dueAt).toBeGreaterThan(test.clock.time);
  });

  it('after the clock was set back, what was sent settles in its usual time', async () => {
    await test.create('note', id, { key: 'k' });
    const left = onItsWay();
    await test.flush();
    await left;
    test.clock.time -= 3_600_000;
    await test.outbox.pullIn();
    const begun = test.clock.time;
    await test.settle();
    expect(test.made('note')).toHaveLength(1);
    expect(test.clock.time - begun).toBeLessThan(60_000);
  });

  describe('of a contact that is deleted and restored', () => {
    const loseTheAnswer = async (takesEffect: boolean): Promise<void> => {
      await test.create('note', id, { key: 'k' });
      test.hubspot[takesEffect ? 'after' : 'before'] = (call) => {
        throw lost(call);
      };
      await test.flush();
      test.hubspot.after = test.hubspot.before = () => undefined;
    };
    const contactIsGone = async (): Promise<void> => {
      const properties = test.hubspot.contacts.get(id) ?? {};
      test.hubspot.contacts.delete(id);
      await test.settle();
      expect(await row()).toMatchObject({ state: 'gone', payload: null });
      test.hubspot.contacts.set(id, properties);
    };

    it.each([true, false])('a note that is wanted again is one (had arrived: %s)', async (arrived) => {
      await loseTheAnswer(arrived);
      await contactIsGone();
      await test.create('note', id, { key: 'k' });
      await test.settle();
      expect(test.made('note')).toHaveLength(1);
      expect(await row()).toMatchObject({ state: 'done' });
    });

    it('a note on its way is not forgotten with what waits', async () => {
      await loseTheAnswer(true);
      await test.in((tx) => test.outbox.forget(tx, testPortal, id));
      await test.create('note', id, { key: 'k' });
      await test.settle();
      expect(test.made('note')).toHaveLength(1);
    });

    it('what is gone waits for nobody, and erasing the person takes it away', async () => {
      await loseTheAnswer(true);
      await contactIsGone();
      expect(await test.outbox.pending(testPortal, id)).toEqual({ waiting: 0, failed: [] });
      await test.in((tx) => test.outbox.eraseContact(tx, testPortal, id));
      expect(await row()).toBeUndefined();
    });
  });
});
