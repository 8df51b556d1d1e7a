import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Run } from './report.ts';
import type { Outcome, Scenario, Size } from './scenario.ts';

/** What the process of a scenario tells. */
export type Said = { progress: string } | { outcome: Outcome } | { error: string };

const PROGRAM = join(import.meta.dirname, 'scenario-process.ts');
/** Real time that a process has to stop what it started. */
const GRACE_MS = 15_000;

/**
 * Runs a scenario in a process of its own: what one does never waits for what another computes, and whatever hangs can
 * be ended.
 * @param limitMs real time; what has not come to a verdict by then is ended, and says what it did last
 */
export async function runScenario(
  { name }: Pick<Scenario, 'name'>,
  { size, seed, limitMs }: { size: Size; seed: number; limitMs: number },
  say: (line: string) => void,
): Promise<Run> {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1_000;
  const ended = (outcome: Outcome | null, error: string | null): Run => ({
    name,
    size,
    seed,
    seconds: seconds(),
    outcome,
    error,
  });
  let last = 'begins';
  say(`${name}: begins`);
  const child = fork(PROGRAM, [name, size, String(seed)]);
  return new Promise((resolve) => {
    let run: Run | undefined;
    let killing: NodeJS.Timeout | undefined;
    const limit = setTimeout(() => {
      run ??= ended(
        null,
        `no verdict after ${Math.round(limitMs / 1_000)} s; the last that it told: ${last}`,
      );
      child.kill('SIGTERM');
      killing = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    }, limitMs);
    // Sent by the program above, in the shape that both share.
    child.on('message', (said: Said) => {
      if ('progress' in said) {
        last = said.progress;
        say(`${name}, ${Math.round(seconds())} s: ${last}`);
      } else run ??= 'outcome' in said ? ended(said.outcome, null) : ended(null, said.error);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      clearTimeout(killing);
      resolve(run ?? ended(null, `its process ended (${signal ?? code}) after it had told: ${last}`));
    });
  });
}
