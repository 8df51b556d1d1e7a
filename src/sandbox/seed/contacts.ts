import type { Portal } from '../accounts/portal.ts';
import { setPreference } from '../preferences/preferences.ts';
import { timeZoneOption } from '../properties/time-zones.ts';
import { pick, seededRandom, type Random } from '../ground/random.ts';
import { PRIMARY_COMPANY } from '../associations/association-types.ts';
import { associate } from '../associations/associations.ts';
import { COMPANY, CONTACT, NOTE, TASK } from '../records/object-types.ts';
import { personAuthor, type Author, type StoredRecord } from '../records/record.ts';
import { createRecord, writeProperties } from '../records/write.ts';
import type { SeedCompany } from './companies.ts';
import { inventPeople, type SeedPerson } from './people.ts';

const DAY = 86_400_000;
const lifecycleStages = [
  'lead',
  'lead',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'subscriber',
];
const leadStatuses = ['NEW', 'NEW', 'OPEN', 'OPEN', 'ATTEMPTED_TO_CONTACT', 'IN_PROGRESS', 'BAD_TIMING', ''];
const oddContacts = 6;

/** Fills a portal with contacts, oldest first, their companies, and what was done with some of them. */
export function seedContacts(portal: Portal, count: number, random: Random): void {
  const companyOf = companyMaker(portal);
  const people = inventPeople(random);
  const now = portal.world.clock.now();
  const owners = [...portal.owners.values()].filter((owner) => !owner.archived && owner.firstName !== 'Tara');
  for (let index = 0; index < count; index++) {
    const person = people.next().value;
    const age = (1 + (700 * (count - index)) / count) * DAY;
    const owner = random() < 0.08 ? undefined : pick(owners, random);
    const by = personAuthor((owner ?? owners[0])?.userIdIncludingInactive ?? 0);
    const at = Math.round(now - age);
    const contact = createRecord(portal, CONTACT, propertiesOf(person, random, owner?.id), { ...by, at });
    associate(portal, contact, companyOf(person.company, { ...by, at }), [PRIMARY_COMPANY]);
    if (random() < 0.35)
      changeHands(portal, contact, { ...by, at: at + Math.round(age * random()) }, pick(owners, random).id);
    if (random() < 0.25)
      recordHistory(portal, contact, person, { ...by, at: at + Math.round(age * random()) });
    // The odd ones stand together near the end, so that a list view shows them on its first page.
    const odd = index - (count - 2 * oddContacts);
    if (count > 4 * oddContacts && odd >= 0 && odd < oddContacts)
      makeOdd(portal, contact, odd, { ...by, at });
  }
}

/**
 * Imports contacts with their companies now, beside those that are there, and nothing about what was done with them: fast
 * enough for a hundred thousand.
 * @param properties what all of them have, besides their own
 */
export function importContacts(
  portal: Portal,
  { count, properties }: { count: number; properties: Readonly<Record<string, string>> },
  author: Author,
): StoredRecord[] {
  const table = portal.table(CONTACT);
  const random = seededRandom(portal.id + table.size);
  const companyOf = companyMaker(portal);
  const people = inventPeople(random, (email) => table.byUnique('email', email) !== undefined);
  return Array.from({ length: count }, () => {
    const person = people.next().value;
    const contact = createRecord(portal, CONTACT, { ...propertiesOf(person, random), ...properties }, author);
    associate(portal, contact, companyOf(person.company, author), [PRIMARY_COMPANY]);
    return contact;
  });
}

function propertiesOf(person: SeedPerson, random: Random, ownerId?: string): Record<string, string> {
  const { company } = person;
  return {
    firstname: person.firstName,
    lastname: person.lastName,
    email: person.email,
    phone: person.phone,
    jobtitle: person.jobTitle,
    company: company.name,
    website: `https://www.${company.domain}`,
    industry: company.industry,
    city: company.city,
    country: company.country,
    // Not everybody's time zone is known.
    ...(random() < 0.8 ? { hs_timezone: timeZoneOption(company.timeZone) } : {}),
    lifecyclestage: pick(lifecycleStages, random),
    hs_lead_status: pick(leadStatuses, random),
    hubspot_owner_id: ownerId ?? '',
  };
}

function companyMaker(portal: Portal): (company: SeedCompany, author: Author) => StoredRecord {
  const made = new Map<string, StoredRecord>(
    [...portal.table(COMPANY).all()].map((record) => [record.properties.domain ?? '', record]),
  );
  return (company, author) => {
    const record =
      made.get(company.domain) ??
      createRecord(
        portal,
        COMPANY,
        {
          name: company.name,
          domain: company.domain,
          website: `https://www.${company.domain}`,
          industry: company.industry,
          city: company.city,
          country: company.country,
          numberofemployees: String(company.employees),
        },
        author,
      );
    made.set(company.domain, record);
    return record;
  };
}

function changeHands(portal: Portal, contact: StoredRecord, author: Author, ownerId: string): void {
  writeProperties(portal, contact, { hubspot_owner_id: ownerId, hs_lead_status: 'OPEN' }, author);
}

function recordHistory(
  portal: Portal,
  contact: StoredRecord,
  person: SeedPerson,
  author: Author & { at: number },
): void {
  const owner = portal.ownerOfUser(author.userId ?? 0)?.id ?? '';
  const when = new Date(author.at).toISOString();
  const body = `<p>Met ${person.firstName} at a trade fair. ${person.company.name} reviews its suppliers next quarter.</p>`;
  const note = createRecord(
    portal,
    NOTE,
    { hs_timestamp: when, hs_note_body: body, hubspot_owner_id: owner },
    author,
  );
  const task = createRecord(
    portal,
    TASK,
    {
      hs_timestamp: new Date(author.at + 3 * DAY).toISOString(),
      hs_task_subject: `Send ${person.firstName} the overview`,
      hs_task_status: 'COMPLETED',
      hs_task_type: 'EMAIL',
      hubspot_owner_id: owner,
    },
    author,
  );
  for (const activity of [note, task]) associate(portal, contact, activity, []);
}

/** Contacts that no mail may or can go to. */
function makeOdd(portal: Portal, contact: StoredRecord, odd: number, author: Author): void {
  const email = contact.properties.email ?? '';
  const changes: readonly (() => void)[] = [
    () => void setPreference(portal, { email, subscriptionId: null, status: 'UNSUBSCRIBED' }, author),
    () => void setPreference(portal, { email, subscriptionId: null, status: 'UNSUBSCRIBED' }, author),
    () => void writeProperties(portal, contact, { email: '' }, author),
    // From before HubSpot checked addresses.
    () => void writeProperties(portal, contact, { email: email.replace('@', '(at)') }, author),
    () => void writeProperties(portal, contact, { hs_email_bad_address: 'true' }, author),
    () => void writeProperties(portal, contact, { hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }, author),
  ];
  changes[odd]?.();
}
