import { DateTime } from 'luxon';
import { escapeHtml } from '../../ground/html.ts';
import type { Lead, LeadAnswer } from '../lead/lead-entity.ts';
import { understood } from './understood.ts';
import { contactName, inZone, paragraphs } from './words.ts';

/** "24 December 2026": one month from receipt, GDPR Art. 12(3), in the contact's zone. */
export const legalDeadline = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone, locale: 'en-GB' }).plus({ months: 1 }).toFormat('d LLLL yyyy');

/** Why nothing comes until the day that the contact named. */
export const laterNote = (lead: Lead, answer: LeadAnswer, assistantName: string): string =>
  paragraphs(
    `<strong>${escapeHtml(assistantName)} writes nothing until ${escapeHtml(inZone(lead.wakeAt ?? answer.at, lead.timeZone))}.</strong>`,
    `${escapeHtml(contactName(lead))} asked for it. ${escapeHtml(understood(answer))}`,
    answer.date === null
      ? 'No date was named, so it is about a month. The next email says that the contact asked for it.'
      : 'The email of that day says that the contact asked for it.',
  );

/** What law asks after a threat, a complaint or a demand about data: what a person does, and what Baton does itself. */
export const legalNote = (lead: Lead, answer: LeadAnswer): string =>
  paragraphs(
    `<strong>Legal: answer ${escapeHtml(contactName(lead))} by ${legalDeadline(answer.at, lead.timeZone)}.</strong> The answer came on ${escapeHtml(inZone(answer.at, lead.timeZone))}; the GDPR leaves one month from receipt (Art. 12).`,
    escapeHtml(understood(answer)),
    'If they ask what you know of them, or where it came from (access, Art. 15): export the contact’s data in HubSpot (on the record, Actions) and send it with the source of the address.',
    'If they ask to be deleted (erasure, Art. 17): delete the contact permanently in HubSpot (on the record, Actions, Delete, as the GDPR asks). Baton then deletes its emails and everything else that it knows of the person by itself.',
    'If it is a threat or a complaint: leave the answer to whoever handles legal matters for you.',
    'What Baton has done: it stopped at once and writes to this address never again. It cannot be handed over again before an admin lifts the stop on the card. To keep to this after a deletion, Baton keeps a fingerprint of the address and nothing else.',
  );
