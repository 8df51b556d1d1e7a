import { z } from 'zod';
import { isBatonError } from '../../../ground/errors.ts';
import type { ContactId, PortalId } from '../../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../../calls/api-version.ts';
import { chunksOf, inParallel, readAround } from '../../calls/batches.ts';
import type { HubSpotClient } from '../../calls/client-types.ts';
import { anyId, listOf, nextPage } from '../../calls/tolerant.ts';
import type { Contacts, Lane } from '../../types.ts';
import { activityTypes, isSame, referenceOf } from './activities.ts';
import type { ActivityKind } from './activities.ts';
import { batchAnswerSchema } from '../batch-answer.ts';
import { activityOf } from './create-entity.ts';
import type { CreateRow } from './create-entity.ts';

const OBJECTS = `/crm/objects/${HUBSPOT_API_VERSION}`;
const BATCH = 100;
const PAGE = 500;
const IN_FLIGHT = 4;

/** One page of a record's associations. HubSpot's older and newer forms name the other record differently. */
const pageSchema = z.object({
  results: listOf(
    z
      .object({ toObjectId: anyId.nullish(), id: anyId.nullish() })
      .transform(({ toObjectId, id }) => toObjectId ?? id ?? ''),
  ),
  paging: nextPage,
});

export interface ReadBackDeps {
  client: HubSpotClient;
  contacts: Contacts;
}

/** What HubSpot has of the rows: the record's id, or that the contact is gone. Rows that are in neither are not there. */
export interface Found {
  ids: Map<CreateRow, string>;
  missing: Set<CreateRow>;
}

/**
 * Looks whether activities exist already, through the contact's associations: those are current, while search lags.
 * Reads the contact's activities of that kind, newest first, until all are found.
 */
export class ReadBack {
  private readonly deps: ReadBackDeps;
  private readonly portalId: PortalId;
  private readonly kind: ActivityKind;
  private readonly lane: Lane;

  constructor(deps: ReadBackDeps, portalId: PortalId, kind: ActivityKind, lane: Lane) {
    this.deps = deps;
    this.portalId = portalId;
    this.kind = kind;
    this.lane = lane;
  }

  async find(rows: readonly CreateRow[]): Promise<Found> {
    const found: Found = { ids: new Map(), missing: new Set() };
    const contacts = [...new Set(rows.map((row) => row.contactId))];
    await inParallel(IN_FLIGHT, contacts, async (contactId) => {
      const wanted = rows.filter((row) => row.contactId === contactId);
      const activities = await this.activitiesOf(contactId);
      if (activities) await this.match(activities, wanted, found);
      else for (const row of wanted) found.missing.add(row);
    });
    return found;
  }

  private async match(
    activities: readonly string[],
    wanted: readonly CreateRow[],
    found: Found,
  ): Promise<void> {
    for (const ids of chunksOf(BATCH, activities)) {
      if (wanted.every((row) => found.ids.has(row))) return;
      for (const { id, properties } of await readAround(ids, (part) => this.read(part))) {
        const row = wanted.find((candidate) => isRowOf(candidate, properties));
        if (row) found.ids.set(row, id);
      }
    }
  }

  private async read(ids: readonly string[]) {
    const { object, known } = activityTypes[this.kind];
    const answer = await this.deps.client.call(this.portalId, {
      method: 'POST',
      path: `${OBJECTS}/${object}/batch/read`,
      body: { properties: known, propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) },
      lane: this.lane,
      answer: batchAnswerSchema,
      repeatable: true,
    });
    return answer.results;
  }

  /** Ids, newest first. Undefined: the contact is gone and no other took its place. */
  private async activitiesOf(contactId: ContactId): Promise<string[] | undefined> {
    try {
      return await this.pages(contactId);
    } catch (error) {
      if (!isBatonError(error, 'HUBSPOT_NOT_FOUND')) throw error;
    }
    const options = { properties: ['hs_object_id'], lane: this.lane };
    const survivor = (await this.deps.contacts.read(this.portalId, [contactId], options)).get(contactId);
    return survivor && this.pages(survivor.id);
  }

  private async pages(contactId: ContactId): Promise<string[]> {
    const path = `${OBJECTS}/contacts/${contactId}/associations/${activityTypes[this.kind].object}`;
    const ids = new Set<string>();
    let after: string | undefined;
    do {
      const query = new URLSearchParams({ limit: String(PAGE), ...(after ? { after } : {}) });
      const call = {
        method: 'GET',
        path: `${path}?${query.toString()}`,
        lane: this.lane,
        answer: pageSchema,
        repeatable: true,
      } as const;
      const page = await this.deps.client.call(this.portalId, call);
      for (const id of page.results) if (id) ids.add(id);
      after = page.paging;
    } while (after);
    return [...ids].sort((a, b) => b.length - a.length || b.localeCompare(a));
  }
}

/** Is this record of HubSpot what the row asked for? */
export function isRowOf(
  row: CreateRow,
  properties: Readonly<Record<string, string | null | undefined>>,
): boolean {
  const activity = activityOf(row);
  return activity !== null && isSame(activity, referenceOf(row.portalId, row.key), properties);
}
