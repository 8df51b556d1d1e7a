import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterEach, expect, it } from 'vitest';
import { countCalls, resetCalls } from '../../bench/call-counts.ts';
import type { CampaignDraft, CampaignReview } from '../../src/cards/campaigns/contract.ts';
import { askCampaigns, newCampaign, seeCampaign } from '../world/campaigns.ts';
import { DueTimes, leapOn, leapTo } from '../world/due-times.ts';
import { slowlyLeaping } from '../world/slow-time.ts';
import { addressOf, isPickedUp, startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

/** Of the short sequence. */
const EMAILS = 4;
const ZONE = 'America/New_York';
const MINUTE = 60_000;
/** What happens within it happens at once. */
const LEAP = 10_000;
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Calls about records and lists. Owners, tokens and properties are looked after by the clock, whatever is sent. */
async function callsOf(world: World): Promise<{ calls: number; byPath: Record<string, number> }> {
  const { byPath } = await countCalls(world.client);
  await resetCalls(world.client);
  const kept = Object.entries(byPath).filter(([path]) => /\/crm\/(objects|lists)\//.test(path));
  return { calls: kept.reduce((sum, [, count]) => sum + count, 0), byPath: Object.fromEntries(kept) };
}

/** Within a tenth of what happened. */
const agrees = (estimated: number, happened: number): boolean =>
  Math.abs(estimated - happened) <= 0.1 * happened;

/** Emails by day of the account's zone, as they arrived. */
function arrived({ contacts, sandbox }: World): CampaignReview['calendar'] {
  const days: Record<string, number> = {};
  for (const index of contacts.keys())
    for (const { at } of sandbox.mail?.list({ mailbox: addressOf(index), arrived: true }) ?? []) {
      const day = DateTime.fromMillis(at, { zone: ZONE }).toISODate() ?? '';
      days[day] = (days[day] ?? 0) + 1;
    }
  const calendar = Object.entries(days).map(([day, emails]) => ({ day, emails }));
  return calendar.toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

async function dryRun(world: World, id: string): Promise<CampaignReview> {
  await askCampaigns(world, 'POST', `/${id}/review`, { requestId: 'review' });
  const seen = async () => (await askCampaigns(world, 'GET', `/${id}/review`)) as CampaignReview;
  await when('the dry run', async () => (await seen()).state === 'done', 120_000, 100);
  return seen();
}

/** What a campaign really takes: its enrolling, its emails, and the way back of its contacts. */
async function runThrough(world: World, id: string) {
  const due = new DueTimes(join(world.directory, 'baton.sqlite'));
  stops.push(() => due.close());
  await resetCalls(world.client);
  await askCampaigns(world, 'POST', `/${id}/start`, { requestId: 'start', first: 'all' });
  const enrolled = async () => (await seeCampaign(world, id)).figures.enrolled;
  await when('the enrolling', async () => (await enrolled()) === world.contacts.length, 120_000, 100);
  await leapOn(world, due, world.sandbox.clock.now() + MINUTE);
  expect(world.contacts.every((one) => isPickedUp(world.look(one)))).toBe(true);
  const enrolling = await callsOf(world);
  const hasAll = (): boolean => world.contacts.every((one) => world.look(one).emails === EMAILS);
  while (!hasAll()) await leapTo(world, due, due.next() + LEAP);
  const emails = await callsOf(world);
  const isOver = async () => (await seeCampaign(world, id)).status === 'completed';
  for (let over = false; due.next() < Infinity || !over;) {
    // Within seconds, while what else waits waits for minutes.
    if (!over && due.underWay() === 0) {
      await when('the campaign to be completed', isOver, 60_000, 100);
      over = true;
    } else await leapTo(world, due, due.next() + LEAP);
  }
  return { enrolling, emails, handingBack: await callsOf(world), days: arrived(world) };
}

it.each<[string, number, Partial<CampaignDraft>]>([
  ['50 contacts that it takes', 50, {}],
  ['200 contacts whose owner it leaves', 200, { takesOwnership: false }],
  ['120 contacts that it takes, 80 emails a day', 120, { dailyCap: 80 }],
  ['50 contacts whose owner it leaves, 20 emails a day', 50, { takesOwnership: false, dailyCap: 20 }],
])(
  'what a dry run says is what happens, within a tenth: a campaign of %s',
  { timeout: 600_000 },
  async (_what, contacts, change) => {
    const world = await startWorld({ contacts, ...slowlyLeaping() });
    stops.push(() => world.stop());
    const id = await newCampaign(world, 'Estimated', world.contacts, { sequenceId: 'short', ...change });
    const review = await dryRun(world, id);
    expect(review.enrolled).toBe(contacts);
    const happened = await runThrough(world, id);

    const [, emails, handingBack] = /Emails: (\d+),.* Handing back: (\d+)\./.exec(review.calls.words) ?? [];
    const estimated = {
      enrolling: review.calls.now,
      emails: Number(emails),
      handingBack: Number(handingBack),
    };
    expect(estimated.emails + estimated.handingBack).toBe(review.calls.later);
    for (const part of ['enrolling', 'emails', 'handingBack'] as const) {
      const about = { part, estimated: estimated[part], ...happened[part] };
      expect(agrees(estimated[part], happened[part].calls), JSON.stringify(about)).toBe(true);
    }
    expect(review.calendar).toEqual(happened.days);
    const logged = world.contacts.reduce((sum, one) => sum + world.look(one).emails, 0);
    expect([review.storage.emails, review.storage.kilobytes]).toEqual([logged, logged]);
    const counted = [happened.enrolling, happened.emails, happened.handingBack].map(({ calls }) => calls);
    console.info(
      `${JSON.stringify({ contacts, ...change })}: ${review.calls.words} Counted: ${counted.join(', ')}.`,
    );
  },
);
