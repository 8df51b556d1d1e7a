import { customProperty, type PropertyDefinition, type PropertyType } from './property-definition.ts';

/** What makes a built-in property differ from a plain text one. */
interface Shape {
  type?: PropertyType;
  fieldType?: string;
  options?: readonly (string | readonly [value: string, label: string])[];
  readOnly?: boolean;
  unique?: boolean;
  hidden?: boolean;
  description?: string;
  /** The options live elsewhere: owners. */
  external?: boolean;
}

/** A builder for one group of properties that HubSpot itself defines. */
export function builtIn(
  groupName: string,
): (name: string, label: string, shape?: Shape) => PropertyDefinition {
  return (name, label, shape = {}) => {
    const type = shape.type ?? 'string';
    return customProperty(
      {
        name,
        label,
        type,
        fieldType: shape.fieldType ?? defaultFieldType[type],
        groupName,
        description: shape.description ?? '',
        options: optionsOf(shape),
        hubspotDefined: true,
        hasUniqueValue: shape.unique ?? false,
        hidden: shape.hidden ?? false,
        formField: !shape.readOnly,
        externalOptions: shape.external ?? false,
        modificationMetadata: {
          archivable: false,
          readOnlyDefinition: true,
          readOnlyOptions: shape.readOnly ?? false,
          readOnlyValue: shape.readOnly ?? false,
        },
      },
      0,
    );
  };
}

const defaultFieldType: Readonly<Record<PropertyType, string>> = {
  string: 'text',
  number: 'number',
  bool: 'booleancheckbox',
  enumeration: 'select',
  date: 'date',
  datetime: 'date',
  phone_number: 'phonenumber',
};

function optionsOf(shape: Shape): PropertyDefinition['options'] {
  const options =
    shape.options ?? (shape.type === 'bool' ? [['true', 'Yes'] as const, ['false', 'No'] as const] : []);
  return options.map((option, displayOrder) => {
    const [value, label] = typeof option === 'string' ? [option, option] : option;
    return { value, label, displayOrder, hidden: false, description: '' };
  });
}
