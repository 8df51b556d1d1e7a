/**
 * What the contact card shows and asks: the one contract between the card and `/api/contacts/{contactId}/…`.
 * Times are epoch milliseconds. Every answer that is not 2xx has the body `{ code, message }`.
 *
 * GET  /api/contacts/{id}/card?since=…               -> CardView; Unchanged if it still is the version named
 * PUT  /api/contacts/{id}/context   ContextChange    -> CardView; 409 ContextConflict when `base` is not current
 * GET  /api/contacts/{id}/next-email?context=…       -> EmailPreview (context: the unsaved text, optional)
 * POST /api/contacts/{id}/next-email { context }     -> EmailPreview (the same question, for a text too long for a URL)
 * POST /api/contacts/{id}/hand-over { assistantId, confirmed? } -> CardView; 409 unless confirmed where `again` is set
 * POST /api/contacts/{id}/{RepAction} { requestId, … } -> CardView with `said`; 409 CONFLICT: it does not fit, and why.
 *   pause, resume, stop, hand-back, mark-hot, mark-cold, mark-responded, unsubscribe, pick-up: nothing else is asked;
 *   continue { confirmed } · restart { confirmed, sequenceId } · change-assistant { assistantId } · note { text } ·
 *   remind { at, about } · introduce, reply { subject, letter, standsBy }, with 409 CONFIRM_FIRST: a claim stands in no
 *   source. The same requestId of the same person is done once.
 * GET  /api/contacts/{id}/letter?purpose=introduce|reply -> LetterView
 * POST /api/contacts/{id}/letter/check { purpose, subject, letter } -> { claims: ClaimView[] }
 * POST /api/contacts/{id}/suggestion/again           -> CardView; a language model is asked anew for an answer
 * POST /api/contacts/{id}/suggestion/dismiss         -> CardView; the suggested answer is not shown any more
 * GET  /api/contacts/{id}/sequences                  -> { sequences: RestartChoice[] }
 * POST /api/contacts/{id}/substitute { person, say } -> CardView; 409 when it is too late
 * POST /api/contacts/{id}/lift-legal {}              -> CardView; admins only
 * POST /api/contacts/{id}/draft/approve DraftApproval -> CardView; 409 CONFLICT: somebody decided before, or the email
 *                                                        changed; 409 CONFIRM_FIRST: a claim stands in no source
 * POST /api/contacts/{id}/draft/skip {id, version}   -> CardView; also /write-again
 * POST /api/contacts/{id}/draft/check { id, subject, letter } -> { claims: ClaimView[] } (of an edited text)
 */
export type LeadState =
  | 'New' | 'Pending' | 'Cold' | 'Engaged' | 'Warm' | 'OutOfOffice' | 'Hot' | 'Responded'
  | 'LeadAtRisk' | 'UnSubscribed' | 'DeActivated' | 'Processed'; // prettier-ignore

/** Nothing changed since the view of this version. */
export interface Unchanged {
  kind: 'unchanged';
  version: string;
}

/** `version`: what the view was made of, two of one version are the same. `said`: after an action, what happened and is next. */
export type CardView = { version?: string; said?: string } & CardContent;

export type CardContent =
  | { kind: 'not-connected'; installUrl: string }
  | { kind: 'reconnect'; installUrl: string; reason: string }
  | { kind: 'no-assistant'; settingsHint: string }
  /** The contact went into another one: what was done for it stands there. */
  | { kind: 'merged'; into: Pick<Elsewhere, 'name' | 'url'> }
  /** The contact is with a person. `last` is the last conversation, if any. */
  | (CardBase & {
      kind: 'available';
      last: ClosedLead | null;
      obstacle: string | null;
      again: Again | null;
      elsewhere?: Elsewhere | null;
    })
  /** New or Pending: with the assistant, first mail not planned yet, and why. */
  | (CardBase & { kind: 'queued'; lead: ActiveLead; why: string })
  | (CardBase & { kind: 'nurturing'; lead: ActiveLead })
  /** An email is written, and a person decides about it before it leaves. */
  | (CardBase & { kind: 'waiting-approval'; lead: ActiveLead; draft: DraftView })
  | (CardBase & {
      kind: 'out-of-office';
      lead: ActiveLead;
      until: number;
      /** Whom the notice names and what becomes of it; null or absent: nobody to whom Baton would write by itself. */
      substitute?: SubstituteView | null;
    })
  | (CardBase & { kind: 'paused'; lead: ActiveLead; why: string })
  /** Hand-back decided, HubSpot not written yet. */
  | (CardBase & { kind: 'handing-back'; lead: ClosedLead })
  | (CardBase & {
      kind: 'done';
      lead: ClosedLead;
      again: Again | null;
      elsewhere?: Elsewhere | null;
      /** What the assistant might answer; null or absent: nobody was asked for it. */
      suggestion?: SuggestedAnswer | null;
    })
  | (CardBase & {
      kind: 'do-not-contact';
      lead: ClosedLead | null;
      reason: string;
      /** By when the law wants an answer, in words; an admin can lift the stop. null: no legal matter. */
      legal: string | null;
      /** Whether HubSpot's own email stops too, in words; null: HubSpot knows of it by itself. */
      hubspotMail: string | null;
    });

/** An email that a person decides about. It leaves as it stands here, or with the person's own words. */
export interface DraftView {
  id: string;
  /** Of this text: who decides says what they saw. */
  version: number;
  /** expired: nobody decided in time. It is written again or skipped, never sent as it is. */
  state: 'waiting' | 'expired';
  subject: string;
  /** Greeting to signature: what a person may change. */
  letter: string;
  /** The whole email, byte for byte. */
  text: string;
  /** 1-based; null: the brochure, which is no step of the sequence. */
  step: number | null;
  stepName: string;
  /** Why it waits, in words. */
  why: string;
  /** Who wrote it where the sequence lets the assistant write, and why, in words; absent: the sequence. */
  writtenBy?: string;
  claims: readonly ClaimView[];
  /** What became different since it was written or approved. */
  changes: readonly { what: string; from: string; to: string }[];
  since: number;
  expiresAt: number | null;
}

/** Where something stands, and how it begins there. */
export interface SourceView {
  label: string;
  excerpt: string;
}

/** A sentence that a language model wrote, and what it took it from; none: it claims nothing. */
export interface SentenceView {
  text: string;
  sources: readonly SourceView[];
}

/** Something an email says that has to stand in a source. */
export interface ClaimView {
  part: 'subject' | 'body';
  words: string;
  /** "Percentage" */
  kind: string;
  /** null: it stands in none. */
  source: SourceView | null;
  /** Why it is marked; empty when it has a source. */
  reason: string;
}

export interface DraftApproval {
  id: string;
  version: number;
  /** Both or none: other words than those that wait. */
  subject?: string;
  letter?: string;
  /** The person says that what stands in no source is right. */
  standsBy?: boolean;
}

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

/** What the same person, by any address of theirs, was sent and said under another contact: the latest of such. */
export interface Elsewhere {
  /** Of the other contact. */
  name: string;
  /** Its page; null: it is not in HubSpot any more. */
  url: string | null;
  assistantName: string;
  /** The assistant writes to it now. */
  active: boolean;
  /** Emails that left, and the last one whose text is still known. */
  sent: number;
  last: { subject: string; at: number } | null;
  said: { understood: string; at: number } | null;
  /** The answer is a no, or may be one. */
  against: boolean;
}

export interface CardBase {
  assistants: readonly { id: string; name: string; role: string; ready: boolean; hint: string }[];
  context: ContextView;
  timeline: readonly TimelineEntry[];
  /** Writes to HubSpot that wait (API budget, HubSpot down) or failed, in words for the rep; empty if all is well. */
  notices: readonly { tone: 'info' | 'warning' | 'danger'; text: string }[];
  /** What a rep can ask for; `refused`: why it does not fit now, null: it does. */
  actions: readonly { action: RepAction; refused: string | null }[];
}

export type RepAction =
  | 'pause' | 'resume' | 'continue' | 'restart' | 'stop' | 'hand-back' | 'mark-hot' | 'mark-cold' | 'mark-responded'
  | 'unsubscribe' | 'introduce' | 'reply' | 'note' | 'change-assistant' | 'remind' | 'pick-up'; // prettier-ignore

/** An email in the assistant's name, to begin with. */
export interface LetterView {
  subject: string;
  /** Greeting to signature. */
  letter: string;
  /** What stands below it for the law; a person cannot change it. */
  below: string;
  /** It begins with what a language model suggested; absent: it does not. */
  suggested?: true;
}

/** What a language model would answer to what the contact asks. Nothing of it leaves unless a person sends it. */
export interface SuggestedAnswer {
  /** writing: the model is at it; none: `note` says why. */
  state: 'writing' | 'ready' | 'none';
  /** Who wrote it and from what, or why nobody did. */
  note: string;
  /** Greeting to signature; '' unless ready. */
  letter: string;
  sentences: readonly SentenceView[];
  /** What it says that stands in none of its sources. */
  marked: readonly ClaimView[];
  /** Of none: what Knowledge has that may help. */
  sources: readonly SourceView[];
}

/** A sequence that a restart may follow. */
export interface RestartChoice {
  id: string;
  name: string;
  /** Emails of it that the person has not had. */
  left: number;
  /** It is the one that the assistant has. */
  usual: boolean;
}

export interface ContextView {
  /** What stands in `baton_context`; empty: the default applies. */
  own: string;
  /** The assistant's default that applies while `own` is empty. */
  default: string;
  maxLength: number;
  /** Nothing of `own` can stand in an email. */
  saysNothing: boolean;
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
  /** Why nothing comes before the next email: the contact asked for a later date, a public holiday; null: nothing special. */
  waiting: string | null;
  since: number;
  /** What the contact did with the emails so far; null: nothing that is known. */
  interest: LeadInterest | null;
  /** The hour in which the contact usually reads, in words: "around 10:00 (3 of 4 times)"; null: not known. */
  reads: string | null;
  /** The campaign that enrolled it; null: a person handed it over. `keepsOwner`: the owner stays who it is. */
  campaign: { name: string; keepsOwner: boolean } | null;
}

export interface LeadInterest {
  /** Emails. */
  opened: number;
  /** When the last of them was first opened, epoch ms; null: none. */
  openedAt: number | null;
  /** When a link was followed last, epoch ms; null: none. */
  clickedAt: number | null;
}

/** Somebody whom an absence notice names, and to whom the assistant writes unless a person says no. */
export interface SubstituteView {
  /** What stands for the person in the request. */
  person: string;
  name: string | null;
  email: string;
  /** Their record in HubSpot; null: they have none yet. */
  url: string | null;
  assistantName: string;
  /** Who may say no, and gets the contact back. */
  ownerName: string;
  /** When the assistant gets the contact. */
  at: number;
  standing: 'announced' | 'starting' | 'written' | 'dropped';
  /** Why nothing is written to them. */
  reason: string | null;
}

export interface SubstituteChoice {
  person: string;
  say: 'no' | 'now';
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
  /** null: nothing changed, or it is from before that was kept. */
  behind: Behind | null;
}

/** What lies behind an entry. */
export interface Behind {
  /** What became different for the lead; from null: there was nothing. */
  changes: readonly { what: string; from: string | null; to: string | null }[];
  /** What Baton did because of it: "an email is queued". */
  follows: readonly string[];
  /** Of an email that left: what it says that has to stand somewhere; absent: nothing, or it is from before that was kept. */
  claims?: readonly SentClaim[];
}

/** What an email said when it left, and where that stood then. */
export interface SentClaim extends SourceView {
  words: string;
  /** "Percentage" */
  kind: string;
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
  /** Who writes it where the sequence lets the assistant, in words; absent: the sequence. */
  writer?: string;
  context: ContextPreview;
}

/** What became of the Context. */
export interface ContextPreview {
  /** Whose it is: the contact's own, or the assistant's default while there is none. */
  of: 'own' | 'default' | 'none';
  lines: readonly ContextLine[];
}

export type ContextLabel = 'why' | 'about' | 'offer' | 'ask' | 'subject' | 'tone' | 'private';

/** A line of a Context, one of several parts of it, or a sentence of a line without a label. */
export interface ContextLine {
  /** 1-based. */
  line: number;
  /** UTF-16 units of the line in NFC: where its label begins, if it has one, and where its text begins. */
  at: number;
  from: number;
  /** As it is written, without its label; '' of what is private. */
  text: string;
  label: ContextLabel | null;
  use: 'opening' | 'about' | 'offer' | 'ask' | 'subject' | 'tone' | 'private' | 'unused';
  /** 1-based numbers of the emails in which it stands: those that left, and those to come. */
  steps: readonly number[];
  /** Why it is not used; null: it is. */
  reason: string | null;
  /** What to write otherwise; null: nothing. */
  hint: string | null;
  inThisEmail: boolean;
}

export interface ApiProblem {
  code: string;
  message: string;
}
