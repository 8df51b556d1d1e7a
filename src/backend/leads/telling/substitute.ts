import { escapeHtml } from '../../ground/html.ts';
import type { Named } from '../../replies/substitute.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { linkTo } from './owner-task.ts';
import type { KnownContact } from './owner-task.ts';
import { contactName, paragraphs } from './words.ts';

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
