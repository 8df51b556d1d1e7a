import type { ApiUse } from '../../cards/settings/contract.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { CallCountRow } from '../hubspot/limiter/limiter-entity.ts';
import type { Purpose } from '../hubspot/calls/purpose.ts';
import { dayAt } from '../hubspot/limiter/account-days.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';

export interface UseDeps {
  clock: Clock;
  hubspot: Pick<HubSpotRoom, 'portals' | 'limits' | 'callCounts'>;
  /** How many contacts were handed to an assistant since then, epoch ms. */
  handedOverSince(portalId: PortalId, since: number): Promise<number>;
}

const DAYS = 30;
/** Before so many contacts a few people at the card weigh too much. */
const ENOUGH_CONTACTS = 50;
/**
 * Handed over and back alone, with five emails and an answer, as measured: 4 to hand over, 1 for five emails that leave
 * evenly beside others (benchmark `campaign-calls`: 883 for 1,000 contacts), 1 to log the answer, 5 to hand back. In
 * bursts it is a tenth.
 */
export const BENCHED_PER_CONTACT = 11;

/** What a contact causes; people at cards and the regular check come on top, however many contacts there are. */
const ofContacts: ReadonlySet<Purpose> = new Set([
  'hand-back',
  'opt-out',
  'reply',
  'assignment',
  'email-log',
  'status',
  'campaign',
]);

/** What the calls of an account were made for in the last 30 days, and what more contacts would cost. */
export async function apiUse(deps: UseDeps, portalId: PortalId): Promise<ApiUse> {
  const { clock, hubspot } = deps;
  const counts = await hubspot.callCounts.read(portalId, DAYS);
  const { timeZone } = await hubspot.portals.get(portalId);
  const { endsAt, day } = dayAt(clock.now(), timeZone);
  const days = Array.from({ length: DAYS }, (_, back) => dayAt(endsAt - DAY / 2 - back * DAY, timeZone).day);
  const contacts = await deps.handedOverSince(portalId, endsAt - DAYS * DAY);
  return {
    said: await hubspot.callCounts.said(portalId),
    day,
    days: days.toReversed(),
    counts: counts.map(({ day: of, purpose, calls }) => ({ day: of, purpose, calls })),
    estimate: estimate(counts, contacts),
  };
}

/** @param contacts handed over in the days of the counts */
export function estimate(
  counts: readonly Pick<CallCountRow, 'purpose' | 'calls'>[],
  contacts: number,
): ApiUse['estimate'] {
  const calls = counts.reduce((sum, one) => sum + (ofContacts.has(one.purpose) ? one.calls : 0), 0);
  const measured = contacts >= ENOUGH_CONTACTS && calls > 0;
  const perContact = measured ? calls / contacts : BENCHED_PER_CONTACT;
  return { per1000: Math.round(perContact * 1_000), measured: measured ? { contacts, calls } : null };
}
