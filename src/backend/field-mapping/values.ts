import type { Database } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import { ownerId } from '../ground/identifiers.ts';
import type { ContactId, OwnerId, PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import { ownerName } from '../hubspot/records/owner-name.ts';
import type { CompanyValues } from '../hubspot/records/companies.ts';
import type { Lane } from '../hubspot/types.ts';
import type { FieldValues } from '../writing/types.ts';
import { MappedFieldEntity } from './field-entity.ts';
import type { MappedField } from './field-entity.ts';
import { printed } from './formats.ts';
import { companiesRefused } from './look.ts';
import { standardFields } from './standard.ts';

/** What HubSpot holds of a contact, as far as its fields need it. */
export interface FieldSources {
  contact: Readonly<Record<string, string | null>>;
  /** null: it has no primary company, or Baton may not read it. */
  company: CompanyValues | null;
}

/** For whom values are printed. */
export interface Addressee {
  /** BCP 47: see `localeOf`. */
  locale: string;
  /** IANA. */
  timeZone: string;
  /** Whom the contact goes back to: while the assistant owns it, that is its owner for all who read. null: as HubSpot says. */
  owner: OwnerId | null;
}

export interface ValuesDeps {
  database: Database;
  hubspot: Pick<HubSpotRoom, 'companies' | 'owners' | 'portals'>;
}

/** What every account has, then what it mapped. */
export async function allFields(
  { database }: Pick<ValuesDeps, 'database'>,
  portalId: PortalId,
): Promise<MappedField[]> {
  const own = await database.manager.find(MappedFieldEntity, {
    where: { portalId },
    order: { label: 'ASC' },
  });
  return [...standardFields, ...own];
}

/** Properties to be read for these fields; those that are gone are not asked for. */
export const propertiesOf = (fields: readonly MappedField[], object: MappedField['object']): string[] => [
  ...new Set(
    fields.filter((one) => one.object === object && one.trouble === null).map(({ property }) => property),
  ),
];

/** What the primary companies say, by contact; those without are absent. Nobody is asked where no field needs it. */
export async function companyValues(
  deps: ValuesDeps,
  portalId: PortalId,
  ids: readonly ContactId[],
  { properties, lane }: { properties: readonly string[]; lane: Lane },
): Promise<Map<ContactId, CompanyValues>> {
  if (ids.length === 0 || properties.length === 0) return new Map();
  if ((await companiesRefused(deps, portalId)) !== null) return new Map();
  try {
    return await deps.hubspot.companies.primaryOf(portalId, ids, { properties, lane });
  } catch (error) {
    // HubSpot knows better than the grant: the values are missing, and those who print them wait.
    if (isBatonError(error, 'HUBSPOT_MISSING_SCOPE')) return new Map();
    throw error;
  }
}

/** A field as an email prints it; null: there is no value. `fallback`: it is the fallback. */
export async function printField(
  deps: ValuesDeps,
  portalId: PortalId,
  field: MappedField,
  sources: FieldSources,
  addressee: Addressee,
): Promise<{ text: string | null; fallback: boolean }> {
  const value = field.trouble === null ? await valueOf(deps, portalId, field, sources, addressee) : null;
  if (value !== null) return { text: value, fallback: false };
  return field.fallback === '' ? { text: null, fallback: false } : { text: field.fallback, fallback: true };
}

async function valueOf(
  deps: ValuesDeps,
  portalId: PortalId,
  field: MappedField,
  { contact, company }: FieldSources,
  { owner: goesTo, ...reader }: Addressee,
): Promise<string | null> {
  const values = field.object === 'contact' ? contact : (company ?? {});
  const raw = values[field.property] ?? null;
  if (field.kind !== 'owner') return printed(field, raw, reader);
  const isContactOwner = field.object === 'contact' && field.property === 'hubspot_owner_id';
  const id = isContactOwner && goesTo !== null ? goesTo : raw;
  const owner = id === null ? undefined : await deps.hubspot.owners.byId(portalId, ownerId(id));
  if (!owner) return null;
  return (field.format === 'email' ? owner.email : ownerName(owner)) || null;
}

/** What these tags print, for a contact. A tag that nobody maps is null. */
export async function printTags(
  deps: ValuesDeps,
  portalId: PortalId,
  tags: readonly string[],
  sources: FieldSources,
  addressee: Addressee,
): Promise<FieldValues> {
  if (tags.length === 0) return {};
  const fields = new Map((await allFields(deps, portalId)).map((field) => [field.tag, field]));
  const values: Record<string, string | null> = {};
  for (const tag of tags) {
    const field = fields.get(tag);
    values[tag] = field ? (await printField(deps, portalId, field, sources, addressee)).text : null;
  }
  return values;
}
