import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from './api.ts';
import { LiveView } from './live-view.ts';
import { advance, settle, useFakeTime } from './test-backend.ts';

const good = (value: string): Answer<string> => ({ ok: true, value });
const bad: Answer<string> = { ok: false, problem: { kind: 'failed', code: 'X', message: 'No.', body: null } };

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
