import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ASSISTANT_EMAIL } from '../src/sandbox/local/installation.ts';
import { startServer } from '../test/world/postgres.ts';
import { BlackHole, cuts, healings, type Cut, type Healing } from './black-hole.ts';
import { Conversations, type Subject } from './conversations.ts';
import { Probes } from './probes.ts';
import { oneOf, seededChance, type Chance } from './random.ts';
import type { Outcome, Scenario, Size } from './scenario.ts';
import { judge } from './verdict.ts';
import { connect, openWorld, type FaultWorld } from './world.ts';
import { discard } from '../test/world/temporary.ts';

/** One of those whom Baton talks to. */
interface Service {
  name: string;
  /** What is sent to it in the middle of its work. */
  requests: readonly RegExp[];
  /** How Baton is told to reach it through the hole, and where it is. */
  behind(hole: BlackHole): Promise<Behind>;
}

interface Behind {
  environment: Record<string, string>;
  port(world: FaultWorld): number;
  stop(): Promise<void>;
}

const nothingToStop = async (): Promise<void> => undefined;
const login = `${encodeURIComponent(ASSISTANT_EMAIL)}:sandbox`;

const services: readonly Service[] = [
  {
    name: 'hubspot',
    requests: [
      /POST \S+\/contacts\/batch\/read/,
      /POST \S+\/contacts\/batch\/update/,
      /POST \S+\/batch\/create/,
    ],
    behind: async (hole) => ({
      environment: { HUBSPOT_API_URL: `http://127.0.0.1:${hole.port}` },
      port: ({ sandbox }) => sandbox.port,
      stop: nothingToStop,
    }),
  },
  {
    name: 'smtp',
    requests: [/^MAIL FROM/, /List-Unsubscribe:/, /(^|\n)\.\r\n$/],
    behind: async (hole) => ({
      environment: { SMTP_URL: `smtp://${login}@127.0.0.1:${hole.port}` },
      port: ({ mail }) => mail.smtpPort,
      stop: nothingToStop,
    }),
  },
  {
    name: 'imap',
    requests: [/LOGIN|AUTHENTICATE/, /SELECT|EXAMINE/, /LOGOUT/],
    behind: async (hole) => ({
      environment: { IMAP_URL: `imap://${login}@127.0.0.1:${hole.port}` },
      port: ({ mail }) => mail.imapPort,
      stop: nothingToStop,
    }),
  },
  { name: 'postgres', requests: [/COMMIT/, /INSERT INTO/, /UPDATE "/, /SELECT/], behind: behindPostgres },
];

async function behindPostgres(hole: BlackHole): Promise<Behind> {
  const home = mkdtempSync(join(tmpdir(), 'baton-postgres-'));
  const server = await startServer(home);
  const url = new URL(`${server.origin}/postgres`);
  const port = Number(url.port);
  hole.leadTo(port);
  url.port = String(hole.port);
  return {
    environment: { DATABASE_URL: url.href },
    port: () => port,
    async stop() {
      await server.stop();
      discard(home);
    },
  };
}

/** `patientMs`: how long nobody moves the clock after a hole, real time. */
interface Plan {
  holes: number;
  contacts: number;
  longestMs: number;
  patientMs: number;
}

/** Longer than every lease and pause: what is not done by then hangs. */
const PATIENCE_MS = 180_000;
const plans: Readonly<Record<Size, Plan>> = {
  short: { holes: 1, contacts: 10, longestMs: 16_000, patientMs: 60_000 },
  full: { holes: cuts.length * healings.length, contacts: 60, longestMs: 75_000, patientMs: PATIENCE_MS },
};
const SHORTEST_MS = 14_000;
const MINUTE = 60_000;

export const blackHoles: readonly Scenario[] = services.map((service) => ({
  name: `black-hole-${service.name}`,
  waits: true,
  run: (size, seed, tell) => runScenario(service, size, seed, tell),
}));

async function runScenario(
  service: Service,
  size: Size,
  seed: number,
  tell: (progress: string) => void,
): Promise<Outcome> {
  const hole = await BlackHole.open();
  const behind = await service.behind(hole);
  let deaths = 0;
  const world = await openWorld({ environment: behind.environment, onExit: () => (deaths += 1) });
  try {
    hole.leadTo(behind.port(world));
    await connect(world);
    const run = new Run({
      service,
      hole,
      world,
      chance: seededChance(seed * services.length + services.indexOf(service)),
      plan: plans[size],
      tell,
    });
    const outcome = await run.outcome();
    if (deaths > 0) outcome.findings.push(`Baton's process ended ${deaths} times`);
    return { ...outcome, wrong: outcome.wrong + deaths };
  } finally {
    await world.stop();
    await hole.close();
    await behind.stop();
  }
}

interface RunParts {
  service: Service;
  hole: BlackHole;
  world: FaultWorld;
  chance: Chance;
  plan: Plan;
  tell: (progress: string) => void;
}

/** Conversations through which holes open and heal. */
class Run {
  private readonly parts: RunParts;
  private readonly conversations: Conversations;
  private readonly probes: Probes;
  private readonly findings: string[] = [];
  private longestRecoveryMs = 0;
  private darkMs = 0;
  private withinRequests = 0;
  private stuck = 0;
  private reacting = Promise.resolve();
  /** Whose first mail is due once the clock has moved on. */
  private readonly awaited = new Set<Subject>();

  constructor(parts: RunParts) {
    this.parts = parts;
    this.conversations = new Conversations(parts.world, parts.chance);
    this.probes = new Probes(parts.world.installation.batonUrl);
  }

  async outcome(): Promise<Outcome> {
    const { plan, service, world } = this.parts;
    await this.conversations.create(plan.contacts);
    await this.conversations.handOver(2);
    await this.untilAllIsRight();
    for (let number = 0; number < plan.holes; number += 1) await this.oneHole(number);
    const verdict = await judge(world, this.conversations);
    const probed = this.probes.findings(service.name === 'postgres');
    return {
      ...verdict,
      done: this.describe(),
      stuck: verdict.stuck + this.stuck,
      wrong: verdict.wrong + probed.length,
      recoveryMs: Math.round(this.longestRecoveryMs),
      findings: [...this.findings, ...probed, ...verdict.findings],
    };
  }

  private describe(): string {
    const { plan, service } = this.parts;
    return `${plan.holes} black holes before ${service.name}, ${this.withinRequests} of them within a request, ${Math.round(this.darkMs / 1_000)} s of darkness, over ${plan.contacts} conversations`;
  }

  /** All pairs of cut and healing come once in a long run; a short one has any of them. */
  private async oneHole(number: number): Promise<void> {
    const { hole, service, chance, plan, tell } = this.parts;
    const pair = plan.holes === 1 ? Math.floor(chance() * cuts.length * healings.length) : number;
    const cut: Cut = cuts[pair % cuts.length] ?? 'before';
    const healing: Healing = healings[Math.floor(pair / cuts.length)] ?? 'resume';
    const opened = hole.openAt(oneOf(service.requests, chance), cut, 12_000);
    await this.stir();
    const where = await opened;
    if (where === 'in a request') this.withinRequests += 1;
    const lastsMs = SHORTEST_MS + chance() * (plan.longestMs - SHORTEST_MS);
    tell(
      `hole ${number + 1} of ${plan.holes}: ${cut} ${where}, ${Math.round(lastsMs / 1_000)} s, then ${healing}`,
    );
    await this.live(lastsMs);
    hole.heal(healing);
    const healedAt = performance.now();
    this.darkMs += lastsMs;
    await this.reacting;
    if (!(await this.untilAllIsRight())) {
      const missing = this.missing();
      this.stuck += missing.length;
      this.findings.push(
        ...missing.map((what) => `${what} still missing ${PATIENCE_MS / 1_000} s after ${cut}, ${healing}`),
      );
    }
    const recoveryMs = performance.now() - healedAt;
    this.longestRecoveryMs = Math.max(this.longestRecoveryMs, recoveryMs);
    tell(`right again after ${(recoveryMs / 1_000).toFixed(1)} s`);
  }

  /** Something for everybody whom Baton talks to: an owner change, an answer, and first mails that are due. */
  private async stir(): Promise<void> {
    await this.conversations.handOver(2);
    await this.untilPickedUp();
    for (const subject of this.conversations.subjects)
      if (this.conversations.see(subject).notes > 0) this.awaited.add(subject);
    await this.conversations.handOver(1);
    this.react();
    this.parts.world.sandbox.clock.advance(6 * MINUTE);
  }

  /** Not waited for: who unsubscribes may have to click until the hole has healed. */
  private react(): void {
    this.reacting = this.reacting.then(() => this.conversations.react());
  }

  private async untilPickedUp(): Promise<void> {
    const end = performance.now() + 3_000;
    while (this.conversations.unfinished().length > 0 && performance.now() < end) await pause(20);
  }

  /** People go on as if nothing were, while Baton must answer who asks how it is. */
  private async live(lastsMs: number): Promise<void> {
    const probing = this.probes.ask(lastsMs);
    await pause(lastsMs / 3);
    await this.conversations.handOver(1);
    this.react();
    await probing;
  }

  /**
   * What has to wait for something waits in real time. In a short run the two minutes until it is known that an email did
   * not leave go by at once where a minute was not enough.
   */
  private async untilAllIsRight(): Promise<boolean> {
    const begin = performance.now();
    let nextMove = this.parts.plan.patientMs;
    while (this.missing().length > 0) {
      const tookMs = performance.now() - begin;
      if (tookMs > PATIENCE_MS) return false;
      if (tookMs > nextMove) {
        this.parts.world.sandbox.clock.advance(2 * MINUTE);
        nextMove += this.parts.plan.patientMs;
      }
      await pause(50);
    }
    return true;
  }

  /**
   * What is to be done now: also the first mail of everybody to whom it is due. That a mail left is logged a few
   * minutes later, for many together, which is no harm; in the end it must be there.
   */
  private missing(): string[] {
    const unwritten = [...this.awaited].filter(
      (subject) => this.conversations.see(subject).received.length === 0,
    );
    return [
      ...this.conversations.unfinished().filter((what) => !what.startsWith('log of a mail')),
      ...unwritten.map(({ email }) => `the first mail to ${email}`),
    ];
  }
}
