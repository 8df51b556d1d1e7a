import { setTimeout as pause } from 'node:timers/promises';
import { Conversations } from './conversations.ts';
import { oneOf, type Chance } from './random.ts';
import type { Outcome } from './scenario.ts';
import { judge } from './verdict.ts';
import { isReady } from '../src/sandbox/local/first-run.ts';
import type { FaultWorld } from './world.ts';

/** Longer than every lease: what is not done by then was forgotten. */
const PATIENCE_MS = 180_000;

/** Kills processes while people and time go on, and counts. */
export class Killer {
  readonly conversations: Conversations;
  private readonly world: FaultWorld;
  private readonly chance: Chance;
  private readonly tell: (progress: string) => void;
  private kills = 0;
  private recoveryMs = 0;
  private readonly forgotten: string[] = [];

  constructor(world: FaultWorld, chance: Chance, tell: (progress: string) => void) {
    this.world = world;
    this.chance = chance;
    this.tell = tell;
    this.conversations = new Conversations(world, chance);
  }

  /** Kills one process after the other, each at a random moment. */
  async killAtRandom(count: number): Promise<void> {
    for (let kill = 0; kill < count; kill += 1) {
      await this.randomMoment();
      await this.conversations.somethingHappens();
      await pause(this.chance() * 250);
      oneOf(this.world.installation.processes, this.chance).kill('SIGKILL');
      this.kills += 1;
    }
    this.tell(`${this.kills} kills`);
  }

  /** With one process most kills must hit it at work, and some while it starts; of several, one always is at work. */
  private async randomMoment(): Promise<void> {
    const { processes, batonUrl } = this.world.installation;
    const deadline = performance.now() + 5_000;
    const atWork = processes.length === 1 && this.chance() < 0.9;
    while (atWork && performance.now() < deadline && !(await isReady(batonUrl))) await pause(40);
    await pause(150 + this.chance() * 450);
  }

  /**
   * The rep hands over some more, and all processes die over it. Then they are left alone: how long does it take in
   * real time until everything is done that was due? Nobody moves the clock meanwhile: leases have their full length.
   */
  async killAllAndWait(handedOver: number): Promise<void> {
    await this.conversations.react();
    await this.conversations.handOver(handedOver);
    await pause(100 + this.chance() * 400);
    const { processes } = this.world.installation;
    for (const process of processes) process.kill('SIGKILL');
    this.kills += processes.length;
    const killedAt = performance.now();
    let [unfinished, tookMs] = [this.conversations.unfinished(), 0];
    while (unfinished.length > 0 && tookMs < PATIENCE_MS) {
      await pause(50);
      [unfinished, tookMs] = [this.conversations.unfinished(), performance.now() - killedAt];
    }
    this.recoveryMs = Math.max(this.recoveryMs, tookMs);
    this.forgotten.push(...unfinished);
    this.tell(
      `${this.kills} kills; all that was due was done ${(tookMs / 1_000).toFixed(1)} s after the last one`,
    );
  }

  /** Nothing breaks any more: everybody must come back. */
  async end(processes: string): Promise<Outcome> {
    await this.killAllAndWait(this.conversations.waiting);
    const { findings, stuck, ...verdict } = await judge(this.world, this.conversations);
    const forgotten = this.forgotten.map((what) => `not done ${PATIENCE_MS / 1_000} s after a kill: ${what}`);
    return {
      done: `${this.kills} kill -9 of ${processes}, ${this.conversations.subjects.length} contacts`,
      ...verdict,
      stuck: stuck + forgotten.length,
      findings: [...forgotten, ...findings],
      recoveryMs: this.recoveryMs,
    };
  }
}
