import type { Portal } from '../accounts/portal.ts';
import { defaultAssociation, inverseOf, PRIMARY_COMPANY } from './association-types.ts';
import { COMPANY, CONTACT, objectTypeOf, recordMissing, type ObjectType } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';

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
  const [fromType, toType] = [objectTypeOf(from.objectTypeId), objectTypeOf(to.objectTypeId)];
  const all = new Set([defaultAssociation(fromType, toType), ...typeIds]);
  if (all.has(PRIMARY_COMPANY)) demotePrimaryCompany(portal, from, toType);
  addTypes(from, to, [...all]);
  addTypes(to, from, [...all].map(inverseOf));
  notePrimaryCompany(portal, from, to);
  for (const record of [from, to]) portal.table(objectTypeOf(record.objectTypeId)).save(record);
}

/** Removes the association of two records altogether. */
export function dissociate(portal: Portal, from: StoredRecord, to: StoredRecord): void {
  for (const [one, other] of [[from, to] as const, [to, from] as const]) {
    delete one.associations[other.objectTypeId]?.[other.id];
    portal.table(objectTypeOf(one.objectTypeId)).save(one);
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

/** A contact has one primary company. */
function demotePrimaryCompany(portal: Portal, contact: StoredRecord, companyType: ObjectType): void {
  for (const { toId, typeIds } of associationsOf(portal, contact, companyType)) {
    if (!typeIds.includes(PRIMARY_COMPANY)) continue;
    const company = requireLive(portal, companyType, toId);
    dissociate(portal, contact, company);
    associate(portal, contact, company, []);
  }
}
