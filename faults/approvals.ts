import { onBothDatabases, type Played } from './both-databases.ts';
import { Drafts, type Draft } from './drafts.ts';
import { judgeDrafts, unsent } from './drafts-verdict.ts';
import type { Chance } from './random.ts';
import { killSome, letDaysPass, untilDone } from './random-kills.ts';
import type { Scenario, Size } from './scenario.ts';
import { see } from './seen.ts';
import { connect, openWorld, type FaultWorld, type WorldOptions } from './world.ts';

const FIRST_EMAIL_AFTER_MS = 6 * 60_000;
/** Kills while emails are written, and while people decide. */
const sizes = {
  short: { contacts: 24, writing: 2, deciding: 4 },
  full: { contacts: 1_000, writing: 12, deciding: 40 },
} as const;
const PATIENCE_MS = { short: 600_000, full: 900_000 } as const;
/** Longer than an email waits for a person before it expires. */
const DAYS_AFTERWARDS = 10;

type Tell = (progress: string) => void;

/** Emails that wait for a person, while processes are killed: nothing leaves that nobody approved, and nothing twice. */
export const approvals: Scenario = {
  name: 'approvals',
  waits: true,
  async run(size, seed, tell) {
    const { contacts, writing, deciding } = sizes[size];
    const { killedAtOnce, ...counts } = await onBothDatabases(seed, (options, chance) =>
      play(options, size, chance, tell),
    );
    const kills = 2 * (writing + deciding) + killedAtOnce;
    return {
      done: `${2 * contacts} emails that wait for a person, ${kills} kill -9, on SQLite and PostgreSQL`,
      ...counts,
    };
  },
};

async function play(options: WorldOptions, size: Size, chance: Chance, tell: Tell): Promise<Played> {
  const { contacts, writing, deciding } = sizes[size];
  const world = await openWorld(options);
  try {
    await connect(world);
    const drafts = new Drafts(world, chance);
    await drafts.switchOn();
    await drafts.create(contacts);
    await Promise.all([untilAllWait(world, drafts, size), killSome(world, chance, writing)]);
    const ids = await drafts.reviewIds();
    tell(`${ids.size} emails wait`);
    await Promise.all([drafts.decide(ids), killSome(world, chance, deciding)]);
    const { processes } = world.installation;
    for (const process of processes) process.kill('SIGKILL');
    const recoveryMs = await untilDone(world, PATIENCE_MS[size], () => unsent(world, drafts).length === 0);
    tell(
      `everything is decided, and all that left has left ${(recoveryMs / 1_000).toFixed(1)} s after the last kill`,
    );
    await letDaysPass(world, DAYS_AFTERWARDS);
    await drafts.lookAtAll(ids);
    return { ...(await judgeDrafts(world, drafts, ids)), recoveryMs, killedAtOnce: processes.length };
  } finally {
    await world.stop();
  }
}

/** When all have their note, and the first emails, which are due five minutes later, wait. */
async function untilAllWait(world: FaultWorld, drafts: Drafts, size: Size): Promise<void> {
  const isWith = ({ contactId, email }: Draft) => see(world, { id: contactId, email }).notes > 0;
  const tookMs = await untilDone(world, PATIENCE_MS[size], () => drafts.all.every(isWith));
  world.sandbox.clock.advance(FIRST_EMAIL_AFTER_MS);
  const patienceMs = PATIENCE_MS[size] - tookMs;
  await untilDone(world, patienceMs, async () => (await drafts.waiting()) === drafts.all.length);
}
