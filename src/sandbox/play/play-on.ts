import { DateTime } from 'luxon';
import type { Portal } from '../accounts/portal.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { SandboxMail } from '../mail/sandbox-mail.ts';
import { checkProperties } from '../records/check.ts';
import { CONTACT } from '../records/object-types.ts';
import { personAuthor, type StoredRecord } from '../records/record.ts';
import { writeProperties } from '../records/write.ts';
import { act, type Deed } from './act.ts';
import type { Move } from './behaviours.ts';
import { mailsTo, tracesOf } from './chronicle.ts';
import type { PlayedContact, Week } from './week.ts';
import { zoneOf } from './zone.ts';

/** The week cannot go on; the message says what to do. */
export class PlayedOut extends Error {}

/** What the playing needs. */
export interface Stage {
  appId: number;
  portal: Portal;
  clock: SandboxClock;
  mail: SandboxMail;
  /** Resolves to whether the app came to rest. */
  quiet: () => Promise<boolean>;
  isCancelled: () => boolean;
  save: (change: Partial<Week>) => void;
}

/** So far the clock moves at once. */
const STRIDE_MS = 2 * 3_600_000;
/** What the app has begun is done within minutes: before hours pass. */
const AFTERWARDS_MS = 60_000;
/** First emails are planned for the next minutes, where it is a time to write. */
const FIRST_LOOK_MS = 10 * 60_000;
/** So often in a row the app may be found at work, or not at what is waited for. */
const RESTLESS = 20;

/** Plays a week to its end, or until it is cancelled. @throws PlayedOut when the app does not go along */
export async function playOn(week: Week, stage: Stage): Promise<void> {
  const { clock, save } = stage;
  save({ doing: 'Moving the clock to the morning' });
  await passUntil(week.startedAt, stage);
  if (stage.isCancelled()) return;
  save({ doing: 'Handing over' });
  for (const contact of contactsOf(week, stage)) handOver(contact, week, stage);
  save({ doing: 'Waiting for the assistant' });
  await untilTakenUp(week, stage);
  save({ doing: 'Playing' });
  await rest(stage);
  clock.advance(FIRST_LOOK_MS);
  await untilFirstMail(week, stage);
  while (clock.now() < week.endsAt) {
    await rest(stage);
    if (stage.isCancelled()) return;
    if (await react(week, stage)) clock.advance(AFTERWARDS_MS);
    else passUntilSomethingIsDue(week, stage);
  }
  await rest(stage);
}

function contactsOf(week: Week, { portal }: Stage): StoredRecord[] {
  return week.contacts.flatMap(({ id }) => portal.table(CONTACT).survivor(id) ?? []);
}

/** Makes the assistant the owner, as people do on the list. */
function handOver(contact: StoredRecord, week: Week, { portal }: Stage): void {
  const properties = checkProperties(portal, CONTACT, { hubspot_owner_id: week.assistantId }, contact);
  writeProperties(portal, contact, properties, personAuthor(week.userId));
}

async function untilTakenUp(week: Week, stage: Stage): Promise<void> {
  const isTakenUp = (): boolean =>
    contactsOf(week, stage).some(
      (contact) => tracesOf(stage.portal, contact, week.startedAt, stage.appId) > 0,
    );
  if (await comesTrue(isTakenUp, stage)) return;
  throw new PlayedOut(
    'Nobody took the contacts up. Is Baton running, is it connected to this account, and is the chosen owner one of its assistants?',
  );
}

/** The first mail takes the app longest: it connects to the mailbox. Where it is no time to write, none comes yet. */
async function untilFirstMail(week: Week, stage: Stage): Promise<void> {
  const { portal, mail, clock } = stage;
  const now = clock.now();
  const reachable = contactsOf(week, stage).filter((contact) => isAtWork(now, zoneOf(portal, contact)));
  if (reachable.length === 0) return;
  await comesTrue(
    () => reachable.some((contact) => mailsTo(mail, contact, week.startedAt).length > 0),
    stage,
  );
}

/** Whether it becomes true while time stands still. */
async function comesTrue(isTrue: () => boolean, { quiet, isCancelled }: Stage): Promise<boolean> {
  for (let tries = 0; tries < RESTLESS; tries += 1) {
    await quiet();
    if (isTrue() || isCancelled()) return true;
  }
  return false;
}

/** Until the app has nothing to do at this time of day. */
async function rest({ quiet, isCancelled }: Stage): Promise<void> {
  for (let tries = 0; tries < RESTLESS; tries += 1) if ((await quiet()) || isCancelled()) return;
  throw new PlayedOut(
    'Baton has not come to rest for a minute. Is it running? Its log and the control panel say what it does.',
  );
}

async function passUntil(time: number, stage: Stage): Promise<void> {
  for (let left = time - stage.clock.now(); left > 0; left = time - stage.clock.now()) {
    await rest(stage);
    if (stage.isCancelled()) return;
    stage.clock.advance(Math.min(left, 2 * STRIDE_MS));
  }
}

/** On by strides, over those in which nobody who is with the assistant is at work, and not beyond what a contact does next. */
function passUntilSomethingIsDue(week: Week, stage: Stage): void {
  const now = stage.clock.now();
  const due = week.contacts.flatMap((contact) => nextMove(contact, week, stage)?.at ?? []);
  const limit = Math.min(week.endsAt, ...due);
  const zones = zonesOf(week, stage);
  let next = now + STRIDE_MS;
  while (next < limit && !zones.some((zone) => isAtWork(next, zone))) next += STRIDE_MS;
  stage.clock.advance(Math.max(0, Math.min(next, limit) - now));
}

/** Where those live who are with the assistant. */
function zonesOf(week: Week, stage: Stage): string[] {
  const there = contactsOf(week, stage).filter(
    ({ properties }) => properties.hubspot_owner_id === week.assistantId,
  );
  return [...new Set(there.map((contact) => zoneOf(stage.portal, contact)))];
}

function isAtWork(at: number, zone: string): boolean {
  const { weekday, hour } = DateTime.fromMillis(at, { zone });
  return weekday <= 5 && hour >= 9 && hour < 18;
}

interface DueMove {
  move: Move;
  at: number;
  mailId: string;
  contact: StoredRecord;
}

/** What a contact does next, once the mail is there that it does it with. */
function nextMove(played: PlayedContact, week: Week, { portal, mail }: Stage): DueMove | null {
  const { moves, deeds } = played;
  const move = moves[deeds.length];
  const contact = portal.table(CONTACT).survivor(played.id);
  if (!move || !contact) return null;
  const before = deeds.at(-1);
  const mails = mailsTo(mail, contact, week.startedAt).filter(
    ({ id }) => Number(id) > Number(before?.about ?? 0),
  );
  const received = mails[move.afterMail - 1];
  return received
    ? { move, contact, mailId: received.id, at: Math.max(received.at + move.delayMs, before?.at ?? 0) }
    : null;
}

/** Everybody does what is due, and the app hears of it before time goes on. Resolves to whether anybody did anything. */
async function react(week: Week, stage: Stage): Promise<boolean> {
  const heard: (() => boolean)[] = [];
  for (const played of week.contacts) {
    const next = nextMove(played, week, stage);
    if (!next || next.at > stage.clock.now()) continue;
    const traces = (): number => tracesOf(stage.portal, next.contact, week.startedAt, stage.appId);
    const before = traces();
    played.deeds.push(await doIt(next, stage));
    stage.save({});
    heard.push(() => traces() > before);
  }
  if (heard.length > 0) await comesTrue(() => heard.every((isHeard) => isHeard()), stage);
  return heard.length > 0;
}

async function doIt({ move, mailId, contact }: DueMove, { mail, portal, clock }: Stage): Promise<Deed> {
  const received = await mail.get(mailId);
  if (!received)
    throw new PlayedOut(`The mail ${mailId} is gone from the mailbox of ${contact.properties.email ?? ''}.`);
  const actor = {
    first: contact.properties.firstname ?? '',
    email: contact.properties.email ?? '',
    timeZone: zoneOf(portal, contact),
  };
  return { ...(await act(mail, received, move, actor)), at: clock.now() };
}
