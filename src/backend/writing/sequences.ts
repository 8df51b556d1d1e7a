import { recommendedSequence } from './recommended-sequence.ts';
import type { SequenceStep } from './types.ts';

/** A named series of emails. A lead keeps its own copy: changing a sequence never changes a running conversation. */
export interface Sequence {
  sequenceId: string;
  name: string;
  steps: readonly SequenceStep[];
}

export const RECOMMENDED = 'recommended';

/** The sequences every account has. */
export const sequences: readonly Sequence[] = [
  { sequenceId: RECOMMENDED, name: recommendedSequence.name, steps: recommendedSequence.steps },
  { sequenceId: 'short', name: 'Short: 3 follow-ups', steps: recommendedSequence.steps.slice(0, 4) },
];

/** An unknown id means the recommended sequence: an assistant always has one. */
export function sequenceById(sequenceId: string): Sequence {
  const found = sequences.find((sequence) => sequence.sequenceId === sequenceId) ?? sequences[0];
  if (!found) throw new Error('There is no built-in sequence.');
  return found;
}
