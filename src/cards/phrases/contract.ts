/**
 * What the settings show of taught phrases: the contract between that section and `/api/phrases…`. All need a HubSpot user
 * who may manage integrations for this account; others get 403 FORBIDDEN. What cannot be taught is refused with 400
 * REQUEST_INVALID or 409 CONFLICT, in words for the person.
 *
 * GET    /api/phrases                            -> PhrasesView
 * POST   /api/phrases            PhraseDraft     -> PhrasesView
 * PUT    /api/phrases/{id}       PhraseDraft     -> PhrasesView
 * DELETE /api/phrases/{id}                       -> PhrasesView
 * GET    /api/phrases/asked                      -> AskedAbout
 * POST   /api/phrases/test-past  PhraseTest      -> PastResult (changes nothing)
 * POST   /api/phrases/test-text  PhraseTest & { text } -> Tried (changes nothing)
 */
export type Meaning =
  | 'AgreedToMeet' | 'InterestedToProceed' | 'SeekingMoreInfo' | 'BrochureRequest' | 'ReferredSomeone' | 'ConnectLater'
  | 'OutOfOffice' | 'Deactivated' | 'MovedOut' | 'Retired' | 'Unsubscribed' | 'SupportAutoResponse' | 'Other'; // prettier-ignore

export interface PhraseDraft {
  example: string;
  class: Meaning;
  /** always: acted upon; suggest: a person decides, and reads it as the guess. */
  mode: 'always' | 'suggest';
}

export interface PhraseView extends PhraseDraft {
  id: string;
  taughtBy: string;
  taughtAt: number;
  /** How many answers it has decided, or suggested a meaning for. */
  uses: number;
  lastUsedAt: number | null;
}

export interface PhrasesView {
  /** The newest first. */
  phrases: readonly PhraseView[];
  /** So many can be taught. */
  most: number;
}

/** Late answers that a person had to read: what may be worth teaching. */
export interface AskedAbout {
  /** The newest first. */
  asked: readonly {
    contactName: string;
    at: number;
    text: string;
    /** The words of it that say most: an example to begin with. */
    example: string;
  }[];
}

export interface PhraseTest {
  phrase: PhraseDraft;
  /** The phrase that is being changed; null: a new one. */
  id: string | null;
}

/** What an answer counts as. */
export interface Understood {
  class: Meaning | 'Bounce' | 'SoftBounce';
  /** A person decides. */
  doubtful: boolean;
  /** When the conversation goes on, ISO date. */
  date: string | null;
}

/** Who decides about an answer with the phrase: it, another phrase, what always goes first, or Baton as before. */
export type DecidedBy = 'phrase' | 'other-phrase' | 'law' | 'opt-out' | 'form' | 'program' | 'not-alike';

export interface Tried {
  /** Of the nearest words, 0..1; 0.9 is alike. */
  similarity: number;
  /** Those words. */
  passage: string;
  decidedBy: DecidedBy;
  /** What it would be understood as with the phrase. */
  now: Understood;
}

export interface PastAnswer extends Tried {
  contactName: string;
  at: number;
  /** What it counted as when it came; Other: a person had to read it. */
  before: Understood['class'];
}

export interface PastResult {
  /** So many of the latest answers were looked at. */
  looked: number;
  /** When the oldest of them came; null: there is none. */
  since: number | null;
  /** Those that say the phrase, and those that it would decide otherwise than they were. */
  alike: number;
  changed: number;
  /** The newest that say the phrase, then some that nearly do. */
  answers: readonly PastAnswer[];
}
