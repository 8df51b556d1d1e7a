import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { readAround } from '../calls/batches.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { crmBatch, crmOne, crmPage, sortBatch, toRecord } from './crm-answers.ts';
import type { BatchResult, CrmInput, CrmRecord } from './crm-answers.ts';

/** HubSpot's most of a batch, and of one that reads histories. */
export const CRM_BATCH = 100;
export const CRM_HISTORY_BATCH = 50;
/** HubSpot's most of a page of a search, and of values in a filter. */
export const CRM_SEARCHED = 100;
const PAGE = 200;

export interface CrmRead {
  ids: readonly string[];
  /** What the ids are values of; absent: record ids. */
  idProperty?: string | undefined;
  properties: readonly string[];
  histories?: readonly string[];
}

/**
 * Records of any object type of an account, in batches of at most 100 (`CRM_BATCH`). `object`: plural name, type id or
 * fully qualified name. All in the lane for bulk. @throws BatonError HUBSPOT_* of a call, from each
 */
export interface CrmRecords {
  /** Those that exist. At most 100 ids, 50 with histories. */
  read(portalId: PortalId, object: string, asked: CrmRead): Promise<CrmRecord[]>;
  /** The record that an id leads to: another one if it was merged into that. undefined: HubSpot has none. */
  survivor(portalId: PortalId, object: string, id: string): Promise<CrmRecord | undefined>;
  /** Writes what `idProperty` finds and creates the rest. Safe to repeat. */
  upsert(
    portalId: PortalId,
    object: string,
    idProperty: string,
    inputs: readonly CrmInput[],
  ): Promise<BatchResult>;
  /** By record id. Safe to repeat. */
  update(portalId: PortalId, object: string, inputs: readonly CrmInput[]): Promise<BatchResult>;
  /** Not safe to repeat: after HUBSPOT_OUTCOME_UNKNOWN the caller looks before it creates again. */
  create(portalId: PortalId, object: string, inputs: readonly CrmInput[]): Promise<BatchResult>;
  /** Into HubSpot's recycle bin. What is not there is ignored. Safe to repeat. */
  archive(portalId: PortalId, object: string, ids: readonly string[]): Promise<void>;
  /** The first 200 records with one of these values, and how many there are. HubSpot's index lags by seconds. */
  search(
    portalId: PortalId,
    object: string,
    asked: { property: string; values: readonly string[]; properties: readonly string[] },
  ): Promise<{ total: number; records: CrmRecord[] }>;
}

/** See `CrmRecords`. */
export function createCrmRecords({ client }: { client: HubSpotClient }): CrmRecords {
  const pathOf = (object: string): string =>
    `/crm/objects/${HUBSPOT_API_VERSION}/${encodeURIComponent(object)}`;
  const post = <Answer>(
    portalId: PortalId,
    path: string,
    body: object,
    answer: z.ZodType<Answer>,
    kind: { repeatable?: boolean; search?: boolean } = {},
  ): Promise<Answer> =>
    client.call(portalId, { method: 'POST', path, body, lane: 'bulk', answer, repeatable: true, ...kind });
  const write = async (
    portalId: PortalId,
    path: string,
    inputs: readonly CrmInput[],
    idProperty?: string,
  ): Promise<BatchResult> => {
    const body = {
      inputs: inputs.map(({ trace, id, properties }) => ({
        ...(id === undefined ? {} : { id }),
        ...(idProperty === undefined ? {} : { idProperty }),
        properties,
        objectWriteTraceId: trace,
      })),
    };
    const repeatable = !path.endsWith('/create');
    return sortBatch(await post(portalId, path, body, crmBatch, { repeatable }), inputs, idProperty);
  };
  return {
    async read(portalId, object, { ids, idProperty, properties, histories = [] }) {
      if (ids.length === 0) return [];
      const found = await readAround(ids, async (part) => {
        const body = {
          properties,
          propertiesWithHistory: histories,
          ...(idProperty === undefined ? {} : { idProperty }),
          inputs: part.map((id) => ({ id })),
        };
        return (await post(portalId, `${pathOf(object)}/batch/read`, body, crmBatch)).results;
      });
      return found.map(toRecord);
    },
    survivor: (portalId, object, id) =>
      client
        .call(portalId, {
          method: 'GET',
          path: `${pathOf(object)}/${encodeURIComponent(id)}`,
          lane: 'bulk',
          answer: crmOne,
          repeatable: true,
        })
        .then(toRecord, (error: unknown) => {
          if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
          throw error;
        }),
    upsert: (portalId, object, idProperty, inputs) =>
      write(portalId, `${pathOf(object)}/batch/upsert`, inputs, idProperty),
    update: (portalId, object, inputs) => write(portalId, `${pathOf(object)}/batch/update`, inputs),
    create: (portalId, object, inputs) => write(portalId, `${pathOf(object)}/batch/create`, inputs),
    async archive(portalId, object, ids) {
      const body = { inputs: ids.map((id) => ({ id })) };
      await post(portalId, `${pathOf(object)}/batch/archive`, body, z.unknown());
    },
    async search(portalId, object, { property, values, properties }) {
      const filters = [{ propertyName: property, operator: 'IN', values: values.map(searched) }];
      const body = {
        filterGroups: [{ filters }],
        sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
        properties: [...new Set([property, ...properties])],
        limit: PAGE,
        // From the start: HubSpot declares it as required.
        after: '0',
      };
      const { total, results } = await post(portalId, `${pathOf(object)}/search`, body, crmPage, {
        search: true,
      });
      return { total, records: results.map(toRecord) };
    },
  };
}

/** HubSpot compares texts without case, and wants the values of IN lower-cased. */
const searched = (value: string): string => value.toLowerCase();
