import type { LeadState } from '../contact/contract.ts';
import type { Choice } from '../pages/contract.ts';

/**
 * What the page Campaigns shows and asks: the contract between it and `/api/campaigns/…`. Times are epoch milliseconds.
 * Every answer that is not 2xx has the body `{ code, message }`. Whoever may open Baton's pages sees campaigns and their
 * numbers, and of contacts those that `ViewerView.sees` says; only admins create, change and run them (403 FORBIDDEN).
 * `requestId`: the page's own name for a click: the same click counts once.
 *
 * GET  /api/campaigns?status=&search=&after=              -> CampaignsView (running ones first, then by last change)
 * GET  /api/campaigns/choices                             -> CampaignChoices
 * GET  /api/campaigns/lists?search=&after=                -> ListsView (HubSpot's lists, by name)
 * POST /api/campaigns           { draft, requestId }      -> { id }
 * GET  /api/campaigns/{id}                                -> CampaignDetail
 * PUT  /api/campaigns/{id}      { draft, from }           -> CampaignDetail; 409 CONFLICT: somebody changed it meanwhile
 * POST /api/campaigns/{id}/edit-review { draft }          -> EditReview (whom an edit touches; nothing is changed)
 * POST /api/campaigns/{id}/review      { requestId }      -> CampaignReview (a dry run begins; nothing is sent or written)
 * GET  /api/campaigns/{id}/review                         -> CampaignReview (the latest); 404: there is none yet
 * POST /api/campaigns/{id}/review/cancel {}               -> CampaignReview
 * GET  /api/campaigns/{id}/review/left-out?reason=&after=&limit= -> LeftOutView (of the latest dry run); admins only, as
 *      all of a dry run
 * POST /api/campaigns/{id}/start   { requestId, first }   -> CampaignDetail; first: 'all' | 'tenth'
 * POST /api/campaigns/{id}/enroll  { requestId }          -> CampaignDetail (reads the list now; goes on after a tenth)
 * POST /api/campaigns/{id}/test    { requestId, contactId } -> CampaignDetail (enrolls one contact, also while a draft)
 * POST /api/campaigns/{id}/pause   { requestId }          -> CampaignDetail; also /resume, /stop, /complete, /archive; /undo, with
 *      `on` only of these contacts
 * POST /api/campaigns/{id}/clone   { requestId, name }    -> { id }
 * POST /api/campaigns/{id}/move    { requestId, on, to }  -> CampaignDetail; on: { contactIds } | { filter: MemberFilter }
 * POST /api/campaigns/{id}/again   { requestId, on }      -> CampaignDetail (looks again at who was left out or is through)
 * POST /api/campaigns/{id}/runs/{run}/cancel {}           -> CampaignDetail
 * GET  /api/campaigns/{id}/members?state=&reason=&search=&after=&limit= -> MembersView
 * POST /api/campaigns/{id}/csv     { what }               -> CsvView; what: 'members' | 'report'
 * GET  /api/campaigns/{id}/report?span=day|week|month     -> CampaignReport
 * GET  /api/campaigns/{id}/versions                       -> { versions: CampaignVersion[] } (newest first)
 * POST /api/campaign-rules/trial { rules, campaignId }    -> { trials: RuleTrial[] }: what rules would have done in the
 *      last 30 days; nothing is changed. campaignId: null for a campaign that is not saved yet
 * GET  /api/campaign-rules/{id}/firings                   -> { firings: RuleFiring[] } (the newest 50 first); admins only
 */
export type CampaignStatus = 'draft' | 'running' | 'paused' | 'completed' | 'archived';

/** What a person decides about a campaign. */
export interface CampaignDraft {
  name: string;
  /** In words, for people. */
  goal: string;
  /** The HubSpot list; null: not chosen yet. */
  list: { id: string; name: string } | null;
  assistantId: string;
  /** "": the assistant's own. */
  sequenceId: string;
  /** The assistant becomes the owner and hands back at the end; else the owner stays who it is. */
  takesOwnership: boolean;
  /** Which emails a person approves before they leave; `assistant`: as the assistant is set. */
  approval: 'assistant' | 'none' | 'first' | 'all' | 'marked';
  /** New members of the list are enrolled as they join. */
  automatic: boolean;
  /** What becomes of a contact that leaves the list. */
  leaving: 'keep' | 'pause' | 'stop';
  /** Nobody is enrolled before; null: from the start on. */
  startAt: number | null;
  /** No email leaves after; null: no end. */
  endAt: number | null;
  /** In each contact's own zone; null: the account's. */
  hours: { weekdays: readonly number[]; startMinute: number; endMinute: number } | null;
  /** Most emails a day, of the account's zone; null: no limit but the mailbox's. */
  dailyCap: number | null;
  /** Contacts of these owners are left out. */
  protectedOwners: readonly string[];
  /** What happens by itself; absent: nothing. */
  rules?: CampaignRules | undefined;
}

export interface CampaignRules {
  /** Answers with one of these words go to Reviews, whatever they were understood as. */
  review: readonly KeywordRule[];
  /** Answers understood as one of these go to Reviews, whatever Baton would have done; absent: none. */
  reviewClasses?: readonly ReviewedClass[] | undefined;
  properties: readonly PropertyRule[];
  /** When a contact agrees to meet, the campaign is over for the other contacts of its company. */
  meetingEndsCompany: boolean;
  /** No email leaves before, epoch ms; null: no quiet. */
  quietUntil: number | null;
  /** Whoever has not answered goes on in another campaign; null: nobody does. */
  reEnroll: ReEnrollRule | null;
  /** Another assistant goes on after so many emails without an answer; null: none does. */
  handOver: { assistantId: string; emails: number } | null;
}

export interface ReEnrollRule {
  campaignId: string;
  /** After the last email brought no answer and the contact went back. */
  days: number;
  /** So often at most for each contact, by the rules of all campaigns: so no loop goes on for ever. */
  most: number;
}

export interface KeywordRule {
  /** Of the answer, such as "de"; "": whichever. */
  language: string;
  /** Whole words, or several that follow each other. */
  words: readonly string[];
}

/** What an answer may be understood as, for a person to read it. */
export type ReviewedClass =
  | 'AgreedToMeet' | 'InterestedToProceed' | 'SeekingMoreInfo' | 'BrochureRequest' | 'ConnectLater' | 'ReferredSomeone'
  | 'Deactivated' | 'MovedOut' | 'Retired' | 'Other'; // prettier-ignore

/** What happens when a contact's property changes in HubSpot while it is in the campaign. */
export interface PropertyRule {
  /** HubSpot's internal name. */
  property: string;
  /** As people call it and its value; words only. Absent: the internal names stand for them. */
  label?: string | undefined;
  valueLabel?: string | undefined;
  /** To the value, or away from it. */
  change: 'to' | 'from';
  /** HubSpot's internal value; "": empty. */
  value: string;
  /** `stop`: the contact goes back. */
  act: 'pause' | 'stop';
  /** The contact alone, or all of its company that are in the campaign. */
  reach: 'contact' | 'company';
}

export interface CampaignFigures {
  /** Read in the list so far. */
  members: number;
  /** Wait to be decided about. */
  waiting: number;
  enrolled: number;
  leftOut: number;
  /** Contacts that got an email. */
  reached: number;
  sent: number;
  replied: number;
  meetings: number;
  handedBack: number;
  optedOut: number;
  bounced: number;
}

export interface CampaignLine {
  id: string;
  name: string;
  status: CampaignStatus;
  creator: string;
  listName: string | null;
  assistantName: string | null;
  figures: CampaignFigures;
  /** What goes on now, or what keeps it from going on, in words; null: nothing. */
  note: string | null;
  changedAt: number;
}

export interface CampaignsView {
  campaigns: readonly CampaignLine[];
  next: string | null;
}

export interface CampaignChoices {
  assistants: readonly (Choice & { ready: boolean })[];
  sequences: readonly Choice[];
  owners: readonly Choice[];
  /** The account's hours, shown where a campaign has none of its own. */
  hours: { weekdays: readonly number[]; startMinute: number; endMinute: number };
  timeZone: string;
}

export interface ListChoice {
  id: string;
  name: string;
  kind: 'static' | 'dynamic';
  /** HubSpot's count; null: it does not say. */
  size: number | null;
  /** Why it cannot be taken, one sentence that says what to do; null: it can. */
  refused: string | null;
}

export interface ListsView {
  lists: readonly ListChoice[];
  next: string | null;
}

/** Long work on a campaign: what it is, how far it is, and whether it can be cancelled. */
export interface CampaignRun {
  id: string;
  kind:
    | 'enroll'
    | 'again'
    | 'test'
    | 'pause'
    | 'resume'
    | 'stop'
    | 'undo'
    | 'move'
    | 'write-status'
    | 'apply-edit'
    | 'leave';
  title: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** null: not known yet. */
  total: number | null;
  done: number;
  refused: number;
  askedBy: string;
  askedAt: number;
  endedAt: number | null;
  problem: string | null;
  mayCancel: boolean;
}

export interface CampaignDetail {
  id: string;
  status: CampaignStatus;
  draft: CampaignDraft;
  version: number;
  creator: string;
  createdAt: number;
  /** A review that began before says nothing of what was changed. */
  changedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  assistantName: string | null;
  sequenceName: string | null;
  figures: CampaignFigures;
  /** Contacts by how they stand, those left out apart: values of `MemberFilter.state`. */
  states: readonly (Choice & { count: number })[];
  /** Why contacts were left out, the most first: values of `MemberFilter.reason`. */
  leftOut: readonly (Choice & { count: number })[];
  /** Those who are in no conversation of it: values of `MemberFilter.state`. */
  apart: readonly (Choice & { count: number })[];
  /** Those under way, then the last ones. */
  runs: readonly CampaignRun[];
  /** A tenth was started, and the rest waits for `enroll`. */
  tenth: { enrolled: number; rest: number } | null;
  /** What a person may ask for now. */
  may: readonly (
    | 'edit'
    | 'start'
    | 'enroll'
    | 'again'
    | 'test'
    | 'pause'
    | 'resume'
    | 'stop'
    | 'complete'
    | 'archive'
    | 'undo'
    | 'clone'
    | 'move'
  )[];
  /** What keeps it from going on (list gone, assistant not ready …), one sentence each that says what to do. */
  problems: readonly string[];
  /** Contacts that are on their way: their emails are not all sent, and nobody ended it. */
  underWay: number;
  /** Contacts that `undo` would take out again: nothing was sent to them. */
  undoable: number;
  note: string | null;
}

export interface EditReview {
  /** Contacts under way whose unsent emails change. */
  touched: number;
  /** What changes for them, one sentence each. */
  changes: readonly string[];
}

/** How a contact stands in a campaign. `left_out`: not enrolled, see reason. */
export type MemberState = 'waiting' | 'left_out' | 'enrolled' | 'removed' | 'moved' | 'undone';

export interface MemberFilter {
  /** Of those enrolled also how their lead stands, such as `nurturing`, `paused`, `Hot`. */
  state?: string;
  reason?: string;
  search?: string;
}

/** Contacts of a campaign: those ticked, or all that match. */
export type MembersMeant = { contactIds: readonly string[] } | { filter: MemberFilter };

export interface MemberLine {
  contactId: string;
  name: string;
  company: string;
  email: string;
  state: MemberState;
  /** In words: "Email 2 of 5 sent", "Left out: unsubscribed." */
  standing: string;
  leadState: LeadState | null;
  nextEmailAt: number | null;
  version: number | null;
  at: number;
}

export interface MembersView {
  members: readonly MemberLine[];
  total: number;
  next: string | null;
}

/** What would happen, of real contacts; nothing was sent or written for it. */
export interface CampaignReview {
  id: string;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Members looked at so far, and HubSpot's count. */
  looked: number;
  total: number | null;
  startedAt: number;
  endedAt: number | null;
  problem: string | null;
  /** From here on as far as it was looked. */
  enrolled: number;
  /** Of them: wait for a free place of the assistant. */
  queued: number;
  leftOut: readonly (Choice & { count: number })[];
  /** The first ten mails as they would leave. */
  mails: readonly ReviewedMail[];
  /** Emails a day, the day as ISO date of the account's zone. */
  calendar: readonly { day: string; emails: number }[];
  lastMailDay: string | null;
  calls: { now: number; later: number; words: string };
  storage: { emails: number; kilobytes: number; warning: string | null };
  /** HubSpot's budget of today that is left for it; null: no daily limit is known. */
  budgetLeft: number | null;
}

/** Whom a dry run would leave out, by contact id. */
export interface LeftOutView {
  /** `why`: in words, such as "unsubscribed". */
  contacts: readonly { contactId: string; name: string; email: string; company: string; why: string }[];
  next: string | null;
}

export interface ReviewedMail {
  contactId: string;
  name: string;
  to: string;
  at: number | null;
  subject: string;
  text: string;
  /** Claims that stand in no source: a person would have to approve it. */
  marked: readonly { words: string; reason: string }[];
  /** Why it could not be written, instead of subject and text. */
  problem: string | null;
}

/** Of a campaign by step and version. */
export interface StepReport {
  step: number;
  name: string;
  version: number;
  sent: number;
  delivered: number;
  /** null: opens are not tracked. */
  opened: number | null;
  replied: number;
  positive: number;
  meetings: number;
  optedOut: number;
  bounced: number;
}

export interface CampaignReport {
  steps: readonly StepReport[];
  answers: readonly (Choice & { count: number })[];
  days: readonly { day: string; sent: number; replied: number; meetings: number; handedBack: number }[];
  /** Two versions side by side; null: there is only one with emails. */
  comparison: {
    versions: readonly { version: number; contacts: number; replied: number; rate: number }[];
    /** Newcombe's interval of the difference of the reply rates, 95 %. */
    difference: { low: number; high: number };
    /** "The difference may be chance." or which one is better. */
    words: string;
  } | null;
}

export interface CampaignVersion {
  version: number;
  draft: CampaignDraft;
  changedBy: string;
  changedAt: number;
  /** Contacts that were enrolled with it, or brought to it by an edit. */
  contacts: number;
}
