import type { Language } from '../replies/language.ts';

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
  /** It keeps the promise to come back; `before`: the step that would have been next. */
  later?: { before: string | null };
}

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
  /** The contact's own Context, or the assistant's default. May be empty. */
  context: string;
  /** It is the contact's own. */
  ownContext: boolean;
  /** The person the contact goes back to, if known: "my colleague Rae Rep". */
  priorOwnerName: string | null;
  /** Subject of the first mail, for follow-ups in its thread. */
  threadSubject: string | null;
  unsubscribeUrl: string | null;
}

/** What a sentence of the Context gives the mail. */
export interface TalkingPoint {
  kind: 'fact' | 'ours' | 'offer' | 'ask' | 'topic';
  text: string;
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}
