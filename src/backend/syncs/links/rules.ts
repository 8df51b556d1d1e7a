import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { LinkType } from '../../hubspot/crm/crm-associations.ts';
import type { CrmProperty } from '../../hubspot/crm/crm-properties.ts';
import type { AssociationRule } from '../definition/definition.ts';
import type { RunContext } from '../runs/context.ts';
import { isUnique } from '../runs/objects.ts';

/** A rule of a definition as this account can follow it. */
export interface LinkRule extends AssociationRule {
  types: readonly LinkType[];
  /** Where the row names no label. */
  usual: LinkType;
  /** By what the other record is found; null: by its id. */
  property: CrmProperty | null;
  isUnique: boolean;
}

/**
 * The rules of a definition, checked against the account before anything is sent.
 * @throws BatonError SYNC_REFUSED that says what is not there
 */
export const openRules = (context: RunContext, object: string): Promise<LinkRule[]> =>
  Promise.all(context.definition.associate.map((rule) => open(context, object, rule)));

async function open({ crm, portalId }: RunContext, object: string, rule: AssociationRule): Promise<LinkRule> {
  const types = await crm.associations.types(portalId, object, rule.object).catch(refused(rule.object));
  const usual = rule.type === undefined ? unlabelled(types) : typeCalled(types, String(rule.type));
  if (!usual)
    throw new BatonError(
      'SYNC_REFUSED',
      `“${object}” and “${rule.object}” cannot be linked${named(rule)}. ${known(types)}`,
    );
  if (rule.match === undefined) return { ...rule, types, usual, property: null, isUnique: true };
  const properties = await crm.properties.all(portalId, rule.object).catch(refused(rule.object));
  const property = properties.get(rule.match);
  if (!property)
    throw new BatonError(
      'SYNC_REFUSED',
      `“${rule.object}” has no property “${rule.match}” to find records by.`,
    );
  if (rule.create && property.readOnly)
    throw new BatonError(
      'SYNC_REFUSED',
      `“${rule.match}” of ${rule.object} is read-only: leave \`create\` out.`,
    );
  return { ...rule, types, usual, property, isUnique: isUnique(rule.object, property) };
}

const refused =
  (object: string) =>
  (error: unknown): never => {
    if (!isBatonError(error, 'HUBSPOT_NOT_FOUND') && !isBatonError(error, 'HUBSPOT_VALIDATION')) throw error;
    throw new BatonError('SYNC_REFUSED', `The account has no object “${object}” to link to.`, {
      cause: error,
    });
  };

const unlabelled = (types: readonly LinkType[]): LinkType | undefined =>
  types.find(({ label }) => label === null) ?? types[0];

/** By its label, without case, or by its id. */
export const typeCalled = (types: readonly LinkType[], called: string): LinkType | undefined =>
  types.find(({ label }) => label?.toLowerCase() === called.toLowerCase()) ??
  types.find(({ typeId }) => String(typeId) === called);

const named = ({ type }: AssociationRule): string => (type === undefined ? '' : ` as “${type}”`);

/** Which labels there are. */
export function known(types: readonly LinkType[]): string {
  const labels = types.flatMap(({ label }) => label ?? []);
  return labels.length > 0 ? `Its labels: ${labels.join(', ')}.` : 'There are no labels.';
}
