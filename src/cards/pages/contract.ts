import type { ClaimView, DraftView, LeadState, SuggestedAnswer, TimelineEntry } from '../contact/contract.ts';
import type { SettingsSection } from '../settings/contract.ts';

/**
 * What Baton's pages in HubSpot show and ask: the contract between them and `/api/pages/…`.
 * Times are epoch milliseconds. Every answer that is not 2xx has the body `{ code, message }`; 403 FORBIDDEN: the person
 * may not see this. An admin sees everything; a rep the contacts that `ViewerView.sees` says, in every list, count,
 * file and bulk action.
 *
 * GET  /api/pages/viewer                                  -> ViewerView
 * GET  /api/pages/overview?span=day|week|month            -> OverviewView
 * GET  /api/pages/leads?<LeadFilter>&sort=&direction=ascending|descending&after=&limit= -> LeadsView
 * POST /api/pages/leads/csv       { filter: LeadFilter }  -> CsvView (open `url` within the time: it is the file)
 * GET  /api/pages/activity?<ActivityFilter>&after=&limit= -> ActivityView
 * POST /api/pages/bulk/plan       BulkRequest             -> BulkPlan (what would happen; nothing does)
 * POST /api/pages/bulk            BulkRequest             -> BulkJob; 409 CONFLICT: none of the leads matches any more
 * GET  /api/pages/bulk                                    -> { jobs: BulkJob[] } (newest first, those of the last 7 days)
 * GET  /api/pages/bulk/{id}                               -> BulkJob
 * GET  /api/pages/bulk/{id}/refused?after=                -> BulkRefusedView
 * POST /api/pages/bulk/{id}/cancel {}                     -> BulkJob
 * GET  /api/pages/reviews?<ReviewFilter>&after=&limit=    -> ReviewsView (oldest first)
 * GET  /api/pages/reviews/count                           -> { count }
 * GET  /api/pages/reviews/{id}                            -> ReviewDetail
 * POST /api/pages/reviews/{id}/take {}                    -> ReviewDetail (others see who is on it, for 15 minutes)
 * POST /api/pages/reviews/{id}/approve { version, subject?, letter?, standsBy? } -> ReviewDetail; also /skip, /write-again
 *                                                            and /take-over { version }
 * POST /api/pages/reviews/{id}/check { subject, letter }  -> { claims: ClaimView[] }
 * POST /api/pages/reviews/{id}/reply { version, subject, letter, standsBy? } -> ReviewDetail
 * POST /api/pages/reviews/{id}/suggest-again {}           -> ReviewDetail (a language model writes the suggestion anew)
 * POST /api/pages/reviews/{id}/forward { version }        -> ReviewDetail
 * POST /api/pages/reviews/{id}/finish { version, outcome } -> ReviewDetail
 *                                                            409 CONFLICT: somebody settled it before; 409 CONFIRM_FIRST:
 *                                                            a claim stands in no source
 *
 * A filter in a query is one parameter a field; several values stand in one, parted by commas (`state=Hot,Responded`).
 */
export interface ViewerView {
  role: 'admin' | 'rep';
  /** Whose contacts this person sees here, one sentence: "You see every lead of this account." */
  sees: string;
  /** IANA zone of the account: days, weeks and months of the pages are counted in it. */
  timeZone: string;
  /** Where a contact's record is: put the contact id at the end. */
  recordUrl: string;
  /** What the filters offer, of what this person sees; each with the words to show. */
  choices: {
    states: readonly Choice<LeadState>[];
    assistants: readonly Choice[];
    /** Persons who owned a contact before an assistant; `none`: it had no owner. */
    priorOwners: readonly Choice[];
    answers: readonly Choice[];
    attention: readonly Choice<AttentionKind>[];
    nextEmail: readonly Choice<NextEmail>[];
    activity: readonly Choice<ActivityKind>[];
    bulk: readonly Choice<LeadAction['kind']>[];
  };
}

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

// ---- Leads
/** Which leads. An absent field does not filter. */
export interface LeadFilter {
  /** Beginnings of words of name, email address or company; each of them must be found. At least 2 characters. */
  search?: string;
  state?: readonly LeadState[];
  /** `assistant`: an assistant works on it now (also queued or paused); `person`: it is with a person again. */
  with?: 'assistant' | 'person';
  assistant?: readonly string[];
  /** Owner ids; `none`: the contact had no owner. */
  priorOwner?: readonly string[];
  /** What the last answer meant; `none`: no answer yet. */
  lastAnswer?: readonly string[];
  nextEmail?: NextEmail;
  attention?: AttentionKind | 'any';
}

/** overdue: its time has passed and it is not sent; the others are days of the account's zone; none: no email is planned. */
export type NextEmail = 'overdue' | 'today' | 'tomorrow' | 'this-week' | 'later' | 'none';

/**
 * Why a person should look at a lead. needs-you: Hot or Responded, back with a person, and nobody has said "picked up"
 * or handed it over again; at-risk: that, and the owner was reminded as
 * often as the settings say; stuck: Baton paused it; paused: by a person, for more than 7 days.
 */
export type AttentionKind = 'needs-you' | 'at-risk' | 'stuck' | 'paused';

export type LeadSort = 'name' | 'company' | 'state' | 'next-email' | 'last-answer' | 'since';

export interface LeadsView {
  leads: readonly LeadRow[];
  /** How many match in all. */
  total: number;
  /** For `after`; null: this is the last page. */
  next: string | null;
}

export interface LeadRow {
  contactId: string;
  /** First and last name; without them the email address; without that "Contact 123". */
  name: string;
  email: string | null;
  /** "Shared mailbox" (`info@`), "Throw-away address"; null: neither shows. */
  addressNote: string | null;
  company: string | null;
  state: LeadState;
  stateLabel: string;
  /** queued, paused and handing-back deserve a word beside the state. */
  stage: 'queued' | 'nurturing' | 'paused' | 'handing-back' | 'closed';
  attention: AttentionKind | null;
  assistantId: string;
  assistantName: string;
  priorOwnerName: string | null;
  /** Who has the contact now: the assistant's name, a person's, or null: nobody. */
  ownerName: string | null;
  /** 1-based number of the step that goes out next, and of how many. */
  step: number;
  stepCount: number;
  nextEmailAt: number | null;
  /** It is written, and a person decides about it; absent: no. */
  waitsForApproval?: true;
  /** IANA zone in which `nextEmailAt` is to be shown. */
  timeZone: string;
  lastAnswer: { class: string; label: string; at: number } | null;
  /** When it was handed to the assistant. */
  since: number;
  /** Why it ended, one sentence; null while an assistant works on it. */
  closeReason: string | null;
}

export interface CsvView {
  /** Opens in the browser and saves the file; works for ten minutes, for this filter and this person only. */
  url: string;
  fileName: string;
  rows: number;
  expiresAt: number;
}

// ---- Bulk actions
/** picked-up: a person has taken a Hot or Responded lead up; it needs nobody any more. */
export type BulkAction =
  | { kind: 'hand-back' }
  | { kind: 'picked-up' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'stop' }
  | { kind: 'change-assistant'; assistantId: string }
  /** Of the page Reviews: emails that wait, where nothing is marked and nothing changed. */
  | { kind: 'approve' };

/** What is asked for on the page Leads. */
export type LeadAction = Exclude<BulkAction, { kind: 'approve' }>;

/** `filter`: all leads that match now, also those on other pages. */
export interface BulkRequest {
  action: BulkAction;
  on: { contactIds: readonly string[] } | { filter: LeadFilter } | { reviews: ReviewFilter };
  /** Chosen by the page, once a click: the same request sent twice is one job. At most 100 characters. */
  requestId: string;
}

/** What will happen, in numbers, and the way back. */
export interface BulkPlan {
  matching: number;
  willChange: number;
  /** Those that will not, with the reason in words. */
  willNot: readonly { reason: string; count: number }[];
  /** "To undo it, hand the contacts over again." */
  wayBack: string;
}

export interface BulkJob {
  id: string;
  /** "Hand back 1,200 leads" */
  title: string;
  action: BulkAction;
  /** cancelled: what was done stays done; failed: it could not go on, `problem` says why. */
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  total: number;
  done: number;
  /** Not done for a reason that has to do with the lead; see `refused`. */
  refused: number;
  askedBy: string;
  askedAt: number;
  endedAt: number | null;
  problem: string | null;
  mayCancel: boolean;
}

export interface BulkRefusedView {
  refused: readonly { contactId: string; name: string; reason: string }[];
  next: string | null;
}

// ---- Reviews
/** Which of what waits for a person. An absent field does not filter. */
export interface ReviewFilter {
  kind?: ReviewKind;
  /** Of contacts that are the reader's own. */
  mine?: 'true';
  assistant?: readonly string[];
}

/** draft: an email that leaves only if a person says so; answer: one that Baton is not sure of. */
export type ReviewKind = 'draft' | 'answer';

export interface ReviewsView {
  /** Oldest first. */
  reviews: readonly ReviewRow[];
  total: number;
  /** How many of them are emails that can be approved together. */
  simple: number;
  next: string | null;
}

export interface ReviewRow {
  id: string;
  kind: ReviewKind;
  contactId: string;
  contactName: string;
  company: string | null;
  assistantName: string;
  /** The subject of the email, or how the answer begins. */
  title: string;
  /** Why a person is asked, in words. */
  why: string;
  /** A claim stands in no source, or something changed: to be looked at alone. */
  marked: boolean;
  /** Nobody decided in time. */
  expired: boolean;
  since: number;
  taken: Taken | null;
}

/** Who looks at it, since when. */
export interface Taken {
  by: string;
  since: number;
  /** It is the reader. */
  mine: boolean;
}

export type ReviewDetail = ReviewHead &
  ({ kind: 'draft'; draft: DraftView | null } | { kind: 'answer'; answer: AnswerInDoubt | null });

export interface ReviewHead {
  id: string;
  version: number;
  contactId: string;
  contactName: string;
  company: string | null;
  assistantName: string;
  /** Who has the contact as a person's. */
  ownerName: string | null;
  /** What became of it, and by whom; null: it still waits. */
  settled: string | null;
  since: number;
  taken: Taken | null;
  /** The conversation before it, newest first. */
  before: readonly ReviewMail[];
}

export interface ReviewMail {
  direction: 'in' | 'out';
  subject: string;
  text: string;
  at: number;
}

export interface AnswerInDoubt {
  from: string;
  subject: string;
  /** In full. */
  text: string;
  at: number;
  /** What came with it, in words; null: nothing. */
  files: string | null;
  /** What Baton makes of it, how surely, from which words. */
  understood: string;
  /** The sentence that decided. */
  evidence: string;
  /** Why a reply of before did not leave; null: none was tried. */
  problem: string | null;
  suggestion: AnswerSuggestion;
  /** What a person may say that it means; `stateLabel`: what the lead becomes. */
  outcomes: readonly { value: string; label: string; stateLabel: string }[];
}

/** To begin a reply with; it leaves only where a person sends it. */
export interface AnswerSuggestion extends Pick<SuggestedAnswer, 'letter' | 'sentences' | 'sources'> {
  subject: string;
  /** It says more than greeting and signature. */
  offers: boolean;
  /** What it offers, who wrote it or why nobody did; null: nothing to tell. */
  why: string | null;
  /** writing: a language model is at it. */
  state: 'writing' | 'ready';
  /** It can be asked for anew. */
  again: boolean;
}

export interface DraftCheck {
  claims: readonly ClaimView[];
}

// ---- Activity
export type ActivityKind =
  | 'hand-over' | 'schedule' | 'sent' | 'answer' | 'automatic-answer' | 'hand-back' | 'owner' | 'person'
  | 'review' | 'interest' | 'written' | 'unsubscribed' | 'contact' | 'not-sent' | 'refused'
  | 'campaign'; // prettier-ignore

/** Which entries. An absent field does not filter. */
export interface ActivityFilter {
  kind?: readonly ActivityKind[];
  contact?: string;
  assistant?: readonly string[];
  /** Prior owners, by owner id; `none`: the contact had no owner. */
  priorOwner?: readonly string[];
  /** From this moment on, and before that one. */
  from?: number;
  to?: number;
}

export interface ActivityView {
  /** Newest first. */
  entries: readonly ActivityRow[];
  next: string | null;
}

export interface ActivityRow extends TimelineEntry {
  kind: ActivityKind;
  kindLabel: string;
  contactId: string;
  contactName: string;
  assistantName: string;
}

// ---- Overview
export interface OverviewView {
  /** What a person should do first, the gravest first; empty: all is well. */
  attention: readonly AttentionItem[];
  /** Set while no contact was ever handed over: instead of the figures. */
  firstSteps: readonly FirstStep[] | null;
  /** Sums over all `points`. */
  totals: Readonly<Record<SeriesName, CountLink>>;
  /** Oldest first; 30 days, 13 weeks or 12 months. The last one is not over yet. */
  points: readonly OverviewPoint[];
  /** States with at least one lead, in the order of a conversation. */
  states: readonly { state: LeadState; label: string; count: number; leads: LeadFilter }[];
  /** Of how many leads the states speak. */
  leads: number;
  at: number;
}

export type SeriesName = 'sent' | 'answers' | 'handBacks';

/** A number and the list behind it: what the page opens shows exactly so many. */
export interface CountLink {
  count: number;
  activity: ActivityFilter;
}

export interface OverviewPoint extends Readonly<Record<SeriesName, CountLink>> {
  /** Start and end in the account's zone. */
  from: number;
  to: number;
  /** "28 Nov", "Week of 23 Nov", "Nov 2026" */
  label: string;
}

export interface AttentionItem {
  kind:
    | 'account' | 'mailbox' | 'webhooks' | 'failed-jobs' | 'refused' | 'reviews' | 'language-model' | 'model-budget'
    | 'knowledge' | AttentionKind; // prettier-ignore
  tone: 'danger' | 'warning' | 'info';
  /** One sentence: "3 leads answered and nobody picked them up." */
  text: string;
  /** What to do: the list behind it, a section of Baton's settings, or (re)connecting; all null: only to know. */
  leads: LeadFilter | null;
  activity: ActivityFilter | null;
  reviews: ReviewFilter | null;
  settings: SettingsSection | null;
  connectUrl: string | null;
}

export interface FirstStep {
  kind: 'set-up' | 'assistant' | 'fallback-owner' | 'first-contact';
  title: string;
  hint: string;
  done: boolean;
  /** Where in Baton's settings it is done (admins only); null: in HubSpot. */
  settings: SettingsSection | null;
}
