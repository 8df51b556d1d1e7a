/** What an answer means (FEATURES A10). */
export const replyClasses = [
  'OutOfOffice',
  'Deactivated',
  'AgreedToMeet',
  'BrochureRequest',
  'ConnectLater',
  'Unsubscribed',
  'InterestedToProceed',
  'ReferredSomeone',
  'MovedOut',
  'Retired',
  'SeekingMoreInfo',
  'SupportAutoResponse',
  'Bounce',
  'SoftBounce',
  'Other',
] as const;
export type ReplyClass = (typeof replyClasses)[number];

export interface Classification {
  class: ReplyClass;
  /** 0..1 */
  confidence: number;
  /** The words that decided, quoted from the mail, for the why timeline. */
  evidence: string;
  /** OutOfOffice: return date; ConnectLater: date to write again. ISO date (no time) in the contact's zone, or null. */
  date: string | null;
  /** ReferredSomeone, MovedOut: an address named in the mail, lower-cased, or null. */
  referredEmail: string | null;
  /** What the mail also says, without `class`. */
  secondary: readonly ReplyClass[];
  /** Below the calibrated threshold: a person decides, and `class` is only what Baton would have guessed. */
  doubtful: boolean;
  /** A legal threat, a complaint about spam to an authority, a demand about personal data. Always Unsubscribed. */
  legal: boolean;
  /** A language model that was asked because of a doubt, or would have been. Absent: nobody thought of it. */
  model?: {
    name: string;
    /** Why it decided nothing, for people; null: it decided. */
    why: string | null;
    /** What it said all the same. */
    guess?: ReplyClass;
  };
}

export interface ReplyToClassify {
  subject: string;
  /** Visible text only. */
  text: string;
  autoSubmitted: boolean;
  bounce: boolean;
  /** Epoch ms at which it was received: "Thursday" and "in two weeks" count from here. */
  receivedAt: number;
  /** IANA zone of the contact. */
  timeZone: string;
  /** The last question of the mail that is answered, for a bare "yes". */
  question?: string | null;
}

export type Classify = (reply: ReplyToClassify) => Classification;
