/**
 * Which properties of HubSpot emails may print: the contract between the settings section Fields and `/api/fields…`. All
 * need a HubSpot user who may manage integrations for this account.
 *
 * GET    /api/fields                                             -> FieldsView (looks at the properties in HubSpot)
 * GET    /api/fields/properties?object=contact&search=…          -> PropertiesFound
 * POST   /api/fields            NewField                         -> FieldsView; 409: the tag is taken
 * PUT    /api/fields/{tag}      FieldWords                       -> FieldsView
 * DELETE /api/fields/{tag}                                       -> FieldsView; 409: a sequence prints it
 * POST   /api/fields/preview    { contact, field: NewField | null } -> FieldsPreview (changes nothing)
 */
export type FieldObject = 'contact' | 'company';

export interface FieldsView {
  /** What emails may always print. */
  always: readonly { insert: string; label: string; from: string }[];
  fields: readonly FieldView[];
  /** So many fields an account may map. */
  most: number;
  /** Why properties of companies cannot be read; null: they can. */
  companies: string | null;
  /** Where an admin grants the permission. */
  installUrl: string;
  /** HubSpot could not be asked about the properties just now; null: it was. */
  unchecked: string | null;
}

export interface FieldView {
  tag: string;
  /** As it stands in a text: "{{ field.plan }}". */
  insert: string;
  /** HubSpot's label of the property. */
  label: string;
  /** What HubSpot called it when it was mapped; null: the same. */
  renamedFrom: string | null;
  object: FieldObject;
  property: string;
  /** "Date", "Number" … */
  kind: string;
  format: string;
  formats: readonly Choice[];
  /** ''; none: an email that prints an empty value waits. */
  fallback: string;
  /** What is wrong with the property, a sentence; null: nothing. */
  trouble: string | null;
  /** What emails do about it: a sentence; null: nothing is wrong. */
  meanwhile: string | null;
  /** Names of the sequences that print it. */
  usedBy: readonly string[];
}

export interface Choice {
  value: string;
  label: string;
}

export interface PropertiesFound {
  properties: readonly PropertyChoice[];
  /** How many more there are. */
  more: number;
  /** Why none can be shown; null: they can. */
  reason: string | null;
}

export interface PropertyChoice {
  object: FieldObject;
  property: string;
  label: string;
  kind: string;
  formats: readonly Choice[];
  /** A tag that is free. */
  tag: string;
  /** Why it cannot be printed; null: it can. */
  refused: string | null;
}

export interface FieldWords {
  format: string;
  fallback: string;
}

export interface NewField extends FieldWords {
  tag: string;
  object: FieldObject;
  property: string;
}

/** What the fields say of one contact. */
export interface FieldsPreview {
  contact: { id: string; name: string };
  /** Of the emails that the contact gets, in English: "German". */
  language: string;
  values: readonly FieldValue[];
}

export interface FieldValue {
  tag: string;
  label: string;
  /** As an email prints it; null: nothing, the email would wait. */
  text: string | null;
  /** It is the fallback. */
  fallback: boolean;
}
