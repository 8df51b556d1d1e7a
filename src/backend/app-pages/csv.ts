import type { Response } from 'express';
import { z } from 'zod';
import type { CsvView, LeadFilter } from '../../cards/pages/contract.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { LeadList } from '../leads/list/list.ts';
import { csvLinkOf, readCsvLink, sendCsvFile } from './csv-link.ts';
import type { CsvLinkDeps } from './csv-link.ts';
import { leadFilter, leadQuery } from './filters.ts';
import { leadRow } from './leads-view.ts';
import type { Names } from './leads-view.ts';
import type { NamesOf } from './names.ts';
import type { Viewer, ViewerOf } from './viewer.ts';

export interface CsvDeps extends CsvLinkDeps {
  list: LeadList;
  namesOf: NamesOf;
  viewerOf: ViewerOf;
}

const file = {
  name: 'leads-csv',
  asked: z.object({ filter: leadFilter }),
  fileName: () => 'baton-leads',
};
/** Leads that are in memory at once. */
const CHUNK = 500;

/** A link under which the leads that match are a file, see `csvLinkOf`. */
export async function csvLink(deps: CsvDeps, viewer: Viewer, filter: LeadFilter): Promise<CsvView> {
  const { portalId, timeZone } = viewer.portal;
  const query = leadQuery(filter, viewer.sight, { now: deps.clock.now(), zone: timeZone });
  const rows = await deps.list.count(portalId, query);
  return csvLinkOf(deps, file, {
    portalId,
    userId: viewer.userId,
    rows,
    asked: file.asked.parse({ filter }),
  });
}

/** Sends the file that a link promises. @throws BatonError NOT_FOUND for a link that is old or not Baton's */
export async function sendCsv(deps: CsvDeps, token: string, response: Response): Promise<void> {
  const { portalId, userId, asked } = readCsvLink(deps, file, token);
  const viewer = await deps.viewerOf({ portalId, userId });
  const now = deps.clock.now();
  const query = leadQuery(asked.filter, viewer.sight, { now, zone: viewer.portal.timeZone });
  const lines = chunks(deps, portalId, query, await deps.namesOf(portalId));
  await sendCsvFile(deps, file, asked, lines, response);
}

async function* chunks(
  { list }: CsvDeps,
  portalId: PortalId,
  query: ReturnType<typeof leadQuery>,
  names: Names,
): AsyncGenerator<string> {
  yield line(columns.map(({ title }) => title));
  type After = Awaited<ReturnType<LeadList['page']>>['after'];
  let after: After = null;
  do {
    const page = await list.page(portalId, query, {
      sort: 'name',
      direction: 'ascending',
      limit: CHUNK,
      ...(after ? { after } : {}),
    });
    const rows = await Promise.all(page.leads.map((listed) => leadRow(listed, names, query.now)));
    yield rows.map((row) => line(columns.map(({ value }) => value(row)))).join('');
    after = page.after ?? null;
  } while (after);
}

type Row = Awaited<ReturnType<typeof leadRow>>;
const date = (at: number | null | undefined): string => (at == null ? '' : new Date(at).toISOString());

const columns: readonly { title: string; value: (row: Row) => string }[] = [
  { title: 'Contact id', value: (row) => row.contactId },
  { title: 'Name', value: (row) => row.name },
  { title: 'Email', value: (row) => row.email ?? '' },
  { title: 'Kind of address', value: (row) => row.addressNote ?? '' },
  { title: 'Company', value: (row) => row.company ?? '' },
  { title: 'Lead state', value: (row) => row.stateLabel },
  { title: 'Assistant', value: (row) => row.assistantName },
  { title: 'Prior owner', value: (row) => row.priorOwnerName ?? '' },
  { title: 'Owner', value: (row) => row.ownerName ?? '' },
  { title: 'Emails sent', value: (row) => String(row.nextEmailAt === null ? row.stepCount : row.step - 1) },
  { title: 'Next email (UTC)', value: (row) => date(row.nextEmailAt) },
  { title: 'Last answer', value: (row) => row.lastAnswer?.label ?? '' },
  { title: 'Last answer (UTC)', value: (row) => date(row.lastAnswer?.at) },
  { title: 'Handed over (UTC)', value: (row) => date(row.since) },
  { title: 'Why it ended', value: (row) => row.closeReason ?? '' },
];

/** RFC 4180. */
export const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** What a spreadsheet would take for a formula is text, which the apostrophe says. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
