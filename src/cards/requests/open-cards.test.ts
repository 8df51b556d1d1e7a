import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveView } from './live-view.ts';
import type { Answer } from './answers.ts';

const CARDS = 500;
/** What the backend grants one person a minute; its limits.test.ts holds it. */
const PERSON_LIMIT = 4_000;
const MINUTE = 60_000;
/** HubSpot's proxy lets an app have 20 requests of an account in flight. */
const IN_FLIGHT = 20;
const ANSWER_MS = 100;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 12), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The cards of one account, all of one person, and how many looks fell into each minute. */
function openCards(versionOf: (card: number) => number) {
  const looks: number[] = [];
  let [inFlight, mostInFlight] = [0, 0];
  const begun = Date.now();
  const load = async (card: number): Promise<Answer<number>> => {
    const minute = Math.floor((Date.now() - begun) / MINUTE);
    looks[minute] = (looks[minute] ?? 0) + 1;
    mostInFlight = Math.max(mostInFlight, (inFlight += 1));
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    inFlight -= 1;
    return { ok: true, value: versionOf(card) };
  };
  const views = Array.from(
    { length: CARDS },
    (_, card) => new LiveView<number>({ load: () => load(card), pause: () => 4_000 }),
  );
  return { views, looks, mostInFlight: () => mostInFlight };
}

describe('500 cards of one account, all opened by one person within a minute', () => {
  it('stay far below what one person may ask, and fall to a look a minute each', async () => {
    const { views, looks, mostInFlight } = openCards(() => 1);
    for (const view of views) {
      view.start();
      await vi.advanceTimersByTimeAsync(MINUTE / CARDS);
    }
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    for (const view of views) view.stop();
    expect(Math.max(...looks)).toBeLessThan(PERSON_LIMIT);
    expect(Math.max(...looks.slice(4, 10))).toBeLessThanOrEqual(1.1 * CARDS);
    expect(mostInFlight()).toBeLessThan(IN_FLIGHT);
  });

  it('stay below it while every one of them shows something new every minute', async () => {
    const { views, looks } = openCards((card) => Math.floor(Date.now() / MINUTE + card / CARDS));
    for (const view of views) {
      view.start();
      await vi.advanceTimersByTimeAsync(MINUTE / CARDS);
    }
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    for (const view of views) view.stop();
    expect(Math.max(...looks)).toBeLessThan(PERSON_LIMIT);
  });
});
