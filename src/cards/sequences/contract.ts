/**
 * What the page Sequences shows and asks: the contract between it and `/api/sequences…`. Times are epoch milliseconds.
 * Reading needs a HubSpot user, writing one who may manage integrations for this account; others get 403 FORBIDDEN. What
 * cannot be saved is refused with 400 REQUEST_INVALID or 409 CONFLICT, in words for the person.
 *
 * GET    /api/sequences                               -> SequencesView
 * GET    /api/sequences/{id}                          -> SequenceDetail
 * POST   /api/sequences            SequenceDraft      -> { id }
 * PUT    /api/sequences/{id}       SequenceEdit       -> { id }; 409: somebody else changed it meanwhile
 * DELETE /api/sequences/{id}                          -> SequencesView (archived: nobody gets it any more)
 * GET    /api/sequences/{id}/versions                 -> VersionsView
 * POST   /api/sequences/check      { draft }          -> { problems: SequenceProblem[] } (changes nothing)
 * POST   /api/sequences/preview    PreviewAsk         -> { emails: PreviewedEmail[] } (changes nothing)
 * POST   /api/sequences/test-mail  TestMailAsk        -> { to, problems: string[] } (sends one email to the person)
 */
export type SequenceLanguage = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'ja';

export interface StepText {
  /** Liquid; empty: answers in the thread of the first email. */
  subject: string;
  body: string;
  /** Stands below the signature as a PS; empty: none. */
  ps: string;
}

export interface SequenceEmail {
  /** "": a new one. */
  id: string;
  name: string;
  /** Business days after the email before; 0 for the first. */
  afterBusinessDays: number;
  /** Not for who has answered. */
  onlyUnanswered: boolean;
  /** The account's language model writes it, if it may; the texts are what is sent otherwise. Absent: it does not. */
  assistantWrites?: boolean;
  texts: Partial<Record<SequenceLanguage, StepText>>;
}

export interface SequenceDraft {
  name: string;
  /** The first is for contacts whose language the sequence does not have. */
  languages: readonly SequenceLanguage[];
  emails: readonly SequenceEmail[];
}

export interface SequenceDetail extends SequenceDraft {
  id: string;
  /** Baton's own: it can be copied, not changed. */
  system: boolean;
  version: number;
  /** How many leads follow it now, and how many of them would get an edit. */
  leads: number;
}

export interface SequenceSummary {
  id: string;
  name: string;
  system: boolean;
  languages: readonly SequenceLanguage[];
  emails: number;
  /** Business days from the first email to the last. */
  days: number;
  /** Names of the assistants that use it. */
  assistants: readonly string[];
  leads: number;
  version: number;
  changedBy: string | null;
  changedAt: number | null;
}

export interface SequencesView {
  sequences: readonly SequenceSummary[];
  fields: readonly MergeFieldView[];
  languages: readonly { value: SequenceLanguage; label: string }[];
  /** For previews and test mails. */
  assistants: readonly { id: string; name: string }[];
  mostEmails: number;
}

export interface MergeFieldView {
  name: string;
  label: string;
  /** What is inserted: with a fallback where not every contact has it. */
  insert: string;
}

export interface SequenceEdit {
  draft: SequenceDraft;
  /** The version that was edited. */
  from: number;
  /** new: only contacts handed over from now on; unsent: also who is under way, from their next email on. */
  appliesTo: 'new' | 'unsent';
}

export interface SequenceProblem {
  /** Its place from 0; null: the sequence as a whole. */
  email: number | null;
  language: SequenceLanguage | null;
  field: 'name' | 'subject' | 'body' | 'ps' | 'afterBusinessDays' | null;
  text: string;
}

export interface VersionsView {
  versions: readonly { version: number; changedBy: string; changedAt: number; draft: SequenceDraft }[];
}

export interface PreviewAsk {
  draft: SequenceDraft;
  language: SequenceLanguage;
  assistantId: string;
  contactId: string;
}

export interface TestMailAsk extends PreviewAsk {
  /** Its place from 0. */
  email: number;
}

/** As it would leave, or what keeps it from being written. */
export type PreviewedEmail = { subject: string; text: string; model?: ModelPreview } | { problem: string };

/** How far a language model is with an email that the assistant writes; ask again while it is not checked or given-up. */
export interface ModelPreview {
  state: 'waiting' | 'asked' | 'writing' | 'checked' | 'given-up';
  /** In words, with what the check found. */
  note: string;
}
