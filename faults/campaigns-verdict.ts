import type { MemberLine } from '../src/cards/campaigns/contract.ts';
import { CONTACT } from '../src/sandbox/records/object-types.ts';
import type { CampaignPeople, Member } from './campaign-people.ts';
import { see } from './seen.ts';
import type { Verdict } from './verdict.ts';
import type { FaultWorld } from './world.ts';

/** What is being sent at the moment of a pause or a stop may arrive within this time. */
const STOPPED_WITHIN_MS = 5_000;

/** When the first campaign was paused and went on, and when both were stopped, by HubSpot's clock. */
export interface Times {
  pausedAt: number;
  resumedAt: number;
  stoppedAt: number;
}

/** How one person stands, all their contacts and both campaigns together. */
interface Standing {
  member: Member;
  lines: readonly MemberLine[];
  enrolledIn: readonly number[];
  notes: number;
  arrived: readonly number[];
}

/** Confirmation notes and emails as they stand before the campaigns are stopped, and what the campaigns say. */
export interface Enrolled {
  standings: readonly Standing[];
  /** Members of lists that no campaign has decided about. */
  undecided: readonly string[];
}

const contactsOf = ({ id, email, twin }: Member) => [{ id, email }, ...(twin ? [twin] : [])];

export const isAlive = ({ portal }: FaultWorld, id: string): boolean =>
  portal.table(CONTACT).live(id) !== undefined;

export async function lookAtAll(world: FaultWorld, people: CampaignPeople): Promise<Enrolled> {
  const known = [await people.membersOf(0), await people.membersOf(1)];
  const undecided: string[] = [];
  for (const place of [0, 1])
    for (const id of people.listed(place)) {
      const line = known[place]?.get(id);
      const isDecided = line?.state === 'enrolled' || /^Left out: \S/.test(line?.standing ?? '');
      if (!isDecided) undecided.push(`${id} of list ${place}: ${line?.standing ?? 'not read'}`);
    }
  const standings = people.all.map((member): Standing => {
    const contacts = contactsOf(member);
    const lines = known.flatMap((lines) => contacts.flatMap(({ id }) => lines.get(id) ?? []));
    const enrolledIn = known.flatMap((one, place) =>
      contacts.flatMap(({ id }) => (one.get(id)?.state === 'enrolled' ? [place] : [])),
    );
    const seen = contacts.flatMap((one) => (isAlive(world, one.id) ? [see(world, one)] : []));
    const arrived = contacts.flatMap(({ email }) =>
      world.mail.list({ mailbox: email, arrived: true }).map(({ at }) => at),
    );
    return { member, lines, enrolledIn, arrived, notes: seen.reduce((sum, { notes }) => sum + notes, 0) };
  });
  return { standings, undecided };
}

/** Those with a campaign who lack their note or their first email; `place`: of one campaign only. */
export const unfinished = (world: FaultWorld, { standings }: Enrolled, place?: number): Standing[] =>
  standings.filter(
    ({ member, enrolledIn, arrived, notes }) =>
      isAlive(world, member.id) &&
      enrolledIn.length > 0 &&
      (place === undefined || enrolledIn.includes(place)) &&
      (arrived.length === 0 || notes === 0),
  );

/** Contacts of the assistant's, or whose lead goes on: after a stop there are none. */
export async function notBack(world: FaultWorld, people: CampaignPeople): Promise<string[]> {
  const { portal, people: owners } = world;
  const active = new Set(['nurturing', 'paused', 'queued', 'handing_back']);
  const going: string[] = [];
  for (const place of [0, 1])
    for (const { value, count } of (await people.detail(place)).states)
      if (active.has(value)) going.push(`${count} of campaign ${place} ${value}`);
  for (const { id } of people.all.flatMap(contactsOf)) {
    const owner = portal.table(CONTACT).live(id)?.properties['hubspot_owner_id'];
    if (owner !== undefined && owner !== owners.rae.ownerId) going.push(`${id} belongs to ${owner}`);
  }
  return going;
}

/** `before`: as it stood before the stop; `arrived`: emails by then and since. */
export function judgeCampaigns(
  world: FaultWorld,
  before: Enrolled,
  after: Enrolled,
  { pausedAt, resumedAt, stoppedAt }: Times,
  stuck: readonly string[],
): Verdict {
  const findings = [...before.undecided, ...stuck];
  const verdict = { lost: before.undecided.length, doubled: 0, stuck: stuck.length, wrong: 0, findings };
  for (const [index, standing] of before.standings.entries()) {
    const { member, enrolledIn, notes, arrived } = standing;
    const { kind } = member;
    const merged = kind === 'is merged meanwhile';
    const mustBeIn = kind !== 'must not be written to' && kind !== 'is deleted meanwhile';
    const alive = isAlive(world, member.id);
    const inside = enrolledIn.length > 0;
    const late = (after.standings[index]?.arrived ?? []).filter((at) => at > stoppedAt + STOPPED_WITHIN_MS);
    const paused = arrived.filter((at) => at > pausedAt + STOPPED_WITHIN_MS && at < resumedAt);
    const found = {
      lost:
        (mustBeIn && !inside ? 1 : 0) +
        (alive && inside && notes === 0 ? 1 : 0) +
        (alive && inside && arrived.length === 0 ? 1 : 0),
      // Two contacts may each have come in before they became one.
      doubled:
        Math.max(0, enrolledIn.length - (merged ? 2 : 1)) +
        Math.max(0, notes - (merged ? 2 : 1)) +
        Math.max(0, arrived.length - 1),
      wrong:
        (kind === 'must not be written to' && inside ? 1 : 0) +
        late.length +
        (enrolledIn.includes(0) && !enrolledIn.includes(1) ? paused.length : 0),
    };
    verdict.lost += found.lost;
    verdict.doubled += found.doubled;
    verdict.wrong += found.wrong;
    if (found.lost + found.doubled + found.wrong > 0)
      findings.push(`${JSON.stringify(found)}: ${JSON.stringify({ ...standing, late, paused })}`);
  }
  return verdict;
}
