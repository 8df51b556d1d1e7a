import type { People, World } from '../test/world/world.ts';
import { quantile, type Figure } from './figures.ts';

export const ROUNDS = 25;
/** The first ones find nothing in any cache. */
const WARM_UP = 2;

/** Milliseconds that each question took. */
export type Times = Map<string, number[]>;
/** By name. Ada, an admin, asks unless it says who. */
export type Questions = Readonly<Record<string, { who?: keyof People; path: string }>>;
export type Ask = (who: keyof People, path: string) => Promise<unknown>;

/** Asks Baton for what lies under `/api/<under>/`, as HubSpot's proxy does. @throws on another answer than 200 */
export const askOf =
  ({ batonUrl, client, people }: World, under: string): Ask =>
  async (who, path) => {
    const { status, body } = await client.fetchAs(people[who].userId, `${batonUrl}/api/${under}/${path}`);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };

/** One question after the other. */
export async function timesOf(get: Ask, questions: Questions): Promise<Times> {
  const times: Times = new Map();
  for (const [what, { who = 'ada', path }] of Object.entries(questions)) {
    const taken: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const start = performance.now();
      await get(who, path);
      if (round >= 0) taken.push(performance.now() - start);
    }
    times.set(what, taken);
  }
  return times;
}

/** Of each question the time with much, and how many times that is of the time with little. */
export const figuresOf = (kind: string, much: Times, little: Times): Figure[] =>
  [...much].flatMap(([name, times]) => {
    const what = `${kind}: ${name}`;
    const p95 = quantile(times, 0.95);
    return [
      { what, value: p95, unit: 'ms', target: '≤ 300 ms' },
      { what: `${what}, growth`, value: p95 / quantile(little.get(name) ?? [], 0.95), unit: '×' },
    ];
  });
