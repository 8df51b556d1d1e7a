import { describeHistory, historiesOf, simpler, type History } from './history.ts';
import { knownHistories } from './known-histories.ts';
import type { Outcome, Scenario, Size } from './scenario.ts';
import { playWave } from './wave.ts';
import { isFine, type Faults } from './wave-verdict.ts';

const HISTORIES: Readonly<Record<Size, number>> = { short: 40, full: 10_000 };
const WAVE = 400;
/** Simpler ones that are tried in one wave, until none of them fails. */
const CANDIDATES = 60;

/** Generated histories, told in order and out of order, end the same. */
export const histories: Scenario = {
  name: 'histories',
  async run(size, seed, tell) {
    const all = [...knownHistories(), ...historiesOf(seed, HISTORIES[size])];
    const failed: Faults[] = [];
    for (let start = 0; start < all.length; start += WAVE) {
      const wave = all.slice(start, start + WAVE);
      const otherwise = (await playWave(wave, seed + start, tell)).filter((faults) => !isFine(faults));
      for (const faults of otherwise) tell(describe(faults));
      failed.push(...otherwise);
      tell(`${start + wave.length} of ${all.length} histories, ${failed.length} ended otherwise`);
    }
    const [first] = failed;
    const smallest = first && (await shrink(first, seed, tell));
    return outcomeOf(all, failed, smallest);
  },
};

async function shrink(of: Faults, seed: number, tell: (progress: string) => void): Promise<Faults> {
  const candidates: History[] = [...simpler(of.history, CANDIDATES)];
  if (candidates.length === 0) return of;
  const next = (await playWave(candidates, seed, () => undefined)).find((faults) => !isFine(faults));
  if (!next) return of;
  tell(`simpler: ${describeHistory(next.history)}`);
  return shrink(next, seed, tell);
}

function outcomeOf(
  all: readonly History[],
  failed: readonly Faults[],
  smallest: Faults | undefined,
): Outcome {
  const count = (what: 'lost' | 'doubled' | 'stuck' | 'wrong'): number =>
    failed.reduce((sum, faults) => sum + faults[what].length, 0);
  const happenings = all.flat().reduce((sum, { facts, answer }) => sum + facts.length + (answer ? 1 : 0), 0);
  return {
    done: `${all.length} histories of ${happenings} happenings, each in order, shuffled and tripled, and at any time`,
    lost: count('lost'),
    doubled: count('doubled'),
    stuck: count('stuck'),
    wrong: count('wrong'),
    recoveryMs: null,
    findings: [
      ...(smallest ? [`simplest: ${describe(smallest)}`] : []),
      ...failed.slice(0, 10).map(describe),
    ],
  };
}

const describe = ({ history, lost, doubled, stuck, wrong }: Faults): string =>
  `${describeHistory(history)} → ${[...lost, ...doubled, ...stuck, ...wrong].join('; ')}`;
