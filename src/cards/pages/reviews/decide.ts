import type { ReviewDetail } from '../contract.ts';
import type { Outcome } from '../../requests/run-action.ts';

/** Carries out what a person decides, and says how it ended. `done`: what is said when it worked. */
export type Decide = (what: string, body: object, done: string) => Promise<Outcome<ReviewDetail>>;
