import { showPage } from '../pages/test-pages.tsx';
import { now } from '../pages/test-answers.ts';
import type {
  CampaignChoices,
  CampaignDetail,
  CampaignDraft,
  CampaignFigures,
  CampaignLine,
  CampaignReport,
  CampaignReview,
  CampaignRun,
  ListsView,
  MembersView,
} from './contract.ts';

/* Answers as the backend gives them, for the tests of the page Campaigns. */

const hour = 3_600_000;
const day = 24 * hour;

export const draft: CampaignDraft = {
  name: 'Hospitals, spring',
  goal: 'Twenty demos before the fair.',
  list: { id: '11', name: 'Hospitals' },
  assistantId: 'a1',
  sequenceId: 's2',
  takesOwnership: true,
  approval: 'assistant',
  automatic: false,
  leaving: 'keep',
  startAt: null,
  endAt: null,
  hours: null,
  dailyCap: null,
  protectedOwners: [],
};

export const figures: CampaignFigures = {
  members: 1_240,
  waiting: 12,
  enrolled: 1_000,
  leftOut: 228,
  reached: 640,
  sent: 1_480,
  replied: 96,
  meetings: 31,
  handedBack: 120,
  optedOut: 9,
  bounced: 14,
};

export const line = (id: string, more: Partial<CampaignLine> = {}): CampaignLine => ({
  id,
  name: draft.name,
  status: 'running',
  creator: 'Ada Admin',
  listName: 'Hospitals',
  assistantName: 'Tara',
  figures,
  note: null,
  changedAt: now - day,
  ...more,
});

export const choices: CampaignChoices = {
  assistants: [
    { value: 'a1', label: 'Tara', ready: true },
    { value: 'a2', label: 'Omar', ready: false },
  ],
  sequences: [
    { value: 's1', label: 'Recommended' },
    { value: 's2', label: 'Brief' },
  ],
  owners: [
    { value: '71', label: 'Rae Rep' },
    { value: '72', label: 'Sam Sales' },
  ],
  hours: { weekdays: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1020 },
  timeZone: 'Europe/Berlin',
};

export const lists: ListsView = {
  lists: [
    { id: '11', name: 'Hospitals', kind: 'static', size: 1_240, refused: null },
    { id: '12', name: 'Newsletter readers', kind: 'dynamic', size: null, refused: null },
    {
      id: '13',
      name: 'Target accounts',
      kind: 'dynamic',
      size: 80,
      refused: 'This is a list of companies. Make one of their contacts in HubSpot.',
    },
  ],
  next: 'lists-2',
};

export const detail = (more: Partial<CampaignDetail> = {}): CampaignDetail => ({
  id: 'c1',
  status: 'running',
  draft,
  version: 3,
  creator: 'Ada Admin',
  createdAt: now - 9 * day,
  changedAt: now - 2 * hour,
  startedAt: now - 7 * day,
  endedAt: null,
  assistantName: 'Tara',
  sequenceName: 'Brief',
  figures,
  apart: [],
  states: [
    { value: 'nurturing', label: 'Being written to', count: 700 },
    { value: 'Hot', label: 'Hot', count: 31 },
  ],
  leftOut: [
    { value: 'unsubscribed', label: 'Unsubscribed', count: 130 },
    { value: 'no-email', label: 'Has no email address', count: 98 },
  ],
  runs: [],
  tenth: null,
  may: ['edit', 'enroll', 'again', 'test', 'pause', 'stop', 'complete', 'undo', 'clone', 'move'],
  problems: [],
  underWay: 700,
  undoable: 360,
  note: null,
  ...more,
});

export const asDraft = (more: Partial<CampaignDetail> = {}): CampaignDetail =>
  detail({ status: 'draft', startedAt: null, may: ['edit', 'start', 'test', 'clone', 'archive'], ...more });

export const run = (more: Partial<CampaignRun> = {}): CampaignRun => ({
  id: 'r1',
  kind: 'enroll',
  title: 'Enroll from Hospitals',
  state: 'running',
  total: 1_240,
  done: 300,
  refused: 40,
  askedBy: 'Ada Admin',
  askedAt: now - hour,
  endedAt: null,
  problem: null,
  mayCancel: true,
  ...more,
});

export const review = (more: Partial<CampaignReview> = {}): CampaignReview => ({
  id: 'v1',
  state: 'done',
  looked: 1_240,
  total: 1_240,
  startedAt: now - hour,
  endedAt: now,
  problem: null,
  enrolled: 1_012,
  queued: 212,
  leftOut: [
    { value: 'unsubscribed', label: 'Unsubscribed', count: 130 },
    { value: 'no-email', label: 'Has no email address', count: 98 },
  ],
  mails: [
    {
      contactId: '501',
      name: 'Maria Lindqvist',
      to: 'maria@acme.example',
      at: now + day,
      subject: 'A short call',
      text: 'Hello Maria,\n\nMay I call you?\nTara',
      marked: [{ words: 'ten clinics', reason: 'No source says so.' }],
      problem: null,
    },
    {
      contactId: '502',
      name: 'Theo Visser',
      to: 'theo@acme.example',
      at: null,
      subject: '',
      text: '',
      marked: [],
      problem: 'The field company is not known and has no fallback.',
    },
  ],
  calendar: [
    { day: '2026-11-30', emails: 80 },
    { day: '2026-12-01', emails: 80 },
    { day: '2026-12-03', emails: 40 },
  ],
  lastMailDay: '2026-12-28',
  calls: { now: 2_600, later: 9_400, words: 'Two for a contact now, two for an email.' },
  storage: { emails: 4_048, kilobytes: 4_048, warning: null },
  budgetLeft: 200_000,
  ...more,
});

export const members: MembersView = {
  members: [
    {
      contactId: '501',
      name: 'Maria Lindqvist',
      company: 'Acme',
      email: 'maria@acme.example',
      state: 'enrolled',
      standing: 'Agreed to meet',
      leadState: 'Hot',
      nextEmailAt: null,
      version: 3,
      at: now - 4 * day,
    },
    {
      contactId: '502',
      name: 'Theo Visser',
      company: '',
      email: 'theo@acme.example',
      state: 'enrolled',
      standing: 'Email 2 of 4 sent',
      leadState: 'Cold',
      nextEmailAt: now + day,
      version: 2,
      at: now - 5 * day,
    },
  ],
  total: 1_000,
  next: 'members-2',
};

export const report: CampaignReport = {
  steps: [
    {
      step: 0,
      name: 'Email 1',
      version: 2,
      sent: 400,
      delivered: 395,
      opened: null,
      replied: 40,
      positive: 12,
      meetings: 9,
      optedOut: 4,
      bounced: 5,
    },
    {
      step: 0,
      name: 'Email 1',
      version: 3,
      sent: 240,
      delivered: 236,
      opened: null,
      replied: 31,
      positive: 14,
      meetings: 12,
      optedOut: 1,
      bounced: 4,
    },
  ],
  answers: [{ value: 'agrees', label: 'Agrees to meet', count: 31 }],
  days: [
    { day: '2026-11-26', sent: 80, replied: 6, meetings: 2, handedBack: 5 },
    { day: '2026-11-27', sent: 90, replied: 9, meetings: 3, handedBack: 8 },
  ],
  comparison: {
    versions: [
      { version: 2, contacts: 400, replied: 40, rate: 0.1 },
      { version: 3, contacts: 240, replied: 31, rate: 0.129 },
    ],
    difference: { low: -0.021, high: 0.084 },
    words: 'The difference may be chance.',
  },
};

/** Opens the page Campaigns against a test backend that knows one campaign. */
export const showCampaigns = (
  params: Record<string, string> = {},
  { answers, ...more }: Parameters<typeof showPage>[0] = {},
) =>
  showPage({
    path: '/campaigns',
    params,
    answers: (backend) => {
      backend
        .on('GET /api/campaigns', { campaigns: [line('c1')], next: null })
        .on('GET /api/campaigns/choices', choices)
        .on('GET /api/campaigns/lists', lists)
        .on('GET /api/campaigns/c1', detail())
        .on('GET /api/campaigns/c1/members', members)
        .on('GET /api/campaigns/c1/report', report)
        .on('GET /api/campaigns/c1/review', review())
        .on('GET /api/campaigns/c1/versions', {
          versions: [
            {
              version: 3,
              draft: { ...draft, dailyCap: 80 },
              changedBy: 'Ada Admin',
              changedAt: now,
              contacts: 300,
            },
            { version: 2, draft, changedBy: 'Ada Admin', changedAt: now - day, contacts: 400 },
          ],
        });
      answers?.(backend);
    },
    ...more,
  });

export type CampaignsTestPage = Awaited<ReturnType<typeof showCampaigns>>;

/** The body of the last request to a route. */
export const lastBody = (page: CampaignsTestPage, route: string): unknown =>
  page.backend.calls.filter(({ method, path }) => `${method} ${path.split('?')[0]}` === route).at(-1)?.body;
