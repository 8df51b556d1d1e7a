import type { ReviewDetail, ReviewsView } from '../src/cards/pages/contract.ts';
import type { SettingsView } from '../src/cards/settings/contract.ts';
import { until } from '../src/sandbox/local/client.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import type { Chance } from './random.ts';
import type { FaultWorld } from './world.ts';

/** What becomes of an email that waits for a person. */
export const fates = [
  'approved',
  'approved by two at once',
  'changed and approved',
  'skipped',
  'approved by one and skipped by another',
  'opted out',
  'approved while they opt out',
  'looked at by nobody',
] as const;
export type Fate = (typeof fates)[number];

/** A contact whose first email waits, and what people did with it. */
export interface Draft {
  contactId: string;
  email: string;
  fate: Fate;
  /** Letters that somebody asked to be sent, whatever came of it. */
  asked: string[];
  /** Letters whose approval was answered with "done". */
  approved: string[];
  /** A skip was answered with "done". */
  skipped: boolean;
  /** What became of it, as the page says. */
  settled: string | null;
  /** By HubSpot's clock; null: not. */
  optedOutAt: number | null;
  /** What somebody last heard who tried in vain to decide, until they gave up; null: nobody did. */
  inVain: string | null;
}

type Who = 'rae' | 'ada';

const PATIENCE_MS = 600_000;
const AT_ONCE = 6;
const LOOKED_AT_TOGETHER = 100;

/** Contacts with an assistant whose every email waits for a person, and the people who decide. */
export class Drafts {
  readonly all: Draft[] = [];
  private readonly world: FaultWorld;
  private readonly chance: Chance;

  constructor(world: FaultWorld, chance: Chance) {
    this.world = world;
    this.chance = chance;
  }

  /** Everything that the assistant writes waits from now on. */
  async switchOn(): Promise<void> {
    const [tara] = ((await this.page('ada', '/api/settings')) as SettingsView).assistants;
    const body = { ...tara, approval: 'all', mailbox: undefined, confirmed: true };
    await this.page('ada', `/api/assistants/${tara?.id ?? ''}`, { method: 'PUT', body });
  }

  /** As many of each fate, in a random order, all handed over. */
  async create(count: number): Promise<void> {
    const { client, people } = this.world;
    const order = Array.from({ length: count }, (_, index) => ({ index, place: this.chance() }));
    for (const { index } of order.sort((a, b) => a.place - b.place)) {
      const fate = fates[index % fates.length] ?? 'approved';
      const email = `draft.${index}@customers.example.com`;
      const properties = {
        email,
        firstname: 'Kim',
        lastname: `Draft ${index}`,
        hubspot_owner_id: people.rae.ownerId,
      };
      const body = { properties, userId: people.rae.userId };
      // The control API is this package's own: it answers with the row.
      const { id } = (await client.call('POST', `/portals/${PORTAL_ID}/contacts`, body)) as { id: string };
      this.all.push({
        contactId: id,
        email,
        fate,
        asked: [],
        approved: [],
        skipped: false,
        settled: null,
        optedOutAt: null,
        inVain: null,
      });
    }
    const ids = this.all.map(({ contactId }) => contactId);
    await client.bulk(ids, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  }

  /** How many emails wait; 0 while nobody answers. */
  async waiting(): Promise<number> {
    const path = '/api/pages/reviews?kind=draft&limit=1';
    const view = (await this.page('ada', path).catch(() => null)) as ReviewsView | null;
    return view?.total ?? 0;
  }

  /** Everybody decides, several at a time, while the world goes on around them. */
  async decide(ids: ReadonlyMap<string, string>): Promise<void> {
    const left = [...this.all];
    const lane = async (): Promise<void> => {
      for (let draft = left.shift(); draft !== undefined; draft = left.shift()) {
        const id = ids.get(draft.contactId);
        if (id !== undefined) await this.meet(draft, id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }

  /** What the page says of each, when all is over. */
  async lookAtAll(ids: ReadonlyMap<string, string>): Promise<void> {
    for (const draft of this.all) {
      const id = ids.get(draft.contactId);
      if (id !== undefined)
        draft.settled = (await this.persist(`the review ${id}`, () => this.detail('ada', id))).settled;
    }
  }

  async reviewIds(): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (let after = ''; ;) {
      const query = `kind=draft&limit=${LOOKED_AT_TOGETHER}${after && `&after=${encodeURIComponent(after)}`}`;
      const view = (await this.persist('the page of reviews', () =>
        this.page('ada', `/api/pages/reviews?${query}`),
      )) as ReviewsView;
      for (const { contactId, id } of view.reviews) ids.set(contactId, id);
      if (view.next === null) return ids;
      after = view.next;
    }
  }

  private async meet(draft: Draft, id: string): Promise<void> {
    const approve = (who: Who, ps = ''): Promise<void> => this.approve(draft, id, who, ps);
    switch (draft.fate) {
      case 'approved':
        return approve('rae');
      case 'approved by two at once':
        await Promise.all([approve('rae'), approve('ada', 'PS: Ada says hello.')]);
        return;
      case 'changed and approved':
        return approve('ada', `PS: This is for ${draft.email}.`);
      case 'skipped':
        return this.skip(draft, id, 'rae');
      case 'approved by one and skipped by another':
        await Promise.all([approve('rae'), this.skip(draft, id, 'ada')]);
        return;
      case 'opted out':
        return this.optOut(draft);
      case 'approved while they opt out':
        await Promise.all([approve('rae'), this.optOut(draft)]);
        return;
      case 'looked at by nobody':
        return;
    }
  }

  /** With a line of their own, or as it is. Who gets no answer looks again, and clicks again where it still waits. */
  private approve(draft: Draft, id: string, who: Who, ps: string): Promise<void> {
    return this.clickUntilSettled(draft, id, who, async ({ version, draft: seen }) => {
      if (!seen) throw new Error('It does not wait, and nobody has decided.');
      const letter = ps === '' ? seen.letter : `${seen.letter}\n\n${ps}`;
      const edited = ps === '' ? {} : { subject: seen.subject, letter };
      draft.asked.push(letter);
      await this.click(who, `${id}/approve`, { version, standsBy: true, ...edited });
      draft.approved.push(letter);
    });
  }

  private skip(draft: Draft, id: string, who: Who): Promise<void> {
    return this.clickUntilSettled(draft, id, who, async ({ version }) => {
      await this.click(who, `${id}/skip`, { version });
      draft.skipped = true;
    });
  }

  /** Whoever clicks, until it is done or the page says what has become of it; or they give up. */
  private async clickUntilSettled(
    draft: Draft,
    id: string,
    who: Who,
    click: (seen: Extract<ReviewDetail, { kind: 'draft' }>) => Promise<void>,
  ): Promise<void> {
    let heard = 'nothing';
    const isOver = async (): Promise<boolean> => {
      const seen = await this.detail(who, id);
      if (seen.settled === null && seen.kind === 'draft') await click(seen);
      return true;
    };
    const tried = () => isOver().catch((error: unknown) => ((heard = String(error)), false));
    await until(`a decision about ${id}`, tried, PATIENCE_MS).catch(() => (draft.inVain = heard));
  }

  private async optOut(draft: Draft): Promise<void> {
    const { client, people, sandbox } = this.world;
    const body = { email: draft.email, status: 'UNSUBSCRIBED', userId: people.rae.userId };
    await client.call('POST', `/portals/${PORTAL_ID}/preferences`, body);
    draft.optedOutAt = sandbox.clock.now();
  }

  private async detail(who: Who, id: string): Promise<ReviewDetail> {
    return (await this.page(who, `/api/pages/reviews/${id}`)) as ReviewDetail;
  }

  /** @throws also when it was refused because somebody else was first */
  private async click(who: Who, path: string, body: object): Promise<void> {
    await this.page(who, `/api/pages/reviews/${path}`, { method: 'POST', body });
  }

  private async page(who: Who, path: string, request?: { method: string; body: object }): Promise<unknown> {
    const { status, body } = await this.ask(who, path, request);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  private ask(who: Who, path: string, request?: { method: string; body: object }) {
    const { client, people, installation } = this.world;
    return client.fetchAs(people[who].userId, `${installation.batonUrl}${path}`, request);
  }

  /** A person who gets no answer tries again. */
  private async persist<Value>(what: string, tried: () => Promise<Value>): Promise<Value> {
    const answered = async () => ({ value: await tried() });
    return (await until(what, () => answered().catch(() => null), PATIENCE_MS)).value;
  }
}
