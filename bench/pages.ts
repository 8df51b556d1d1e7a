import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReady } from '../src/sandbox/local/first-run.ts';
import { withPostgres } from '../test/world/database.ts';
import { discard } from '../test/world/temporary.ts';
import { LATENCY_MS, startWorld, when } from '../test/world/world.ts';
import type { People, World } from '../test/world/world.ts';
import type { LeadsView, ViewerView } from '../src/cards/pages/contract.ts';
import { quantile, type Figure, type Result } from './figures.ts';
import { addLeads, openHistory, PERSONS } from './many-leads.ts';

const FEW = 1_000;
const MANY = 100_000;
const ROUNDS = 25;
/** The first ones find nothing in any cache. */
const WARM_UP = 2;

type Times = Map<string, number[]>;

/** How fast Baton's pages get their data, and how that grows with the number of leads. */
export async function pages(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const sqlite = await measure('SQLite', `sqlite:${folder}/pages.sqlite`);
    const postgres = await withPostgres((origin) => measure('PostgreSQL', `${origin}/postgres`), {});
    return {
      setting: [
        `${FEW.toLocaleString('en-US')}, then ${MANY.toLocaleString('en-US')} leads of one account, five entries of activity each, over a year; each question`,
        `asked ${ROUNDS} times through the stand-in's proxy, which signs it, one after the other, ${LATENCY_MS} ms API latency;`,
        'p95 with all leads, and how many times that with the few. Admin, unless it says rep (who sees a tenth).',
      ],
      figures: [...sqlite, ...postgres],
    };
  } finally {
    discard(folder);
  }
}

async function measure(kind: string, databaseUrl: string): Promise<Figure[]> {
  const world = await startWorld({ contacts: 0, environment: { DATABASE_URL: databaseUrl } });
  // Nobody works on the leads: HubSpot has none of their contacts.
  await world.run(['web']);
  await when('Baton to answer', () => isReady(world.batonUrl));
  const database = await openHistory(databaseUrl);
  try {
    const { people, sandbox } = world;
    const get = askOf(world);
    // The page's own contract: Baton has answered.
    const { choices } = (await get('ada', 'viewer')) as ViewerView;
    const assistant = choices.assistants[0]?.value ?? '';
    const many = { database, now: sandbox.clock.now(), rep: people.rae.ownerId, assistant };
    await addLeads(many, 0, FEW);
    const few = await askAll(get, sandbox.clock.now(), people.rae.ownerId, assistant);
    await addLeads(many, FEW, MANY);
    const all = await askAll(get, sandbox.clock.now(), people.rae.ownerId, assistant);
    return [...all].flatMap(([what, times]) => figuresOf(`${kind}: ${what}`, times, few.get(what) ?? []));
  } finally {
    await database.close();
    await world.stop();
  }
}

function figuresOf(what: string, many: readonly number[], few: readonly number[]): Figure[] {
  const p95 = quantile(many, 0.95);
  return [
    { what, value: p95, unit: 'ms', target: '≤ 300 ms' },
    { what: `${what}, growth`, value: p95 / quantile(few, 0.95), unit: '×' },
  ];
}

type Ask = (who: keyof People, path: string) => Promise<unknown>;

const askOf =
  ({ batonUrl, client, people }: World): Ask =>
  async (who, path) => {
    const { status, body } = await client.fetchAs(people[who].userId, `${batonUrl}/api/pages/${path}`);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };

async function askAll(get: Ask, now: number, person: string, assistant: string): Promise<Times> {
  const times: Times = new Map();
  const halfWay = async (): Promise<string> => {
    const month = now - 182 * 86_400_000;
    const cursor = Buffer.from(JSON.stringify({ value: month, contactId: '0' })).toString('base64url');
    const { leads } = (await get('ada', `leads?after=${cursor}`)) as LeadsView;
    if (leads.length === 0) throw new Error('There is nothing half way.');
    return cursor;
  };
  const questions = questionsOf(assistant, person, await halfWay());
  for (const [what, { who = 'ada', path }] of Object.entries(questions)) {
    const taken: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const start = performance.now();
      await get(who, path);
      if (round >= 0) taken.push(performance.now() - start);
    }
    times.set(what, taken);
  }
  return times;
}

const questionsOf = (
  assistant: string,
  person: string,
  halfWay: string,
): Record<string, { who?: keyof People; path: string }> => ({
  'who looks, and the choices': { path: 'viewer' },
  'overview, days': { path: 'overview?span=day' },
  'overview, weeks': { path: 'overview?span=week' },
  'overview, months': { path: 'overview?span=month' },
  'overview, months, rep': { who: 'rae', path: 'overview?span=month' },
  'leads, newest': { path: 'leads' },
  'leads, newest, rep': { who: 'rae', path: 'leads' },
  'leads, half way down': { path: `leads?after=${halfWay}` },
  'leads by name': { path: 'leads?sort=name' },
  'leads by company': { path: 'leads?sort=company' },
  'leads by state': { path: 'leads?sort=state' },
  'leads by next email': { path: 'leads?sort=next-email' },
  'leads by last answer': { path: 'leads?sort=last-answer' },
  'search that finds a tenth': { path: 'leads?search=nora' },
  'search that finds one': { path: 'leads?search=person777@' },
  'search that finds nothing': { path: 'leads?search=nobodyatall' },
  'search, rep': { who: 'rae', path: 'leads?search=quinn' },
  'leads in a state': { path: 'leads?state=Hot' },
  'leads of an assistant': { path: `leads?assistant=${assistant}` },
  'leads of a prior owner': { path: `leads?priorOwner=${person}` },
  'leads by what they answered': { path: 'leads?lastAnswer=AgreedToMeet' },
  'leads with an email tomorrow': { path: 'leads?nextEmail=tomorrow' },
  'leads that need somebody': { path: 'leads?attention=any' },
  'all filters and a search': {
    path: `leads?search=customer&state=Hot,Responded&assistant=${assistant}&priorOwner=${person}&attention=any&sort=name`,
  },
  'activity, newest': { path: 'activity' },
  'activity, newest, rep': { who: 'rae', path: 'activity' },
  'activity of one kind': { path: 'activity?kind=answer' },
  'activity of a prior owner': { path: `activity?priorOwner=${person}` },
  'activity of a contact': { path: `activity?contact=${500_000_000 + PERSONS}` },
});
