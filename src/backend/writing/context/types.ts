import type { ContextLabel } from './labels.ts';

/** Names by which a Context may speak of the person the mail goes to. */
export interface Addressee {
  firstName: string | null;
  lastName: string | null;
}

/** Where something of a Context stands. */
export type ContextUse = 'opening' | 'about' | 'offer' | 'ask' | 'subject' | 'tone' | 'private' | 'unused';

/** What happens to a line of a Context, or to a sentence of a line without a label. */
export interface ContextLine {
  /** 1-based. */
  line: number;
  /** Where its label begins, if it has one, and where its text begins: UTF-16 units of the line in NFC. */
  at: number;
  from: number;
  /** As it is written, without bullet and label; '' of what is private. */
  text: string;
  label: ContextLabel | null;
  use: ContextUse;
  /** 0-based steps in which it stands: those that left, and those to come. */
  steps: readonly number[];
  /** Why it is not used, in words for the one who wrote it; null: it is. */
  reason: string | null;
  /** What that person may want to write otherwise; null: nothing. */
  hint: string | null;
}
