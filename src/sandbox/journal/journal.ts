import { randomUUID } from 'node:crypto';
import type { Portals } from '../accounts/portals.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { RecordEvent } from '../records/record.ts';
import type { Collection, Store } from '../ground/store.ts';
import type { MembershipEvent } from '../lists/list.ts';
import { lifecycleEvent, membershipEvent, recordEvent, type JournalEvent } from './journal-event.ts';
import type { JournalSubscriptions } from './subscriptions.ts';

/** One file of the journal: the events of all accounts, in the order in which they happened. */
export interface JournalEntry {
  offset: string;
  /** Sandbox time; null: events are still added. */
  publishedAt: number | null;
  startedAt: number;
  bytes: number;
  events: JournalEvent[];
}

interface JournalParts {
  store: Store;
  clock: SandboxClock;
  portals: Portals;
  subscriptions: JournalSubscriptions;
  /** Events a file holds at most. HubSpot: 10,000. */
  maxEvents: number;
}

const MAX_BYTES = 5_000_000;
/** Files stay readable for three days. */
const RETENTION_MS = 3 * 86_400_000;
/** A file is published so long after its first event, or as soon as somebody asks for it. */
const GATHER_MS = 5_000;

/** What happened to the records that subscriptions name, in files that are read by offset. Survives a restart. */
export class Journal {
  readonly #parts: JournalParts;
  readonly #entries: Collection<JournalEntry>;
  #nextNumber: number;

  constructor(parts: JournalParts) {
    this.#parts = parts;
    this.#entries = parts.store.collection('journal/entries');
    this.#nextNumber = Math.max(0, ...[...this.#entries.entries()].map(([key]) => Number(key))) + 1;
  }

  /** Notes what subscriptions of the account want to know, if the app is installed there. */
  accept(event: RecordEvent): void {
    const { portals, subscriptions } = this.#parts;
    if (event.onCreation || !portals.find(event.portalId)?.account.installation) return;
    if (subscriptions.wants(event)) this.#add(recordEvent(event));
  }

  /** A record joined a list, or left it. */
  acceptMembership(event: MembershipEvent): void {
    const { portals, subscriptions } = this.#parts;
    if (!portals.find(event.portalId)?.account.installation) return;
    if (subscriptions.wantsMembership(event)) this.#add(membershipEvent(event));
  }

  /** The app was installed in an account, or taken out of it. */
  lifecycle(portalId: number, action: 'APP_INSTALL' | 'APP_UNINSTALL'): void {
    const { clock, subscriptions } = this.#parts;
    if (subscriptions.wantsLifecycle(action)) this.#add(lifecycleEvent(portalId, action, clock.now()));
  }

  earliest(): JournalEntry | undefined {
    return this.#published()[0];
  }

  latest(): JournalEntry | undefined {
    return this.#published().at(-1);
  }

  /** The entries after an offset, oldest first; undefined: there is no such offset, or not any more. */
  after(offset: string, count: number): JournalEntry[] | undefined {
    const entries = this.#published();
    const position = entries.findIndex((entry) => entry.offset === offset);
    return position === -1 ? undefined : entries.slice(position + 1, position + 1 + count);
  }

  find(offset: string): JournalEntry | undefined {
    return this.#published().find((entry) => entry.offset === offset);
  }

  #published(): JournalEntry[] {
    for (const portal of this.#parts.portals.all()) portal.lists.settle();
    const open = this.#open();
    if (open) this.#publish(open);
    const limit = this.#parts.clock.now() - RETENTION_MS;
    for (const [key, entry] of [...this.#entries.entries()]) {
      if ((entry.publishedAt ?? 0) < limit) this.#entries.delete(key);
    }
    return [...this.#entries.values()];
  }

  #add(event: JournalEvent): void {
    const bytes = JSON.stringify(event).length;
    const found = this.#open();
    const isFull =
      found &&
      (found.events.length >= this.#parts.maxEvents ||
        found.bytes + bytes > MAX_BYTES ||
        this.#parts.clock.now() - found.startedAt > GATHER_MS);
    if (found && isFull) this.#publish(found);
    const entry = found && !isFull ? found : this.#begin();
    if (!joinChanges(entry.events.at(-1), event)) entry.events.push(event);
    entry.bytes += bytes;
    this.#save(entry);
  }

  #begin(): JournalEntry {
    const entry = {
      offset: randomUUID(),
      publishedAt: null,
      startedAt: this.#parts.clock.now(),
      bytes: 0,
      events: [],
    };
    this.#entries.set(String(this.#nextNumber++), entry);
    return entry;
  }

  #publish(entry: JournalEntry): void {
    entry.publishedAt = Math.min(this.#parts.clock.now(), entry.startedAt + GATHER_MS);
    this.#save(entry);
  }

  #save(entry: JournalEntry): void {
    this.#entries.set(String(this.#nextNumber - 1), entry);
  }

  /** The last file, while events are still added to it. */
  #open(): JournalEntry | undefined {
    const last = this.#entries.get(String(this.#nextNumber - 1));
    return last?.publishedAt === null ? last : undefined;
  }
}

/** Properties that one write changed are one event. @returns whether it was added to the last one */
function joinChanges(last: JournalEvent | undefined, event: JournalEvent): boolean {
  if (!last?.propertyChanges || !event.propertyChanges) return false;
  const isSame =
    last.portalId === event.portalId &&
    last.objectTypeId === event.objectTypeId &&
    last.objectId === event.objectId &&
    last.occurredAt === event.occurredAt;
  if (isSame) Object.assign(last.propertyChanges, event.propertyChanges);
  return isSame;
}
