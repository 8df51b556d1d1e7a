import type {
  CampaignDetail,
  CampaignDraft,
  MemberLine,
  MembersView,
} from '../src/cards/campaigns/contract.ts';
import { until } from '../src/sandbox/local/client.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { archiveRecord } from '../src/sandbox/records/lifecycle.ts';
import { mergeRecords } from '../src/sandbox/records/merge.ts';
import { CONTACT } from '../src/sandbox/records/object-types.ts';
import { personAuthor } from '../src/sandbox/records/record.ts';
import { createRecord } from '../src/sandbox/records/write.ts';
import type { FaultWorld } from './world.ts';

/** What there is to a contact of the lists. */
export const kinds = [
  'in both lists',
  'in one list',
  'shares an address',
  'is merged meanwhile',
  'is deleted meanwhile',
  'joins meanwhile',
  'joins both meanwhile',
  'must not be written to',
] as const;
export type Kind = (typeof kinds)[number];

export interface Member {
  id: string;
  email: string;
  kind: Kind;
  /** The other contact of the same person, or the one that it is merged with; null: there is none. */
  twin: { id: string; email: string } | null;
  /** Which of the two lists it is in, or joins; its twin is in the other one. */
  lists: readonly number[];
}

const PATIENCE_MS = 600_000;
const LISTS = '/crm/lists/2026-09';
const PAGE = 100;

/** Two campaigns on lists that overlap, and the admin who runs them. */
export class CampaignPeople {
  readonly all: Member[] = [];
  readonly lists: string[] = [];
  readonly campaigns: string[] = [];
  private readonly world: FaultWorld;
  private readonly token: string;
  private clicks = 0;

  constructor(world: FaultWorld) {
    this.world = world;
    this.token = world.sandbox.issueAccessToken(PORTAL_ID, ['crm.lists.read', 'crm.lists.write']);
  }

  /** As many of each kind; those that join later stand in no list yet. */
  async create(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) this.all.push(this.newMember(index));
    for (const place of [0, 1]) {
      const asked = { name: `List ${place}`, objectTypeId: '0-1', processingType: 'MANUAL' };
      const { list } = (await this.hubspot('POST', LISTS, asked)) as { list: { listId: string } };
      this.lists.push(list.listId);
      await this.join(place, (kind) => !kind.startsWith('joins'));
      this.campaigns.push(await this.draft(place, list.listId));
    }
  }

  private newMember(index: number): Member {
    const { portal, people } = this.world;
    const kind = kinds[index % kinds.length] ?? 'in one list';
    const author = personAuthor(people.rae.userId);
    const create = (name: string, more: Record<string, string> = {}) => {
      const email = `${name}@customers.example.com`;
      const names = { firstname: 'Kim', lastname: name, hubspot_owner_id: people.rae.ownerId };
      return { email, id: createRecord(portal, CONTACT, { email, ...names, ...more }, author).id };
    };
    const one = create(
      `member.${index}`,
      kind === 'must not be written to' ? { baton_do_not_contact: 'true' } : {},
    );
    const twin =
      kind === 'shares an address'
        ? create(`twin.${index}`, { hs_additional_emails: one.email })
        : kind === 'is merged meanwhile'
          ? create(`twin.${index}`)
          : null;
    const both = kind === 'in both lists' || kind === 'joins both meanwhile';
    return { ...one, kind, twin, lists: both ? [0, 1] : [Math.floor(index / kinds.length) % 2] };
  }

  private async join(place: number, which: (kind: Kind) => boolean): Promise<void> {
    const ids = this.all
      .filter(({ kind }) => which(kind))
      .flatMap(({ id, twin, lists }) => [
        ...(lists.includes(place) ? [id] : []),
        ...(twin && !lists.includes(place) ? [twin.id] : []),
      ]);
    await this.hubspot('PUT', `${LISTS}/${this.lists[place] ?? ''}/memberships/add`, ids);
  }

  /** The first campaign takes its contacts, the second one leaves their owner as is. */
  private async draft(place: number, listId: string): Promise<string> {
    const { assistants } = (await this.ada('GET', '/choices')) as { assistants: { value: string }[] };
    const draft: CampaignDraft = {
      name: `Campaign ${place}`,
      goal: 'Meetings',
      list: { id: listId, name: `List ${place}` },
      assistantId: assistants[0]?.value ?? '',
      sequenceId: '',
      takesOwnership: place === 0,
      approval: 'none',
      automatic: true,
      leaving: 'keep',
      startAt: null,
      endAt: null,
      hours: null,
      dailyCap: null,
      protectedOwners: [],
    };
    const made = await this.ada('POST', '', { draft, requestId: `new-${place}` });
    return (made as { id: string }).id;
  }

  /** What others do in HubSpot while lists are read: they merge, delete, and let the lists grow. */
  async change(chance: () => number): Promise<void> {
    const { portal, people } = this.world;
    const author = personAuthor(people.rae.userId);
    const breath = () => new Promise((resolve) => setTimeout(resolve, chance() * 60));
    for (const { id, twin, kind } of this.all) {
      const contact = portal.table(CONTACT).get(id);
      if (kind === 'is deleted meanwhile' && contact) archiveRecord(portal, contact, author);
      if (kind === 'is merged meanwhile' && twin)
        mergeRecords(portal, CONTACT, { primaryId: id, secondaryId: twin.id }, author);
      await breath();
    }
    for (const place of [0, 1]) await this.join(place, (kind) => kind.startsWith('joins'));
  }

  /** The same click of the admin, as often as it takes to get an answer; `times`: at once. */
  async click(place: number, what: string, times = 1, body: object = {}): Promise<void> {
    const requestId = `click-${(this.clicks += 1)}`;
    const path = `/${this.campaigns[place] ?? ''}/${what}`;
    await Promise.all(Array.from({ length: times }, () => this.ada('POST', path, { requestId, ...body })));
  }

  async detail(place: number): Promise<CampaignDetail> {
    return (await this.ada('GET', `/${this.campaigns[place] ?? ''}`)) as CampaignDetail;
  }

  /** All that a campaign knows, by contact. */
  async membersOf(place: number): Promise<Map<string, MemberLine>> {
    const known = new Map<string, MemberLine>();
    for (let after = ''; ;) {
      const path = `/${this.campaigns[place] ?? ''}/members?limit=${PAGE}&after=${after}`;
      const { members, next } = (await this.ada('GET', path)) as MembersView;
      for (const member of members) known.set(member.contactId, member);
      if (next === null) return known;
      after = next;
    }
  }

  /** Who is in a list now, by HubSpot. */
  listed(place: number): string[] {
    const { portal } = this.world;
    const { lists } = portal;
    const list = lists.get(this.lists[place] ?? '');
    const ids = list ? lists.roll(list).ids() : [];
    return ids.filter((id) => portal.table(CONTACT).live(id) !== undefined);
  }

  private ada(method: string, path: string, body?: object): Promise<unknown> {
    const { client, people, installation } = this.world;
    const uri = `${installation.batonUrl}/api/campaigns${path}`;
    return until(
      `an answer to ${method} ${path}`,
      async () => {
        const answer = await client
          .fetchAs(people.ada.userId, uri, { method, ...(body ? { body } : {}) })
          .catch(() => undefined);
        return answer?.status === 200 ? (answer.body as object) : undefined;
      },
      PATIENCE_MS,
    );
  }

  private async hubspot(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.world.sandbox.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
