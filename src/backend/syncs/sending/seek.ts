import type { CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import { CRM_SEARCHED } from '../../hubspot/crm/crm-records.ts';
import type { RunContext } from '../runs/context.ts';
import { valuesOf } from './look-up.ts';
import { nothingSent } from './pages.ts';
import type { Item, Sent } from './pages.ts';
import type { ToObjects } from './to-objects.ts';
import { INDEXED_MS } from './lag.ts';

/** HubSpot's most of a search is 3,000 characters, the rest of it taken off. */
const CHARACTERS = 2_400;

/**
 * Finds the records of rows by a property that several records may share, with HubSpot's search: rows that hit several
 * are set aside, those that hit none are inserted or left out.
 */
export async function seek(objects: ToObjects, items: readonly Item[]): Promise<Sent> {
  const found = await search(
    objects,
    items.map(({ payload }) => payload.match ?? ''),
  );
  const sent = nothingSent();
  for (const item of items)
    decide(objects, item, found.get((item.payload.match ?? '').toLowerCase()) ?? [], sent);
  return sent;
}

function decide({ to, context }: ToObjects, item: Item, records: readonly CrmRecord[], sent: Sent): void {
  const [record] = records;
  const match = item.payload.match ?? '';
  const named = `${to.match.property} “${match}”`;
  if (records.length > 1) {
    const ids = records.map(({ id }) => id).join(', ');
    sent.failed.push({
      item,
      problem: { code: 'MATCH_AMBIGUOUS', message: `Records ${ids} all have ${named}.` },
    });
  } else if (record && to.mode === 'insert' && !isInDoubt(item)) {
    sent.failed.push({ item, problem: { code: 'CONFLICT', message: `Record ${record.id} has ${named}.` } });
  } else if (record) sent.redirected.push({ item, action: 'update', recordId: record.id });
  else if (to.mode === 'update')
    sent.failed.push({
      item,
      skip: true,
      problem: { code: 'NO_RECORD', message: `No record has ${named}.` },
    });
  // It may have been inserted a moment ago, and the index does not show it yet.
  else if (isInDoubt(item) && context.clock.now() - (item.doubtAt ?? 0) < INDEXED_MS)
    sent.failed.push({
      item,
      problem: { code: 'NOT_ANSWERED', message: `HubSpot's search may not show ${named} yet.` },
    });
  else sent.redirected.push({ item, action: 'insert', recordId: null });
}

const isInDoubt = ({ doubtAt }: Item): boolean => doubtAt !== null;

/** The records with each of these values, by value, lower-cased. */
export async function search(
  { context, to }: SearchedIn,
  values: readonly string[],
): Promise<Map<string, CrmRecord[]>> {
  const found = new Map<string, CrmRecord[]>();
  for (const part of partsOf([...new Set(values.map((value) => value.toLowerCase()))]))
    for (const record of await recordsWith(context, to, part))
      for (const value of valuesOf(record, to.match.property))
        found.set(value, [...(found.get(value) ?? []), record]);
  return found;
}

/** A page shows 200: where more have these values, fewer values are asked for. */
async function recordsWith(
  context: RunContext,
  to: SearchedIn['to'],
  values: readonly string[],
): Promise<CrmRecord[]> {
  const asked = { property: to.match.property, values, properties: [] };
  const { total, records } = await context.crm.records.search(context.portalId, to.object, asked);
  if (total <= records.length || values.length === 1) return records;
  const middle = Math.ceil(values.length / 2);
  return [
    ...(await recordsWith(context, to, values.slice(0, middle))),
    ...(await recordsWith(context, to, values.slice(middle))),
  ];
}

interface SearchedIn extends Pick<ToObjects, 'context'> {
  to: Pick<ToObjects['to'], 'object' | 'match'>;
}

function partsOf(values: readonly string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const value of values) {
    const length = JSON.stringify(value).length + 1;
    const last = parts.at(-1);
    if (!last || last.length === CRM_SEARCHED || room < length) {
      parts.push([value]);
      room = CHARACTERS - length;
    } else {
      last.push(value);
      room -= length;
    }
  }
  return parts;
}
