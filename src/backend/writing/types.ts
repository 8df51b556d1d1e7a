import type { Language } from '../ground/languages.ts';
import type { OwnLabel } from './context/labels.ts';

/** One step of a sequence: which mail follows the last one, and after how long. */
export interface SequenceStep {
  name: string;
  /** Business days after the step before; 0 for the first. */
  afterBusinessDays: number;
  /** Liquid. Empty: answers in the thread of the first mail ("Re: …"). */
  subject: string;
  /** Liquid, plain text; paragraphs are separated by an empty line. */
  body: string;
  /** It says that no answer came, or asks for a better time: not for who has answered. */
  onlyUnanswered?: true;
  /** Of the text; absent: that of the sequences, English. */
  language?: Language;
  /** By what the email is known again in another language or after a change of its words, see `hadOf`. */
  key?: string;
  /** Liquid, plain text: stands below the signature as a PS. Empty or absent: none. */
  ps?: string;
  /** It keeps the promise to come back; `before`: the step that would have been next. */
  later?: { before: string | null };
  /** The account's language model writes it, if it may; the text is what is sent otherwise. */
  assistantWrites?: true;
  /** A person decided that it is not sent. */
  skipped?: true;
}

/** A mail that left. */
export interface Said {
  /** 0-based; null: it was no step of the sequence. */
  step: number | null;
  subject: string;
  text: string;
}

/** What one email of a sequence says in one language. */
export interface StepText {
  /** Liquid. Empty: answers in the thread of the first mail ("Re: …"). */
  subject: string;
  /** Liquid, plain text; paragraphs are separated by an empty line. */
  body: string;
  /** Liquid, plain text, for below the signature. Empty: none. */
  ps: string;
}

/** One email of a sequence: when it follows, and its text in every language of the sequence. */
export interface SequenceEmail {
  /** Never changes, whatever becomes of the words. */
  id: string;
  name: string;
  /** Business days after the email before; 0 for the first. */
  afterBusinessDays: number;
  /** It says that no answer came, or asks for a better time: not for who has answered. */
  onlyUnanswered: boolean;
  /** The account's language model writes it, if it may; the texts are what is sent otherwise. Absent: it does not. */
  assistantWrites?: boolean;
  texts: Partial<Record<Language, StepText>>;
}

/** A named series of emails, in one language or several. */
export interface Sequence {
  sequenceId: string;
  name: string;
  /** In which each email has a text; the first is for who speaks none of them. */
  languages: readonly Language[];
  emails: readonly SequenceEmail[];
}

/** By tag what the fields of an account say of a contact, as it is printed; null: nothing. */
export type FieldValues = Readonly<Record<string, string | null>>;

export interface WritingInput {
  step: SequenceStep;
  /** 0-based. */
  stepIndex: number;
  assistant: {
    name: string;
    email: string;
    role: string;
    signature: string;
    companyDescription: string;
    brochureUrl: string | null;
    calendarUrl: string | null;
  };
  contact: {
    firstName: string | null;
    lastName: string | null;
    email: string;
    company: string | null;
    jobTitle: string | null;
  };
  /** Absent: nothing of them is known. */
  fields?: FieldValues;
  /** The contact's own Context, or the assistant's default. May be empty. */
  context: string;
  /** It is the contact's own. */
  ownContext: boolean;
  /** The person the contact goes back to, if known: "my colleague Rae Rep". */
  priorOwnerName: string | null;
  /** Labels that the account's admin added to those of Baton. */
  labels: readonly OwnLabel[];
  /** Mails that left for this contact, oldest first: nothing of them is said again as if it were new. */
  said: readonly Said[];
  /** Subject of the first mail, for follow-ups in its thread. */
  threadSubject: string | null;
  unsubscribeUrl: string | null;
  /** What stands at the end for the law; absent: nothing. */
  footer?: Footer;
}

export interface Footer {
  /** Who sends, and where they are found; several lines. '': it is not said. */
  postalAddress: string;
  /** That software writes, one sentence; null: it is not said. */
  disclosure: string | null;
}

export interface WrittenMail {
  /** What the Context and the description gave, as it stands in the text. */
  given: readonly string[];
  subject: string;
  /** What a person reads and may change: greeting to signature, without the way out below it. */
  letter: string;
  text: string;
  html: string;
}
