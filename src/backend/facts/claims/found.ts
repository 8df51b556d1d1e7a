import type { Passage } from '../evidence/passages.ts';
import type { KnownNames } from '../names/known-names.ts';
import type { Operand } from '../numbers/derived.ts';
import type { NumberMention } from '../numbers/mentions.ts';
import type { DateMention } from '../days/calendar.ts';
import type { Sentence } from '../prose/sentences.ts';
import type { ClaimKind, DraftAssistant } from '../types.ts';

/** A claim by its place in a sentence, and where it stands. */
export interface Found {
  start: number;
  end: number;
  kind: ClaimKind;
  passage: Passage | null;
  /** Why it is marked; not looked at where there is a passage. */
  reason: string;
}

export interface Evidence {
  passages: readonly Passage[];
  names: KnownNames;
  /** The numbers and dates of a passage, read when first asked for. */
  numbersOf(passage: Passage): readonly NumberMention[];
  datesOf(passage: Passage): readonly DateMention[];
  assistant: DraftAssistant;
  /** When the draft was written, epoch ms. */
  at: number;
  /** The numbers of the sentences that were looked at, and those of them that were worked out: more may follow from them. */
  saidBefore: NumberMention[];
  worked: Operand[];
}

/** Finds the claims of one kind in a sentence; `taken` are those that others found. */
export type Finder = (sentence: Sentence, evidence: Evidence, taken: readonly Found[]) => Found[];

export const overlaps = (
  one: { start: number; end: number },
  others: readonly { start: number; end: number }[],
): boolean => others.some((other) => one.start < other.end && other.start < one.end);
