import { notFound } from '../api/hubspot-error.ts';
import { contactGroups, contactProperties } from '../properties/contact-properties.ts';
import {
  companyProperties,
  dealProperties,
  emailProperties,
  noteProperties,
  otherGroups,
  taskProperties,
  ticketProperties,
} from '../properties/other-properties.ts';
import type { PropertyDefinition } from '../properties/property-definition.ts';
import {
  COMPANY,
  CONTACT,
  DEAL,
  EMAIL,
  NOTE,
  TASK,
  TICKET,
  type ObjectType,
} from '../records/object-types.ts';
import type { Collection } from '../ground/store.ts';
import type { Account } from './account.ts';
import { Portal, type World } from './portal.ts';

const builtInProperties: readonly (readonly [ObjectType, readonly PropertyDefinition[]])[] = [
  [CONTACT, contactProperties],
  [COMPANY, companyProperties],
  [NOTE, noteProperties],
  [TASK, taskProperties],
  [EMAIL, emailProperties],
  [DEAL, dealProperties],
  [TICKET, ticketProperties],
];

const builtInGroups: readonly (readonly [ObjectType, readonly { name: string; label: string }[]])[] = [
  [CONTACT, contactGroups],
  [COMPANY, otherGroups.companies],
  [NOTE, otherGroups.notes],
  [TASK, otherGroups.tasks],
  [EMAIL, otherGroups.emails],
  [DEAL, otherGroups.deals],
  [TICKET, otherGroups.tickets],
];

/** All accounts of the stand-in. */
export class Portals {
  readonly #world: World;
  readonly #accounts: Collection<Account>;
  readonly #portals = new Map<number, Portal>();

  constructor(world: World) {
    this.#world = world;
    this.#accounts = world.store.collection('accounts');
    for (const account of this.#accounts.values()) {
      // Accounts of an older stand-in do not have it.
      account.dailyLimit ??= null;
      this.#open(account);
    }
  }

  all(): Portal[] {
    return [...this.#portals.values()];
  }

  find(portalId: number): Portal | undefined {
    return this.#portals.get(portalId);
  }

  /** @throws HubSpotError 404 */
  get(portalId: number): Portal {
    const portal = this.#portals.get(portalId);
    if (!portal) throw notFound(`No portal ${portalId} in this stand-in`);
    return portal;
  }

  /** Adds an account with HubSpot's own properties and nothing else. @param portalId default: the next free one */
  create(given: { name: string; portalId?: number; timeZone?: string; currency?: string }): Portal {
    const portalId = given.portalId ?? Math.max(4241, ...this.#portals.keys()) + 1;
    const account: Account = {
      portalId,
      name: given.name,
      timeZone: given.timeZone ?? 'America/New_York',
      currency: given.currency ?? 'USD',
      mergeCreatesNewId: false,
      customPropertyLimit: 1_000,
      dailyLimit: null,
      asPractised: false,
      writeRules: [],
      installation: null,
    };
    const portal = this.#open(account);
    portal.saveAccount();
    return portal;
  }

  #open(account: Account): Portal {
    const portal = new Portal(account, this.#accounts, this.#world);
    addBuiltIns(portal);
    for (const type of portal.objectTypes())
      this.#world.index.load(portal.id, type.id, portal.table(type).all());
    this.#portals.set(portal.id, portal);
    return portal;
  }
}

/** HubSpot's own properties; an account of an older stand-in gets what it did not have. */
function addBuiltIns(portal: Portal): void {
  for (const [type, definitions] of builtInProperties) {
    for (const definition of definitions) {
      const key = `${type.id}/${definition.name}`;
      if (!portal.properties.has(key)) portal.properties.set(key, structuredClone(definition));
    }
  }
  for (const [type, groups] of builtInGroups) {
    groups.forEach((group, displayOrder) => {
      const key = `${type.id}/${group.name}`;
      if (!portal.groups.has(key)) portal.groups.set(key, { ...group, displayOrder, archived: false });
    });
  }
}
