import type { Assistant } from '../assistants/assistants.ts';
import { assistantId, contactId, ownerId, portalId } from '../ground/identifiers.ts';
import type { Classification, ReplyClass } from '../replies/types.ts';
import type { AssignedEvent, Situation } from './deciding/events.ts';
import type { Lead } from './lead/lead-entity.ts';
import { defaultBusinessHours } from './deciding/schedule.ts';

/** Tuesday 24 November 2026, 10:00 in Berlin. */
export const TUESDAY = Date.UTC(2026, 10, 24, 9, 0);

const step = (name: string, afterBusinessDays: number) => ({
  name,
  afterBusinessDays,
  subject: '',
  body: name,
});

export const assigned = (change: Partial<AssignedEvent> = {}): AssignedEvent => ({
  type: 'assigned',
  assistantId: assistantId('tara'),
  assistantName: 'Tara',
  assistantOwnerId: ownerId('900'),
  brochureUrl: null,
  priorOwnerId: ownerId('100'),
  priorOwnerName: 'Rae Rep',
  assignedBy: null,
  by: 'Rae Rep',
  leadStatus: '',
  sequenceId: 'three',
  sequenceVersion: 1,
  sequenceName: 'Three emails',
  steps: [step('First', 0), step('Second', 2), step('Third', 3)],
  ownContext: null,
  facts: {
    email: 'ada@lovelace.example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: null,
    jobTitle: null,
  },
  timeZone: 'Europe/Berlin',
  timeZoneFrom: 'contact',
  obstacle: null,
  takeFrom: null,
  ownedSince: null,
  ...change,
});

export const situation = (change: Partial<Situation> = {}): Situation => ({
  now: TUESDAY,
  hours: defaultBusinessHours,
  firstEmailDelayMs: 5 * 60_000,
  assistantName: 'Tara',
  brochureUrl: null,
  remindEveryDays: 2,
  remindTimes: 5,
  placeFree: true,
  ...change,
});

export const lead = (change: Partial<Lead> = {}): Lead => {
  const { steps, sequenceName, facts, priorOwnerId, priorOwnerName, timeZone, assistantOwnerId } = assigned();
  return {
    steps,
    sequenceId: 'three',
    sequenceVersion: 1,
    sequenceName,
    facts,
    priorOwnerId,
    priorOwnerName,
    timeZone,
    assistantOwnerId,
    portalId: portalId(4242),
    contactId: contactId(501),
    round: 1,
    stage: 'nurturing',
    state: 'Cold',
    subState: null,
    assistantId: assistantId('tara'),
    assignedAt: TUESDAY,
    assignedBy: null,
    ownedSince: null,
    priorLeadStatus: null,
    timeZoneFrom: null,
    step: 0,
    wakeAt: TUESDAY,
    ownContext: null,
    email: 'ada@lovelace.example.com',
    closeReason: null,
    closedAt: null,
    handedBackTo: null,
    ownerReadAt: 0,
    contextAt: 0,
    takingOver: false,
    takenFrom: null,
    goneFrom: null,
    mergedInto: null,
    originKey: null,
    pickedUpAt: null,
    ownerId: null,
    ownerAt: null,
    answer: null,
    legalAt: null,
    retry: null,
    had: null,
    held: null,
    riskAt: null,
    risk: null,
    interest: null,
    campaignId: null,
    keptOwner: null,
    ...change,
  };
};

/** An account without campaigns. */
export const noCampaigns = {
  find: async () => undefined,
  happenings: { note: async () => undefined },
};

export const reply = (replyClass: ReplyClass, change: Partial<Classification> = {}): Classification => ({
  class: replyClass,
  confidence: 1,
  evidence: 'the words',
  date: null,
  referredEmail: null,
  secondary: [],
  doubtful: false,
  legal: false,
  ...change,
});

/** What writing reads of an assistant: Tara, of whom nothing more is told. */
export const plainAssistant = {
  assistantId: lead().assistantId,
  portalId: lead().portalId,
  name: 'Tara',
  email: 'tara@acme.example.com',
  role: 'Sales',
  signature: '',
  companyDescription: '',
  brochureUrl: null,
  calendarUrl: null,
  defaultContext: '',
} as unknown as Assistant;
