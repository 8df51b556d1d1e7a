import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import type { CsvView } from '../../cards/pages/contract.ts';
import { line } from '../app-pages/csv.ts';
import type { Viewer, ViewerOf } from '../app-pages/viewer.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import {
  campaignId as toCampaignId,
  portalId as toPortalId,
  userId as toUserId,
} from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Vault } from '../vault/vault.ts';
import { membersView } from './members-view.ts';
import { campaignReport } from './report.ts';
import type { ViewDeps } from './view.ts';

export interface CsvDeps extends ViewDeps {
  viewerOf: ViewerOf;
  vault: Vault;
  publicUrl: string;
}

export type CsvOf = 'members' | 'report';

const PURPOSE = 'campaign-csv';
const WORKS_FOR_MS = 10 * MINUTE;
/** Contacts that are in memory at once. */
const CHUNK = 100;

const content = z.object({
  user: z.string(),
  campaign: z.string(),
  what: z.enum(['members', 'report']),
  until: z.number(),
});

/** A link under which a browser gets the file; it holds who asked for what, sealed. See app-pages/csv.ts. */
export async function csvLink(
  deps: CsvDeps,
  viewer: Viewer,
  campaign: Campaign,
  what: CsvOf,
): Promise<CsvView> {
  const { portalId, campaignId } = campaign;
  const until = deps.clock.now() + WORKS_FOR_MS;
  const rows =
    what === 'members'
      ? (await membersView(deps, viewer, campaign, { limit: 1 })).total
      : (await campaignReport(deps, campaign, 'day')).steps.length;
  const asked = JSON.stringify({ user: viewer.userId, campaign: campaignId, what, until });
  const sealed = deps.vault.seal(asked, { portalId, purpose: PURPOSE });
  const token = `${portalId}.${Buffer.from(sealed).toString('base64url')}`;
  const url = `${deps.publicUrl}/t/campaign-csv/${token}`;
  return { url, fileName: fileName(what, deps.clock.now()), rows, expiresAt: until };
}

const fileName = (what: CsvOf, now: number): string =>
  `baton-campaign-${what}-${new Date(now).toISOString().slice(0, 10)}.csv`;

/** Sends the file that a link promises. @throws BatonError NOT_FOUND for a link that is old or not Baton's */
export async function sendCsv(deps: CsvDeps, token: string, response: Response): Promise<void> {
  const { portalId, user, campaign: id, what } = read(deps, token);
  const viewer = await deps.viewerOf({ portalId, userId: toUserId(user) });
  const campaign = await deps.campaigns.one(portalId, toCampaignId(id));
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName(what, deps.clock.now())}"`,
    'Cache-Control': 'no-store',
  });
  // Without the mark Excel takes UTF-8 for something else.
  response.write('\uFEFF');
  const lines = what === 'members' ? memberLines(deps, viewer, campaign) : reportLines(deps, campaign);
  for await (const rows of lines) {
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
    const asked = content.parse(JSON.parse(vault.open(sealed, { portalId, purpose: PURPOSE })));
    if (asked.until < clock.now()) throw new Error('The link is old.');
    return { ...asked, portalId };
  } catch (cause) {
    throw new BatonError('NOT_FOUND', 'This link does not work any more. Export again.', { cause });
  }
}

const date = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

async function* memberLines(deps: CsvDeps, viewer: Viewer, campaign: Campaign): AsyncGenerator<string> {
  yield line([
    'Contact id',
    'Name',
    'Email',
    'Company',
    'State',
    'Standing',
    'Next email (UTC)',
    'Since (UTC)',
  ]);
  let after: string | null = '';
  while (after !== null) {
    const page = await membersView(deps, viewer, campaign, { after, limit: CHUNK });
    yield page.members
      .map((one) =>
        line([
          one.contactId,
          one.name,
          one.email,
          one.company,
          one.leadState ?? one.state,
          one.standing,
          date(one.nextEmailAt),
          date(one.at),
        ]),
      )
      .join('');
    after = page.next;
  }
}

async function* reportLines(deps: CsvDeps, campaign: Campaign): AsyncGenerator<string> {
  yield line([
    'Email',
    'Version of the sequence',
    'Sent',
    'Delivered',
    'Opened',
    'Replied',
    'Positive',
    'Meetings',
    'Unsubscribed',
    'Bounced',
  ]);
  for (const step of (await campaignReport(deps, campaign, 'day')).steps) {
    const { version, sent, delivered, opened, replied, positive, meetings, optedOut, bounced } = step;
    const counts = [version, sent, delivered, opened ?? '', replied, positive, meetings, optedOut, bounced];
    yield line([step.name, ...counts.map(String)]);
  }
}
