import type { MemberFilter } from '../../cards/campaigns/contract.ts';
import type { ContactId } from '../ground/identifiers.ts';
import { findMatching, idsOf } from './matching.ts';
import type { MatchingDeps } from './matching.ts';
import type { RunRow } from './member-entity.ts';

/** Which contacts of a campaign somebody means: those ticked, or all that match what they look at. */
export type On = { contactIds: readonly ContactId[] } | { filter: MemberFilter };

/** How many they are. */
export const countOf = async (
  deps: MatchingDeps,
  of: Pick<RunRow, 'portalId' | 'campaignId'>,
  on: On,
): Promise<number> =>
  'contactIds' in on
    ? new Set(on.contactIds).size
    : (await findMatching(deps, of, on.filter, { sight: null, after: '', limit: 1 })).total;

/** The next contacts that a run is for, in the order of their ids; none: it is through, or it is for all. */
export async function nextOf(deps: MatchingDeps, run: RunRow, limit: number): Promise<ContactId[]> {
  const { target, cursor } = run;
  const after = cursor ?? '';
  if (target.filter)
    return idsOf(await findMatching(deps, run, target.filter, { sight: null, after, limit }));
  return [...new Set(target.contactIds)]
    .sort()
    .filter((id) => id > after)
    .slice(0, limit);
}
