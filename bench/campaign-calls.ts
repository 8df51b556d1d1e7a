import { join } from 'node:path';
import { countCalls, resetCalls, type CallCounts } from './call-counts.ts';
import type { Figure, Result } from './figures.ts';
import { askCampaigns, newCampaign } from '../test/world/campaigns.ts';
import { DueTimes, leaping, leapOn } from '../test/world/due-times.ts';
import { isPickedUp, startWorld, when, type World } from '../test/world/world.ts';

const CONTACTS = 1_000;
const EMAILS = 5;
/** A business day: every email of a contact comes at the time of day at which it was handed over. */
const DAY_MS = 8 * 3_600_000;
const SPACING_MS = DAY_MS / CONTACTS;
/** Between the last hand-over and the first email, so that what each costs can be told apart. */
const FIRST_EMAIL_AFTER_MINUTES = 24 * 60;
/** The naive client reads the contact before each email and logs it on its own. */
const NAIVE_CALLS_PER_EMAIL = 2;

/** HubSpot calls for five emails to each of a thousand contacts, evenly over the days and in bursts. */
export async function campaignCalls(): Promise<Result> {
  const evenly = await run(overTheDay);
  const burst = await run(atOnce);
  const listed = await run(fromList);
  const withEnrolling = {
    emails: sumOf(listed.pickUp, listed.emails),
    pickUp: listed.pickUp,
  };
  const target = (text: string) => ({ target: text, naive: CONTACTS * EMAILS * NAIVE_CALLS_PER_EMAIL });
  return {
    setting: [
      `The first ${EMAILS} emails of the recommended sequence (business days 0, 2, 5, 9 and 15), simulated time, no API latency and no limit.`,
      `Evenly: ${CONTACTS} contacts handed over ${SPACING_MS / 1_000} s apart, over the 8 hours of a business day, so that each`,
      `email goes out over a whole day. Bursts: ${CONTACTS} contacts handed over at once.`,
      'Time leaps from one thing that Baton waits for to the next, so nothing shares a call that would not in real time.',
      'The look for what webhooks missed is held off: it goes by the clock, 12 searches an hour and every open lead read once.',
      `Campaign: ${CONTACTS} contacts of a list enrolled at once, who then have their emails in bursts.`,
      `Naive client: computed, ${NAIVE_CALLS_PER_EMAIL} calls an email (look, log) and 9 for a pick-up.`,
    ],
    figures: [
      ...figuresOf('evenly over 5 days', evenly, target('≤ 1,000 calls')),
      ...figuresOf('in bursts', burst, target('≤ 150 calls')),
      ...figuresOf('of a campaign on a list, enrolling included', withEnrolling, target('≤ 150 calls')),
    ],
  };
}

type Calls = Pick<CallCounts, 'total' | 'byPath'>;

interface Run {
  pickUp: Calls;
  emails: Calls;
}

function figuresOf(how: string, { pickUp, emails }: Run, against: Partial<Figure>): Figure[] {
  const unit = 'calls';
  return [
    { what: `${CONTACTS} × ${EMAILS} emails, ${how}`, value: emails.total, unit, ...against },
    ...Object.entries(emails.byPath).map(([path, calls]) => ({
      what: `  ${path}`,
      value: calls,
      unit,
    })),
    { what: `  pick-up before, ${how}`, value: pickUp.total, unit, naive: CONTACTS * 9 },
  ];
}

type HandOver = (world: World, leap: (until: number) => Promise<void>) => Promise<void>;

async function run(handOver: HandOver): Promise<Run> {
  const world = await startWorld({
    contacts: CONTACTS,
    sandbox: leaping.sandbox,
    environment: leaping.environment,
  });
  const due = new DueTimes(join(world.directory, 'baton.sqlite'));
  const leap = (until: number): Promise<void> => leapOn(world, due, until);
  try {
    await setFirstEmailDelay(world);
    await resetCalls(world.client);
    await handOver(world, leap);
    const pickUp = await countCalls(world.client);
    await resetCalls(world.client);
    while (!world.contacts.every((id) => world.look(id).emails >= EMAILS)) await leap(due.next());
    return { pickUp: aboutRecords(pickUp), emails: aboutRecords(await countCalls(world.client)) };
  } finally {
    due.close();
    await world.stop();
  }
}

async function setFirstEmailDelay({ client, people, batonUrl }: World): Promise<void> {
  const body = { firstEmailDelayMinutes: FIRST_EMAIL_AFTER_MINUTES };
  const answer = await client.fetchAs(people.ada.userId, `${batonUrl}/api/settings`, { method: 'PUT', body });
  if (answer.status !== 200)
    throw new Error(`The settings were answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

const overTheDay: HandOver = async ({ client, people, contacts, look, sandbox }, leap) => {
  for (const id of contacts) {
    const start = sandbox.clock.now();
    await client.update(id, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
    await leap(start + SPACING_MS);
    await when('the pick-up', () => isPickedUp(look(id)));
  }
};

const atOnce: HandOver = async ({ client, people, contacts, look, sandbox }, leap) => {
  await client.bulk(contacts, people.rae.userId, { hubspot_owner_id: people.tara.ownerId });
  await when(
    'the pick-up',
    () => {
      if (contacts.every((id) => isPickedUp(look(id)))) return true;
      sandbox.clock.advance(50);
      return false;
    },
    120_000,
    50,
  );
  await leap(sandbox.clock.now());
};

/** Everybody comes into a campaign at its start. */
const fromList: HandOver = async (world, leap) => {
  const { contacts, look, sandbox } = world;
  const id = await newCampaign(world, 'Bench', contacts);
  await resetCalls(world.client);
  await askCampaigns(world, 'POST', `/${id}/start`, { requestId: 'start', first: 'all' });
  const isWith = (one: string): boolean => isPickedUp(look(one));
  await when('the enrolling', () => contacts.every(isWith), 120_000, 50);
  await leap(sandbox.clock.now() + 60_000);
};

function sumOf(one: Calls, other: Calls): Calls {
  const byPath = { ...one.byPath };
  for (const [path, calls] of Object.entries(other.byPath)) byPath[path] = (byPath[path] ?? 0) + calls;
  return { total: one.total + other.total, byPath };
}

/** The calls about records and lists. Tokens and properties are looked after by the clock, whatever is sent. */
function aboutRecords({ byPath }: CallCounts): Calls {
  const kept = Object.entries(byPath).filter(([path]) => /\/crm\/(objects|lists)\//.test(path));
  return { total: kept.reduce((sum, [, calls]) => sum + calls, 0), byPath: Object.fromEntries(kept) };
}
