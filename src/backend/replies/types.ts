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

/** Answers of a mail server, which are read from its report and stand in no words of a person. */
export const reportClasses = ['Bounce', 'SoftBounce'] as const satisfies readonly ReplyClass[];

/** What an admin taught: answers that say this mean that. */
export interface TaughtPhrase {
  phraseId: string;
  example: string;
  class: Exclude<ReplyClass, (typeof reportClasses)[number]>;
  /** always: it is acted upon; suggest: a person decides, and reads it as the guess. */
  mode: 'always' | 'suggest';
}

/** By which phrase an answer was understood. */
export interface TaughtBy extends Pick<TaughtPhrase, 'phraseId' | 'example' | 'mode'> {
  /** How much the answer says the same, 0.9..1. */
  similarity: number;
}

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
  /** What of the mail was not read as its writer's new words; absent: nothing, or an answer from before it was kept. */
  leftOut?: readonly LeftOut[];
  /** Absent: no phrase that was taught decided. */
  taught?: TaughtBy;
  /** The word in it for which a rule of the contact's campaign has a person read it; absent: none. */
  keyword?: string;
  /** A rule of the contact's campaign has a person read what is understood so; absent: none does. */
  classRule?: true;
  /** A language model that was asked because of a doubt, or would have been. Absent: nobody thought of it. */
  model?: {
    name: string;
    /** Why it decided nothing, for people; null: it decided. */
    why: string | null;
    /** What it said all the same. */
    guess?: ReplyClass;
  };
}

export type LeftOut = 'our email' | 'a quotation' | 'the signature';

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
  /** What admins of the account taught; absent: nothing. */
  phrases?: readonly TaughtPhrase[];
}

export type Classify = (reply: ReplyToClassify) => Classification;
