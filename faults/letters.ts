import { onBothDatabases, type Played } from './both-databases.ts';
import { judgeLetters, undecided } from './letters-verdict.ts';
import { Letters } from './letters-written.ts';
import type { Chance } from './random.ts';
import { killSome, letDaysPass, untilDone } from './random-kills.ts';
import type { Scenario, Size } from './scenario.ts';
import { connect, openWorld, type WorldOptions } from './world.ts';

const sizes = { short: { contacts: 16, kills: 4 }, full: { contacts: 160, kills: 40 } } as const;
const PATIENCE_MS = { short: 600_000, full: 600_000 } as const;

type Tell = (progress: string) => void;

/**
 * Emails that people write in the assistant's name, while processes are killed, the mail server's answer is lost, people
 * click twice, opt out and take contacts away: each leaves once, or whoever wrote it is told that it did not.
 */
export const letters: Scenario = {
  name: 'letters',
  waits: true,
  async run(size, seed, tell) {
    const { contacts, kills } = sizes[size];
    const { killedAtOnce, ...counts } = await onBothDatabases(seed, (options, chance) =>
      play(options, size, chance, tell),
    );
    return {
      done: `letters to ${2 * contacts} contacts, ${2 * kills + killedAtOnce} kill -9, on SQLite and PostgreSQL`,
      ...counts,
    };
  },
};

async function play(options: WorldOptions, size: Size, chance: Chance, tell: Tell): Promise<Played> {
  const { contacts, kills } = sizes[size];
  const world = await openWorld(options);
  try {
    await connect(world);
    const written = new Letters(world, chance);
    await written.create(contacts);
    tell(`${contacts} contacts are with the assistant`);
    await Promise.all([written.write(), killSome(world, chance, kills)]);
    const { processes } = world.installation;
    for (const process of processes) process.kill('SIGKILL');
    const recoveryMs = await untilDone(
      world,
      PATIENCE_MS[size],
      async () => (await undecided(world, written.all)).length === 0,
    );
    tell(
      `each letter has left, or its writer knows, ${(recoveryMs / 1_000).toFixed(1)} s after the last kill`,
    );
    // Nothing comes twice later.
    await letDaysPass(world, 3);
    return { ...(await judgeLetters(world, written.all)), recoveryMs, killedAtOnce: processes.length };
  } finally {
    await world.stop();
  }
}
