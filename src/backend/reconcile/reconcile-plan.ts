import { DAY, HOUR, MINUTE } from '../ground/clock.ts';
import type { OwnerId } from '../ground/identifiers.ts';
import type { ReconcileRow, Round } from './reconcile-entity.ts';

/** Search windows begin so much before the last round: HubSpot's index lags, and clocks differ. */
const OVERLAP_MS = 10 * MINUTE;
/** After a longer silence Baton, or its connection, was away: everything is looked at. */
const AWAY_MS = 15 * MINUTE;
/** A round that was not carried on for so long is planned anew. */
const GIVEN_UP_MS = 10 * MINUTE;
/** Every open lead is read once within this time. */
const COVER_MS = HOUR;

export interface Circumstances {
  now: number;
  /** How far this machine's clock is ahead of HubSpot's, which dates the changes of contacts. */
  aheadMs: number;
  intervalMs: number;
  /** The assistants' owners, sorted. */
  owners: readonly OwnerId[];
  openLeads: number;
  /** When an admin switched data sync on, epoch ms; null: it always was. */
  syncedSince: number | null;
}

/** The round to carry on: the one that was begun, or a new one. */
export function planRound(row: ReconcileRow | null, circumstances: Circumstances): Round {
  const { now, aheadMs, owners, syncedSince } = circumstances;
  const begun = row?.round;
  const isOld = syncedSince !== null && begun != null && begun.startedAt < syncedSince;
  if (begun && !isOld && Math.abs(now - begun.seenAt) < GIVEN_UP_MS) return begun;
  const wasAway = row === null || isAway(row, circumstances);
  return {
    startedAt: now,
    seenAt: now,
    owners: [...owners],
    ownersDone: 0,
    since:
      wasAway || isSearchForAllDue(row, circumstances) ? null : (row.completedAt ?? 0) - aheadMs - OVERLAP_MS,
    after: null,
    ...(wasAway ? { readBefore: now, toRead: Number.MAX_SAFE_INTEGER } : share(circumstances)),
    found: 0,
    read: 0,
  };
}

/** A clock that was set back says nothing about how long ago the last round was. */
const isAway = ({ completedAt }: ReconcileRow, { now, intervalMs, syncedSince }: Circumstances): boolean =>
  completedAt === null ||
  completedAt > now ||
  (syncedSince !== null && syncedSince <= now && completedAt < syncedSince) ||
  now - completedAt > Math.max(AWAY_MS, 3 * intervalMs);

const isSearchForAllDue = (row: ReconcileRow, { now, owners }: Circumstances): boolean =>
  now - (row.searchedAllAt ?? 0) >= DAY || owners.some((owner) => !row.searchedOwners.includes(owner));

/** This round's part of the open leads, so that all have their turn in time. */
function share({ now, intervalMs, openLeads }: Circumstances): Pick<Round, 'readBefore' | 'toRead'> {
  const rounds = Math.max(1, Math.floor(COVER_MS / intervalMs) - 1);
  return { readBefore: now - intervalMs / 2, toRead: Math.ceil(openLeads / rounds) };
}
