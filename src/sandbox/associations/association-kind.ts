export const associationCategories = ['HUBSPOT_DEFINED', 'USER_DEFINED'] as const;

/** One way in which records of one type may be associated with records of another, seen from one side. */
export interface AssociationKind {
  fromTypeId: string;
  toTypeId: string;
  typeId: number;
  category: (typeof associationCategories)[number];
  /** Internal name of what an account defined. */
  name: string | null;
  /** null: the unlabelled association. */
  label: string | null;
  /** Type id seen from the other side. */
  inverse: number;
}
