import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { HOUR } from '../../ground/clock.ts';
import type { ReplyClass } from '../../replies/types.ts';
import { defaultBusinessHours } from '../deciding/schedule.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { lead as someLead } from '../test-leads.ts';
import { lateAnswerTask, ownerTask, type TaskInput } from './owner-task.ts';

const ZONE = 'Europe/Berlin';
/** In the account's zone. */
const at = (iso: string, zone = ZONE): number => DateTime.fromISO(iso, { zone }).toMillis();
const show = (ms: number, zone = ZONE): string => DateTime.fromMillis(ms, { zone }).toFormat('ccc HH:mm');
/** Monday 30 November 2026, 16:52 UTC: 17:52 in Berlin. */
const MONDAY = at('2026-11-30T17:52');

const lead = (change: Partial<Lead>): Lead =>
  someLead({
    stage: 'handing_back',
    facts: {
      email: 'ada@novak.example.com',
      firstName: 'Ada',
      lastName: 'Novak',
      company: 'Novak',
      jobTitle: null,
    },
    ...change,
  });
const input = (more: Partial<TaskInput> = {}): TaskInput => ({
  lead: lead({ state: 'Hot' }),
  answer: null,
  owned: true,
  detour: null,
  now: MONDAY,
  hours: defaultBusinessHours,
  zone: ZONE,
  ...more,
});
const answer = (text: string, replyClass: ReplyClass = 'AgreedToMeet', when = MONDAY) => ({
  text,
  at: when,
  replyClass,
});

it('a meeting that was agreed on stands in the title, and the task is due before it', () => {
  const task = ownerTask(input({ answer: answer('Tuesday 10am works') }));
  expect(task.subject).toBe('Confirm Tuesday 10:00 with Ada Novak');
  expect(show(task.dueAt)).toBe('Tue 09:00');
  expect(task.priority).toBe('HIGH');
});

it.each([
  // text, came at, title, due
  ['Thursday 3 pm works', '2026-11-30T09:00', 'Confirm Thursday 15:00 with Ada Novak', 'Mon 11:00'],
  ['Today at 11:00?', '2026-11-30T09:30', 'Confirm Monday 11:00 with Ada Novak', 'Mon 10:00'],
  ['Today at 10:00?', '2026-11-30T09:30', 'Confirm Monday 10:00 with Ada Novak', 'Mon 09:30'],
  ['Tuesday 8:00 works', '2026-11-30T17:52', 'Confirm Tuesday 08:00 with Ada Novak', 'Tue 07:00'],
  [
    'Monday 7 December at 10am',
    '2026-11-27T18:00',
    'Confirm Monday 7 December 10:00 with Ada Novak',
    'Mon 09:00',
  ],
  ['Tuesday works', '2026-11-30T16:30', 'Confirm Tuesday with Ada Novak', 'Mon 17:00'],
  ['Tuesday works', '2026-11-30T17:52', 'Confirm Tuesday with Ada Novak', 'Tue 08:00'],
  [
    'Next Tuesday at 10am',
    '2026-11-30T09:00',
    'Agree on a time with Ada Novak: “Next Tuesday at 10am”',
    'Mon 11:00',
  ],
  ['Yes, let us talk.', '2026-11-28T12:00', 'Agree on a time with Ada Novak', 'Mon 09:00'],
])('“%s” at %s: %s, due %s', (text, came, title, due) => {
  const now = at(came);
  const task = ownerTask(input({ now, answer: answer(text, 'AgreedToMeet', now) }));
  expect([task.subject, show(task.dueAt)]).toEqual([title, due]);
});

it('names the contact’s zone where it is not the owner’s, and says what that is here', () => {
  const task = ownerTask(
    input({
      lead: lead({ state: 'Hot', timeZone: 'America/New_York' }),
      answer: answer('Tuesday 10am works'),
    }),
  );
  expect(task.subject).toBe('Confirm Tuesday 10:00 (New York time) with Ada Novak');
  expect(task.html).toContain(
    'Tuesday 1 December 2026, 10:00, New York time, which is Tuesday 1 December 2026, 16:00, Berlin time',
  );
  expect(show(task.dueAt)).toBe('Tue 09:00');
});

it('is never due after what it is for, whatever the hour and the zones', () => {
  const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Auckland', 'Asia/Kolkata'];
  for (let hour = 0; hour < 24 * 7; hour += 1) {
    for (const timeZone of zones) {
      for (const zone of zones) {
        const now = at('2026-11-30T00:10') + hour * HOUR;
        const meant = DateTime.fromMillis(now, { zone: timeZone }).plus({ hours: 20 }).startOf('hour');
        if (meant.hour < 8) continue;
        const text = `${meant.setLocale('en').toFormat('d LLLL')} at ${meant.toFormat('HH:mm')} works`;
        const task = ownerTask(
          input({
            lead: lead({ state: 'Hot', timeZone }),
            answer: answer(text, 'AgreedToMeet', now),
            now,
            zone,
          }),
        );
        expect(task.subject).toMatch(/^Confirm/);
        expect(task.dueAt).toBeGreaterThanOrEqual(now);
        expect(task.dueAt, `${text} in ${timeZone} for ${zone}`).toBeLessThan(meant.toMillis());
      }
    }
  }
});

it.each([
  [
    { state: 'Hot' },
    answer('We want to go on.', 'InterestedToProceed'),
    'Call Ada Novak, who wants to go on',
  ],
  [{ state: 'Responded' }, answer('What does it cost?', 'SeekingMoreInfo'), 'Answer Ada Novak’s question'],
  [{ state: 'Responded' }, answer('Send me a brochure', 'BrochureRequest'), 'Send Ada Novak the brochure'],
  [
    { state: 'Responded', closeReason: 'The contact asked for the brochure; the assistant sent it.' },
    answer('Send me a brochure', 'BrochureRequest'),
    'Ask Ada Novak about the brochure',
  ],
  [
    { state: 'Responded' },
    answer('Please ask Bob@Novak.example.com', 'ReferredSomeone'),
    'Write to bob@novak.example.com, named by Ada Novak',
  ],
  [{ state: 'Responded' }, answer('Ask Bob.', 'ReferredSomeone'), 'Write to Bob, named by Ada Novak'],
  [{ state: 'Responded' }, answer('Hm.', 'Other'), 'Answer Ada Novak'],
  [{ state: 'LeadAtRisk' }, answer('Hm.', 'Other'), 'Answer Ada Novak'],
  [{ state: 'UnSubscribed' }, null, 'Take Ada Novak off your email lists'],
  [{ state: 'DeActivated', subState: 'bounced' }, null, 'Find a working email address for Ada Novak'],
  [{ state: 'DeActivated', subState: 'no_email' }, null, 'Find a working email address for Ada Novak'],
  [{ state: 'DeActivated', subState: 'retired' }, null, 'Find who follows Ada Novak at Novak'],
  [
    { state: 'DeActivated', subState: 'moved_out' },
    answer('Write to bob@novak.example.com', 'MovedOut'),
    'Write to bob@novak.example.com, in place of Ada Novak',
  ],
  [{ state: 'DeActivated', subState: 'asked_to_stop' }, null, 'Close Ada Novak: not interested'],
  [{ state: 'DeActivated', subState: 'excluded' }, null, 'Look after Ada Novak yourself'],
  [
    { state: 'DeActivated', subState: 'already_in_conversation' },
    null,
    'Merge the contacts that share ada@novak.example.com',
  ],
  [{ state: 'Processed' }, null, 'Decide about Ada Novak: call, or let it rest'],
  [{ state: 'Cold' }, null, 'Carry on with Ada Novak'],
] as const)('%j with %j: “%s”, due in business hours', (change, came, title) => {
  const task = ownerTask(input({ lead: lead(change), answer: came }));
  expect(task.subject).toBe(title);
  const due = DateTime.fromMillis(task.dueAt, { zone: ZONE });
  expect(due.weekday).toBeLessThan(6);
  expect([due.hour >= 9, due.hour < 17]).toEqual([true, true]);
});

it('an admin is asked to find an owner, and a fallback owner is told why', () => {
  const detour = 'Rae Rep is no longer an active user in HubSpot.';
  const nobody = ownerTask(input({ answer: answer('Tuesday 10am works'), owned: false, detour }));
  expect(nobody.subject).toBe('Find an owner for Ada Novak: confirm Tuesday 10:00 with Ada Novak');
  expect(nobody.html).toContain(`The contact has no owner.</strong> ${detour}`);
  const fallback = ownerTask(input({ answer: answer('Tuesday 10am works'), detour }));
  expect(fallback.html).toContain(`${detour} You are the fallback owner.`);
});

it('quotes as text, never as HTML', () => {
  expect(ownerTask(input({ answer: answer('Tuesday 10am <b>works</b>') })).html).not.toContain('<b>');
});

it('an answer after the hand-back gives a task of its own kind', () => {
  const task = lateAnswerTask({
    ...input({ lead: lead({ state: 'Processed', stage: 'closed' }) }),
    answer: answer('Tuesday 10am works'),
  });
  expect(task.subject).toBe('Confirm Tuesday 10:00 with Ada Novak');
  expect(task.html).toContain('wrote after the hand-back');
});
