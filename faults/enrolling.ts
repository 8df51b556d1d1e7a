import { newCampaign, askCampaigns, seeCampaign } from '../test/world/campaigns.ts';
import type { MembersView } from '../src/cards/campaigns/contract.ts';
import { associationsOf } from '../src/sandbox/associations/associations.ts';
import { CONTACT, NOTE } from '../src/sandbox/records/object-types.ts';
import { personAuthor } from '../src/sandbox/records/record.ts';
import { createRecord } from '../src/sandbox/records/write.ts';
import { onBothDatabases, type Played } from './both-databases.ts';
import type { Chance } from './random.ts';
import { killSome, untilDone } from './random-kills.ts';
import type { Scenario, Size } from './scenario.ts';
import { connect, openWorld, type FaultWorld, type WorldOptions } from './world.ts';

const sizes = { short: { contacts: 300, kills: 3 }, full: { contacts: 10_000, kills: 20 } } as const;
const PATIENCE_MS = { short: 600_000, full: 1_800_000 } as const;
const PAGE = 100;
const FINDINGS = 20;

type Tell = (progress: string) => void;

/** A campaign enrolls a long list while processes die: each contact comes in once, with one note, and none is missing. */
export const enrolling: Scenario = {
  name: 'enrolling',
  waits: true,
  async run(size, seed, tell) {
    const { contacts, kills } = sizes[size];
    const workers = ['web', 'worker', 'worker', 'worker'] as const;
    const { killedAtOnce, ...counts } = await onBothDatabases(
      seed,
      (options, chance) => play(options, size, chance, tell),
      workers,
    );
    return {
      done: `a list of ${contacts} contacts enrolled, ${2 * kills + killedAtOnce} kill -9, on SQLite and PostgreSQL`,
      ...counts,
    };
  },
};

async function play(options: WorldOptions, size: Size, chance: Chance, tell: Tell): Promise<Played> {
  const { contacts, kills } = sizes[size];
  const world = await openWorld(options);
  try {
    await connect(world);
    const ids = makeContacts(world, contacts);
    const asked = { ...world, batonUrl: world.installation.batonUrl };
    const campaign = await newCampaign(asked, 'Long list', ids);
    const start = () =>
      askCampaigns(asked, 'POST', `/${campaign}/start`, { requestId: 'start', first: 'all' });
    await start();
    await killSome(world, chance, kills);
    const { processes } = world.installation;
    for (const process of processes) process.kill('SIGKILL');
    const enrolled = async (): Promise<number> =>
      seeCampaign(asked, campaign).then(
        ({ figures }) => figures.enrolled,
        () => 0,
      );
    const isDone = async () =>
      (await enrolled()) >= contacts && ids.every((id) => seen(world, id).notes > 0 && isWith(world, id));
    const recoveryMs = await untilDone(world, PATIENCE_MS[size], isDone);
    tell(
      `${await enrolled()} of ${contacts} enrolled ${(recoveryMs / 1_000).toFixed(1)} s after the last kill`,
    );
    // What was asked for twice would come by then.
    await world.sandbox.quiet();
    const members = await membersOf(asked, campaign);
    return { ...judge(world, ids, members), recoveryMs, killedAtOnce: processes.length };
  } finally {
    await world.stop();
  }
}

function makeContacts({ portal, people }: FaultWorld, count: number): string[] {
  const author = personAuthor(people.rae.userId);
  return Array.from({ length: count }, (_, index) => {
    const names = { firstname: 'Kim', lastname: `Long ${index}`, hubspot_owner_id: people.rae.ownerId };
    return createRecord(
      portal,
      CONTACT,
      { email: `long.${index}@long${index}.example.com`, ...names },
      author,
    ).id;
  });
}

function seen({ portal }: FaultWorld, id: string): { notes: number; owner: string | undefined } {
  const contact = portal.table(CONTACT).get(id);
  if (!contact) return { notes: 0, owner: undefined };
  const notes = associationsOf(portal, contact, NOTE).length;
  return { notes, owner: contact.properties['hubspot_owner_id'] };
}

const isWith = (world: FaultWorld, id: string): boolean =>
  seen(world, id).owner === world.people.tara.ownerId;

/** By contact, how often the campaign has it, and as what. */
async function membersOf(
  world: Parameters<typeof askCampaigns>[0],
  campaign: string,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let after = ''; ;) {
    const path = `/${campaign}/members?limit=${PAGE}&after=${after}`;
    const { members, next } = (await askCampaigns(world, 'GET', path)) as MembersView;
    for (const { contactId, state } of members)
      found.set(contactId, [...(found.get(contactId) ?? []), state]);
    if (next === null) return found;
    after = next;
  }
}

function judge(world: FaultWorld, ids: readonly string[], members: ReadonlyMap<string, string[]>) {
  const each = ids.map((id) => ({ id, states: members.get(id) ?? [], ...seen(world, id) }));
  const lost = each.filter(({ states, notes }) => !states.includes('enrolled') || notes === 0);
  const doubled = each.filter(({ states, notes }) => states.length > 1 || notes > 1);
  const stuck = each.filter(({ id, states }) => states.includes('enrolled') && !isWith(world, id));
  const known = new Set(ids);
  const wrong = [...members.keys()].filter((id) => !known.has(id));
  const findings = [...new Set([...lost, ...doubled, ...stuck])].slice(0, FINDINGS);
  return {
    lost: lost.length,
    doubled: doubled.length,
    stuck: stuck.length,
    wrong: wrong.length,
    findings: [
      ...findings.map(
        ({ id, states, notes, owner }) =>
          `${id}: ${states.join(', ')}, ${notes} notes, owner ${owner ?? 'none'}`,
      ),
      ...wrong.map((id) => `${id}: enrolled, and in no list`),
    ],
  };
}
