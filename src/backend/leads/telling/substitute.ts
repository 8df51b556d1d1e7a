import { escapeHtml } from '../../ground/html.ts';
import type { Named } from '../../replies/substitute.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { linkTo } from './owner-task.ts';
import type { KnownContact } from './owner-task.ts';
import { contactName, dayWords, hourWords, inZone, paragraphs } from './words.ts';

/** Whom an absence notice names, and what is known of them. */
export interface OfferedSubstitute {
  person: Named;
  /** The contact that HubSpot has of them, and who owns it; null: it has none. */
  known: (KnownContact & { ownerName: string | null }) | null;
  /** Why nothing is to be written to them, in a sentence; null: nothing speaks against it. */
  against: string | null;
}

const nameOf = ({ name, email }: Named): string => (name === null ? email : `${name} (${email})`);

/** The offer, as note and as task: Baton itself writes to nobody who was only named. */
export function substituteOffer(lead: Lead, assistantName: string, offered: OfferedSubstitute) {
  const { person, known, against } = offered;
  const who = nameOf(person);
  const away = contactName(lead);
  const owned = known?.ownerName ? `, owned by ${escapeHtml(known.ownerName)}` : '';
  const there = known
    ? `In HubSpot already: ${linkTo(known)}${owned}.`
    : 'HubSpot has no contact with this address.';
  const how = `${known ? '' : 'add them as a contact and '}make ${assistantName} the owner`;
  const html = paragraphs(
    `<strong>${escapeHtml(`${away} is away and names ${who} to turn to.`)}</strong>`,
    there,
    escapeHtml(
      against ??
        `Nothing is written to them by itself. If ${assistantName} is to write, ${how}; else write yourself.`,
    ),
    escapeHtml(`${away} is written to again after their return.`),
  );
  return { html, subject: `Decide about ${who}, who stands in for ${away}` };
}

/** What the owner has to know to say no in time. */
export interface AnnouncedSubstitute {
  person: Named;
  found: Pick<OfferedSubstitute, 'known'>;
  row: { dueAt: number; ownerName: string };
  assistantName: string;
  /** IANA zone of the owner. */
  zone: string;
  /** The record of who is away, where the card is. */
  absentUrl: string;
  now: number;
}

/** The announcement, as note and as task, of a mail to whom an absence notice names. */
export function substituteAnnounced(absent: Lead, announced: AnnouncedSubstitute) {
  const { person, found, row, assistantName, zone, absentUrl, now } = announced;
  const who = nameOf(person);
  const away = contactName(absent);
  const when = `${dayWords(row.dueAt, zone, now)} ${hourWords(row.dueAt, zone)}`;
  const there = found.known
    ? `In HubSpot already: ${linkTo(found.known)}.`
    : escapeHtml(`HubSpot has no contact with this address yet: it gets one, owned by ${row.ownerName}.`);
  const html = paragraphs(
    `<strong>${escapeHtml(`${assistantName} will write to ${who} on ${inZone(row.dueAt, zone)}, unless you say no.`)}</strong>`,
    escapeHtml(`${away} is away and names ${who} to turn to.`),
    there,
    `To say no, or not to wait: ${linkTo({ name: `open ${away}`, url: absentUrl })} and choose “Don’t” or “Now” on the Baton card.`,
    escapeHtml(
      `Nothing is written either if ${away} answers or returns before, or if you take ${away} back.`,
    ),
  );
  return { html, subject: `${assistantName} will write to ${who} on ${when} unless you say no` };
}

/** Told where it was told that they would be written to. */
export const substituteDropped = (
  person: { name: string | null; email: string | null },
  reason: string,
): string =>
  paragraphs(
    `<strong>${escapeHtml(`Nothing is written to ${person.name ?? person.email ?? 'whom the absence notice names'}.`)}</strong>`,
    escapeHtml(reason),
  );

/** The line of a Context that says where a person's name comes from. */
export function originOf({ facts }: Pick<Lead, 'facts'>): string {
  const name = [facts.firstName, facts.lastName].filter(Boolean).join(' ');
  return `Named by ${name || (facts.company ? `a colleague at ${facts.company}` : 'a colleague')} as the person to turn to.`;
}
