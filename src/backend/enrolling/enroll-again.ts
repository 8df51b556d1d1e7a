import { In } from 'typeorm';
import type { Assistant } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { Tx } from '../database/database.ts';
import type { OwnerId } from '../ground/identifiers.ts';
import type { Considered } from '../leads/enrolling/consider.ts';
import {
  AT_ONCE,
  changeOf,
  CONSIDERED,
  inAMoment,
  isToWait,
  readyAssistant,
  whyBlocked,
} from './enroll-work.ts';
import type { EnrollDeps } from './enroll-work.ts';
import type { MatchingDeps } from './matching.ts';
import { MemberEntity } from './member-entity.ts';
import type { RunRow } from './member-entity.ts';
import { holdRun, noteRun } from './runs.ts';
import type { Step } from './runs.ts';
import { nextOf } from './target.ts';

type AgainDeps = EnrollDeps & MatchingDeps;

/**
 * Looks again at members whom the campaign left out, or whose part in it is over, and enrolls those who may be by now. A
 * member stays as it stands until its turn, so that what is cancelled leaves nobody in between.
 */
export function createAgainWork(deps: AgainDeps): (run: RunRow) => Promise<Step> {
  return async (run) => {
    const campaign = await deps.campaigns.find(run.portalId, run.campaignId);
    if (!campaign) return { failed: 'The campaign is gone.' };
    const blocked = whyBlocked(deps, campaign, run);
    if (blocked) return blocked;
    const assistant = await readyAssistant(deps, campaign);
    return typeof assistant === 'string'
      ? { failed: assistant }
      : enrollAgain(deps, run, campaign, assistant);
  };
}

async function enrollAgain(
  deps: AgainDeps,
  run: RunRow,
  campaign: Campaign,
  assistant: Assistant & { ownerId: OwnerId },
): Promise<Step> {
  const ids = await nextOf(deps, run, CONSIDERED);
  if (ids.length === 0) return 'done';
  const now = deps.clock.now();
  const looked = await deps.leads.consider(run.portalId, ids, campaign, assistant);
  // In the order of their ids: who comes after one that waits, waits with it.
  const waiting = looked.findIndex((one) => isToWait(one, run, now));
  if (waiting === 0) return inAMoment(now);
  const considered = waiting < 0 ? looked : looked.slice(0, waiting);
  const atOnce = AT_ONCE[deps.database.kind];
  let { cursor } = run;
  for (let start = 0; start < considered.length; start += atOnce) {
    const some = considered.slice(start, start + atOnce);
    const from = cursor;
    const goesOn = await deps.database.transaction((tx) =>
      again(deps, tx, { ...run, cursor: from }, campaign, some),
    );
    if (!goesOn) return 'more';
    cursor = some.at(-1)?.askedFor ?? cursor;
  }
  return 'more';
}

/** Resolves to whether the run goes on. */
async function again(
  { campaigns, leads, clock }: EnrollDeps,
  tx: Tx,
  run: RunRow,
  { version }: Campaign,
  considered: readonly Considered[],
): Promise<boolean> {
  const { portalId, campaignId } = run;
  // It may have been paused or changed since it was looked at; whoever does so now finds all of these enrolled.
  const campaign = await campaigns.hold(tx, portalId, campaignId);
  if (!campaign || campaign.version !== version || campaign.status !== 'running') return false;
  const held = await holdRun(tx, run);
  // Another process did these meanwhile.
  if (!held || held.cursor !== run.cursor) return false;
  const asked = considered.map(({ askedFor }) => askedFor);
  const members = await tx.findBy(MemberEntity, { portalId, campaignId, contactId: In(asked) });
  const standing = new Map(members.map(({ contactId, state }) => [contactId, state]));
  const wanted = considered.filter(({ askedFor }) => standing.has(askedFor));
  const outcomes = await leads.enroll(tx, portalId, wanted, `Campaign “${campaign.name}”`);
  let enrolled = 0;
  for (const one of wanted) {
    const outcome = outcomes.get(one.askedFor);
    if (!outcome) continue;
    if ('round' in outcome) enrolled += 1;
    // Who is in it, or was moved, stands as before.
    else if (standing.get(one.askedFor) !== 'left_out') continue;
    const change = changeOf(one, outcome, campaign.version, clock.now());
    await tx.update(MemberEntity, { portalId, campaignId, contactId: one.askedFor }, change);
  }
  await noteRun(tx, run, {
    cursor: asked.at(-1) ?? run.cursor,
    done: held.done + enrolled,
    refused: held.refused + considered.length - enrolled,
  });
  return true;
}
