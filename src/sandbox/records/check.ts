import type { WriteRule } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';
import {
  HubSpotError,
  invalidProperties,
  invalidRequest,
  type PropertyProblem,
} from '../api/hubspot-error.ts';
import { normaliseValue, problemWith } from '../properties/values.ts';
import type { ObjectType } from './object-types.ts';
import type { StoredRecord } from './record.ts';

export type Properties = Readonly<Record<string, string>>;

/**
 * Checks the properties of one write as HubSpot does and returns them as they would be kept.
 * @param record the record to be updated; undefined: one is to be created
 * @throws HubSpotError 400 with every problem, or 409 when another record has the email
 */
export function checkProperties(
  portal: Portal,
  type: ObjectType,
  given: Properties,
  record?: StoredRecord,
): Properties {
  const problems: PropertyProblem[] = [];
  const accepted: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const definition = portal.property(type, name);
    const problem =
      definition?.modificationMetadata.readOnlyValue !== false
        ? unwritable(name, definition !== undefined)
        : null;
    // Engagement objects silently ignore what they do not know or do not let anybody write.
    if (problem && type.engagement) continue;
    const found = problem ?? (definition ? problemWith(definition, value, portal) : null);
    if (found) problems.push(found);
    else if (definition) accepted[name] = normaliseValue(definition, value, record?.properties[name] ?? '');
  }
  if (problems.length > 0) throw invalidProperties(problems);
  checkRequired(portal, type, accepted, record);
  checkUnique(portal, type, accepted, record);
  return accepted;
}

function unwritable(name: string, exists: boolean): PropertyProblem {
  return exists
    ? {
        isValid: false,
        message: `"${name}" is a calculated property; its value cannot be set`,
        error: 'READ_ONLY_VALUE',
        name,
      }
    : { isValid: false, message: `Property "${name}" does not exist`, error: 'PROPERTY_DOESNT_EXIST', name };
}

function checkRequired(
  portal: Portal,
  type: ObjectType,
  accepted: Properties,
  record: StoredRecord | undefined,
): void {
  const result: Properties = { ...record?.properties, ...accepted };
  // What a record cannot be made without cannot be cleared either.
  const missing = type.required.filter((name) => (record ? accepted[name] === '' : !accepted[name]));
  if (missing.length > 0) throw missingProperties('MISSING_REQUIRED_PROPERTY', type, missing);
  for (const rule of portal.account.writeRules) {
    if (rule.objectTypeId === type.id) checkRule(rule, type, { accepted, result, creating: !record });
  }
}

function checkRule(
  rule: WriteRule,
  type: ObjectType,
  write: { accepted: Properties; result: Properties; creating: boolean },
): void {
  if (rule.kind === 'required') {
    if (write.creating && !write.result[rule.property]) {
      throw missingProperties('MISSING_REQUIRED_PROPERTY', type, [rule.property]);
    }
  } else if (write.accepted[rule.when.property] === rule.when.value && !write.result[rule.required]) {
    throw missingProperties('MISSING_CONDITIONAL_REQUIRED_PROPERTY', type, [rule.required]);
  }
}

function missingProperties(code: string, type: ObjectType, names: string[]): HubSpotError {
  const message = `Error creating or updating ${type.singular.toUpperCase()}. Some required properties were not set.`;
  return invalidRequest(message, {
    context: { properties: names },
    errors: names.map((name) => ({
      message: `Property "${name}" is required`,
      code,
      context: { propertyName: [name] },
    })),
  });
}

function checkUnique(
  portal: Portal,
  type: ObjectType,
  accepted: Properties,
  record: StoredRecord | undefined,
): void {
  for (const [name, value] of Object.entries(accepted)) {
    if (value === '' || !portal.property(type, name)?.hasUniqueValue) continue;
    const holder = portal.table(type).byUnique(name, value);
    if (holder && holder.id !== record?.id)
      throw taken(portal, type, { name, value, holderId: holder.id, recordId: record?.id });
  }
}

function taken(
  portal: Portal,
  type: ObjectType,
  clash: { name: string; value: string; holderId: string; recordId: string | undefined },
): HubSpotError {
  if (clash.name === 'email') return contactExists(clash.holderId);
  const { name, value, holderId } = clash;
  return invalidRequest(
    `Cannot set PropertyValueCoordinates{portalId=${portal.id}, objectTypeId=${type.id}, propertyName=${name}, ` +
      `value=${value}} on ${clash.recordId ?? 'a new record'}. ${holderId} already has that value.`,
    {
      errors: [
        {
          message: `${holderId} already has that value.`,
          code: 'DUPLICATE_VALUE',
          context: { propertyName: [name] },
        },
      ],
    },
  );
}

function contactExists(existingId: string): HubSpotError {
  return new HubSpotError(409, 'CONFLICT', `Contact already exists. Existing ID: ${existingId}`);
}
