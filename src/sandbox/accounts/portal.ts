import type { SandboxClock } from '../ground/clock.ts';
import { notFound } from '../api/hubspot-error.ts';
import type { EventDefinition, Occurrence } from '../events/event.ts';
import { Lists, type ListTiming } from '../lists/lists.ts';
import type { MembershipEvent } from '../lists/list.ts';
import type { PropertyDefinition, PropertyGroup } from '../properties/property-definition.ts';
import type { AssociationKind } from '../associations/association-kind.ts';
import { OBJECT_TYPES, standardType, type ObjectType } from '../records/object-types.ts';
import { customType, type ObjectSchema } from '../schemas/schema.ts';
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
  /** How long after it was accepted a custom event can be read, ms of sandbox time. */
  readonly eventLagMs: number;
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
  /** What the account defined beside HubSpot's own associations. Keyed by type id. */
  readonly associationKinds: Collection<AssociationKind>;
  /** Most associations of a type that a record may have. Keyed by type id. */
  readonly associationLimits: Collection<number>;
  /** Custom objects, archived ones too. Keyed by object type id. */
  readonly schemas: Collection<ObjectSchema>;
  /** Custom events. Keyed by full name in lower case. */
  readonly eventDefinitions: Collection<EventDefinition>;
  /** What happened, keyed by its id. */
  readonly occurrences: Collection<Occurrence>;
  readonly #customTypes = new Map<string, ObjectType>();
  readonly #tables = new Map<string, RecordTable>();
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
    this.associationKinds = store.collection(`${prefix}/association-kinds`);
    this.associationLimits = store.collection(`${prefix}/association-limits`);
    this.eventDefinitions = store.collection(`${prefix}/event-definitions`);
    this.occurrences = store.collection(`${prefix}/occurrences`);
    this.schemas = store.collection(`${prefix}/schemas`);
    for (const schema of this.schemas.values()) this.#know(schema);
    this.lists = new Lists({
      portalId: account.portalId,
      store,
      clock: world.clock,
      timing: world.listTiming,
      timeZone: () => this.account.timeZone,
      table: (objectTypeId) => this.table(this.objectType(objectTypeId)),
      emit: (event) => world.emitMembership(event),
    });
  }

  get id(): number {
    return this.account.portalId;
  }

  /** HubSpot's kinds of record, and the account's own that are not archived. */
  objectTypes(): ObjectType[] {
    return [...OBJECT_TYPES, ...this.#customTypes.values()];
  }

  /**
   * @param name plural or singular name, object type id, or of a custom object `p4242_name` or `p_name`
   * @throws HubSpotError 404
   */
  objectType(name: string): ObjectType {
    // Asked for with every call and write.
    const standard = standardType(name);
    if (standard) return standard;
    const wanted = name.toLowerCase().replace(/^p_/, `p${this.id}_`);
    const type =
      this.#customTypes.get(wanted) ??
      [...this.#customTypes.values()].find((custom) => custom.name.toLowerCase() === wanted);
    if (!type) throw notFound(`Unable to infer object type from: ${name}`);
    return type;
  }

  /** Stores a custom object after a change. */
  saveSchema(schema: ObjectSchema): void {
    this.schemas.set(schema.objectTypeId, schema);
    this.#know(schema);
  }

  table(type: ObjectType): RecordTable {
    const known = this.#tables.get(type.id);
    if (known) return known;
    const { store } = this.world;
    const table = new RecordTable(
      store.collection(`portal/${this.id}/records/${type.id}`),
      firstId(this.id, this.#tables.size),
    );
    this.#tables.set(type.id, table);
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

  #know(schema: ObjectSchema): void {
    if (schema.archivedAt === null) this.#customTypes.set(schema.objectTypeId, customType(this.id, schema));
    else this.#customTypes.delete(schema.objectTypeId);
  }

  saveAccount(): void {
    this.#accounts.set(String(this.id), this.account);
  }
}

/** Ids that look like HubSpot's and differ between types and portals, so that a mix-up shows. */
function firstId(portalId: number, typeIndex: number): number {
  return 100_000_000 * (typeIndex + 1) + (portalId % 90_000) * 1_000 + 1;
}
