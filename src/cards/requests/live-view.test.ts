import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from './answers.ts';
import { LiveView } from './live-view.ts';
import { advance, settle, useFakeTime } from './test-backend.ts';

const good = (value: string): Answer<string> => ({ ok: true, value });
const bad: Answer<string> = {
  ok: false,
  problem: { kind: 'failed', code: 'X', message: 'No.', body: null, retryAfterMs: null },
};

const busy = (retryAfterMs: number | null = null): Answer<string> => ({
  ok: false,
  problem: { kind: 'busy', code: 'TOO_MANY_REQUESTS', message: 'Wait.', body: null, retryAfterMs },
});

/** A view whose loads are answered at once. */
function answering(answer: () => Answer<string>) {
  let looks = 0;
  const load = async () => {
    looks += 1;
    return answer();
  };
  const live = new LiveView<string>({ load, pause: () => 4_000 });
  live.start();
  return { live, looks: () => looks };
}

/** A view whose loads the test answers one by one. */
function setUp(pause: number | null = 4_000) {
  const loads: ((answer: Answer<string>) => void)[] = [];
  const live = new LiveView<string>({
    load: () => new Promise((resolve) => loads.push(resolve)),
    pause: () => pause,
  });
  live.start();
  const answer = async (index: number, value: Answer<string>) => {
    loads[index]?.(value);
    await settle();
  };
  return { live, loads, answer };
}

beforeEach(() => useFakeTime());
afterEach(() => {
  vi.useRealTimers();
});

describe('LiveView', () => {
  it('lets only the newest of overlapping looks count', async () => {
    const { live, answer } = setUp();
    live.refresh();
    await answer(1, good('new'));
    await answer(0, good('old'));
    expect(live.snapshot().state).toMatchObject({ status: 'ready', view: 'new' });
  });

  it('looks less and less often while it fails, up to a minute, and recovers', async () => {
    const { loads, live, answer } = setUp();
    await answer(0, bad);
    expect(live.snapshot().state.status).toBe('failed');
    const pauses = [5_000, 10_000, 20_000, 40_000, 60_000, 60_000];
    for (const [index, pause] of pauses.entries()) {
      await advance(pause - 1);
      expect(loads).toHaveLength(index + 1);
      await advance(1);
      expect(loads).toHaveLength(index + 2);
      await answer(index + 1, bad);
    }
    live.refresh();
    await answer(7, good('back'));
    await advance(4_000);
    expect(loads).toHaveLength(9);
  });

  it('hurries for a few looks, then calms down', async () => {
    const { loads, live, answer } = setUp();
    await answer(0, good('a'));
    live.hurry();
    for (let look = 1; look <= 6; look += 1) {
      await answer(look, good('a'));
      await advance(1_000);
      expect(loads).toHaveLength(look + 2);
    }
    await answer(7, good('a'));
    await advance(3_999);
    expect(loads).toHaveLength(8);
  });

  it('looks less and less often while nothing changes, up to a minute, and soon again after a change', async () => {
    const { loads, answer } = setUp();
    await answer(0, good('same'));
    const pauses = [4_000, 6_400, 10_240, 16_384, 26_214, 41_943, 60_000, 60_000];
    for (const [index, pause] of pauses.entries()) {
      await advance(pause - 10);
      expect(loads).toHaveLength(index + 1);
      await advance(20);
      expect(loads).toHaveLength(index + 2);
      await answer(index + 1, good(index === 7 ? 'news' : 'same'));
    }
    await advance(4_010);
    expect(loads).toHaveLength(10);
  });

  it('is quick again when somebody does something, and as soon as it was before', async () => {
    const { live, looks } = answering(() => good('same'));
    await advance(600_000);
    const calm = looks();
    await advance(60_000);
    expect(looks()).toBe(calm + 1);
    live.stir();
    await advance(4_000);
    live.stir();
    expect(looks()).toBe(calm + 2);
    await advance(60_000);
    expect(looks()).toBeGreaterThan(calm + 5);
    live.stop();
  });

  it('takes for news only what it is told to', async () => {
    let looks = 0;
    const live = new LiveView<{ told: number; at: number }>({
      load: async () => ({ ok: true, value: { told: 1, at: (looks += 1) } }),
      pause: () => 4_000,
      news: ({ told }) => told,
    });
    live.start();
    await advance(600_000);
    expect(looks).toBeLessThan(16);
    expect(live.snapshot().state).toMatchObject({ view: { at: looks } });
    live.stop();
  });

  it('waits as it is told when too many ask, and says nothing while what it shows is fresh', async () => {
    let now: Answer<string> = good('a');
    const { live, looks } = answering(() => now);
    await settle();
    now = busy(30_000);
    await advance(4_000);
    expect(looks()).toBe(2);
    expect(live.snapshot().state).toMatchObject({ status: 'ready', problem: null });
    await advance(29_000);
    expect(looks()).toBe(2);
    await advance(7_000);
    expect(looks()).toBe(3);
    await advance(240_000);
    expect(live.snapshot().state).toMatchObject({ status: 'ready', problem: { kind: 'busy' } });
    live.stop();
  });

  it('asks again for an action that came too often, as long as a person may wait', async () => {
    const { live, answer } = setUp();
    await answer(0, good('a'));
    let tries = 0;
    const done = live.act('hand-over', async () => ((tries += 1) < 3 ? busy() : good('handed over')));
    await advance(3_000);
    expect(await done).toEqual(good('handed over'));
    const given = live.act('hand-over', async () => busy());
    await advance(20_000);
    expect(await given).toEqual(busy());
  });

  it('looks only when asked if there is no pause', async () => {
    const { loads, answer } = setUp(null);
    await answer(0, good('a'));
    await advance(600_000);
    expect(loads).toHaveLength(1);
  });

  it('runs one action at a time', async () => {
    const { live, answer } = setUp();
    await answer(0, good('a'));
    let finish: (answer: Answer<string>) => void = () => undefined;
    const first = live.act('one', () => new Promise((resolve) => (finish = resolve)));
    expect(live.snapshot().running).toBe('one');
    expect(await live.act('two', async () => good('two'))).toBe('busy');
    finish(good('one'));
    expect(await first).toEqual(good('one'));
    expect(live.snapshot()).toMatchObject({ running: null, state: { view: 'one' } });
  });

  it('shows nothing and plans nothing after it was stopped', async () => {
    const { loads, live, answer } = setUp();
    await answer(0, good('a'));
    const listener = vi.fn();
    live.subscribe(listener);
    live.refresh();
    live.stop();
    await answer(1, good('late'));
    live.hurry();
    await advance(600_000);
    expect(listener).not.toHaveBeenCalled();
    expect(loads).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
