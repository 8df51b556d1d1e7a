import { setTimeout as pause } from 'node:timers/promises';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { until } from '../src/sandbox/local/client.ts';
import { isAtRest } from './at-rest.ts';
import type { Chance } from './random.ts';
import { see, type Seen } from './seen.ts';
import type { FaultWorld } from './world.ts';

/** What a contact does when the first mail comes. */
export const behaviours = ['agrees', 'unsubscribes', 'bounces', 'out of office', 'silent'] as const;
export type Behaviour = (typeof behaviours)[number];

export interface Subject {
  id: string;
  email: string;
  behaviour: Behaviour;
  /** The rep has made the assistant its owner. */
  handedOver: boolean;
  /** When it did what it does, by HubSpot's clock; null: not yet. */
  reactedAt: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Real time in which Baton does what is due at a new time of day. */
const BREATH_MS = 250;
/** Longer than any gap between two mails: without news for so long, something is waited for that no calendar knows. */
const PATIENT_ROUNDS = 40;
/** What a dead process had sent counts as not there after 50 s on a clock that runs evenly. */
const LONGEST_LEASE_MS = 60_000;
/** So often in a row nothing has come of waiting: stuck. */
const PAUSES = 4;
const ABSENCE_MS = 5 * DAY;
/** Mails are logged together, every 5 minutes; a minute for the writing. */
const LOG_WITHIN_MS = 6 * MINUTE;

/** Contacts of Rae's that she hands over to the assistant one by one, and what each of them does then. */
export class Conversations {
  readonly subjects: Subject[] = [];
  private readonly world: FaultWorld;
  private readonly chance: Chance;

  constructor(world: FaultWorld, chance: Chance) {
    this.world = world;
    this.chance = chance;
  }

  /** As many of each behaviour, in a random order. */
  async create(count: number): Promise<void> {
    const made: Subject[] = [];
    for (let index = 0; index < count; index += 1)
      made.push(await this.newSubject(behaviours[index % behaviours.length] ?? 'silent', index));
    const order = made.map((subject) => ({ subject, place: this.chance() }));
    this.subjects.push(...order.sort((a, b) => a.place - b.place).map(({ subject }) => subject));
  }

  private async newSubject(behaviour: Behaviour, index: number): Promise<Subject> {
    const { client, people } = this.world;
    const email = `${behaviour.replaceAll(' ', '.')}.${index}@customers.example.com`;
    const properties = {
      email,
      firstname: 'Kim',
      lastname: `${behaviour} ${index}`,
      hubspot_owner_id: people.rae.ownerId,
    };
    const body = { properties, userId: people.rae.userId };
    // The control API is this package's own: it answers with the row.
    const row = (await client.call('POST', `/portals/${PORTAL_ID}/contacts`, body)) as { id: string };
    return { id: row.id, email, behaviour, handedOver: false, reactedAt: null };
  }

  get waiting(): number {
    return this.subjects.filter(({ handedOver }) => !handedOver).length;
  }

  /** The rep makes the assistant the owner of the next contacts. */
  async handOver(count = 1): Promise<void> {
    const { client, people } = this.world;
    for (const subject of this.subjects.filter(({ handedOver }) => !handedOver).slice(0, count)) {
      subject.handedOver = true;
      await client.update(subject.id, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
    }
  }

  /** One thing that people or time do. */
  async somethingHappens(): Promise<void> {
    await this.handOver();
    this.world.sandbox.clock.advance(Math.floor(this.chance() * 20 * MINUTE));
    if (this.chance() < 0.1) this.world.sandbox.clock.advance(DAY);
    await this.react();
  }

  /** Everybody whose first mail has come does what they do. */
  async react(): Promise<void> {
    for (const subject of this.subjects) {
      if (subject.reactedAt !== null || subject.behaviour === 'silent') continue;
      const [mail] = receivedBy(this.world, subject);
      if (!mail) continue;
      await this.reactTo(mail.id, subject.behaviour);
      subject.reactedAt = this.world.sandbox.clock.now();
    }
  }

  private async reactTo(mailId: string, behaviour: Behaviour): Promise<void> {
    const { mail } = this.world;
    if (behaviour === 'agrees') await mail.reply(mailId, { text: 'Thursday 3 pm works.' });
    if (behaviour === 'bounces') await mail.bounce(mailId);
    if (behaviour === 'out of office') await mail.outOfOffice(mailId, { until: this.backOn() });
    if (behaviour !== 'unsubscribes') return;
    // A person clicks again when the page does not come.
    const click = () =>
      mail.unsubscribe(mailId).then(
        ({ status }) => status === 200,
        () => false,
      );
    await until('the unsubscribe link', click, 3 * MINUTE);
  }

  private backOn(): string {
    return new Date(this.world.sandbox.clock.now() + ABSENCE_MS).toISOString().slice(0, 10);
  }

  /**
   * What is to be done at this very moment and is not yet: each contact that was handed over has its note and its
   * state, and each that reacted for good is back. Mails are logged together, and later.
   */
  unfinished(): string[] {
    return this.subjects.flatMap((subject) => {
      const contact = this.see(subject);
      const missing = [
        ...(subject.handedOver && (contact.notes < 1 || contact.state === '') ? ['pick-up'] : []),
        ...(isFinal(subject) && !this.isBack(contact) ? ['hand-back'] : []),
      ];
      return missing.length === 0 ? [] : [`${missing.join(', ')} of ${subject.email}`];
    });
  }

  /** Nothing breaks any more, and weeks pass: everybody must come back. Resolves to who does not. */
  async settle(): Promise<Subject[]> {
    await this.handOver(this.subjects.length);
    let seen = { progress: '', round: 0, pauses: 0 };
    for (let round = 0; ; round += 1) {
      await this.react();
      const open = this.subjects.filter((subject) => !this.isBack(this.see(subject)));
      if (open.length === 0 || seen.pauses === PAUSES) {
        await this.untilAllIsLogged();
        return open;
      }
      const progress = JSON.stringify(this.subjects.map((subject) => this.see(subject)));
      if (progress !== seen.progress) seen = { progress, round, pauses: 0 };
      // Work of a dead process is taken over only while the clock runs evenly.
      if (round - seen.round >= PATIENT_ROUNDS) {
        await pause(LONGEST_LEASE_MS);
        seen = { progress, round, pauses: seen.pauses + 1 };
        this.letTimePass(round);
      }
      // Time stands still while somebody has something to do that is due.
      if (this.unfinished().length === 0 && (await isAtRest(this.world))) this.letTimePass(round);
      await pause(BREATH_MS);
    }
  }

  private async untilAllIsLogged(): Promise<void> {
    this.world.sandbox.clock.advance(LOG_WITHIN_MS);
    const end = performance.now() + PAUSES * LONGEST_LEASE_MS;
    const isLogged = (subject: Subject): boolean => {
      const { logged, received } = this.see(subject);
      return logged >= received.length;
    };
    while (!this.subjects.every(isLogged) && performance.now() < end) await pause(BREATH_MS);
  }

  /** To the next forenoon, and there a minute on for what the morning has planned. */
  private letTimePass(round: number): void {
    this.world.sandbox.clock.advance(round % 2 === 0 ? this.untilNextForenoon() : MINUTE);
  }

  /** Until 15:00 UTC: business hours in New York, where these contacts live. */
  private untilNextForenoon(): number {
    const now = this.world.sandbox.clock.now();
    const today = Math.floor(now / DAY) * DAY + 15 * HOUR;
    return (today > now ? today : today + DAY) - now;
  }

  see(subject: Subject): Seen {
    return see(this.world, subject);
  }

  private isBack({ ownerId, tasks, notes }: Seen): boolean {
    return ownerId === this.world.people.rae.ownerId && tasks >= 1 && notes >= 2;
  }
}

/** After an absence the conversation goes on; after everything else it is over. */
const isFinal = ({ reactedAt, behaviour }: Subject): boolean =>
  reactedAt !== null && behaviour !== 'out of office';

const receivedBy = ({ mail }: FaultWorld, { email }: Subject) =>
  mail.list({ mailbox: email }).filter(({ direction }) => direction === 'in');
