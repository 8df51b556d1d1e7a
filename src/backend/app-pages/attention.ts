import { DateTime } from 'luxon';
import type { AttentionItem, AttentionKind } from '../../cards/pages/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { Database } from '../database/database.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { Clock } from '../ground/clock.ts';
import { DAY, MINUTE } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpot, Portal } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Activity } from '../activity/activity.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { LeadList } from '../leads/list/list.ts';
import type { MailRoom } from '../mail/open.ts';
import { countOverdue } from '../mail/mails.ts';
import type { Reviews } from '../reviews/reviews.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { KnowledgeRoom } from '../knowledge/open.ts';
import { installUrl } from '../hubspot/portals/settings-part.ts';
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
  modelProvider: Pick<ModelProviderRoom, 'condition'>;
  jobs: Pick<Jobs, 'deadLetters'>;
  activity: Pick<Activity, 'count'>;
  list: Pick<LeadList, 'attention' | 'count'>;
  knowledge: Pick<KnowledgeRoom, 'attention'>;
  reviews: Pick<Reviews, 'count'>;
  leads: Pick<LeadsRoom, 'countHeld'>;
  mail: Pick<MailRoom, 'mailboxToday'>;
  clock: Clock;
}

const item = (
  part: Pick<AttentionItem, 'kind' | 'tone' | 'text'> & Partial<AttentionItem>,
): AttentionItem => ({
  leads: null,
  activity: null,
  reviews: null,
  settings: null,
  connectUrl: null,
  ...part,
});

/** What a person should do first, the gravest first. A rep hears of the account only what stops everybody. */
export async function attentionItems(deps: AttentionDeps, viewer: Viewer): Promise<AttentionItem[]> {
  const [account, reviews, leads, working] = await Promise.all([
    ofAccount(deps, viewer),
    ofReviews(deps, viewer),
    ofLeads(deps, viewer),
    viewer.role === 'admin' ? ofWork(deps, viewer) : [],
  ]);
  return [...account, ...reviews, ...leads, ...working];
}

async function ofAccount(deps: AttentionDeps, { portal, role }: Viewer): Promise<AttentionItem[]> {
  const { portalId, status, statusReason } = portal;
  if (status !== 'connected') {
    const text = `Baton is not connected to this account. ${statusReason ?? ''} ${
      role === 'admin' ? '' : 'Ask an admin to connect it again.'
    }`;
    const { shareOptOuts } = await deps.settings.get(portalId);
    const connectUrl = role === 'admin' ? installUrl(deps.config.publicUrl, shareOptOuts) : null;
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
            tone: trouble.paused && !trouble.byAdmin ? 'danger' : 'warning',
            text: trouble.text,
            settings: trouble.byAdmin ? 'hubspot-api' : 'connection',
          }),
        ]),
    ...(leaving === null
      ? []
      : [
          item({
            kind: 'account',
            tone: 'warning',
            text: `Baton is being disconnected: ${leadsInWords(leaving.remaining)} still to hand back.`,
            settings: 'connection',
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
      `${leadsInWords(count)} at risk: the owner was reminded, and nobody has picked ${count === 1 ? 'it' : 'them'} up.`,
  },
  stuck: {
    tone: 'warning',
    text: (count) =>
      `Baton paused ${leadsInWords(count)}: an email could not be written, or an answer speaks against it. Look, then resume.`,
  },
  paused: {
    tone: 'info',
    text: (count) => `${leadsInWords(count)} paused for more than a week: resume or hand back.`,
  },
};

async function ofLeads({ list, clock }: AttentionDeps, { portal, sight }: Viewer): Promise<AttentionItem[]> {
  const counts = await list.attention(portal.portalId, { sight, now: clock.now() });
  return (['at-risk', 'needs-you', 'stuck', 'paused'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) =>
      item({ kind, tone: said[kind].tone, text: said[kind].text(counts[kind]), leads: { attention: kind } }),
    );
}

async function ofReviews({ reviews }: AttentionDeps, { portal, sight }: Viewer): Promise<AttentionItem[]> {
  const countOf = (kind: 'draft' | 'answer') => reviews.count(portal.portalId, { sight, kind });
  const [drafts, answers] = await Promise.all([countOf('draft'), countOf('answer')]);
  if (drafts + answers === 0) return [];
  const said = [
    ...(answers > 0 ? [counted(answers, 'answer in doubt', 'answers in doubt')] : []),
    ...(drafts > 0 ? [counted(drafts, 'email to approve', 'emails to approve')] : []),
  ];
  const text = `Baton asks: ${said.join(' and ')}.`;
  return [item({ kind: 'reviews', tone: 'warning', text, reviews: {} })];
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** Mails that should have left so long ago wait for more than their turn. */
const OVERDUE_MS = 30 * MINUTE;
const LOOK_BACK_MS = 7 * DAY;

async function ofWork(deps: AttentionDeps, { portal }: Viewer): Promise<AttentionItem[]> {
  const { portalId, status } = portal;
  if (status !== 'connected') return [];
  const parts = await Promise.all([
    postalAddress(deps, portalId),
    mailbox(deps, portalId),
    webhooks(deps, portalId),
    languageModel(deps, portal),
    refused(deps, portalId),
    failedJobs(deps, portalId),
    knowledge(deps, portalId),
  ]);
  return parts.flat();
}

async function postalAddress({ leads }: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const waiting = await leads.countHeld(portalId, 'postal-address');
  if (waiting === 0) return [];
  const emails = waiting === 1 ? '1 email waits' : `${waiting.toLocaleString('en-US')} emails wait`;
  const text = `${emails} for your postal address, which the law of the contact’s country asks for.`;
  return [item({ kind: 'mailbox', tone: 'danger', text, settings: 'sending' })];
}

async function mailbox(deps: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const assistants = await deps.assistants.list(portalId);
  const without = assistants.filter(({ sealedMailbox }) => sealedMailbox === null);
  const cannot = deps.config.mail.smtpUrl === null ? without.map(({ name }) => name) : [];
  const overdue = await countOverdue(deps.database, portalId, deps.clock.now() - OVERDUE_MS);
  const resting = await restingMailboxes(deps, assistants);
  const emails = overdue === 1 ? '1 email' : `${overdue.toLocaleString('en-US')} emails`;
  return [
    ...resting,
    ...(cannot.length > 0
      ? [
          item({
            kind: 'mailbox',
            tone: 'danger',
            text: `${cannot.join(', ')} cannot send: no mailbox is set up.`,
            settings: 'assistants',
          }),
        ]
      : []),
    ...(overdue > 0
      ? [
          item({
            kind: 'mailbox',
            tone: 'warning',
            text: `${emails} should have left half an hour ago: send a test mail from Baton's settings to see why.`,
            settings: 'assistants',
          }),
        ]
      : []),
  ];
}

async function restingMailboxes(
  { mail }: AttentionDeps,
  assistants: Awaited<ReturnType<AttentionDeps['assistants']['list']>>,
): Promise<AttentionItem[]> {
  const looked = await Promise.all(
    assistants.map(async (assistant) => ({ assistant, ...(await mail.mailboxToday(assistant)) })),
  );
  return looked.flatMap(({ assistant, trouble }) =>
    trouble === null
      ? []
      : [
          item({
            kind: 'mailbox',
            tone: 'danger',
            text: `${assistant.name}’s mailbox is paused: ${trouble}.`,
            settings: 'assistants',
          }),
        ],
  );
}

async function webhooks({ inbox, clock, list }: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const now = clock.now();
  if (!isSilent(await inbox.lastEventAt(portalId), now)) return [];
  if ((await list.count(portalId, { sight: null, now, with: 'assistant' })) === 0) return [];
  const text = 'HubSpot has told Baton of no change for a day: owner changes arrive late.';
  return [item({ kind: 'webhooks', tone: 'warning', text, settings: 'connection' })];
}

/** Nothing is lost by it: a person reads what the model would have. */
async function languageModel(
  { modelProvider }: AttentionDeps,
  { portalId, timeZone }: Portal,
): Promise<AttentionItem[]> {
  const condition = await modelProvider.condition(portalId);
  if (!condition) return [];
  const { model, reads, writes, failing, usedUpUntil } = condition;
  const instead = [
    ...(reads ? ['answers in doubt go to a person'] : []),
    ...(writes ? ['emails leave with the text of their sequence'] : []),
  ].join(', ');
  const when = (at: number): string =>
    DateTime.fromMillis(at, { zone: timeZone, locale: 'en-GB' }).toFormat('d LLLL, HH:mm');
  const items: AttentionItem[] = [];
  if (failing) {
    const text = `The language model ${model} has not answered since ${when(failing.since)}. ${failing.why} Meanwhile ${instead}.`;
    items.push(item({ kind: 'language-model', tone: 'warning', text, settings: 'language-model' }));
  }
  if (usedUpUntil !== null) {
    const text = `Today’s budget of the language model is used up: ${instead} until ${when(usedUpUntil)}.`;
    items.push(item({ kind: 'model-budget', tone: 'warning', text, settings: 'language-model' }));
  }
  return items;
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

async function knowledge(deps: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const text = await deps.knowledge.attention(portalId);
  return text === null ? [] : [item({ kind: 'knowledge', tone: 'warning', text, settings: 'knowledge' })];
}

const MOST_LETTERS = 100;

async function failedJobs({ jobs }: AttentionDeps, portalId: PortalId): Promise<AttentionItem[]> {
  const letters = await jobs.deadLetters(MOST_LETTERS);
  const count = letters.filter(({ data }) => data['portalId'] === portalId).length;
  if (count === 0) return [];
  const text = `${count === 1 ? '1 piece' : `${count} pieces`} of work failed for good. Whoever runs Baton finds them with "npm run jobs:failed".`;
  return [item({ kind: 'failed-jobs', tone: 'danger', text })];
}
