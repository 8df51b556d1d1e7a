import type { ClaimView, DraftApproval } from '../contact/contract.ts';
import type { Answer } from '../requests/answers.ts';
import type { Outcome } from '../requests/run-action.ts';

export type DraftSeen = Pick<DraftApproval, 'id' | 'version'>;

/** What a person does about an email that waits. Each ends with an alert. */
export interface DraftActs {
  /** Name of what is under way, if any. */
  running: string | null;
  approve(approval: DraftApproval): Promise<Outcome<unknown>>;
  skip(seen: DraftSeen): Promise<Outcome<unknown>>;
  writeAgain(seen: DraftSeen): Promise<Outcome<unknown>>;
  check(words: {
    id: string;
    subject: string;
    letter: string;
  }): Promise<Answer<{ claims: readonly ClaimView[] }>>;
}

/** What stands in no source. */
export const markedOf = (claims: readonly ClaimView[]): readonly ClaimView[] =>
  claims.filter(({ source }) => source === null);
