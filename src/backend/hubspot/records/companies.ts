import { z } from 'zod';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { chunksOf, readAround } from '../calls/batches.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { anyId, listOf } from '../calls/tolerant.ts';
import type { Lane } from '../types.ts';

/** HubSpot's most of a batch read. */
const BATCH = 100;
/** HubSpot's own type of the association of a contact with its primary company. */
const PRIMARY = 1;

/** Companies of contacts. Needs the optional scope crm.objects.companies.read. */
export interface Companies {
  /**
   * These properties of each contact's primary company: one call for the associations and one for the companies per 100
   * contacts. Absent: it has none. Absent and empty values are null.
   * @throws BatonError HUBSPOT_MISSING_SCOPE and others of a call
   */
  primaryOf(
    portalId: PortalId,
    ids: readonly ContactId[],
    options: { properties: readonly string[]; lane: Lane },
  ): Promise<Map<ContactId, CompanyValues>>;
}

export type CompanyValues = Readonly<Record<string, string | null>>;

const associated = z.object({
  results: listOf(
    z.object({
      from: z.object({ id: anyId }),
      to: listOf(
        z.object({
          toObjectId: anyId,
          associationTypes: listOf(z.object({ category: z.string(), typeId: z.number() })),
        }),
      ),
    }),
  ),
});
const companies = z.object({
  results: listOf(z.object({ id: anyId, properties: z.record(z.string(), z.string().nullish()).nullish() })),
});

/** Reads companies in batches. See `Companies`. */
export function createCompanies({ client }: { client: HubSpotClient }): Companies {
  const read =
    <Answer>(portalId: PortalId, lane: Lane, path: string, answer: z.ZodType<Answer>) =>
    (body: object) =>
      client.call(portalId, { method: 'POST', path, body, lane, answer, repeatable: true });
  const primaryIds = async (portalId: PortalId, ids: readonly ContactId[], lane: Lane) => {
    const path = `/crm/associations/${HUBSPOT_API_VERSION}/contacts/companies/batch/read`;
    const call = read(portalId, lane, path, associated);
    const found = await readAround(ids, async (part) => {
      const { results } = await call({ inputs: part.map((id) => ({ id })) });
      return results;
    });
    const asked = new Map<string, ContactId>(ids.map((id) => [id, id]));
    return new Map(
      found.flatMap(({ from, to }) => {
        const contact = asked.get(from.id);
        const primary = to.find(({ associationTypes }) =>
          associationTypes.some(
            ({ category, typeId }) => category === 'HUBSPOT_DEFINED' && typeId === PRIMARY,
          ),
        );
        return contact && primary ? [[contact, primary.toObjectId] as const] : [];
      }),
    );
  };
  return {
    async primaryOf(portalId, ids, { properties, lane }) {
      const values = new Map<ContactId, CompanyValues>();
      for (const chunk of chunksOf(BATCH, [...new Set(ids)])) {
        const primary = await primaryIds(portalId, chunk, lane);
        const wanted = [...new Set(primary.values())];
        if (wanted.length === 0) continue;
        const call = read(
          portalId,
          lane,
          `/crm/objects/${HUBSPOT_API_VERSION}/companies/batch/read`,
          companies,
        );
        const found = await readAround(wanted, async (part) => {
          const inputs = part.map((id) => ({ id }));
          const { results } = await call({ properties, propertiesWithHistory: [], inputs });
          return results;
        });
        const byId = new Map(found.map((company) => [company.id, company.properties ?? {}]));
        for (const [contact, companyId] of primary) {
          const company = byId.get(companyId);
          if (company)
            values.set(contact, Object.fromEntries(properties.map((name) => [name, company[name] || null])));
        }
      }
      return values;
    },
  };
}
