import { setTimeout as pause } from 'node:timers/promises';
import { isReady } from '../src/sandbox/local/first-run.ts';
import { onBothDatabases, type Played } from './both-databases.ts';
import { CampaignPeople } from './campaign-people.ts';
import { judgeCampaigns, lookAtAll, notBack, unfinished } from './campaigns-verdict.ts';
import { wrongClock, type WrongClock } from './machine-clock.ts';
import { oneOf, type Chance } from './random.ts';
import { killSome, letDaysPass, untilDone } from './random-kills.ts';
import type { Scenario, Size } from './scenario.ts';
import { connect, openWorld, type FaultWorld, type WorldOptions } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than the first email waits, and than until a list is looked at again. */
const FIRST_EMAIL_AFTER_MS = 8 * MINUTE;
/** What is on its way at a pause arrives meanwhile, real time. */
const ARRIVES_WITHIN_MS = 2_000;
/** Kills while contacts are enrolled, and at each pause, resume and stop of a campaign. */
const sizes = {
  short: { contacts: 48, enrolling: 2, turning: 1 },
  full: { contacts: 800, enrolling: 20, turning: 4 },
} as const;
const PATIENCE_MS = { short: 600_000, full: 900_000 } as const;

type Tell = (progress: string) => void;

/**
 * Two campaigns started in the same second on lists that overlap, grow, and lose contacts while they are read; the clock
 * is set back, and processes die while contacts are enrolled, and while a campaign is paused, resumed and stopped: each
 * person comes into one of them, or is left out with a reason, and everybody comes back.
 */
export const campaigns: Scenario = {
  name: 'campaigns',
  waits: true,
  async run(size, seed, tell) {
    const { contacts, enrolling, turning } = sizes[size];
    const workers = ['web', 'worker', 'worker', 'worker'] as const;
    const { killedAtOnce, ...counts } = await onBothDatabases(
      seed,
      (options, chance) => play(options, size, chance, tell),
      workers,
    );
    const kills = 2 * (enrolling + 4 * turning) + killedAtOnce;
    return {
      done: `${2 * contacts} contacts of lists, 2 campaigns at once, ${kills} kill -9, clock set back, on SQLite and PostgreSQL`,
      ...counts,
    };
  },
};

async function play(options: WorldOptions, size: Size, chance: Chance, tell: Tell): Promise<Played> {
  const machine: { clock?: WrongClock } = {};
  const world = await openWorld({
    ...options,
    machineClock: (hubspot) => (machine.clock ??= wrongClock(hubspot)),
  });
  const { clock } = world.sandbox;
  try {
    await connect(world);
    const people = new CampaignPeople(world);
    await people.create(sizes[size].contacts);
    const played = new Play(world, people, size, chance);
    machine.clock?.set(HOUR);
    await played.enroll(() => machine.clock?.set(0));
    tell('both campaigns are started, and the clock was set back');
    await played.until('the first to be enrolled', async () => (await played.enrolledInFirst()) > 0);
    const enrolledThen = await played.pause();
    const pausedAt = clock.now();
    await pause(ARRIVES_WITHIN_MS);
    clock.advance(FIRST_EMAIL_AFTER_MS);
    await played.until('the other campaign to go on', () => played.isOtherDone());
    const enrolledPaused = await played.enrolledInFirst();
    const resumedAt = clock.now();
    tell(`one paused with ${enrolledThen} contacts while the other one went on`);
    await played.turn(0, 'resume');
    clock.advance(FIRST_EMAIL_AFTER_MS);
    await played.until('everybody to be decided about', () => played.isAllDone());
    const before = await lookAtAll(world, people);
    const stoppedAt = await played.stop();
    await played.until('everybody to be back', async () => (await notBack(world, people)).length === 0);
    tell(`everybody is back, at most ${(played.recoveryMs / 1_000).toFixed(1)} s after a kill`);
    // Nothing comes later.
    await letDaysPass(world, 1);
    const late = [...played.late, ...(await notBack(world, people))];
    const times = { pausedAt, resumedAt, stoppedAt };
    const verdict = judgeCampaigns(world, before, await lookAtAll(world, people), times, late);
    const grown = Math.max(0, enrolledPaused - enrolledThen);
    if (grown > 0) verdict.findings.push(`${grown} contacts enrolled by a campaign that was paused`);
    const { recoveryMs, killedAtOnce } = played;
    return { ...verdict, wrong: verdict.wrong + grown, recoveryMs, killedAtOnce };
  } finally {
    await world.stop();
  }
}

/** The admin's clicks, and what breaks meanwhile. */
class Play {
  recoveryMs = 0;
  killedAtOnce = 0;
  /** What did not get done in time. */
  readonly late: string[] = [];

  private readonly world: FaultWorld;
  private readonly people: CampaignPeople;
  private readonly size: Size;
  private readonly chance: Chance;

  constructor(world: FaultWorld, people: CampaignPeople, size: Size, chance: Chance) {
    this.world = world;
    this.people = people;
    this.size = size;
    this.chance = chance;
  }

  async enroll(setBack: () => void): Promise<void> {
    await Promise.all([
      this.people.click(0, 'start', 2, { first: 'all' }),
      this.people.click(1, 'start', 1, { first: 'all' }),
      this.people.change(this.chance),
      killSome(this.world, this.chance, sizes[this.size].enrolling),
      pause(this.chance() * 2_000).then(setBack),
    ]);
  }

  /** Resolves to how many contacts the first campaign has by then: no more come. */
  async pause(): Promise<number> {
    await this.turn(0, 'pause');
    return this.enrolledInFirst();
  }

  async stop(): Promise<number> {
    await Promise.all([this.turn(0, 'stop'), this.turn(1, 'stop')]);
    const { processes } = this.world.installation;
    for (const process of processes) process.kill('SIGKILL');
    this.killedAtOnce = processes.length;
    return this.world.sandbox.clock.now();
  }

  /** A click, and kills in the moments after it. */
  async turn(place: number, what: string): Promise<void> {
    const { processes, batonUrl } = this.world.installation;
    await this.people.click(place, what);
    for (let kill = 0; kill < sizes[this.size].turning; kill += 1) {
      await pause(this.chance() * 300);
      oneOf(processes, this.chance).kill('SIGKILL');
      const end = performance.now() + 60_000;
      while (performance.now() < end && !(await isReady(batonUrl))) await pause(40);
    }
  }

  async until(what: string, isDone: () => Promise<boolean>): Promise<void> {
    const tookMs = await untilDone(this.world, PATIENCE_MS[this.size], isDone);
    this.recoveryMs = Math.max(this.recoveryMs, tookMs);
    if (tookMs >= PATIENCE_MS[this.size])
      this.late.push(`waited ${Math.round(tookMs / 1_000)} s for ${what}`);
  }

  async enrolledInFirst(): Promise<number> {
    const lines = await this.people.membersOf(0);
    return [...lines.values()].filter(({ state }) => state === 'enrolled').length;
  }

  async isOtherDone(): Promise<boolean> {
    const [first, standings] = [await this.people.detail(0), await lookAtAll(this.world, this.people)];
    const isPaused = first.states.every(({ value }) => value !== 'nurturing' && value !== 'queued');
    const open = standings.undecided.filter((one) => one.includes('list 1'));
    return isPaused && open.length === 0 && unfinished(this.world, standings, 1).length === 0;
  }

  async isAllDone(): Promise<boolean> {
    const standings = await lookAtAll(this.world, this.people);
    return standings.undecided.length === 0 && unfinished(this.world, standings).length === 0;
  }
}
