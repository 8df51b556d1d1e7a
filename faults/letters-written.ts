import type { LetterView } from '../src/cards/contact/contract.ts';
import { until } from '../src/sandbox/local/client.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import type { Chance } from './random.ts';
import { see } from './seen.ts';
import type { FaultWorld } from './world.ts';

/** What happens around a letter. */
const fates = [
  'sent',
  'introduces',
  'clicked twice',
  'written by two at once',
  'the mail server’s answer is lost',
  'opts out meanwhile',
  'is ticked Do Not Contact meanwhile',
  'is taken by a colleague meanwhile',
] as const;
type Fate = (typeof fates)[number];

/** An email that somebody asked for. */
interface Asked {
  /** Stands in this one only. */
  words: string;
  /** Baton's answer; null: none ever came. */
  status: number | null;
}

export interface Written {
  id: string;
  email: string;
  fate: Fate;
  asked: Asked[];
  /** Since when it must not leave, by HubSpot's clock; null: it may. */
  stoppedAt: number | null;
}

type Who = 'rae' | 'ada';
type Purpose = 'reply' | 'introduce';

const PATIENCE_MS = 600_000;
const AT_ONCE = 6;

/** Contacts with the assistant, and the people who write to them in its name. */
export class Letters {
  readonly all: Written[] = [];
  private readonly world: FaultWorld;
  private readonly chance: Chance;

  constructor(world: FaultWorld, chance: Chance) {
    this.world = world;
    this.chance = chance;
  }

  /** As many of each fate, handed over and picked up. */
  async create(count: number): Promise<void> {
    const { client, people } = this.world;
    for (let index = 0; index < count; index += 1) {
      const email = `letter.${index}@customers.example.com`;
      const names = { firstname: 'Kim', lastname: `Letter ${index}` };
      const properties = { ...names, email, hubspot_owner_id: people.rae.ownerId };
      const body = { properties, userId: people.rae.userId };
      // The control API is this package's own: it answers with the row.
      const { id } = (await client.call('POST', `/portals/${PORTAL_ID}/contacts`, body)) as { id: string };
      const fate = fates[index % fates.length] ?? 'sent';
      this.all.push({ id, email, fate, asked: [], stoppedAt: null });
    }
    const ids = this.all.map(({ id }) => id);
    await client.bulk(ids, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
    const isWith = async () => this.all.every((one) => see(this.world, one).notes > 0);
    await until('the assistant to have them', isWith, PATIENCE_MS);
  }

  /** Everybody writes, several at a time and in a random order, while the world goes on around them. */
  async write(): Promise<void> {
    const places = new Map(this.all.map((one) => [one, this.chance()]));
    const left = this.all.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    const lane = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await this.meet(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }

  private async meet(one: Written): Promise<void> {
    const { client, people, mail } = this.world;
    const reply = (who: Who = 'rae') => this.ask(one, who, 'reply');
    switch (one.fate) {
      case 'sent':
        return reply();
      case 'introduces':
        return this.ask(one, 'rae', 'introduce');
      case 'clicked twice':
        return this.ask(one, 'rae', 'reply', 2);
      case 'written by two at once':
        await Promise.all([reply('rae'), reply('ada')]);
        return;
      case 'the mail server’s answer is lost':
        mail.faults.set([
          ...mail.faults.list(),
          { service: 'smtp', kind: 'drop-after-data', to: one.email, times: 1 },
        ]);
        return reply();
      case 'opts out meanwhile':
        await Promise.all([
          reply(),
          this.stop(one, () =>
            client.call('POST', `/portals/${PORTAL_ID}/preferences`, {
              email: one.email,
              status: 'UNSUBSCRIBED',
              userId: people.rae.userId,
            }),
          ),
        ]);
        return;
      case 'is ticked Do Not Contact meanwhile':
        await Promise.all([reply(), this.stop(one, () => this.set(one, { baton_do_not_contact: 'true' }))]);
        return;
      case 'is taken by a colleague meanwhile':
        // Whoever has the contact may write to it in the assistant's name: only what was asked before is in question.
        await reply();
        await this.stop(one, () => this.set(one, { hubspot_owner_id: people.rae.ownerId }));
    }
  }

  private set({ id }: Written, properties: Record<string, string>): Promise<void> {
    return this.world.client.update(id, this.world.people.rae.userId, properties);
  }

  private async stop(one: Written, work: () => Promise<unknown>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.chance() * 1_000));
    await work();
    one.stoppedAt = this.world.sandbox.clock.now();
  }

  /** The same click, as often as it takes to get an answer; `times`: at once. */
  private async ask(one: Written, who: Who, purpose: Purpose, times = 1): Promise<void> {
    const words = `This is what ${who} says to ${one.email}.`;
    const asked: Asked = { words, status: null };
    one.asked.push(asked);
    const proposed = async (): Promise<LetterView | number | undefined> => {
      const { status, body } = await this.call(one, who, `letter?purpose=${purpose}`);
      if (status === 200) return body as LetterView;
      return status === 409 ? status : undefined;
    };
    const view = await this.persist(`a letter to ${one.email}`, proposed);
    // Nothing can be written any more, and whoever wanted to is told so.
    if (typeof view === 'number') return void (asked.status = view);
    const letter = `${words}\n\n${view.letter}`;
    const body = { requestId: `${who} to ${one.email}`, subject: view.subject, letter, standsBy: true };
    const click = async (): Promise<number | undefined> => {
      const { status } = await this.call(one, who, purpose, body);
      return status === 200 || status === 409 ? status : undefined;
    };
    const clicks = Array.from({ length: times }, () => this.persist(`an answer about ${one.email}`, click));
    const answers = await Promise.all(clicks);
    asked.status = answers.includes(200) ? 200 : (answers[0] ?? null);
  }

  private call({ id }: Written, who: Who, path: string, body?: object) {
    const { client, people, installation } = this.world;
    return client.fetchAs(people[who].userId, `${installation.batonUrl}/api/contacts/${id}/${path}`, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body } : {}),
    });
  }

  private persist<Value>(what: string, tried: () => Promise<Value | undefined>): Promise<Value> {
    return until<Value>(what, () => tried().catch(() => undefined), PATIENCE_MS);
  }
}
