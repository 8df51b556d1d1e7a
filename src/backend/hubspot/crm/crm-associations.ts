import { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { readAround } from '../calls/batches.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { recordError } from '../calls/errors.ts';
import { anyId, listOf } from '../calls/tolerant.ts';

/** HubSpot's most of one write, and of one read. */
export const LINK_BATCH = 2_000;
export const LINKS_READ = 1_000;

/** What two records are to each other. `label` null: HubSpot's own, without one. */
export interface LinkType {
  category: string;
  typeId: number;
  label: string | null;
}

export interface Pair {
  from: string;
  to: string;
}

export interface Link extends Pair {
  type: Pick<LinkType, 'category' | 'typeId'>;
}

/** Associations of any two object types. In the lane for bulk. @throws BatonError HUBSPOT_* of a call, from each */
export interface CrmAssociations {
  /** The types that there are from the one to the other, as seen from the one. */
  types(portalId: PortalId, from: string, to: string): Promise<LinkType[]>;
  /** Of at most `LINKS_READ` records: `<from> <to> <typeId>` of each association that there is. */
  existing(portalId: PortalId, from: string, to: string, ids: readonly string[]): Promise<Set<string>>;
  /** At most `LINK_BATCH`. Safe to repeat. Resolves to those that were refused, and why. */
  create(
    portalId: PortalId,
    from: string,
    to: string,
    links: readonly Link[],
  ): Promise<Map<Link, BatonError>>;
  /** Takes these labels from pairs of records, which stay linked. What is not there is ignored. */
  removeLabels(portalId: PortalId, from: string, to: string, links: readonly Link[]): Promise<void>;
  /** Nothing links these pairs any more, whatever their labels. What is not there is ignored. */
  separate(portalId: PortalId, from: string, to: string, pairs: readonly Pair[]): Promise<void>;
}

const labels = z.object({
  results: listOf(z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() })),
});
const read = z.object({
  results: listOf(
    z.object({
      from: z.object({ id: anyId }),
      to: listOf(z.object({ toObjectId: anyId, associationTypes: listOf(z.object({ typeId: z.number() })) })),
      paging: z.object({ next: z.object({ after: anyId }).nullish() }).nullish(),
    }),
  ),
});
const written = z.object({
  results: listOf(z.object({ fromObjectId: anyId, toObjectId: anyId })),
  errors: listOf(z.unknown()),
});
const named = z.object({ context: z.record(z.string(), z.unknown()) }).catch({ context: {} });

export const linkKey = ({ from, to, type }: Link): string => `${from} ${to} ${type.typeId}`;

/** See `CrmAssociations`. */
export function createCrmAssociations({ client }: { client: HubSpotClient }): CrmAssociations {
  const path = (from: string, to: string): string =>
    `/crm/associations/${HUBSPOT_API_VERSION}/${encodeURIComponent(from)}/${encodeURIComponent(to)}`;
  const post = <Answer>(portalId: PortalId, where: string, inputs: object[], answer: z.ZodType<Answer>) =>
    client.call(portalId, {
      method: 'POST',
      path: where,
      body: { inputs },
      lane: 'bulk',
      answer,
      repeatable: true,
    });
  const inputOf = ({ from, to, type }: Link) => ({
    from: { id: from },
    to: { id: to },
    types: [{ associationCategory: type.category, associationTypeId: type.typeId }],
  });
  return {
    async types(portalId, from, to) {
      const where = `${path(from, to)}/labels`;
      const call = { method: 'GET', path: where, lane: 'bulk', answer: labels, repeatable: true } as const;
      const { results } = await client.call(portalId, call);
      return results.map((one) => ({ ...one, label: one.label ?? null }));
    },
    async existing(portalId, from, to, ids) {
      const found = new Set<string>();
      let wanted: { id: string; after?: string }[] = ids.map((id) => ({ id }));
      while (wanted.length > 0) {
        const answers = await readAround(wanted, async (inputs) => {
          return (await post(portalId, `${path(from, to)}/batch/read`, [...inputs], read)).results;
        });
        for (const { from: record, to: others } of answers)
          for (const { toObjectId, associationTypes } of others)
            for (const { typeId } of associationTypes) found.add(`${record.id} ${toObjectId} ${typeId}`);
        wanted = answers.flatMap(({ from: record, paging }) =>
          paging?.next ? [{ id: record.id, after: paging.next.after }] : [],
        );
      }
      return found;
    },
    async create(portalId, from, to, links) {
      const answer = await post(portalId, `${path(from, to)}/batch/create`, links.map(inputOf), written);
      const done = new Set(answer.results.map((one) => `${one.fromObjectId} ${one.toObjectId}`));
      const refused = links.filter((link) => !done.has(`${link.from} ${link.to}`));
      return new Map(refused.map((link) => [link, errorOf(link, answer.errors)]));
    },
    async removeLabels(portalId, from, to, links) {
      await post(portalId, `${path(from, to)}/batch/labels/archive`, links.map(inputOf), z.unknown());
    },
    async separate(portalId, from, to, pairs) {
      const inputs = pairs.map((pair) => ({ from: { id: pair.from }, to: [{ id: pair.to }] }));
      await post(portalId, `${path(from, to)}/batch/archive`, inputs, z.unknown());
    },
  };
}

/** HubSpot names records and not pairs. */
function errorOf({ from, to }: Link, errors: readonly unknown[]): BatonError {
  const about = errors.find((entry) => {
    const ids = Object.values(named.parse(entry).context).flat().map(String);
    return ids.includes(to) || ids.includes(from);
  });
  return about === undefined
    ? new BatonError('HUBSPOT_UNAVAILABLE', 'HubSpot named the association in no answer.')
    : recordError(about);
}
