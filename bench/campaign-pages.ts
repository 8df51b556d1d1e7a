import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReady } from '../src/sandbox/local/first-run.ts';
import type { ViewerView } from '../src/cards/pages/contract.ts';
import { withPostgres } from '../test/world/database.ts';
import { discard } from '../test/world/temporary.ts';
import { LATENCY_MS, startWorld, when } from '../test/world/world.ts';
import type { Figure, Result } from './figures.ts';
import { openHistory } from './many-leads.ts';
import { addCampaigns, addMembers, FEW, multiply } from './many-members.ts';
import { askOf, figuresOf, ROUNDS, timesOf } from './page-times.ts';
import type { Questions } from './page-times.ts';

const TIMES = 100;
const CAMPAIGNS = 60;

/** How fast the page Campaigns gets its data, and how that grows with the contacts of a campaign. */
export async function campaignPages(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const sqlite = await measure('SQLite', `sqlite:${folder}/pages.sqlite`);
    const postgres = await withPostgres((origin) => measure('PostgreSQL', `${origin}/postgres`), {});
    return {
      setting: [
        `${CAMPAIGNS} campaigns of one account, one of them with ${FEW.toLocaleString('en-US')}, then ${(FEW * TIMES).toLocaleString('en-US')} enrolled contacts, a tenth as many left out,`,
        'and what came of them (about five rows each), over a year; each question asked',
        `${ROUNDS} times through the stand-in's proxy, which signs it, one after the other, ${LATENCY_MS} ms API latency;`,
        'p95 with all contacts, and how many times that with the few. Admin, unless it says rep (who sees a tenth).',
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
    // The page's own contract: Baton has answered.
    const { choices } = (await askOf(world, 'pages')('ada', 'viewer')) as ViewerView;
    const assistant = choices.assistants[0]?.value ?? '';
    const before = { database, now: sandbox.clock.now(), rep: people.rae.ownerId, assistant, campaign: null };
    const campaign = await addCampaigns(before, CAMPAIGNS);
    const many = { ...before, campaign };
    const asked = () => timesOf(askOf(world, 'campaigns'), questionsOf(campaign));
    await addMembers(many);
    const few = await asked();
    await multiply(many, TIMES);
    return figuresOf(kind, await asked(), few);
  } finally {
    await database.close();
    await world.stop();
  }
}

const questionsOf = (id: string): Questions => {
  const members = `${id}/members`;
  return {
    'campaigns, first page': { path: '?status=running,paused' },
    'campaigns, second page': { path: '?after=50' },
    'campaigns by name': { path: '?search=campaign%200' },
    'campaigns, rep': { who: 'rae', path: '' },
    'what a campaign can be made of': { path: 'choices' },
    'one campaign': { path: id },
    'one campaign, rep': { who: 'rae', path: id },
    'report, days': { path: `${id}/report?span=day` },
    'report, weeks': { path: `${id}/report?span=week` },
    'report, months': { path: `${id}/report?span=month` },
    versions: { path: `${id}/versions` },
    contacts: { path: members },
    'contacts, rep': { who: 'rae', path: members },
    'contacts, half way down': { path: `${members}?after=500050000` },
    'contacts in a state': { path: `${members}?state=Hot` },
    'contacts under way': { path: `${members}?state=nurturing` },
    'contacts in a state, rep': { who: 'rae', path: `${members}?state=Hot` },
    'contacts enrolled': { path: `${members}?state=enrolled` },
    'left out': { path: `${members}?state=left_out` },
    'left out for one reason': { path: `${members}?reason=unsubscribed` },
    'search that finds a tenth': { path: `${members}?search=nora` },
    'search that finds a hundred': { path: `${members}?search=person777@` },
    'search that finds nothing': { path: `${members}?search=nobodyatall` },
    'search in a state': { path: `${members}?state=Hot&search=quinn` },
    'search, rep': { who: 'rae', path: `${members}?search=quinn` },
  };
};
