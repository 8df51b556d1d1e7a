import { pick, seededRandom, shuffled, type Random } from '../src/sandbox/ground/random.ts';
import { answer, createActor, happen, type Actor, type Cast } from './actor.ts';
import type { Fact, Answer, History } from './history.ts';
import { openHistoryWorld, settled, type HistoryWorld, type WebhookEvent } from './history-world.ts';
import { faultsOf, type Faults } from './wave-verdict.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BATCH = 100;
/** Each day begins a little later: what fell due on an earlier day never falls due while something happens. */
const LATER_EVERY_DAY = 12 * MINUTE;
/** After the last thing that happens, in leaps: longer than the whole sequence. */
const LAST_LEAPS = 8;
const LEAP = 3 * DAY + LATER_EVERY_DAY;

/** What the free one has still before it. */
type Errand = { fact: Fact } | { answer: Answer };

/** Plays many histories side by side on one product; gives what was wrong, by history. */
export async function playWave(
  histories: readonly History[],
  seed: number,
  tell: (progress: string) => void,
): Promise<Faults[]> {
  const world = await openHistoryWorld();
  try {
    const wave = new Wave(world, histories, seededRandom(seed));
    await wave.play(tell);
    return wave.cast.map((one) => faultsOf(world, one, wave.stuck));
  } finally {
    await world.stop();
  }
}

class Wave {
  readonly cast: Cast[];
  /** What Baton never came to an end with. */
  readonly stuck: string[] = [];
  private readonly world: HistoryWorld;
  private readonly random: Random;
  private readonly byContact = new Map<number, Actor>();
  private readonly errands = new Map<Actor, Errand[]>();
  private readonly heard: (() => Promise<unknown>)[] = [];

  constructor(world: HistoryWorld, histories: readonly History[], random: Random) {
    this.world = world;
    this.random = random;
    this.cast = histories.map((history, index) => {
      const actor = (letter: string): Actor =>
        this.register(createActor(world, `n${index}${letter}x`, history));
      return { history, ordered: actor('a'), shuffled: actor('b'), free: actor('c') };
    });
    for (const { free, history } of this.cast)
      this.errands.set(free, history.flatMap(({ facts, answer: last }) => [...facts.map((fact) => ({ fact })), ...(last ? [{ answer: last }] : [])])); // prettier-ignore
  }

  private register(actor: Actor): Actor {
    this.byContact.set(Number(actor.contact), actor);
    this.byContact.set(Number(actor.twin), actor);
    return actor;
  }

  async play(tell: (progress: string) => void): Promise<void> {
    // They existed before: nobody has to hear of it.
    await this.world.takeEvents();
    const days = Math.max(...this.cast.map(({ history }) => history.length));
    for (let day = 0; day < days; day += 1) {
      this.factsOf(day);
      await this.deliverAll();
      await this.settle(2 * HOUR);
      await this.answersOf(day);
      await this.settle(DAY - 2 * HOUR + LATER_EVERY_DAY);
      tell(`day ${day + 1} of ${days + 1}`);
    }
    await this.finishErrands();
    for (let leap = 0; leap < LAST_LEAPS; leap += 1) {
      await this.deliverAll();
      await this.settle(LEAP);
    }
    await this.deliverAll();
    await this.settle(0);
  }

  /** In one breath, a second apart: Baton sees the facts of a day only when they are final. */
  private factsOf(day: number): void {
    for (let slot = 0; slot < 4; slot += 1) {
      for (const { history, ordered, shuffled: mixed } of this.cast) {
        const fact = history[day]?.facts[slot];
        if (!fact) continue;
        happen(this.world, ordered, fact);
        happen(this.world, mixed, fact);
      }
      this.world.sandbox.clock.advance(SECOND);
    }
  }

  private async collect(): Promise<void> {
    for (const event of await this.world.takeEvents()) this.byContact.get(event.objectId)?.events.push(event);
  }

  private take(which: 'ordered' | 'shuffled' | 'free'): WebhookEvent[] {
    return this.cast.flatMap((one) => one[which].events.splice(0));
  }

  private async deliverAll(): Promise<void> {
    await this.collect();
    const inOrder = this.take('ordered').sort((a, b) => Number(a['occurredAt']) - Number(b['occurredAt']));
    const once = this.take('shuffled');
    const mixed = shuffled([...once, ...once, ...once], this.random);
    const deliverEach = async (events: WebhookEvent[], size: () => number): Promise<void> => {
      while (events.length > 0) await this.world.deliver(events.splice(0, size()));
    };
    await Promise.all([
      deliverEach(inOrder, () => BATCH),
      deliverEach(mixed, () => 1 + Math.floor(this.random() * BATCH)),
      this.meddle(),
    ]);
  }

  /** Until Baton has nothing left to do, then time goes on, and again. */
  private async settle(ms: number): Promise<void> {
    this.stuck.push(...(await settled(this.world, () => this.meddle())));
    if (ms === 0) return;
    this.world.sandbox.clock.advance(ms);
    this.stuck.push(...(await settled(this.world, () => this.meddle())));
  }

  private async answersOf(day: number): Promise<void> {
    const once: (() => Promise<unknown>)[] = [];
    const thrice: (() => Promise<unknown>)[] = [];
    for (const { history, ordered, shuffled: mixed } of this.cast) {
      const how = history[day]?.answer;
      if (!how) continue;
      once.push(...[await answer(this.world, ordered, how)].filter((bring) => bring !== null));
      const bring = await answer(this.world, mixed, how);
      if (bring) thrice.push(bring, bring, bring);
    }
    for (const bring of once) await bring();
    for (const bring of shuffled(thrice, this.random)) await bring();
    await this.deliverAll();
  }

  /**
   * Something happens to some of the free ones, and Baton hears of something, of which nobody knows how old it is. Not
   * at every call, so that Baton looks at many at once: it keeps to HubSpot's limits.
   */
  private async meddle(): Promise<void> {
    if (this.random() > 0.15) return;
    const told: WebhookEvent[] = [];
    for (const { free } of this.cast) {
      if (this.random() < 0.06) await this.nextErrand(free);
      if (this.random() > 0.12) continue;
      const some = shuffled(free.events, this.random).slice(0, 1 + Math.floor(this.random() * 3));
      told.push(...some);
      if (this.random() < 0.5) free.events = free.events.filter((event) => !some.includes(event));
    }
    while (told.length > 0) await this.world.deliver(told.splice(0, BATCH));
    if (this.heard.length > 0) await pick(this.heard, this.random)();
  }

  private async nextErrand(free: Actor): Promise<void> {
    const errand = this.errands.get(free)?.shift();
    if (!errand) return;
    if ('fact' in errand) return happen(this.world, free, errand.fact);
    const bring = await answer(this.world, free, errand.answer);
    if (!bring) return;
    this.heard.push(bring);
    if (this.random() < 0.5) await bring();
  }

  private async finishErrands(): Promise<void> {
    for (const { free } of this.cast) while (this.errands.get(free)?.length) await this.nextErrand(free);
    await this.collect();
    const all = this.take('free');
    const mixed = shuffled([...all, ...all], this.random);
    while (mixed.length > 0) await this.world.deliver(mixed.splice(0, BATCH));
    for (const bring of shuffled(this.heard.splice(0), this.random)) await bring();
    await this.settle(DAY + LATER_EVERY_DAY);
  }
}
