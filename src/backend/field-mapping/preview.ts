import type { FieldsPreview, NewField } from '../../cards/fields/contract.ts';
import { BatonError } from '../ground/errors.ts';
import { contactId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { languageOfTag } from '../ground/languages.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { MappedField } from './field-entity.ts';
import { localeOf } from './formats.ts';
import { printableProperty } from './look.ts';
import { allFields, companyValues, printField, propertiesOf } from './values.ts';
import type { ValuesDeps } from './values.ts';

interface Deps extends ValuesDeps {
  hubspot: ValuesDeps['hubspot'] & Pick<HubSpotRoom, 'contacts' | 'definitions'>;
}

const ABOUT = [
  'email',
  'firstname',
  'lastname',
  'hs_language',
  'hs_country_region_code',
  'hs_timezone',
  'hubspot_owner_id',
  'hs_object_id',
] as const;
const named = new Intl.DisplayNames('en', { type: 'language' });

/**
 * What the fields of an account say of one contact, read now; nothing is kept.
 * @param asked an id, or an address
 * @param draft a field that is not saved
 * @throws BatonError NOT_FOUND: there is no such contact; REQUEST_INVALID: the draft cannot be printed
 */
export async function previewFields(
  deps: Deps,
  portalId: PortalId,
  asked: string,
  draft: NewField | null,
): Promise<FieldsPreview> {
  const id = await contactOf(deps, portalId, asked.trim());
  const saved = (await allFields(deps, portalId)).filter(({ tag }) => tag !== draft?.tag);
  const fields = draft ? [...saved, await fieldOf(deps, portalId, draft)] : saved;
  const lane = 'interactive';
  const properties = [...new Set([...ABOUT, ...propertiesOf(fields, 'contact')])];
  const record = (await deps.hubspot.contacts.read(portalId, [id], { properties, lane })).get(id);
  if (!record) throw noContact(asked);
  const companies = await companyValues(deps, portalId, [record.id], {
    properties: propertiesOf(fields, 'company'),
    lane,
  });
  const { properties: contact } = record;
  const language = languageOfTag(contact['hs_language']) ?? 'en';
  const { timeZone } = await deps.hubspot.portals.get(portalId);
  const addressee = {
    locale: localeOf(language, contact['hs_language'] ?? null, contact['hs_country_region_code'] ?? null),
    timeZone,
    owner: null,
  };
  const sources = { contact, company: companies.get(record.id) ?? null };
  const values: FieldsPreview['values'][number][] = [];
  for (const field of fields) {
    const said = await printField(deps, portalId, field, sources, addressee);
    values.push({ tag: field.tag, label: field.label, ...said });
  }
  const name = [contact['firstname'], contact['lastname']].filter(Boolean).join(' ');
  return {
    contact: { id: record.id, name: name || (contact['email'] ?? `Contact ${record.id}`) },
    language: named.of(language) ?? language,
    values,
  };
}

async function contactOf({ hubspot }: Deps, portalId: PortalId, asked: string): Promise<ContactId> {
  if (/^\d{1,20}$/.test(asked)) return contactId(asked);
  if (!asked.includes('@')) throw noContact(asked);
  const found = await hubspot.contacts.byEmail(portalId, asked, 'interactive');
  if (!found) throw noContact(asked);
  return found.id;
}

const noContact = (asked: string) =>
  new BatonError('NOT_FOUND', `HubSpot has no contact “${asked}”. Enter an email address or a record ID.`);

async function fieldOf(deps: Deps, portalId: PortalId, draft: NewField): Promise<MappedField> {
  const found = await printableProperty(deps, portalId, draft.object, draft.property);
  return { ...draft, ...found, trouble: null };
}
