import { z } from 'zod';
import { contactId, ownerId, userId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { chunksOf, inParallel, readAround } from '../calls/batches.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { missingOfOurs } from '../properties/known-properties.ts';
import type { KnownProperties } from '../properties/known-properties.ts';
import { anyId, flag, listOf } from '../calls/tolerant.ts';
import type { PropertyVersion } from './property-version.ts';
import type { ContactRecord, Contacts, Lane, OwnerHistoryEntry, ReadContacts } from '../types.ts';

const CONTACTS = `/crm/objects/${HUBSPOT_API_VERSION}/contacts`;
/** Inputs of one batch/read; HubSpot takes half as many when history is asked for. */
const BATCH = 100;
const BATCH_WITH_HISTORY = 50;
const IN_FLIGHT = 4;

const versionSchema = z.object({
  value: z.string().nullish(),
  timestamp: z.union([z.string(), z.number()]),
  sourceType: z.string().catch(''),
  sourceId: z.string().nullish().catch(''),
  updatedByUserId: z.union([z.string(), z.number()]).nullish(),
});

const recordSchema = z.object({
  id: anyId,
  properties: z
    .record(z.string(), z.string().nullish())
    .nullish()
    .transform((properties) => properties ?? {}),
  propertiesWithHistory: z.record(z.string(), listOf(versionSchema)).nullish(),
  archived: flag,
});

const batchSchema = z.object({ results: listOf(recordSchema) });
const singleSchema = z.object({ id: anyId });

/** Reads contacts in batches. See `Contacts`. `known`: properties that an account lacks are read as null. */
export function createContacts({
  client,
  known,
}: {
  client: HubSpotClient;
  known?: KnownProperties;
}): Contacts {
  const read: Contacts['read'] = async (portalId, ids, options) => {
    const properties = (await known?.among(portalId, options.properties)) ?? options.properties;
    return new ContactReader(client, portalId, options, properties).read(ids);
  };
  const byEmail: Contacts['byEmail'] = (portalId, email, lane) =>
    contactByEmail(client, portalId, email, lane);
  if (!known) return { read, byEmail };
  return {
    byEmail,
    async read(portalId, ids, options) {
      try {
        return await read(portalId, ids, options);
      } catch (error) {
        if (!isBatonError(error) || missingOfOurs(error).length === 0) throw error;
        await known.lost(portalId);
        return read(portalId, ids, options);
      }
    },
  };
}

const NAMED = ['email', 'firstname', 'lastname'] as const;

async function contactByEmail(
  client: HubSpotClient,
  portalId: PortalId,
  email: string,
  lane: Lane,
): Promise<ContactRecord | undefined> {
  const path = `${CONTACTS}/${encodeURIComponent(email)}?idProperty=email&properties=${NAMED.join(',')}`;
  try {
    const call = { method: 'GET', path, lane, answer: recordSchema, repeatable: true } as const;
    return toContact(await client.call(portalId, call), { properties: NAMED });
  } catch (error) {
    if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
    throw error;
  }
}

class ContactReader {
  private readonly client: HubSpotClient;
  private readonly portalId: PortalId;
  private readonly options: ReadContacts;
  /** What HubSpot is asked for: the wanted properties that the account has. */
  private readonly asked: readonly string[];

  constructor(client: HubSpotClient, portalId: PortalId, options: ReadContacts, asked: readonly string[]) {
    this.asked = asked;
    this.client = client;
    this.portalId = portalId;
    this.options = options;
  }

  async read(ids: readonly ContactId[]): Promise<Map<ContactId, ContactRecord>> {
    // HubSpot takes anything for an id, an email for instance, without an error and without an effect.
    const wanted = [...new Set(ids)].filter((id) => /^\d+$/.test(id));
    const found = await this.batches(wanted);
    const survivors = await this.survivors(wanted.filter((id) => !found.has(id)));
    const records = await this.batches([...new Set(survivors.values())].filter((id) => !found.has(id)));
    for (const [old, survivor] of survivors) {
      const record = records.get(survivor) ?? found.get(survivor);
      if (!record)
        throw new BatonError('HUBSPOT_UNEXPECTED', 'HubSpot shows a contact singly but not in a batch.', {
          retry: 'backoff',
        });
      found.set(old, record);
    }
    return found;
  }

  private async batches(ids: readonly ContactId[]): Promise<Map<ContactId, ContactRecord>> {
    const size = historiesIn(this.options).length > 0 ? BATCH_WITH_HISTORY : BATCH;
    const answers = await inParallel(IN_FLIGHT, chunksOf(size, ids), (chunk) =>
      readAround(chunk, (part) => this.batch(part)),
    );
    return new Map(answers.flat().map((record) => [record.id, record]));
  }

  private async batch(ids: readonly ContactId[]): Promise<ContactRecord[]> {
    const { lane } = this.options;
    const body = {
      properties: this.asked,
      // HubSpot declares both lists as required.
      propertiesWithHistory: historiesIn(this.options),
      inputs: ids.map((id) => ({ id })),
    };
    const answer = await this.client.call(this.portalId, {
      method: 'POST',
      path: `${CONTACTS}/batch/read`,
      body,
      lane,
      answer: batchSchema,
      repeatable: true,
    });
    return answer.results.map((record) => toContact(record, this.options));
  }

  /** Old id → id of the record it was merged into. Only the single read knows merged-away ids. */
  private async survivors(missing: readonly ContactId[]): Promise<Map<ContactId, ContactId>> {
    const pairs = await inParallel(IN_FLIGHT, missing, async (id) => [id, await this.survivor(id)] as const);
    return new Map(pairs.flatMap(([old, survivor]) => (survivor ? [[old, survivor] as const] : [])));
  }

  private async survivor(id: ContactId): Promise<ContactId | undefined> {
    try {
      const { lane } = this.options;
      const path = `${CONTACTS}/${id}?properties=hs_object_id`;
      const call = { method: 'GET', path, lane, answer: singleSchema, repeatable: true } as const;
      return contactId((await this.client.call(this.portalId, call)).id);
    } catch (error) {
      if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
      throw error;
    }
  }
}

const historiesIn = ({ ownerHistory, histories = [] }: Partial<ReadContacts>): string[] => [
  ...(ownerHistory ? ['hubspot_owner_id'] : []),
  ...histories.filter((name) => !ownerHistory || name !== 'hubspot_owner_id'),
];

function toContact(
  record: z.infer<typeof recordSchema>,
  { properties, histories }: Pick<ReadContacts, 'properties' | 'histories'>,
): ContactRecord {
  const versions = record.propertiesWithHistory ?? {};
  return {
    id: contactId(record.id),
    properties: Object.fromEntries(properties.map((name) => [name, record.properties[name] || null])),
    ownerHistory: (versions['hubspot_owner_id'] ?? []).map(toHistoryEntry),
    ...(histories
      ? {
          histories: Object.fromEntries(
            histories.map((name) => [name, (versions[name] ?? []).map(toVersion)]),
          ),
        }
      : {}),
    archived: record.archived,
  };
}

const toVersion = ({ value, timestamp }: z.infer<typeof versionSchema>): PropertyVersion => ({
  value: value ?? '',
  at: epochMs(timestamp),
});

function toHistoryEntry(version: z.infer<typeof versionSchema>): OwnerHistoryEntry {
  const { value, timestamp, sourceType, sourceId, updatedByUserId } = version;
  return {
    ownerId: value ? ownerId(value) : null,
    at: epochMs(timestamp),
    sourceType,
    sourceId: sourceId ?? '',
    updatedByUserId: updatedByUserId ? userId(updatedByUserId) : null,
  };
}

/** HubSpot writes times as ISO 8601 or as epoch ms, the latter sometimes as text. */
export const epochMs = (value: string | number): number =>
  /^\d+$/.test(String(value)) ? Number(value) : Date.parse(String(value));
