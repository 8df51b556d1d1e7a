import { invalidRequest } from '../api/hubspot-error.ts';
import { COMPANY, CONTACT, EMAIL, NOTE, TASK, type ObjectType } from '../records/object-types.ts';

interface AssociationKind {
  from: ObjectType;
  to: ObjectType;
  typeId: number;
  label: string | null;
  /** Type id seen from the other side. */
  inverse: number;
}

/** [from, to, type id, type id of the way back, label]. HubSpot's own ids. */
const pairs: readonly [ObjectType, ObjectType, number, number, string?][] = [
  [CONTACT, COMPANY, 279, 280],
  [CONTACT, COMPANY, 1, 2, 'Primary'],
  [CONTACT, EMAIL, 197, 198],
  [CONTACT, NOTE, 201, 202],
  [CONTACT, TASK, 203, 204],
  [COMPANY, EMAIL, 185, 186],
  [COMPANY, NOTE, 189, 190],
  [COMPANY, TASK, 191, 192],
];

const kinds: readonly AssociationKind[] = pairs.flatMap(([from, to, typeId, inverse, label = null]) => [
  { from, to, typeId, inverse, label },
  { from: to, to: from, typeId: inverse, inverse: typeId, label },
]);

const byTypeId = new Map(kinds.map((kind) => [kind.typeId, kind]));

/** The unlabelled association of two object types. @throws HubSpotError 400 */
export function defaultAssociation(from: ObjectType, to: ObjectType): number {
  const kind = kinds.find(
    (candidate) => candidate.from === from && candidate.to === to && candidate.label === null,
  );
  if (!kind) throw invalidRequest(`No default association exists from ${from.name} to ${to.name}`);
  return kind.typeId;
}

/** @throws HubSpotError 400 when the type does not lead from one object type to the other */
export function checkAssociationType(
  from: ObjectType,
  to: ObjectType | null,
  typeId: number,
): AssociationKind {
  const kind = byTypeId.get(typeId);
  if (kind?.from !== from || (to !== null && kind.to !== to)) {
    throw invalidRequest(
      `Association type ${typeId} is not valid from ${from.name}${to ? ` to ${to.name}` : ''}`,
      { subCategory: 'INVALID_ASSOCIATION_TYPE' },
    );
  }
  return kind;
}

export function inverseOf(typeId: number): number {
  return byTypeId.get(typeId)?.inverse ?? typeId;
}

export function labelOf(typeId: number): string | null {
  return byTypeId.get(typeId)?.label ?? null;
}

/** All types from one object type to another, for the labels endpoint. */
export function associationsBetween(
  from: ObjectType,
  to: ObjectType,
): { typeId: number; label: string | null }[] {
  return kinds.filter((kind) => kind.from === from && kind.to === to);
}

export const PRIMARY_COMPANY = 1;
