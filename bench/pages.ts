import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReady } from '../src/sandbox/local/first-run.ts';
import { withPostgres } from '../test/world/database.ts';
import { discard } from '../test/world/temporary.ts';
import { LATENCY_MS, startWorld, when } from '../test/world/world.ts';
import type { LeadsView, ViewerView } from '../src/cards/pages/contract.ts';
import type { Figure, Result } from './figures.ts';
import { addLeads, openHistory, PERSONS } from './many-leads.ts';
import { askOf, figuresOf, ROUNDS, timesOf } from './page-times.ts';
import type { Ask, Questions, Times } from './page-times.ts';

const FEW = 1_000;
const MANY = 100_000;
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
    const get = askOf(world, 'pages');
    // The page's own contract: Baton has answered.
    const { choices } = (await get('ada', 'viewer')) as ViewerView;
    const assistant = choices.assistants[0]?.value ?? '';
    const many = { database, now: sandbox.clock.now(), rep: people.rae.ownerId, assistant, campaign: null };
    await addLeads(many, 0, FEW);
    const few = await askAll(get, sandbox.clock.now(), people.rae.ownerId, assistant);
    await addLeads(many, FEW, MANY);
    const all = await askAll(get, sandbox.clock.now(), people.rae.ownerId, assistant);
    return figuresOf(kind, all, few);
  } finally {
    await database.close();
    await world.stop();
  }
}

async function askAll(get: Ask, now: number, person: string, assistant: string): Promise<Times> {
  const halfWay = async (): Promise<string> => {
    const month = now - 182 * 86_400_000;
    const cursor = Buffer.from(JSON.stringify({ value: month, contactId: '0' })).toString('base64url');
    const { leads } = (await get('ada', `leads?after=${cursor}`)) as LeadsView;
    if (leads.length === 0) throw new Error('There is nothing half way.');
    return cursor;
  };
  return timesOf(get, questionsOf(assistant, person, await halfWay()));
}

const questionsOf = (assistant: string, person: string, halfWay: string): Questions => ({
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
