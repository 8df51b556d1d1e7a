import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import type { CsvView, LeadFilter } from '../../cards/pages/contract.ts';
import type { Clock } from '../ground/clock.ts';
import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { portalId as toPortalId, userId as toUserId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { LeadList } from '../leads/list/list.ts';
import type { Vault } from '../vault/vault.ts';
import { leadFilter, leadQuery } from './filters.ts';
import { leadRow } from './leads-view.ts';
import type { Names } from './leads-view.ts';
import type { NamesOf } from './names.ts';
import type { Viewer, ViewerOf } from './viewer.ts';

export interface CsvDeps {
  list: LeadList;
  namesOf: NamesOf;
  viewerOf: ViewerOf;
  vault: Vault;
  clock: Clock;
  publicUrl: string;
}

const PURPOSE = 'leads-csv';
const WORKS_FOR_MS = 10 * MINUTE;
/** Leads that are in memory at once. */
const CHUNK = 500;

const content = z.object({ user: z.string(), filter: leadFilter, until: z.number() });

/**
 * A page cannot save a file itself: the browser fetches it, under a link that holds who asked for what, sealed. What the
 * person may see is looked up again when the file is fetched.
 */
export async function csvLink(deps: CsvDeps, viewer: Viewer, filter: LeadFilter): Promise<CsvView> {
  const { portalId, timeZone } = viewer.portal;
  const now = deps.clock.now();
  const until = now + WORKS_FOR_MS;
  const rows = await deps.list.count(portalId, leadQuery(filter, viewer.sight, { now, zone: timeZone }));
  const sealed = deps.vault.seal(JSON.stringify({ user: viewer.userId, filter, until }), {
    portalId,
    purpose: PURPOSE,
  });
  const token = `${portalId}.${Buffer.from(sealed).toString('base64url')}`;
  return { url: `${deps.publicUrl}/t/leads-csv/${token}`, fileName: fileName(now), rows, expiresAt: until };
}

const fileName = (now: number): string => `baton-leads-${new Date(now).toISOString().slice(0, 10)}.csv`;

/** Sends the file that a link promises. @throws BatonError NOT_FOUND for a link that is old or not Baton's */
export async function sendCsv(deps: CsvDeps, token: string, response: Response): Promise<void> {
  const { portalId, user, filter } = read(deps, token);
  const viewer = await deps.viewerOf({ portalId, userId: toUserId(user) });
  const now = deps.clock.now();
  const query = leadQuery(filter, viewer.sight, { now, zone: viewer.portal.timeZone });
  const names = await deps.namesOf(portalId);
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName(now)}"`,
    'Cache-Control': 'no-store',
  });
  // Without the mark Excel takes UTF-8 for something else.
  response.write(`\uFEFF${line(columns.map(({ title }) => title))}`);
  for await (const rows of chunks(deps, portalId, query, names)) {
    if (response.destroyed) return;
    if (!response.write(rows)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

function read({ vault, clock }: CsvDeps, token: string): z.output<typeof content> & { portalId: PortalId } {
  const dot = token.indexOf('.');
  const portalId = toPortalId(token.slice(0, dot));
  try {
    const sealed = Buffer.from(token.slice(dot + 1), 'base64url').toString();
    const read = content.parse(JSON.parse(vault.open(sealed, { portalId, purpose: PURPOSE })));
    if (read.until < clock.now()) throw new Error('The link is old.');
    return { ...read, portalId };
  } catch (cause) {
    throw new BatonError('NOT_FOUND', 'This link does not work any more. Export the list again.', { cause });
  }
}

async function* chunks(
  { list }: CsvDeps,
  portalId: PortalId,
  query: ReturnType<typeof leadQuery>,
  names: Names,
): AsyncGenerator<string> {
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
