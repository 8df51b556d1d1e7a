import type { Lead } from './lead-entity.ts';

/** Emails of the sequence that went out: what a person skipped did not. */
export const sentOf = ({ steps, step }: Pick<Lead, 'steps' | 'step'>): number =>
  steps.slice(0, step).filter(({ skipped }) => !skipped).length;
