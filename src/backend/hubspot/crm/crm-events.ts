import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { listOf } from '../calls/tolerant.ts';
import { crmProperty } from './crm-properties.ts';
import type { CrmProperty } from './crm-properties.ts';

/** HubSpot's most of one call. */
export const EVENT_BATCH = 500;

/** A custom event of an account: what may happen to its records. */
export interface CrmEvent {
  /** By name, lower-cased: HubSpot drops what it does not know without a word. */
  properties: ReadonlyMap<string, CrmProperty>;
}

/** One event to be sent. HubSpot takes several with one `uuid` for the same. */
export interface SentEvent {
  uuid: string;
  eventName: string;
  /** ISO 8601; absent: now. */
  occurredAt?: string;
  email?: string;
  objectId?: string;
  utk?: string;
  properties: Readonly<Record<string, string>>;
}

/** Custom events: in accounts with HubSpot's Enterprise editions. @throws BatonError HUBSPOT_* of a call, from each */
export interface CrmEvents {
  /** undefined: the account has no such event. */
  definition(portalId: PortalId, name: string): Promise<CrmEvent | undefined>;
  /** At most `EVENT_BATCH`. That HubSpot took them says nothing of whether it keeps them. Safe to repeat. */
  send(portalId: PortalId, events: readonly SentEvent[]): Promise<void>;
  /** Whether HubSpot shows an event: some time after it took it. */
  isKept(portalId: PortalId, uuid: string): Promise<boolean>;
}

const path = `/events/custom/${HUBSPOT_API_VERSION}`;
const definition = z
  .object({
    properties: listOf(crmProperty),
  })
  .transform(({ properties }): CrmEvent => ({
    properties: new Map(properties.map((one) => [one.name.toLowerCase(), one])),
  }));

/** See `CrmEvents`. */
export const createCrmEvents = ({ client }: { client: HubSpotClient }): CrmEvents => ({
  async definition(portalId, name) {
    const where = `${path}/event-definitions/${encodeURIComponent(name)}`;
    const call = { method: 'GET', path: where, lane: 'bulk', answer: definition, repeatable: true } as const;
    return client.call(portalId, call).catch((error: unknown) => {
      if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
      throw error;
    });
  },
  async send(portalId, inputs) {
    const where = `${path}/send/batch`;
    const answer = z.unknown();
    await client.call(portalId, {
      method: 'POST',
      path: where,
      body: { inputs },
      lane: 'bulk',
      answer,
      repeatable: true,
    });
  },
  async isKept(portalId, uuid) {
    const where = `/events/event-occurrences/${HUBSPOT_API_VERSION}?id=${encodeURIComponent(uuid)}`;
    const answer = z.object({ results: listOf(z.object({ id: z.string() })) });
    const { results } = await client.call(portalId, {
      method: 'GET',
      path: where,
      lane: 'bulk',
      answer,
      repeatable: true,
    });
    return results.some(({ id }) => id === uuid);
  },
});
