import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeOnBothDatabases, openAnother } from '../database/test-database.ts';
import type { Database } from '../database/database.ts';
import { portalId } from '../ground/identifiers.ts';
import { InboxTurnEntity } from './turn-entity.ts';
import { createTurns } from './turns.ts';
import type { InTurn } from './turns.ts';

const PORTAL = portalId(1);
const HOUR = 3_600_000;

describeOnBothDatabases('turns', [InboxTurnEntity], (open) => {
  let now: number;
  let here: InTurn;
  let elsewhere: InTurn;
  let database: Database;
  let other: Database;
  let end: () => void;

  /** A run that is under way until `end`. */
  const begin = (inTurn: InTurn): { began: Promise<void>; done: Promise<boolean> } => {
    const { promise: began, resolve } = Promise.withResolvers<void>();
    const done = inTurn(PORTAL, async () => {
      resolve();
      await new Promise<void>((ended) => (end = ended));
    });
    return { began, done };
  };
  const isFree = (inTurn: InTurn, portal = PORTAL) => inTurn(portal, async () => undefined);

  beforeEach(async () => {
    now = 10 * HOUR;
    const opened = await open();
    database = opened;
    other = await openAnother(opened.url, [InboxTurnEntity]);
    const clock = { now: () => now };
    const random = { uuid: () => randomUUID() };
    here = createTurns({ database, clock, random });
    elsewhere = createTurns({ database: other, clock, random });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await other.close();
  });

  it('belong to one run over all processes, for each account', async () => {
    const { began, done } = begin(here);
    await began;
    expect(await isFree(here)).toBe(false);
    expect(await isFree(elsewhere)).toBe(false);
    expect(await isFree(elsewhere, portalId(2))).toBe(true);
    end();
    expect(await done).toBe(true);
    expect(await isFree(elsewhere)).toBe(true);
  });

  it('belong to one of many that ask at the same moment', async () => {
    const runs = [here, elsewhere, here, elsewhere].map((inTurn) => begin(inTurn));
    await Promise.race(runs.map(({ began }) => began));
    const refused = runs.map(({ done }) => done.then((had) => (had ? 'had' : 'refused')));
    await vi.waitFor(async () => {
      const settled = await Promise.all(
        refused.map((one) => Promise.race([one, Promise.resolve('under way')])),
      );
      expect(settled.filter((one) => one === 'refused')).toHaveLength(3);
    });
    end();
    expect((await Promise.all(refused)).filter((one) => one === 'had')).toHaveLength(1);
  });

  it('are free after work that failed', async () => {
    const failing = here(PORTAL, () => Promise.reject(new Error('HubSpot is away')));
    await expect(failing).rejects.toThrow('away');
    expect(await isFree(elsewhere)).toBe(true);
  });

  it('of a process that died are over after ten seconds', async () => {
    await database.manager.insert(InboxTurnEntity, {
      portalId: PORTAL,
      holder: 'dead',
      leasedUntil: now + 10_000,
    });
    expect(await isFree(here)).toBe(false);
    now += 10_000;
    expect(await isFree(here)).toBe(true);
  });

  it('are not taken by a process whose clock is behind, or that asked before they were renewed', async () => {
    const { began, done } = begin(here);
    await began;
    now -= 5_000;
    expect(await isFree(elsewhere)).toBe(false);
    end();
    await done;
  });

  it('given when the clock was an hour ahead are over when it is right again', async () => {
    now += HOUR;
    const { began, done } = begin(here);
    await began;
    now -= HOUR;
    expect(await isFree(elsewhere)).toBe(true);
    end();
    await done;
  });

  it('are renewed while the work goes on', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { began, done } = begin(here);
    await began;
    now += 9_000;
    vi.advanceTimersByTime(3_000);
    await vi.waitFor(async () =>
      expect(await database.manager.findOneBy(InboxTurnEntity, { portalId: PORTAL })).toMatchObject({
        leasedUntil: now + 10_000,
      }),
    );
    now += 9_000;
    expect(await isFree(elsewhere)).toBe(false);
    end();
    await done;
  });
});
