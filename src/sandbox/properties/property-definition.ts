import { z } from 'zod';

export const propertyTypes = [
  'string',
  'number',
  'bool',
  'enumeration',
  'date',
  'datetime',
  'phone_number',
] as const;
export type PropertyType = (typeof propertyTypes)[number];

/** Values of sensitive properties are shown only to apps with scopes of their own, which none has here. */
export const dataSensitivities = ['non_sensitive', 'sensitive', 'highly_sensitive'] as const;
export type DataSensitivity = (typeof dataSensitivities)[number];

/** HubSpot's pairs of type and fieldType. */
export const fieldTypes: Readonly<Record<PropertyType, readonly string[]>> = {
  string: ['text', 'textarea', 'html', 'file', 'phonenumber'],
  number: ['number'],
  bool: ['booleancheckbox'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
  date: ['date'],
  datetime: ['date'],
  phone_number: ['phonenumber'],
};

/** As HubSpot declares it for an option that is written: with its place. */
export const optionSchema = z.object({
  label: z.string(),
  value: z.string().min(1),
  displayOrder: z.number().int(),
  hidden: z.boolean().default(false),
  description: z.string().default(''),
});
/** In practice an option without a place comes last. */
export const practisedOption = optionSchema.extend({ displayOrder: z.number().int().default(-1) });
export type PropertyOption = z.infer<typeof optionSchema>;

/** A property as HubSpot's property API returns it, plus whether it is archived. */
export interface PropertyDefinition {
  name: string;
  label: string;
  description: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  options: PropertyOption[];
  displayOrder: number;
  hasUniqueValue: boolean;
  hidden: boolean;
  formField: boolean;
  calculated: boolean;
  externalOptions: boolean;
  hubspotDefined: boolean;
  dataSensitivity: DataSensitivity;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  modificationMetadata: ModificationMetadata;
}

interface ModificationMetadata {
  archivable: boolean;
  readOnlyDefinition: boolean;
  readOnlyOptions: boolean;
  readOnlyValue: boolean;
}

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
  archived: boolean;
}

/** The definition with what a custom property has by default. */
export function customProperty(
  given: Pick<PropertyDefinition, 'name' | 'label' | 'type' | 'fieldType' | 'groupName'> &
    Partial<PropertyDefinition>,
  now: number,
): PropertyDefinition {
  return {
    description: '',
    options: [],
    displayOrder: -1,
    hasUniqueValue: false,
    hidden: false,
    formField: false,
    calculated: false,
    externalOptions: false,
    hubspotDefined: false,
    dataSensitivity: 'non_sensitive',
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: false,
      readOnlyOptions: false,
      readOnlyValue: false,
    },
    ...given,
  };
}
