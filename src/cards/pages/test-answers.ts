import type {
  ActivityRow,
  BulkJob,
  LeadRow,
  LeadsView,
  OverviewView,
  SeriesName,
  ViewerView,
} from './contract.ts';

/* Answers as the backend gives them, for the tests of the pages. */

export const now = Date.UTC(2026, 10, 28, 15);
const hour = 3_600_000;
const day = 24 * hour;

export const admin: ViewerView = {
  role: 'admin',
  sees: 'You see every lead of this account.',
  timeZone: 'Europe/Berlin',
  recordUrl: 'https://app.hubspot.com/contacts/123/record/0-1/',
  choices: {
    states: [
      { value: 'Cold', label: 'Cold' },
      { value: 'Warm', label: 'Warm' },
      { value: 'Hot', label: 'Hot' },
      { value: 'OutOfOffice', label: 'Out of office' },
    ],
    assistants: [
      { value: 'a1', label: 'Tara' },
      { value: 'a2', label: 'Omar' },
    ],
    priorOwners: [
      { value: '71', label: 'Rae Rep' },
      { value: 'none', label: 'Nobody' },
    ],
    answers: [
      { value: 'agrees', label: 'Agrees to meet' },
      { value: 'none', label: 'No answer yet' },
    ],
    attention: [
      { value: 'needs-you', label: 'Needs you' },
      { value: 'at-risk', label: 'At risk' },
    ],
    nextEmail: [
      { value: 'overdue', label: 'Overdue' },
      { value: 'today', label: 'Today' },
    ],
    activity: [
      { value: 'sent', label: 'Email sent' },
      { value: 'answer', label: 'Answer' },
      { value: 'hand-back', label: 'Handed back' },
    ],
    bulk: [
      { value: 'hand-back', label: 'Hand back' },
      { value: 'change-assistant', label: 'Change assistant' },
    ],
  },
};

export const rep: ViewerView = {
  ...admin,
  role: 'rep',
  sees: 'You see the leads whose contacts are yours.',
  choices: { ...admin.choices, bulk: [] },
};

const counts = (sent: number, answers: number, handBacks: number, from: number, to: number) => {
  const count = (kind: 'sent' | 'answer' | 'hand-back', value: number) => ({
    count: value,
    activity: { kind: [kind], from, to },
  });
  return {
    sent: count('sent', sent),
    answers: count('answer', answers),
    handBacks: count('hand-back', handBacks),
  } satisfies Record<SeriesName, unknown>;
};

const points = Array.from({ length: 30 }, (_, index) => {
  const from = now - (30 - index) * day;
  const wave = Math.round(40 + 30 * Math.sin(index / 3) + index * 2);
  const label = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(from);
  return {
    from,
    to: from + day,
    label,
    ...counts(wave, Math.round(wave / 6), Math.round(wave / 11), from, from + day),
  };
});

export const overview: OverviewView = {
  attention: [
    {
      kind: 'mailbox',
      tone: 'danger',
      text: 'Tara’s mailbox refuses the password: no email goes out.',
      leads: null,
      activity: null,
      reviews: null,
      settings: 'assistants',
      connectUrl: null,
    },
    {
      kind: 'needs-you',
      tone: 'warning',
      text: '3 leads answered and nobody has picked them up.',
      leads: { attention: 'needs-you' },
      activity: null,
      reviews: null,
      settings: null,
      connectUrl: null,
    },
  ],
  firstSteps: null,
  totals: counts(1_834, 301, 160, now - 30 * day, now),
  points,
  states: [
    { state: 'New', label: 'New', count: 12, leads: { state: ['New'] } },
    { state: 'Cold', label: 'Cold', count: 1_204, leads: { state: ['Cold'] } },
    { state: 'Engaged', label: 'Engaged', count: 96, leads: { state: ['Engaged'] } },
    { state: 'Warm', label: 'Warm', count: 210, leads: { state: ['Warm'] } },
    { state: 'OutOfOffice', label: 'Out of office', count: 34, leads: { state: ['OutOfOffice'] } },
    { state: 'Hot', label: 'Hot', count: 71, leads: { state: ['Hot'] } },
    { state: 'Responded', label: 'Responded', count: 89, leads: { state: ['Responded'] } },
    { state: 'UnSubscribed', label: 'Unsubscribed', count: 18, leads: { state: ['UnSubscribed'] } },
    { state: 'Processed', label: 'Processed', count: 402, leads: { state: ['Processed'] } },
  ],
  leads: 2_136,
  at: now,
};

export const emptyOverview: OverviewView = {
  ...overview,
  attention: [],
  states: [],
  leads: 0,
  firstSteps: [
    {
      kind: 'assistant',
      title: 'Add an assistant',
      hint: 'Give it a name, a role and a default Context. It becomes a HubSpot user that can own contacts.',
      done: true,
      settings: 'assistants',
    },
    {
      kind: 'fallback-owner',
      title: 'Send a test mail',
      hint: 'See a real email arrive before a contact does.',
      done: false,
      settings: 'assistants',
    },
    {
      kind: 'first-contact',
      title: 'Hand over your first contact',
      hint: 'Open a contact in HubSpot and make the assistant its owner.',
      done: false,
      settings: null,
    },
  ],
};

export const lead = (contactId: string, name: string, more: Partial<LeadRow> = {}): LeadRow => ({
  contactId,
  name,
  addressNote: null,
  email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@acme.example`,
  company: 'Acme',
  state: 'Cold',
  stateLabel: 'Cold',
  stage: 'nurturing',
  attention: null,
  assistantId: 'a1',
  assistantName: 'Tara',
  priorOwnerName: 'Rae Rep',
  ownerName: 'Tara',
  step: 2,
  stepCount: 8,
  nextEmailAt: now + 2 * day,
  timeZone: 'America/New_York',
  lastAnswer: null,
  since: now - 4 * day,
  closeReason: null,
  ...more,
});

export const leads: LeadsView = {
  leads: [
    lead('501', 'Maria Lindqvist', {
      state: 'Hot',
      stateLabel: 'Hot',
      stage: 'closed',
      attention: 'needs-you',
      ownerName: 'Rae Rep',
      nextEmailAt: null,
      lastAnswer: { class: 'agrees', label: 'Agrees to meet', at: now - 3 * hour },
      closeReason: 'Agreed to meet on Thursday at 3 pm.',
    }),
    lead('502', 'Theo Visser'),
    lead('503', 'Bartholomew-Maximilian Featherstonehaugh-Cholmondeley-Wolfeschlegelstein', {
      company: 'Gesellschaft für internationale Zusammenarbeit und nachhaltige Entwicklung',
      state: 'OutOfOffice',
      stateLabel: 'Out of office',
      lastAnswer: { class: 'away', label: 'Is away', at: now - day },
    }),
    lead('504', 'Aiko Tanaka', { stage: 'paused', nextEmailAt: null, company: null, priorOwnerName: null }),
    lead('505', 'Contact 505', { email: null, stage: 'queued', state: 'New', stateLabel: 'New' }),
  ],
  total: 1_234,
  next: 'cursor-2',
};

export const activity: readonly ActivityRow[] = [
  {
    id: 'e3',
    at: now - hour,
    kind: 'answer',
    kindLabel: 'Answer',
    title: 'Maria Lindqvist answered: agrees to meet',
    trigger: 'An email arrived in Tara’s mailbox',
    rule: 'answer-agrees',
    detail: null,
    email: {
      subject: 'Re: A short call',
      text: 'Hello Tara,\n\nThursday 3 pm works.\nMaria',
      direction: 'in',
    },
    behind: null,
    contactId: '501',
    contactName: 'Maria Lindqvist',
    assistantName: 'Tara',
  },
  {
    id: 'e2',
    at: now - 2 * day,
    kind: 'sent',
    kindLabel: 'Email sent',
    title: 'Email 1 of 8 sent',
    trigger: 'The time of the step came',
    rule: 'step-due',
    detail: null,
    email: { subject: 'A short call', text: 'Hello Maria,\n\nMay I call you?\nTara', direction: 'out' },
    behind: null,
    contactId: '501',
    contactName: 'Maria Lindqvist',
    assistantName: 'Tara',
  },
  {
    id: 'e1',
    at: now - 4 * day,
    kind: 'hand-over',
    kindLabel: 'Handed over',
    title: 'Rae Rep made Tara the owner in HubSpot',
    trigger: 'The owner changed',
    rule: 'owner-is-assistant',
    detail: 'The prior owner is remembered: Rae Rep.',
    email: null,
    behind: null,
    contactId: '502',
    contactName: 'Theo Visser',
    assistantName: 'Tara',
  },
];

export const job = (more: Partial<BulkJob> = {}): BulkJob => ({
  id: 'j1',
  title: 'Hand back 200 leads',
  action: { kind: 'hand-back' },
  state: 'running',
  total: 200,
  done: 80,
  refused: 0,
  askedBy: 'Ada Admin',
  askedAt: now - 60_000,
  endedAt: null,
  problem: null,
  mayCancel: true,
  ...more,
});
