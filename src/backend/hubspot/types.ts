import type { Tx } from '../database/database.ts';
import type { BatonError } from '../ground/errors.ts';
import type { ContactId, OwnerId, PortalId, UserId } from '../ground/identifiers.ts';
import type { PropertyVersion } from './records/property-version.ts';

/**
 * What the rest of Baton may ask of the HubSpot room. Nobody else knows paths, tokens, limits or HubSpot's error
 * shapes. Reads are calls; writes are intents in the caller's transaction, carried out by the outbox.
 */
export interface HubSpot {
  readonly portals: Portals;
  readonly contacts: Contacts;
  readonly search: ContactSearch;
  readonly lists: Lists;
  readonly owners: Owners;
  readonly users: Users;
  readonly tasks: Tasks;
  readonly preferences: Preferences;
}

/** Which of the portal's calls go first when the budget is short. */
export type Lane = 'interactive' | 'assignment' | 'bulk';

export interface Portals {
  /** @throws BatonError PORTAL_NOT_CONNECTED */
  get(portalId: PortalId): Promise<Portal>;
  find(portalId: PortalId, tx?: Tx): Promise<Portal | undefined>;
  connected(): Promise<Portal[]>;
  /**
   * Why the account cannot be served for now, and what happens, in words for people; null: it can. `paused`: HubSpot
   * refuses its calls, or an admin switched data sync off, so that nobody asks until it makes sense again. `byAdmin`: it
   * is what an admin allows, and not HubSpot.
   */
  trouble(portalId: PortalId): Promise<Trouble | null>;
}

export interface Trouble {
  text: string;
  paused: boolean;
  byAdmin?: true;
}

export interface Portal {
  portalId: PortalId;
  status: 'connected' | 'disconnected';
  /** Why it is disconnected, in words for an admin. */
  statusReason: string | null;
  /** IANA zone of the account. */
  timeZone: string;
  /** Host of HubSpot's pages for this account, for links: app.hubspot.com, app-eu1.hubspot.com … */
  uiDomain: string;
  scopes: readonly string[];
  /** How it is connected: as an app that HubSpot bounds by itself, or with a token of the account's own. */
  credential?: 'oauth' | 'access-token';
  connectedByEmail: string | null;
  connectedByUserId: UserId | null;
  installedAt: number;
  /** When `baton_*` properties were last found complete; null until the first time. */
  provisionedAt: number | null;
}

export interface Contacts {
  /**
   * Reads contacts by id, batched (100 a call, 50 with a history). Ids that HubSpot does not know (deleted, merged away)
   * are absent. A merged-away id is looked up singly: the survivor is returned under the OLD id with its own `id`.
   */
  read(
    portalId: PortalId,
    ids: readonly ContactId[],
    options: ReadContacts,
  ): Promise<Map<ContactId, ContactRecord>>;
  /** The contact with this address, main or further, with its name and address; undefined: there is none. */
  byEmail(portalId: PortalId, email: string, lane: Lane): Promise<ContactRecord | undefined>;
}

export interface ReadContacts {
  properties: readonly string[];
  /** Also read the history of `hubspot_owner_id`, newest first. */
  ownerHistory?: boolean;
  /** Also read what these properties were before, see `ContactRecord.histories`. */
  histories?: readonly string[];
  lane: Lane;
}

export interface ContactSearch {
  /**
   * One page of the ids of contacts that these owners own, ascending, at most 200. HubSpot's index lags by seconds and
   * sometimes more: what it shows may be over, and what it does not show may exist all the same.
   */
  ownedBy(portalId: PortalId, query: OwnedContacts): Promise<{ ids: readonly ContactId[]; more: boolean }>;
  /** How many contacts an owner has, as far as HubSpot's index knows. */
  countOwnedBy(portalId: PortalId, owner: OwnerId): Promise<number>;
  /** One page of the ids of contacts with this primary company, ascending, at most 200. `after`: see `OwnedContacts`. */
  ofCompany(portalId: PortalId, id: string, after: ContactId | null): ReturnType<ContactSearch['ownedBy']>;
}

export interface OwnedContacts {
  /** 1 to 100. */
  owners: readonly OwnerId[];
  /** Epoch ms of the last change; null: whenever. */
  modifiedSince: number | null;
  /** The last id of the page before; null: the first page. */
  after: ContactId | null;
}

/**
 * Lists ("segments"). Needs the optional scope crm.lists.read. @throws BatonError HUBSPOT_MISSING_SCOPE and others of a
 * call, from each
 */
export interface Lists {
  /** Lists of contacts and companies whose name contains the words, at most 50 a page. `offset`: of the page before. */
  search(
    portalId: PortalId,
    words: string,
    offset: number,
  ): Promise<{ lists: HubSpotList[]; next: number | null }>;
  /** undefined: it was deleted, or never was. */
  find(portalId: PortalId, listId: string): Promise<HubSpotList | undefined>;
  /** What changes as somebody joins or leaves, of those lists that HubSpot has; null: it does not say. 500 a call. */
  signs(portalId: PortalId, listIds: readonly string[]): Promise<Map<string, string | null>>;
  /** A page of members by id, at most 250. `after`: of the page before; null: the first. */
  members(portalId: PortalId, listId: string, after: string | null): Promise<ListPage>;
  /** A page of members as they joined, the newest last, at most 250. */
  joined(portalId: PortalId, listId: string, after: string | null): Promise<ListPage>;
}

export interface HubSpotList {
  listId: string;
  name: string;
  /** `0-1`: contacts. */
  objectTypeId: string;
  kind: 'static' | 'dynamic';
  /** null: HubSpot does not say. */
  size: number | null;
}

export interface ListPage {
  members: readonly ListMember[];
  /** null: it was the last page. */
  after: string | null;
}

export interface ListMember {
  contactId: ContactId;
  /** Epoch ms; null: HubSpot does not say. */
  joinedAt: number | null;
}

export interface ContactRecord {
  id: ContactId;
  /** Absent and empty values are null. */
  properties: Readonly<Record<string, string | null>>;
  ownerHistory: readonly OwnerHistoryEntry[];
  /** Of the properties whose history was asked for: their values, the newest first. */
  histories?: Readonly<Record<string, readonly PropertyVersion[]>>;
  archived: boolean;
}

export interface OwnerHistoryEntry {
  /** null: nobody owned it. */
  ownerId: OwnerId | null;
  at: number;
  sourceType: string;
  /** An app's id if an app wrote it. */
  sourceId: string;
  updatedByUserId: UserId | null;
}

export interface Owner {
  ownerId: OwnerId;
  email: string;
  firstName: string;
  lastName: string;
  userId: UserId | null;
  /** Teams the user is in; empty where the connection may not read them. */
  teamIds: readonly string[];
  archived: boolean;
}

export interface Owners {
  /** Active owners of the portal, at most five minutes old. */
  list(portalId: PortalId): Promise<Owner[]>;
  /** Archived owners included. `maxAgeMs`: HubSpot is asked again if the last look at this owner is older. */
  byId(portalId: PortalId, id: OwnerId, options?: { maxAgeMs: number }): Promise<Owner | undefined>;
  /** Asks HubSpot. */
  byEmail(portalId: PortalId, email: string): Promise<Owner | undefined>;
  byUserId(portalId: PortalId, id: UserId): Promise<Owner | undefined>;
}

export interface Tasks {
  /** Those of these tasks that somebody completed. What is deleted is absent. */
  completed(portalId: PortalId, ids: readonly string[]): Promise<Set<string>>;
}

export interface Users {
  /** Needs the optional scope settings.users.read; without it nobody is known to be one. */
  isSuperAdmin(portalId: PortalId, id: UserId): Promise<boolean>;
  /** Creates a user and lets HubSpot mail the invitation. Needs the optional scope settings.users.write. */
  create(portalId: PortalId, user: { email: string; firstName: string; lastName: string }): Promise<void>;
}

/** What people agreed to receive, per address. Needs the optional scope communication_preferences.read_write. */
export interface Preferences {
  /** The active subscription types of email. @throws BatonError HUBSPOT_MISSING_SCOPE and others of a call */
  types(portalId: PortalId): Promise<SubscriptionType[]>;
  /**
   * Whether the address unsubscribed from all email, or from email of this type (null: only all counts).
   * @throws BatonError when HubSpot cannot be asked, or does not know the type
   */
  optedOut(portalId: PortalId, email: string, subscriptionId: string | null, lane?: Lane): Promise<boolean>;
  /** Whether the address unsubscribed from email of this type, also with all others. Nobody waits for it. @throws the same */
  optedOutOfType(portalId: PortalId, email: string, subscriptionId: string): Promise<boolean>;
}

export interface SubscriptionType {
  id: string;
  name: string;
}

/**
 * Intents to write to HubSpot. Each call only stores the intent and asks for a flush; both happen in the caller's
 * transaction. Property writes of one contact are merged, the latest value wins.
 */
export interface Outbox {
  updateContact(tx: Tx, write: ContactWrite): Promise<void>;
  /** `key` is deterministic: the same key is created once in HubSpot, whatever dies meanwhile. */
  createNote(tx: Tx, note: NoteWrite): Promise<void>;
  createTask(tx: Tx, task: TaskWrite): Promise<void>;
  createEmail(tx: Tx, email: EmailWrite): Promise<void>;
  /** One that HubSpot has by its address is found instead: `contact-created` tells which. A refusal is for good. */
  createContact(tx: Tx, contact: NewContactWrite): Promise<void>;
  /** HubSpot sends this address no more email. It outlives a contact that is deleted: the opt-out is the address's. */
  optOut(tx: Tx, optOut: OptOutWrite): Promise<void>;
  /** What became of the newest intent to opt out an address of this contact; null: there is none. */
  optOutOf(portalId: PortalId, contactId: ContactId): Promise<'waiting' | 'done' | 'failed' | null>;
  /** Forgets an intent to create that has not left yet. */
  withdraw(tx: Tx, portalId: PortalId, key: string): Promise<void>;
  /** Forgets an owner change of a contact that has not left yet. */
  keepOwner(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /** Forgets all intents of a contact that are not carried out yet (deleted, erased). */
  forget(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /**
   * A contact went into another one: notes, tasks and emails that wait are created there. `properties`: so are its
   * property and owner writes, in place of what waits there; else they are forgotten.
   */
  moveContact(tx: Tx, portalId: PortalId, move: MovedContact): Promise<void>;
  /** Forgets everything about a contact, what was carried out included. */
  eraseContact(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /** The ids that HubSpot gave to what was created under these keys. */
  createdAs(portalId: PortalId, keys: readonly string[]): Promise<Map<string, string>>;
  /** What is still waiting or failed for a contact, for the card. */
  pending(portalId: PortalId, contactId: ContactId): Promise<{ waiting: number; failed: FailedWrite[] }>;
  /** Writes to an account that are not carried out and not refused yet. @param always only what flows without data sync */
  waiting(portalId: PortalId, always?: boolean): Promise<number>;
  /** Those of them that are due within seconds: no more than that stands before a write that comes now. */
  due(portalId: PortalId): Promise<number>;
  /** Forgets the emails that are not logged yet. */
  withdrawEmails(tx: Tx, portalId: PortalId): Promise<void>;
  /** An admin allows more: what waited for it leaves now. */
  flushNow(tx: Tx, portalId: PortalId): Promise<void>;
}

export interface MovedContact {
  from: ContactId;
  to: ContactId;
  properties: boolean;
}

interface WriteBase {
  portalId: PortalId;
  contactId: ContactId;
  lane: Lane;
  /** Write-behind: how long the write may wait for others to join it, ms. Default: interactive 0, assignment 250, bulk 5,000. */
  withinMs?: number;
}

export interface ContactWrite extends WriteBase {
  /** HubSpot's internal names. "" clears a value. Not `hubspot_owner_id`: see `owner`. */
  properties?: Readonly<Record<string, string>>;
  /**
   * Of `properties`: those that are written only where HubSpot holds one of these values ("": none) in the same breath.
   * What a person chose meanwhile stays, and is no failure.
   */
  onlyOver?: Readonly<Record<string, readonly string[]>>;
  /** Compare-and-set: written only if HubSpot's current owner is still `expected` in the same breath. */
  owner?: { to: OwnerId | null; expected: OwnerId | null };
}

interface CreateBase extends WriteBase {
  key: string;
  /** Epoch ms: `hs_timestamp`. */
  at: number;
  /**
   * For writes that come in a steady trickle: at most one turn in this time, ms, for those of the same kind and lane.
   * The first goes after its own window, those that follow share the next turn. Default: no turns.
   */
  everyMs?: number;
}

export interface NoteWrite extends CreateBase {
  html: string;
  ownerId: OwnerId | null;
}

export interface TaskWrite extends CreateBase {
  subject: string;
  html: string;
  ownerId: OwnerId | null;
  /** Epoch ms; `hs_timestamp` of a task is its due date. */
  dueAt: number;
  priority: 'HIGH' | 'MEDIUM' | 'LOW';
}

export interface EmailWrite extends CreateBase {
  direction: 'EMAIL' | 'INCOMING_EMAIL';
  status: 'SENT' | 'BOUNCED' | 'FAILED';
  subject: string;
  text: string;
  html: string;
  from: EmailAddress;
  to: EmailAddress;
  /** RFC 5322 Message-ID: the marker by which a lost answer is found again. */
  messageId: string;
  ownerId: OwnerId | null;
}

/** `contactId`: because of whom. On that contact's card it waits or has failed, and with that contact it is forgotten. */
export interface NewContactWrite extends WriteBase {
  key: string;
  /** Lower-cased. */
  email: string;
  /** Further properties by HubSpot's internal names. Not `hubspot_owner_id`: see `ownerId`. */
  properties: Readonly<Record<string, string>>;
  /** Whose the new contact is; left out where HubSpot refuses it. */
  ownerId: OwnerId | null;
}

/** `contactId`: of whom. On that contact's card it waits or has failed. */
export interface OptOutWrite extends WriteBase {
  key: string;
  /** Lower-cased. */
  email: string;
}

export interface EmailAddress {
  email: string;
  name?: string;
}

export interface FailedWrite {
  kind: 'contact' | 'note' | 'task' | 'email' | 'new-contact' | 'opt-out';
  key: string;
  error: { code: string; message: string };
}

/** Told what HubSpot made of a write, in the transaction that records it. */
export type OnOutcome = (tx: Tx, outcome: OutboxOutcome) => Promise<void>;

export type OutboxOutcome =
  /** A contact's properties stand in HubSpot now. */
  | {
      kind: 'contact-written';
      portalId: PortalId;
      contactId: ContactId;
      properties: Readonly<Record<string, string>>;
    }
  /** The owner was not written: somebody else owns the contact now. A human wins. */
  | { kind: 'owner-conflict'; portalId: PortalId; contactId: ContactId; currentOwner: OwnerId | null }
  | { kind: 'created'; portalId: PortalId; contactId: ContactId; key: string; hubspotId: string }
  /** `created`: the new contact, or the one that had the address already. `contactId`: because of whom. */
  | { kind: 'contact-created'; portalId: PortalId; contactId: ContactId; key: string; created: ContactId }
  /** Will not be tried again until something changes. `properties` names what was refused, if HubSpot says so. */
  | {
      kind: 'failed';
      portalId: PortalId;
      contactId: ContactId;
      key: string;
      error: BatonError;
      properties: readonly string[];
    }
  /** The contact is gone: deleted or merged. */
  | { kind: 'contact-missing'; portalId: PortalId; contactId: ContactId };

/** One signed webhook event, normalised from both the `object.*` and the `contact.*` form. */
export interface WebhookEvent {
  portalId: PortalId;
  kind: 'propertyChange' | 'creation' | 'deletion' | 'merge' | 'restore' | 'privacyDeletion';
  contactId: ContactId;
  propertyName: string | null;
  propertyValue: string | null;
  /** Epoch ms. */
  occurredAt: number;
  changeSource: string;
  sourceId: string;
  /** merge only: the surviving record and those that went into it. */
  merge: { primary: ContactId; merged: readonly ContactId[]; survivor: ContactId } | null;
  /** Hash of signed fields: two deliveries of one event share it. */
  dedupeKey: string;
}
