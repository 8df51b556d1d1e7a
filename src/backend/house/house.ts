import type { Database } from '../database/database.ts';
import type { Registry } from 'prom-client';
import type { MigrationInterface } from 'typeorm';
import type { CheckedInstallation, Entity, Finding, Opened, Room } from '../room/room.ts';
import type { Resealed } from '../vault/sealed-column.ts';
import type { Vault } from '../vault/vault.ts';

/** Rooms in their order. `Has`: what the next one may ask for. */
export interface House<Has> {
  readonly rooms: readonly AnyRoom[];
  /** A room that asks for what does not come before it does not compile. */
  add<Name extends string, Meters, Api>(room: Room<Name, Has, Meters, Api>): House<Has & Record<Name, Api>>;
}

/** A room in a list of different ones. Whether its needs are met, `add` has checked. */
export interface AnyRoom {
  readonly name: string;
  readonly entities?: readonly Entity[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  readonly meters?: (registry: Registry) => unknown;
  readonly checks?: (about: CheckedInstallation) => AsyncIterable<Finding>;
  readonly reseal?: (database: Database, vault: Vault) => Promise<readonly Resealed[]>;
  readonly open: (needs: never, meters: never) => Promise<Opened<unknown>>;
}

export const house = <Has>(rooms: readonly AnyRoom[] = []): House<Has> => ({
  rooms,
  add: (next) => house([...rooms, next]),
});
