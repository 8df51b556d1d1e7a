import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterEach, expect, it } from 'vitest';
import { countCalls, resetCalls } from '../../bench/call-counts.ts';
import type { CampaignDraft, CampaignReview } from '../../src/cards/campaigns/contract.ts';
import { askCampaigns, newCampaign, seeCampaign } from '../world/campaigns.ts';
import { DueTimes, leaping, leapOn, leapTo } from '../world/due-times.ts';
import { addressOf, isPickedUp, startWorld, when } from '../world/world.ts';
import type { World } from '../world/world.ts';

const CONTACTS = 200;
/** Of the short sequence. */
const EMAILS = 4;
const ZONE = 'America/New_York';
const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Calls about records and lists. Tokens and properties are looked after by the clock, whatever is sent. */
async function callsOf(world: World): Promise<{ calls: number; byPath: Record<string, number> }> {
  const { byPath } = await countCalls(world.client);
  const kept = Object.entries(byPath).filter(([path]) => /\/crm\/(objects|lists)\//.test(path));
  return { calls: kept.reduce((sum, [, count]) => sum + count, 0), byPath: Object.fromEntries(kept) };
}

const within = (share: number, estimated: number, happened: number): boolean =>
  Math.abs(estimated - happened) <= share * happened;

it.each<[string, Partial<CampaignDraft>]>([
  ['that takes its contacts', {}],
  ['that leaves their owner as is', { takesOwnership: false }],
  ['with a daily cap', { dailyCap: 120 }],
])(
  `what a dry run says of ${CONTACTS} contacts is what happens by a campaign %s`,
  { timeout: 600_000 },
  async (_what, change) => {
    const world = await startWorld({ contacts: CONTACTS, ...leaping });
    stops.push(() => world.stop());
    const due = new DueTimes(join(world.directory, 'baton.sqlite'));
    stops.push(() => due.close());
    const id = await newCampaign(world, 'Estimated', world.contacts, { sequenceId: 'short', ...change });
    await askCampaigns(world, 'POST', `/${id}/review`, { requestId: 'review' });
    const seen = async () => (await askCampaigns(world, 'GET', `/${id}/review`)) as CampaignReview;
    await when('the dry run', async () => (await seen()).state === 'done', 120_000, 100);
    const review = await seen();
    expect(review.enrolled).toBe(CONTACTS);

    await resetCalls(world.client);
    await askCampaigns(world, 'POST', `/${id}/start`, { requestId: 'start', first: 'all' });
    const isWith = (one: string): boolean => isPickedUp(world.look(one));
    await when('all to be with the assistant', () => world.contacts.every(isWith), 120_000, 50);
    await leapOn(world, due, world.sandbox.clock.now() + MINUTE);
    const now = await callsOf(world);
    await resetCalls(world.client);
    // A day's emails are all due by then.
    const hasAll = (): boolean => world.contacts.every((one) => world.look(one).emails === EMAILS);
    while (!hasAll()) await leapTo(world, due, due.next() + HALF_AN_HOUR);
    const sending = await callsOf(world);
    while (due.next() < Infinity) await leapTo(world, due, due.next() + HALF_AN_HOUR);
    const later = await callsOf(world);
    const isOver = async () => (await seeCampaign(world, id)).status === 'completed';
    await when('the campaign to be completed', isOver, 60_000, 100);

    const days: Record<string, number> = {};
    for (const index of world.contacts.keys())
      for (const { at } of world.sandbox.mail?.list({ mailbox: addressOf(index), arrived: true }) ?? []) {
        const day = DateTime.fromMillis(at, { zone: ZONE }).toISODate() ?? '';
        days[day] = (days[day] ?? 0) + 1;
      }
    const happened = Object.entries(days)
      .map(([day, emails]) => ({ day, emails }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1));
    expect(review.calendar).toEqual(happened);
    const about = { change, review: review.calls, now, sending, later };
    expect([about, within(0.1, review.calls.now, now.calls)]).toEqual([about, true]);
    const [, emails = 0, handingBack = 0] =
      /Emails: (\d+),.*back: about (\d+)\./.exec(review.calls.words) ?? [];
    expect(Number(emails) + Number(handingBack)).toBe(review.calls.later);
    // One call more or less on a day is much of so few.
    expect([about, within(0.2, Number(emails), sending.calls)]).toEqual([about, true]);
    // How many hand-backs share a call is as fast as the machine is: more than none, and fewer than one for each.
    const ending = later.calls - sending.calls;
    expect([about, ending >= CONTACTS / 25 && ending < CONTACTS]).toEqual([about, true]);
    console.info(
      `${JSON.stringify(change)}: ${review.calls.words} Counted: ${now.calls}, ${sending.calls}, ${ending}.`,
    );
  },
);
