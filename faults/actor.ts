import { archiveRecord, restoreRecord } from '../src/sandbox/records/lifecycle.ts';
import { mergeRecords } from '../src/sandbox/records/merge.ts';
import { CONTACT } from '../src/sandbox/records/object-types.ts';
import { personAuthor, type StoredRecord } from '../src/sandbox/records/record.ts';
import { createRecord, writeProperties } from '../src/sandbox/records/write.ts';
import { answers, type Answer, type Fact, type History } from './history.ts';
import type { HistoryWorld, WebhookEvent } from './history-world.ts';

/** One who lives through a history: a contact, its twin that it may be merged with, and the person behind both. */
export interface Actor {
  /** Which history, and which of its actors. */
  name: string;
  history: History;
  contact: string;
  twin: string;
  addresses: string[];
  /** Since when nothing may be sent to an address, by HubSpot's clock. */
  optedOut: Map<string, number>;
  /** What HubSpot has sent about it and Baton has not got yet. */
  events: WebhookEvent[];
}

export function createActor(world: HistoryWorld, name: string, history: History): Actor {
  const { portal, people } = world;
  const author = personAuthor(people.rae.userId);
  const create = (email: string, lastname: string, owner: string): string =>
    createRecord(
      portal,
      CONTACT,
      { email, firstname: 'Nora', lastname, company: 'Northwind', hubspot_owner_id: owner },
      author,
    ).id;
  const [main, other] = [`${name}@first.example.com`, `${name}@second.example.com`];
  return {
    name,
    history,
    addresses: [main, other],
    optedOut: new Map(),
    events: [],
    contact: create(main, 'Quinn', people.rae.ownerId),
    twin: create(other, 'Quinn-Twin', people.sam.ownerId),
  };
}

const table = ({ portal }: HistoryWorld) => portal.table(CONTACT);

/** Does it in HubSpot, as a person; what cannot be done now (a deleted contact has no owner to change) is left out. */
export function happen(world: HistoryWorld, actor: Actor, fact: Fact): void {
  const { portal, people } = world;
  const author = personAuthor(people.rae.userId);
  const contact = table(world).survivor(actor.contact);
  const twin = table(world).survivor(actor.twin);
  const set = (record: StoredRecord | undefined, name: string, value: string): void => {
    if (record) writeProperties(portal, record, { [name]: value }, author);
  };
  const merge = (primary: StoredRecord | undefined, secondary: StoredRecord | undefined): void => {
    if (!primary || !secondary || primary.id === secondary.id) return;
    mergeRecords(portal, CONTACT, { primaryId: primary.id, secondaryId: secondary.id }, author);
  };
  const optOut = (name: string): void => {
    const email = contact?.properties['email'];
    if (email) stopAddress(world, actor, email);
    set(contact, name, 'true');
  };
  const remove = (): void => void (contact && archiveRecord(portal, contact, author));
  const restore = (): void => {
    const gone = table(world).get(actor.contact);
    if (gone && !gone.mergedInto) restoreRecord(portal, gone, author);
  };
  const does: Record<Fact, () => unknown> = {
    'to the assistant': () => set(contact, 'hubspot_owner_id', people.tara.ownerId),
    'to its owner': () => set(contact, 'hubspot_owner_id', people.rae.ownerId),
    'to a colleague': () => set(contact, 'hubspot_owner_id', people.sam.ownerId),
    'to nobody': () => set(contact, 'hubspot_owner_id', ''),
    'context written': () => set(contact, 'baton_context', 'Met at the fair. Wants a demo.'),
    'context cleared': () => set(contact, 'baton_context', ''),
    'opted out': () => optOut('hs_email_optout'),
    'do not contact': () => optOut('baton_do_not_contact'),
    'new address': () => {
      const email = `${actor.name}@new${actor.addresses.length}.example.com`;
      if (contact) actor.addresses.push(email);
      set(contact, 'email', email);
    },
    deleted: remove,
    restored: restore,
    'deleted and restored': () => {
      remove();
      // Its own moment: HubSpot counts milliseconds.
      world.sandbox.clock.advance(5);
      restore();
    },
    'twin to the assistant': () => set(twin, 'hubspot_owner_id', people.tara.ownerId),
    'twin merged into it': () => merge(contact, twin),
    'merged into its twin': () => merge(twin, contact),
  };
  does[fact]();
}

/**
 * So old may be what Baton last read of a contact when a mail leaves, as long as no event tells it otherwise: five
 * minutes when it is looked at, and another until it is handed to the mail server.
 */
const FRESH_MS = 6 * 60_000;

function stopAddress({ sandbox }: HistoryWorld, actor: Actor, address: string): void {
  if (!actor.optedOut.has(address)) actor.optedOut.set(address, sandbox.clock.now() + FRESH_MS);
}

/** All mails from the assistant in the person's mailboxes, newest first. */
export const mailsTo = ({ mail }: HistoryWorld, { addresses }: Actor) =>
  addresses
    .flatMap((mailbox) => mail.list({ mailbox }).filter(({ direction }) => direction === 'in'))
    .sort((a, b) => b.at - a.at || Number(b.id) - Number(a.id));

/** Of the address that came last: two mails may have left in the same second. */
function latestMail({ mail }: HistoryWorld, { addresses }: Actor) {
  for (const mailbox of addresses.toReversed()) {
    const latest = mail.list({ mailbox }).find(({ direction }) => direction === 'in');
    if (latest) return latest;
  }
  return undefined;
}

/**
 * Answers the latest mail, if there is one. Resolves to how Baton hears of it: called once or more often, at any time.
 * null: there is nothing to answer.
 */
export async function answer(
  world: HistoryWorld,
  actor: Actor,
  how: Answer,
): Promise<(() => Promise<unknown>) | null> {
  const latest = latestMail(world, actor);
  if (!latest) return null;
  const { mail } = world;
  const { id, mailbox } = latest;
  if (how === 'clicks unsubscribe') {
    return async () => {
      await mail.unsubscribe(id);
      stopAddress(world, actor, mailbox);
    };
  }
  const text = answers[how];
  const written =
    text !== null
      ? await mail.reply(id, { text })
      : how === 'bounces'
        ? await mail.bounce(id)
        : await mail.outOfOffice(id);
  const raw = (await mail.get(written.id))?.raw ?? '';
  return () => world.bring(raw);
}

/** The three that live through one history. */
export interface Cast {
  history: History;
  /** All in order, each once. */
  ordered: Actor;
  /** The same events, shuffled among all others, each three times. */
  shuffled: Actor;
  /** Events and mails at any time, once or more often, while it goes on. */
  free: Actor;
}
