import { DateTime } from 'luxon';
import type { Portal } from '../accounts/portal.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import type { Random } from '../ground/random.ts';
import { checkProperties } from '../records/check.ts';
import { CONTACT } from '../records/object-types.ts';
import { personAuthor, type StoredRecord } from '../records/record.ts';
import { createRecord } from '../records/write.ts';
import { choosePeople, type NewPerson } from './samples.ts';
import type { WeekOrder } from './week.ts';

const MOST_CONTACTS = 50;
const DAYS = 7;

/** Whom a week is about. @throws HubSpotError 400 with what to do */
export function contactsFor(portal: Portal, order: WeekOrder, random: Random): StoredRecord[] {
  if (!portal.property(CONTACT, 'baton_context'))
    throw invalidRequest('Baton is not connected to this account: connect it in the app settings first');
  if (!portal.isActiveOwner(order.assistantId)) throw invalidRequest('Choose an assistant who is active');
  if (order.contactIds === null)
    return choosePeople(random).map((person) => create(portal, person, order.userId));
  const found = order.contactIds.flatMap((id) => portal.table(CONTACT).survivor(id) ?? []);
  if (found.length === 0) throw invalidRequest('Choose at least one contact');
  if (found.length > MOST_CONTACTS) throw invalidRequest(`Choose at most ${MOST_CONTACTS} contacts`);
  return found;
}

/** Owned by the user who will hand it over; the address is a new one. */
function create(portal: Portal, { mailbox, domain, properties }: NewPerson, userId: number): StoredRecord {
  const taken = new Set([...portal.table(CONTACT).all()].map((contact) => contact.properties.email));
  let email = `${mailbox}@${domain}`;
  for (let number = 2; taken.has(email); number += 1) email = `${mailbox}${number}@${domain}`;
  const owner = portal.ownerOfUser(userId)?.id ?? '';
  const checked = checkProperties(portal, CONTACT, { ...properties, email, hubspot_owner_id: owner });
  return createRecord(portal, CONTACT, checked, personAuthor(userId));
}

/** Now, on a working day before two o'clock; else at eight on the next one: a week does not begin with a weekend. */
export function nextBeginning(now: number, zone: string): number {
  const today = DateTime.fromMillis(now, { zone });
  const isWorking = (day: DateTime): boolean => day.weekday <= 5;
  if (isWorking(today) && today.hour >= 8 && today.hour < 14) return now;
  const first = today.startOf('day').set({ hour: 8 });
  let day = first > today ? first : first.plus({ days: 1 });
  while (!isWorking(day)) day = day.plus({ days: 1 });
  return day.toMillis();
}

/** Midnight, when its seventh day is over. */
export const endOfWeek = (start: number, zone: string): number =>
  DateTime.fromMillis(start, { zone }).startOf('day').plus({ days: DAYS }).toMillis();
