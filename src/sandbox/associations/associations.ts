import type { Portal } from '../accounts/portal.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { COMPANY, CONTACT, recordMissing, type ObjectType } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import {
  defaultAssociation,
  inverseOf,
  isPrimaryCompany,
  kindOf,
  PRIMARY_COMPANY,
} from './association-types.ts';

export interface Association {
  toId: string;
  typeIds: readonly number[];
}

/** @throws HubSpotError 404 when the record is deleted, merged away or unknown */
export function requireLive(portal: Portal, type: ObjectType, id: string): StoredRecord {
  const record = portal.table(type).live(id);
  if (!record) throw recordMissing(type, id);
  return record;
}

const typeOf = (portal: Portal, record: StoredRecord): ObjectType => portal.objectType(record.objectTypeId);
const save = (portal: Portal, record: StoredRecord): void =>
  portal.table(typeOf(portal, record)).save(record);

/** Live records of one type that the record is associated with, in the order of their ids. */
export function associationsOf(portal: Portal, record: StoredRecord, to: ObjectType): Association[] {
  const table = portal.table(to);
  return Object.entries(record.associations[to.id] ?? {})
    .filter(([toId]) => table.live(toId) !== undefined)
    .map(([toId, typeIds]) => ({ toId, typeIds }));
}

/** Adds types to the association of two records, from both sides. Doing it again changes nothing. */
export function associate(
  portal: Portal,
  from: StoredRecord,
  to: StoredRecord,
  typeIds: readonly number[],
): void {
  const inverse = (typeId: number): number => inverseOf(portal, typeId);
  // What makes a company the primary one is the same from both sides, and is done from the other's.
  if (typeIds.some((typeId) => isPrimaryCompany(inverse(typeId))))
    return associate(portal, to, from, typeIds.map(inverse));
  const all = [...new Set([defaultTypeId(portal, from, to), ...typeIds])];
  const primary = all.find(isPrimaryCompany);
  if (primary !== undefined) demotePrimaryCompany(portal, from, primary);
  addTypes(from, to, all);
  addTypes(to, from, all.map(inverse));
  notePrimaryCompany(portal, from, to);
  for (const record of [from, to]) save(portal, record);
}

const defaultTypeId = (portal: Portal, from: StoredRecord, to: StoredRecord): number =>
  defaultAssociation(portal, typeOf(portal, from), typeOf(portal, to)).typeId;

/** Refused beyond a limit; in a batch, such a pair fails alone. */
export const LIMIT_EXCEEDED = 'crm.associations.ASSOCIATION_LIMIT_EXCEEDED';

/**
 * Whether an admin's limits allow the association, from both sides.
 * @throws HubSpotError 400 when a record would have more of a type than may be
 */
export function checkLimits(
  portal: Portal,
  from: StoredRecord,
  to: StoredRecord,
  typeIds: readonly number[],
): void {
  if (portal.associationLimits.size === 0) return;
  const all = [...new Set([defaultTypeId(portal, from, to), ...typeIds])];
  for (const typeId of all) {
    checkLimit(portal, from, to, typeId);
    checkLimit(portal, to, from, inverseOf(portal, typeId));
  }
}

function checkLimit(portal: Portal, from: StoredRecord, to: StoredRecord, typeId: number): void {
  const max = portal.associationLimits.get(String(typeId));
  if (max === undefined) return;
  const others = associationsOf(portal, from, typeOf(portal, to)).filter(
    (one) => one.toId !== to.id && one.typeIds.includes(typeId),
  );
  if (others.length < max) return;
  const label = kindOf(portal, typeId)?.label ?? 'unlabelled';
  throw invalidRequest(
    `${typeOf(portal, from).singular} ${from.id} has ${others.length} ${label} associations with ${typeOf(portal, to).name} already; no more than ${max} are allowed`,
    { subCategory: LIMIT_EXCEEDED, context: { fromObjectId: [from.id], toObjectId: [to.id] } },
  );
}

/** Takes labels off an association; the unlabelled type stays as long as the records are associated. */
export function removeLabels(
  portal: Portal,
  from: StoredRecord,
  to: StoredRecord,
  typeIds: readonly number[],
): void {
  const kept = (from.associations[to.objectTypeId]?.[to.id] ?? []).filter(
    (typeId) => !typeIds.includes(typeId),
  );
  if (from.associations[to.objectTypeId]?.[to.id] === undefined) return;
  dissociate(portal, from, to);
  associate(portal, from, to, kept);
}

/** Removes the association of two records altogether. */
export function dissociate(portal: Portal, from: StoredRecord, to: StoredRecord): void {
  for (const [one, other] of [[from, to] as const, [to, from] as const]) {
    delete one.associations[other.objectTypeId]?.[other.id];
    save(portal, one);
  }
  notePrimaryCompany(portal, from, to);
}

/** `associatedcompanyid` of a contact says which company is its primary one. Told to nobody, as HubSpot's own bookkeeping. */
function notePrimaryCompany(portal: Portal, one: StoredRecord, other: StoredRecord): void {
  const contact = [one, other].find(({ objectTypeId }) => objectTypeId === CONTACT.id);
  if (!contact || one.objectTypeId === other.objectTypeId) return;
  const companies = Object.entries(contact.associations[COMPANY.id] ?? {});
  const [companyId] = companies.find(([, typeIds]) => typeIds.includes(PRIMARY_COMPANY)) ?? [];
  if (companyId === contact.properties.associatedcompanyid) return;
  const { associatedcompanyid: _before, ...rest } = contact.properties;
  contact.properties = companyId === undefined ? rest : { ...rest, associatedcompanyid: companyId };
  portal.table(CONTACT).save(contact);
  portal.world.index.changed(portal.id, contact);
}

function addTypes(from: StoredRecord, to: StoredRecord, typeIds: readonly number[]): void {
  const targets = (from.associations[to.objectTypeId] ??= {});
  targets[to.id] = [...new Set([...(targets[to.id] ?? []), ...typeIds])];
}

/** A record has one primary company. */
function demotePrimaryCompany(portal: Portal, record: StoredRecord, primary: number): void {
  for (const { toId, typeIds } of associationsOf(portal, record, COMPANY))
    if (typeIds.includes(primary))
      removeLabels(portal, record, requireLive(portal, COMPANY, toId), [primary]);
}
