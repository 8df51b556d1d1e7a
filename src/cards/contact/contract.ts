/**
 * What the contact card shows and asks: the one contract between the card and `/api/contacts/{contactId}/…`.
 * Times are epoch milliseconds. Every answer that is not 2xx has the body `{ code, message }`.
 *
 * GET  /api/contacts/{id}/card?since=…               -> CardView; Unchanged if it still is the version named
 * PUT  /api/contacts/{id}/context   ContextChange    -> CardView; 409 ContextConflict when `base` is not current
 * GET  /api/contacts/{id}/next-email?context=…       -> EmailPreview (context: the unsaved text, optional)
 * POST /api/contacts/{id}/next-email { context }     -> EmailPreview (the same question, for a text too long for a URL)
 * POST /api/contacts/{id}/hand-over { assistantId, confirmed? } -> CardView; 409 unless confirmed where `again` is set
 * POST /api/contacts/{id}/hand-back {}               -> CardView
 * POST /api/contacts/{id}/pause {} · /resume {}      -> CardView
 * POST /api/contacts/{id}/lift-legal {}              -> CardView; admins only
 */
export type LeadState =
  | 'New' | 'Pending' | 'Cold' | 'Engaged' | 'Warm' | 'OutOfOffice' | 'Hot' | 'Responded'
  | 'LeadAtRisk' | 'UnSubscribed' | 'DeActivated' | 'Processed'; // prettier-ignore

/** Nothing changed since the view of this version. */
export interface Unchanged {
  kind: 'unchanged';
  version: string;
}

/** `version` names what the view was made of; two views of one version are the same. */
export type CardView = { version?: string } & CardContent;

export type CardContent =
  | { kind: 'not-connected'; installUrl: string }
  | { kind: 'reconnect'; installUrl: string; reason: string }
  | { kind: 'no-assistant'; settingsHint: string }
  /** The contact is with a person. `last` is the last conversation, if any. */
  | (CardBase & { kind: 'available'; last: ClosedLead | null; obstacle: string | null; again: Again | null })
  /** New or Pending: with the assistant, first mail not planned yet, and why. */
  | (CardBase & { kind: 'queued'; lead: ActiveLead; why: string })
  | (CardBase & { kind: 'nurturing'; lead: ActiveLead })
  | (CardBase & { kind: 'out-of-office'; lead: ActiveLead; until: number })
  | (CardBase & { kind: 'paused'; lead: ActiveLead; why: string })
  /** Hand-back decided, HubSpot not written yet. */
  | (CardBase & { kind: 'handing-back'; lead: ClosedLead })
  | (CardBase & { kind: 'done'; lead: ClosedLead; again: Again | null })
  /** `legal`: by when the law wants an answer, in words; an admin can lift the stop. null: no legal matter. */
  | (CardBase & { kind: 'do-not-contact'; lead: ClosedLead | null; reason: string; legal: string | null });

/** The contact was written to before: what was said and sent, to be seen before it is handed over again. */
export interface Again {
  /** What the contact last wrote, and what Baton made of it, with how surely; null: no answer came. */
  said: { text: string; at: number; understood: string } | null;
  /** The answer is a no, or may be one. */
  against: boolean;
  /** Emails that left, the latest first. */
  sent: readonly { subject: string; at: number }[];
  /** By assistant: what goes out next, in words; null: nothing is left that the contact has not had. */
  next: Readonly<Record<string, string | null>>;
}

export interface CardBase {
  assistants: readonly { id: string; name: string; role: string; ready: boolean; hint: string }[];
  context: ContextView;
  timeline: readonly TimelineEntry[];
  /** Writes to HubSpot that wait (API budget, HubSpot down) or failed, in words for the rep; empty if all is well. */
  notices: readonly { tone: 'info' | 'warning' | 'danger'; text: string }[];
}

export interface ContextView {
  /** What stands in `baton_context`; empty: the default applies. */
  own: string;
  /** The assistant's default that applies while `own` is empty. */
  default: string;
  maxLength: number;
}

export interface ActiveLead {
  assistantName: string;
  state: LeadState;
  /** 1-based number of the next step. */
  step: number;
  stepCount: number;
  stepNames: readonly string[];
  sequenceName: string;
  nextEmailAt: number | null;
  /** IANA zone in which `nextEmailAt` is to be shown. */
  timeZone: string;
  /** What the zone was taken from, in words; null: the contact's own property. */
  timeZoneOrigin: string | null;
  priorOwnerName: string | null;
  /** Why nothing comes before the next email: the contact asked for a later date; null: nothing special. */
  waiting: string | null;
  since: number;
}

export interface ClosedLead {
  assistantName: string;
  state: LeadState;
  /** One sentence for the owner. */
  reason: string;
  closedAt: number;
  handedBackTo: string | null;
  /**
   * What came in and says most, and who wrote it: the contact, a mail server, or a program in the contact's place.
   * `files`: what came with it, in words; absent: nothing.
   */
  reply: { text: string; at: number; from: 'contact' | 'mail-server' | 'program'; files?: string } | null;
  /** In one line: what Baton made of the answer, how surely, from which words; null: no answer. */
  understood: string | null;
  /** A person has to take it up, and none has yet. */
  needsYou: boolean;
  /** A person took the contact back, or it ended otherwise before anything came of it: the state tells nothing. */
  endedEarly: boolean;
}

/** One entry of the why timeline: what happened, what triggered it, which rule decided. */
export interface TimelineEntry {
  id: string;
  at: number;
  title: string;
  trigger: string;
  rule: string;
  detail: string | null;
  email: { subject: string; text: string; direction: 'out' | 'in' } | null;
}

export interface ContextChange {
  context: string;
  /** The value the editor started from. */
  base: string;
}

export interface ContextConflict {
  code: 'CONFLICT';
  message: string;
  current: string;
}

export interface EmailPreview {
  subject: string;
  text: string;
  step: number;
  stepName: string;
  sendAt: number | null;
  usesContext: 'own' | 'default' | 'none';
}

export interface ApiProblem {
  code: string;
  message: string;
}
