import type { Portal } from '../accounts/portal.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
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
import type { AssociationKind } from './association-kind.ts';

/** The one company that is the main one of a contact, a deal and a ticket; 2, 6 and 25 seen from the company. */
export const PRIMARY_COMPANY = 1;
const PRIMARY_COMPANY_OF_DEAL = 5;
const PRIMARY_COMPANY_OF_TICKET = 26;
const primaries: readonly number[] = [PRIMARY_COMPANY, PRIMARY_COMPANY_OF_DEAL, PRIMARY_COMPANY_OF_TICKET];

/** [from, to, type id, type id of the way back, label]. HubSpot's own ids. */
const pairs: readonly [ObjectType, ObjectType, number, number, string?][] = [
  [CONTACT, COMPANY, 279, 280],
  [CONTACT, COMPANY, PRIMARY_COMPANY, 2, 'Primary'],
  [CONTACT, DEAL, 4, 3],
  [CONTACT, TICKET, 15, 16],
  [CONTACT, EMAIL, 197, 198],
  [CONTACT, NOTE, 201, 202],
  [CONTACT, TASK, 203, 204],
  [COMPANY, EMAIL, 185, 186],
  [COMPANY, NOTE, 189, 190],
  [COMPANY, TASK, 191, 192],
  [DEAL, COMPANY, 341, 342],
  [DEAL, COMPANY, PRIMARY_COMPANY_OF_DEAL, 6, 'Primary'],
  [DEAL, TICKET, 27, 28],
  [DEAL, EMAIL, 209, 210],
  [DEAL, NOTE, 213, 214],
  [DEAL, TASK, 215, 216],
  [TICKET, COMPANY, 339, 340],
  [TICKET, COMPANY, PRIMARY_COMPANY_OF_TICKET, 25, 'Primary'],
  [TICKET, EMAIL, 223, 224],
  [TICKET, NOTE, 227, 228],
  [TICKET, TASK, 229, 230],
  [CONTACT, CONTACT, 449, 449],
  [COMPANY, COMPANY, 450, 450],
  [DEAL, DEAL, 451, 451],
  [TICKET, TICKET, 452, 452],
];

const standard: readonly AssociationKind[] = pairs.flatMap(([from, to, typeId, inverse, label = null]) => {
  const kind = { category: 'HUBSPOT_DEFINED', name: null, label } as const;
  const there = { ...kind, fromTypeId: from.id, toTypeId: to.id, typeId, inverse };
  const back = { ...kind, fromTypeId: to.id, toTypeId: from.id, typeId: inverse, inverse: typeId };
  return typeId === inverse ? [there] : [there, back];
});

const byTypeId = new Map(standard.map((kind) => [kind.typeId, kind]));
const byPair = Map.groupBy(standard, ({ fromTypeId, toTypeId }) => `${fromTypeId}/${toTypeId}`);

/** All types from one object type to another: HubSpot's own, and the account's. */
export function associationsBetween(portal: Portal, from: ObjectType, to: ObjectType): AssociationKind[] {
  const own = [...portal.associationKinds.values()].filter(
    (kind) => kind.fromTypeId === from.id && kind.toTypeId === to.id,
  );
  return [...(byPair.get(`${from.id}/${to.id}`) ?? []), ...own];
}

/** The unlabelled association of two object types. @throws HubSpotError 400 */
export function defaultAssociation(portal: Portal, from: ObjectType, to: ObjectType): AssociationKind {
  const kind = associationsBetween(portal, from, to).find(({ label }) => label === null);
  if (!kind) throw invalidRequest(`No default association exists from ${from.name} to ${to.name}`);
  return kind;
}

/** A type as a request names it. */
export interface NamedAssociation {
  associationCategory: AssociationKind['category'];
  associationTypeId: number;
}

/** @throws HubSpotError 400 when the type does not lead from one object type to the other */
export function checkAssociationType(
  portal: Portal,
  ends: { from: ObjectType; to: ObjectType | null },
  { associationCategory, associationTypeId }: NamedAssociation,
): AssociationKind {
  const { from, to } = ends;
  const kind = kindOf(portal, associationTypeId);
  const leads = kind?.fromTypeId === from.id && (to === null || kind.toTypeId === to.id);
  if (!kind || !leads || kind.category !== associationCategory) {
    throw invalidRequest(
      `Association type ${associationTypeId} of category ${associationCategory} is not valid from ${from.name}${to ? ` to ${to.name}` : ''}`,
      { subCategory: 'INVALID_ASSOCIATION_TYPE' },
    );
  }
  return kind;
}

/** The kind with this type id; ids of an account's own kinds are no ids of HubSpot's here. */
export const kindOf = (portal: Portal, typeId: number): AssociationKind | undefined =>
  byTypeId.get(typeId) ?? portal.associationKinds.get(String(typeId));

export const inverseOf = (portal: Portal, typeId: number): number =>
  kindOf(portal, typeId)?.inverse ?? typeId;

export const isPrimaryCompany = (typeId: number): boolean => primaries.includes(typeId);

/** The first of an account's own types; HubSpot's end far below. */
const FIRST_OWN_TYPE_ID = 1_001;

/** Defines a kind for an account, both ways; a label for both sides of one object type is one kind. */
export function defineAssociation(
  portal: Portal,
  ends: { from: ObjectType; to: ObjectType },
  given: { name: string; label: string | null; inverseLabel: string | null },
): AssociationKind[] {
  const { name, label, inverseLabel } = given;
  const used = [...portal.associationKinds.values()].map(({ typeId }) => typeId);
  const typeId = Math.max(FIRST_OWN_TYPE_ID - 1, ...used) + 1;
  const isMirrored = ends.from.id === ends.to.id && label === inverseLabel;
  const inverse = isMirrored ? typeId : typeId + 1;
  const kind = { category: 'USER_DEFINED', name } as const;
  const there = { ...kind, fromTypeId: ends.from.id, toTypeId: ends.to.id, typeId, label, inverse };
  const back = {
    ...kind,
    fromTypeId: ends.to.id,
    toTypeId: ends.from.id,
    typeId: inverse,
    label: inverseLabel,
    inverse: typeId,
  };
  const made = isMirrored ? [there] : [there, back];
  for (const one of made) portal.associationKinds.set(String(one.typeId), one);
  return made;
}
