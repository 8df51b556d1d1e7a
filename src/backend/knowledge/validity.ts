import type { KnowledgeItemView } from '../../cards/knowledge/contract.ts';
import type { KnowledgeItem } from './knowledge-entity.ts';
import { daysLater } from './today.ts';

/** So long before its last day an admin hears that something is about to expire. */
export const SOON_DAYS = 14;

export function validityOf(
  { expiresOn }: Pick<KnowledgeItem, 'expiresOn'>,
  today: string,
): KnowledgeItemView['validity'] {
  if (expiresOn === null || expiresOn > daysLater(today, SOON_DAYS)) return 'valid';
  return expiresOn < today ? 'expired' : 'expires-soon';
}

/** The condition, in SQL, of what a person should look at: `item` is the table, `:soon` the last day that is soon. */
export const NEEDS_A_PERSON =
  "(item.state = 'failed' OR (item.state = 'ready' AND item.problem IS NOT NULL) OR item.expires_on <= :soon)";
