import { createRenderer } from '@hubspot/ui-extensions/testing';
import { TestBackend, settle, testOrigin } from '../requests/test-backend.ts';
import type { Layout } from './card-tools.ts';
import { ContactCard } from './contact-card.tsx';
import type {
  ActiveLead,
  CardBase,
  CardView,
  ClosedLead,
  ContextLine,
  EmailPreview,
  RepAction,
  TimelineEntry,
} from './contract.ts';

export const cardPath = '/api/contacts/123';

export const tara = { id: 'a1', name: 'Tara', role: 'Sales assistant', ready: true, hint: '' };
export const omar = { id: 'a2', name: 'Omar', role: 'Event host', ready: true, hint: '' };

export const base: CardBase = {
  assistants: [tara],
  context: {
    own: '',
    default: 'Offer a short call about our spring prices.',
    maxLength: 65_536,
    saysNothing: false,
  },
  timeline: [],
  notices: [],
  actions: [],
};

export const lead: ActiveLead = {
  assistantName: 'Tara',
  state: 'Cold',
  step: 2,
  stepCount: 8,
  stepNames: ['First email', 'First follow-up', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Last'],
  sequenceName: 'Recommended',
  nextEmailAt: Date.UTC(2026, 10, 23, 9, 30),
  timeZone: 'Asia/Tokyo',
  timeZoneOrigin: null,
  priorOwnerName: 'Rae Rep',
  campaign: null,
  waiting: null,
  interest: null,
  reads: null,
  since: Date.UTC(2026, 10, 20, 8),
};

export const closed: ClosedLead = {
  assistantName: 'Tara',
  state: 'Hot',
  reason: 'The contact agreed to meet on Thursday at 3 pm.',
  closedAt: Date.UTC(2026, 10, 20, 10),
  handedBackTo: 'Rae Rep',
  reply: {
    text: 'Hello Tara,\n\nThursday 3 pm works.\nBest, Kim',
    at: Date.UTC(2026, 10, 20, 9, 59),
    from: 'contact',
  },
  understood: null,
  needsYou: true,
  endedEarly: false,
};

/** What a rep can ask for. */
export const fitting = (...actions: RepAction[]): CardBase['actions'] =>
  actions.map((action) => ({ action, refused: null }));

const whileActive = [
  'reply',
  'introduce',
  'note',
  'remind',
  'restart',
  'stop',
  'hand-back',
  'mark-hot',
] as const;
const actions = fitting('pause', 'unsubscribe', 'change-assistant', ...whileActive);

export const nurturing = { ...base, actions, kind: 'nurturing', lead } satisfies CardView;
export const available = {
  ...base,
  kind: 'available',
  last: null,
  obstacle: null,
  again: null,
} satisfies CardView;

export const entry = (id: string, at: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id,
  at,
  title: `Event ${id}`,
  trigger: 'owner change',
  rule: 'owner is an assistant',
  detail: null,
  email: null,
  behind: null,
  ...more,
});

export const contextLine = (more: Partial<ContextLine> = {}): ContextLine => ({
  line: 1,
  at: 0,
  from: 0,
  text: 'Spring',
  label: null,
  use: 'unused',
  steps: [],
  reason: 'Without a label.',
  hint: null,
  inThisEmail: false,
  ...more,
});

export const email = (more: Partial<EmailPreview> = {}): EmailPreview => ({
  subject: 'Hello',
  text: 'About spring',
  step: 2,
  stepName: 'First follow-up',
  sendAt: null,
  context: { of: 'none', lines: [] },
  ...more,
});

/** Renders the whole card against a test backend. */
export async function showCard(view: CardView | null, layout: Layout = 'tab') {
  const backend = new TestBackend();
  if (view) backend.on(`GET ${cardPath}/card`, view);
  backend.on(`GET ${cardPath}/next-email`, email()).on(`POST ${cardPath}/next-email`, email());
  const renderer = createRenderer(layout === 'tab' ? 'crm.record.tab' : 'crm.record.sidebar');
  renderer.mocks.context.variables = { API_ORIGIN: `${testOrigin}/` };
  renderer.mocks.context.user.locale = 'en-gb';
  renderer.mocks.context.portal.timezone = 'Europe/Berlin';
  renderer.render(<ContactCard layout={layout} />);
  await settle();
  const alerts = () => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);
  const text = () => renderer.getRootNode().toString();
  return { backend, alerts, text, ...renderer };
}
