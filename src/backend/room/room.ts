import type { Registry } from 'prom-client';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Logger } from '../ground/logger.ts';
import type { Figures, Metrics } from '../http/metrics.ts';
import type { Route } from '../http/routes.ts';
import type { Guards } from '../http/server.ts';
import type { Resealed } from '../vault/sealed-column.ts';
import type { Vault } from '../vault/vault.ts';
import type { Queue } from './queue.ts';
import type { Slot } from './slot.ts';

/**
 * One part of Baton: everything of one thing it does, in one folder. What the house must know before anything is opened
 * stands here; the code comes with `open`, so that commands which need only the tables stay light.
 */
export interface Room<Name extends string, Needs, Meters, Api> {
  readonly name: Name;
  /** Its tables. No other room touches them. */
  readonly entities?: readonly Entity[];
  /** Of its tables, if they came after those of `migrations/`. All run in the order of the time in their names. */
  readonly migrations?: readonly (new () => MigrationInterface)[];
  /** Registers what it counts; also called to write README's table, without a database. */
  readonly meters?: (registry: Registry) => Meters;
  /** What `npm run doctor` looks at, without changing anything. */
  readonly checks?: (about: CheckedInstallation) => AsyncIterable<Finding>;
  /** Seals its secrets anew with the first key. Safe while Baton runs, and to run again. */
  readonly reseal?: (database: Database, vault: Vault) => Promise<readonly Resealed[]>;
  /** A property, not a method: only so does TypeScript compare the needs strictly. */
  readonly open: (needs: Needs, meters: Meters) => Promise<Opened<Api>>;
}

/** A table. TypeORM's own type of it is invariant in its rows, so that no list could hold two. */
export interface Entity {
  readonly '@instanceof': EntitySchema['@instanceof'];
  readonly options: { readonly name: string; readonly tableName?: string };
}

/** A room that works. Nothing happens by itself before `start`. */
export interface Opened<Api> {
  /** What later rooms may ask. */
  readonly api: Api;
  readonly routes?: readonly Route[];
  /** Proofs that stand in front of routes. */
  readonly guards?: Partial<Guards>;
  readonly queues?: readonly Queue[];
  readonly daemons?: readonly Daemon[];
  readonly figures?: readonly Figures[];
  readonly on?: Partial<Hooks>;
  /** Once the jobs run; in workers only. */
  readonly start?: () => Promise<void>;
  /** The server takes nothing any more: resolves when nothing that it took can be lost. */
  readonly drain?: () => Promise<void>;
  /** After the jobs stopped, the last room first. */
  readonly close?: () => Promise<void>;
}

/** What every room may use; `Needs` is this and the rooms it asks by name: `Ground & { leads: Leads }`. */
export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly database: Database;
  readonly vault: Vault;
  readonly metrics: Metrics;
  /** Tells all rooms. */
  readonly everybody: Hooks;
  /** A slot of this room. The house does not start while one is empty. */
  slot<Value>(name: string): Slot<Value>;
}

/** Work that comes round again and again in one process. */
export interface Daemon {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<unknown>;
}

/** What concerns more rooms than anybody could name. Asked in the order of the list, but for what is taken apart. */
export interface Hooks {
  /** In the transaction that connects an account, for the first time or again. */
  connected(tx: Tx, portalId: PortalId): Promise<void>;
  /** In the transaction that ends the connection of an account, whoever ended it. */
  disconnected(tx: Tx, portalId: PortalId): Promise<void>;
  /** An admin changed settings of the account, or of a mailbox: what waits for one of them may go on. */
  settingsChanged(portalId: PortalId, what: 'account' | 'mailbox'): Promise<void>;
  /** Something changed on a contact in HubSpot: what is known of it may be old. */
  contactChanged(portalId: PortalId, contactId: ContactId): void;
  /** The clock was set back just now: when something was done last, it does not tell any more. */
  setBack(): Promise<void>;
  /** Makes due what waits for a time computed before the clock was set back. The last room first, the jobs at the end. */
  pullIn(): Promise<void>;
  /** Adds every address, lower-cased, by which a contact is known. `ids`: it, and those that went into it. */
  addresses(portalId: PortalId, ids: readonly ContactId[], found: Set<string>): Promise<void>;
  /** Deletes what came from these addresses and is not understood yet. */
  forgetUnread(portalId: PortalId, addresses: ReadonlySet<string>): Promise<void>;
  /** Erases every personal word about a contact, and those that went into it. The last room first. Safe to repeat. */
  erase(tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<void>;
}

/** A line of `npm run doctor`. */
export interface Finding {
  subject: string;
  ok: boolean;
  /** What is wrong and what to do, or what is right. */
  text: string;
}

export interface CheckedInstallation {
  readonly config: Config;
  readonly clock: Clock;
  /** Null: it does not answer, or its schema is old; said already. */
  readonly database: Database | null;
}

/** Names the types of a room by its parts. */
export const room = <Name extends string, Needs, Meters, Api>(
  parts: Room<Name, Needs, Meters, Api>,
): Room<Name, Needs, Meters, Api> => parts;
