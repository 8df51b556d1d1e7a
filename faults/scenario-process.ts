/**
 * `node faults/scenario-process.ts <name> <size> <seed>`: one scenario in a process of its own, which tells its parent
 * how it goes and what it came to. Ends with its parent.
 */
import { useOwnTemporaryFolder } from '../test/world/temporary.ts';
import type { Said } from './run-scenario.ts';
import { scenarios } from './scenarios.ts';

const say = (said: Said, then = (): void => undefined): void => void process.send?.(said, then);
const [name, size, seed] = process.argv.slice(2);

process.on('disconnect', () => process.exit(1));
useOwnTemporaryFolder((line) => process.stdout.write(`${line}\n`));
try {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) throw new Error(`There is no scenario ${name ?? ''}.`);
  const outcome = await scenario.run(size === 'full' ? 'full' : 'short', Number(seed), (progress) =>
    say({ progress }),
  );
  say({ outcome }, () => process.exit(0));
} catch (error) {
  say({ error: String((error as Error).stack) }, () => process.exit(0));
}
