import type { SandboxClock } from '../ground/clock.ts';
import { notFound } from '../api/hubspot-error.ts';
import { Lists, type ListTiming } from '../lists/lists.ts';
import type { MembershipEvent } from '../lists/list.ts';
import type { PropertyDefinition, PropertyGroup } from '../properties/property-definition.ts';
import { OBJECT_TYPES, objectTypeOf, type ObjectType } from '../records/object-types.ts';
import type { RecordEvent } from '../records/record.ts';
import { RecordTable } from '../records/record-table.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Collection, Store } from '../ground/store.ts';
import type { Account, Owner, Preference, Team, User } from './account.ts';

/** What all portals share. */
export interface World {
  readonly store: Store;
  readonly clock: SandboxClock;
  readonly index: SearchIndex;
  readonly listTiming: ListTiming;
  /** Every change of a record passes here, after it was applied. */
  emit(event: RecordEvent): void;
  /** Every joining and leaving of a list. */
  emitMembership(event: MembershipEvent): void;
}

/** One account and everything in it. */
export class Portal {
  readonly account: Account;
  readonly world: World;
  readonly users: Collection<User>;
  readonly owners: Collection<Owner>;
  readonly teams: Collection<Team>;
  /** Keyed `objectTypeId/name`. */
  readonly properties: Collection<PropertyDefinition>;
  /** Keyed `objectTypeId/name`. */
  readonly groups: Collection<PropertyGroup>;
  readonly lists: Lists;
  /** Keyed `email/subscriptionId`. */
  readonly preferences: Collection<Preference>;
  readonly #tables: ReadonlyMap<string, RecordTable>;
  readonly #accounts: Collection<Account>;

  constructor(account: Account, accounts: Collection<Account>, world: World) {
    const { store } = world;
    const prefix = `portal/${account.portalId}`;
    this.account = account;
    this.world = world;
    this.#accounts = accounts;
    this.users = store.collection(`${prefix}/users`);
    this.owners = store.collection(`${prefix}/owners`);
    this.teams = store.collection(`${prefix}/teams`);
    this.properties = store.collection(`${prefix}/properties`);
    this.groups = store.collection(`${prefix}/groups`);
    this.preferences = store.collection(`${prefix}/preferences`);
    this.#tables = new Map(
      OBJECT_TYPES.map((type, index) => [
        type.id,
        new RecordTable(store.collection(`${prefix}/records/${type.id}`), firstId(account.portalId, index)),
      ]),
    );
    this.lists = new Lists({
      portalId: account.portalId,
      store,
      clock: world.clock,
      timing: world.listTiming,
      timeZone: () => this.account.timeZone,
      table: (objectTypeId) => this.table(objectTypeOf(objectTypeId)),
      emit: (event) => world.emitMembership(event),
    });
  }

  get id(): number {
    return this.account.portalId;
  }

  table(type: ObjectType): RecordTable {
    const table = this.#tables.get(type.id);
    if (!table) throw notFound(`Unable to infer object type from: ${type.id}`);
    return table;
  }

  /** The active property, or undefined. */
  property(type: ObjectType, name: string): PropertyDefinition | undefined {
    const definition = this.properties.get(`${type.id}/${name}`);
    return definition?.archivedAt === null ? definition : undefined;
  }

  /** Active properties of one object type. */
  propertiesOf(type: ObjectType): PropertyDefinition[] {
    return this.#propertiesWhere(type, (definition) => definition.archivedAt === null);
  }

  archivedPropertiesOf(type: ObjectType): PropertyDefinition[] {
    return this.#propertiesWhere(type, (definition) => definition.archivedAt !== null);
  }

  isActiveOwner(ownerId: string): boolean {
    return this.owners.get(ownerId)?.archived === false;
  }

  ownerOfUser(userId: number): Owner | undefined {
    return [...this.owners.values()].find((owner) => owner.userIdIncludingInactive === userId);
  }

  #propertiesWhere(
    type: ObjectType,
    wanted: (definition: PropertyDefinition) => boolean,
  ): PropertyDefinition[] {
    const found: PropertyDefinition[] = [];
    for (const [key, definition] of this.properties.entries()) {
      if (key.startsWith(`${type.id}/`) && wanted(definition)) found.push(definition);
    }
    return found;
  }

  saveAccount(): void {
    this.#accounts.set(String(this.id), this.account);
  }
}

/** Ids that look like HubSpot's and differ between types and portals, so that a mix-up shows. */
function firstId(portalId: number, typeIndex: number): number {
  return 100_000_000 * (typeIndex + 1) + (portalId % 90_000) * 1_000 + 1;
}
