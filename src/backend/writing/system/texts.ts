/** What one email of a system sequence says. */
export interface SystemText {
  /** Liquid; absent: answers in the thread of the first mail. */
  subject?: string;
  /** Liquid, see `recommendedSequence` for the values. Each value is whole sentences, or empty. */
  body: string;
}

/** The system sequences in one language: the emails of each tone, in order. */
export interface ToneTexts {
  recommended?: readonly SystemText[];
  formal: readonly SystemText[];
  brief: readonly SystemText[];
}
