import { LINK_BATCH, LINKS_READ } from '../../hubspot/crm/crm-associations.ts';
import { CRM_BATCH } from '../../hubspot/crm/crm-records.ts';
import type { RunContext } from '../runs/context.ts';
import type { Linker } from './linker.ts';

/** Calls that linking takes at most: what is linked already costs less. */
export async function foretellLinks(
  { changes, database, sealing }: RunContext,
  { rules }: Linker,
): Promise<number> {
  const values = rules.map(() => new Set<string>());
  const links = new Map<string, number>();
  let rows = 0;
  for (let seq = 0; ;) {
    const page = await changes.planned(database.manager, WRITING, seq, LINKS_READ);
    const last = page.at(-1);
    if (!last) break;
    seq = last.seq;
    rows += page.length;
    for (const { rule, value } of page.flatMap(({ sealed }) => sealing.open(sealed).links ?? [])) {
      values[rule]?.add(value.toLowerCase());
      const object = rules[rule]?.object ?? '';
      links.set(object, (links.get(object) ?? 0) + 1);
    }
  }
  const lookUps = rules.map(({ property, create }, index) => {
    const count = Math.ceil((values[index]?.size ?? 0) / CRM_BATCH);
    return property ? count * (create ? 2 : 1) : 0;
  });
  const objects = [...links.values()].map(
    (count) => Math.ceil(rows / LINKS_READ) + Math.ceil(count / LINK_BATCH),
  );
  const opening = rules.length + rules.filter(({ property }) => property).length;
  return [opening, ...lookUps, ...objects].reduce((sum, count) => sum + count, 0);
}

const WRITING = ['update', 'upsert', 'insert', 'find', 'seek', 'stay'] as const;
