import type { AttentionItem, AttentionKind } from '../../cards/pages/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { Database } from '../database/database.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { Clock } from '../ground/clock.ts';
import { DAY, MINUTE } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Activity } from '../activity/activity.ts';
import type { LeadList } from '../leads/list/list.ts';
import { countOverdue } from '../mail/mails.ts';
import type { Settings } from '../settings/settings.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import { isSilent } from '../webhooks/settings-part.ts';
import type { Viewer } from './viewer.ts';
import { leadsInWords } from './words.ts';

export interface AttentionDeps {
  config: Pick<Config, 'publicUrl' | 'mail'>;
  database: Database;
  hubspot: Pick<HubSpot, 'portals'>;
  assistants: Pick<Assistants, 'list'>;
  settings: Pick<Settings, 'get'>;
  inbox: Pick<Inbox, 'lastEventAt'>;
  disconnect: Pick<Disconnect, 'progress'>;
  jobs: Pick<Jobs, 'deadLetters'>;
  activity: Pick<Activity, 'count'>;
  list: Pick<LeadList, 'attention' | 'count'>;
  clock: Clock;
}

const item = (
  part: Pick<AttentionItem, 'kind' | 'tone' | 'text'> & Partial<AttentionItem>,
): AttentionItem => ({
  leads: null,
  activity: null,
  settings: false,
  connectUrl: null,
  ...part,
});

/** What a person should do first, the gravest first. A rep hears of the account only what stops everybody. */
export async function attentionItems(deps: AttentionDeps, viewer: Viewer): Promise<AttentionItem[]> {
  const [account, leads, working] = await Promise.all([
    ofAccount(deps, viewer),
    ofLeads(deps, viewer),
    viewer.role === 'admin' ? ofWork(deps, viewer) : [],
  ]);
  return [...account, ...leads, ...working];
}

async function ofAccount(deps: AttentionDeps, { portal, role }: Viewer): Promise<AttentionItem[]> {
  const { portalId, status, statusReason } = portal;
  if (status !== 'connected') {
    const text = `Baton is not connected to this account. ${statusReason ?? ''} ${
      role === 'admin' ? '' : 'Ask an admin to connect it again.'
    }`;
    const connectUrl = role === 'admin' ? `${deps.config.publicUrl}/oauth/install` : null;
    return [item({ kind: 'account', tone: 'danger', text: text.replace(/\s+/g, ' ').trim(), connectUrl })];
  }
  const trouble = await deps.hubspot.portals.trouble(portalId);
  const leaving = await deps.disconnect.progress(portalId);
  return [
    ...(trouble === null
      ? []
      : [
          item({
            kind: 'account',
            tone: trouble.paused ? 'danger' : 'warning',
            text: trouble.text,
            settings: true,
          }),
        ]),
    ...(leaving === null
      ? []
      : [
          item({
            kind: 'account',
            tone: 'warning',
            text: `Baton is being disconnected: ${leadsInWords(leaving.remaining)} still to hand back.`,
            settings: true,
          }),
        ]),
  ];
}

const said: Readonly<
  Record<AttentionKind, { tone: AttentionItem['tone']; text: (count: number) => string }>
> = {
  'needs-you': {
    tone: 'warning',
    text: (count) =>
      count === 1
        ? '1 lead answered, and nobody has picked it up.'
        : `${leadsInWords(count)} answered, and nobody has picked them up.`,
  },
  'at-risk': {
    tone: 'danger',
    text: (count) =>
      `${leadsInWords(count)} at risk: answered more than 10 days ago, and nobody has picked ${count === 1 ? 'it' : 'them'} up.`,
  },
  paused: {
    tone: 'info',
    text: (count) => `${leadsInWords(count)} paused for more than a week: resume or hand back.`,
  },
};

async function ofLeads({ list, clock }: AttentionDeps, { portal, sight }: Viewer): Promise<AttentionItem[]> {
  const counts = await list.attention(portal.portalId, { sight, now: clock.now() });
  return (['at-risk', 'needs-you', 'paused'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) =>
      item({ kind, tone: said[kind].tone, text: said[kind].text(counts[kind]), leads: { attention: kind } }),
    );
}

/** Mails that should have left so long ago wait for more than their turn. */
const OVERDUE_MS = 30 * MINUTE;
const LOOK_BACK_MS = 7 * DAY;

async function ofWork(deps: AttentionDeps, { portal }: Viewer): Promise<AttentionItem[]> {
  const { portalId, status } = portal;
  if (status !== 'connected') return [];
  const parts = await Promise.all([
    mailbox(deps, portalId),
    webhooks(deps, portalId),
    refused(deps, portalId),
    failedJobs(deps, portalId),
  ]);
  return parts.flat();
}

async function mailbox(deps: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const assistants = await deps.assistants.list(portalId);
  const without = assistants.filter(({ sealedMailbox }) => sealedMailbox === null);
  const cannot = deps.config.mail.smtpUrl === null ? without.map(({ name }) => name) : [];
  const overdue = await countOverdue(deps.database, portalId, deps.clock.now() - OVERDUE_MS);
  const emails = overdue === 1 ? '1 email' : `${overdue.toLocaleString('en-US')} emails`;
  return [
    ...(cannot.length > 0
      ? [
          item({
            kind: 'mailbox',
            tone: 'danger',
            text: `${cannot.join(', ')} cannot send: no mailbox is set up.`,
            settings: true,
          }),
        ]
      : []),
    ...(overdue > 0
      ? [
          item({
            kind: 'mailbox',
            tone: 'warning',
            text: `${emails} should have left half an hour ago: send a test mail from Baton's settings to see why.`,
            settings: true,
          }),
        ]
      : []),
  ];
}

async function webhooks({ inbox, clock, list }: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const now = clock.now();
  if (!isSilent(await inbox.lastEventAt(portalId), now)) return [];
  if ((await list.count(portalId, { sight: null, now, with: 'assistant' })) === 0) return [];
  const text = 'HubSpot has told Baton of no change for a day: owner changes arrive late.';
  return [item({ kind: 'webhooks', tone: 'warning', text, settings: true })];
}

async function refused({ activity, clock }: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const from = clock.now() - LOOK_BACK_MS;
  const counted = { sight: null, kinds: ['refused'], moments: [from, clock.now() + 1] } as const;
  const count = (await activity.count(portalId, counted)).get('refused')?.[0] ?? 0;
  if (count === 0) return [];
  const changes = count === 1 ? '1 change' : `${count.toLocaleString('en-US')} changes`;
  const text = `HubSpot refused ${changes} in the last 7 days.`;
  return [item({ kind: 'refused', tone: 'warning', text, activity: { kind: ['refused'], from } })];
}

const MOST_LETTERS = 100;

async function failedJobs({ jobs }: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const letters = await jobs.deadLetters(MOST_LETTERS);
  const count = letters.filter(({ data }) => data['portalId'] === portalId).length;
  if (count === 0) return [];
  const text = `${count === 1 ? '1 piece' : `${count} pieces`} of work failed for good. Whoever runs Baton finds them with "npm run jobs:failed".`;
  return [item({ kind: 'failed-jobs', tone: 'danger', text })];
}
