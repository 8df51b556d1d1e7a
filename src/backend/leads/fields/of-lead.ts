import type { FieldMapping } from '../../field-mapping/open.ts';
import { localeOf } from '../../field-mapping/formats.ts';
import { propertiesOf } from '../../field-mapping/values.ts';
import type { FieldSources } from '../../field-mapping/values.ts';
import { BatonError } from '../../ground/errors.ts';
import type { HubSpot, Lane } from '../../hubspot/types.ts';
import { tagsOf } from '../../writing/template/tags.ts';
import type { SequenceStep } from '../../writing/types.ts';
import type { Lead } from '../lead/lead-entity.ts';

export interface ReadFieldsDeps {
  fieldMapping: Pick<FieldMapping, 'all' | 'companies' | 'print'>;
  hubspot: Pick<HubSpot, 'contacts'>;
}

type Printing = Pick<SequenceStep, 'subject' | 'body' | 'ps' | 'language'>;

/** The lead with what its fields say in these emails, which are of one language. For the moment only: nothing is kept. */
export async function withFields(
  { fieldMapping }: { fieldMapping: Pick<FieldMapping, 'print'> },
  lead: Lead,
  steps: readonly Printing[],
  sources: FieldSources,
): Promise<Lead> {
  const tags = [...new Set(steps.flatMap(tagsOf))];
  if (tags.length === 0) return lead;
  const { portalId, facts, timeZone, priorOwnerId } = lead;
  const locale = localeOf(steps[0]?.language ?? 'en', facts.language ?? null, facts.country ?? null);
  const addressee = { locale, timeZone, owner: priorOwnerId };
  const fields = await fieldMapping.print(portalId, tags, sources, addressee);
  return { ...lead, facts: { ...facts, fields } };
}

/** The same, asking HubSpot for it, where the emails print fields. @throws BatonError those of a call */
export async function readFields(
  deps: ReadFieldsDeps,
  lead: Lead,
  steps: readonly Printing[],
  lane: Lane = 'interactive',
): Promise<Lead> {
  const tags = new Set(steps.flatMap(tagsOf));
  if (tags.size === 0) return lead;
  const { portalId, contactId } = lead;
  const fields = (await deps.fieldMapping.all(portalId)).filter(({ tag }) => tags.has(tag));
  const properties = propertiesOf(fields, 'contact');
  // A contact without one of them is read for its id alone, which tells where it is now.
  const options = { properties: properties.length > 0 ? properties : ['hs_object_id'], lane };
  const record = (await deps.hubspot.contacts.read(portalId, [contactId], options)).get(contactId);
  if (!record) throw new BatonError('HUBSPOT_NOT_FOUND');
  const companies = await deps.fieldMapping.companies(portalId, [record.id], {
    properties: propertiesOf(fields, 'company'),
    lane,
  });
  const company = companies.get(record.id) ?? null;
  return withFields(deps, lead, steps, { contact: record.properties, company });
}
