import { DAY } from '../../ground/clock.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { LeadQuery } from '../../leads/list/search.ts';
import type { ReviewQuery } from '../../reviews/search.ts';
import { leadQuery, reviewQuery } from '../filters.ts';
import type { BulkTarget } from './bulk-entity.ts';

/** Bulk actions are shown so long after they were asked for, then forgotten. */
export const KEPT_MS = 7 * DAY;

/** The emails that are meant, of those that waited when they were asked for (epoch ms). */
export const meantReviews = (target: BulkTarget, askedAt: number): ReviewQuery => ({
  ...reviewQuery(target.reviews ?? {}, { sight: target.sight, own: target.own ?? [] }),
  ...(target.contactIds ? { contactIds: target.contactIds.map(contactId) } : {}),
  kind: 'draft',
  until: askedAt,
});

/** The leads that are meant, as they stand at a moment (epoch ms) in the account's zone. */
export const meant = (target: BulkTarget, now: number, zone: string): LeadQuery => ({
  ...leadQuery(target.filter ?? {}, target.sight, { now, zone }),
  ...(target.contactIds ? { contactIds: target.contactIds.map(contactId) } : {}),
});
