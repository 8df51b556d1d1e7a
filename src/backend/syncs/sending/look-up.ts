import type { CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import { CRM_BATCH } from '../../hubspot/crm/crm-records.ts';
import { chunksOf, inParallel } from '../../hubspot/calls/batches.ts';
import type { Destination } from '../definition/definition.ts';
import type { RunContext } from '../runs/context.ts';
import { isContacts } from '../runs/objects.ts';
import { IN_FLIGHT } from './pages.ts';

type ToObject = Extract<Destination, { kind: 'object' }>;

/** Where HubSpot keeps the further addresses of a contact, semicolons between. */
const FURTHER = 'hs_additional_emails';

/** The records with these values of a unique property, by value, lower-cased. One call per hundred. */
export async function lookUp(
  { crm, portalId }: Pick<RunContext, 'crm' | 'portalId'>,
  { object, match }: Pick<ToObject, 'object' | 'match'>,
  values: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const properties = [match.property, ...(isContacts(object) ? [FURTHER] : [])];
  const found = new Map<string, CrmRecord>();
  const wanted = [...new Set(values.map((value) => value.toLowerCase()))];
  await inParallel(IN_FLIGHT, chunksOf(CRM_BATCH, wanted), async (ids) => {
    const idProperty = match.property;
    for (const record of await crm.records.read(portalId, object, { ids, idProperty, properties }))
      for (const value of valuesOf(record, match.property)) found.set(value, record);
  });
  return found;
}

/** What a record is found by, lower-cased: of a contact every address. */
export function valuesOf({ properties }: CrmRecord, property: string): string[] {
  const further = property === 'email' ? (properties[FURTHER]?.split(';') ?? []) : [];
  return [properties[property] ?? '', ...further].flatMap((value) => value.trim().toLowerCase() || []);
}
