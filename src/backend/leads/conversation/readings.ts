import { In, LessThanOrEqual, Raw } from 'typeorm';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { FieldMapping } from '../../field-mapping/open.ts';
import { propertiesOf } from '../../field-mapping/values.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { CompanyValues } from '../../hubspot/records/companies.ts';
import type { ContactRecord, HubSpot, Lane } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { contactsOfDueMails } from '../../mail/mails.ts';
import { CONTACT_PROPERTIES } from '../contact/contact-properties.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { tagsOf } from '../../writing/template/tags.ts';

/** A mail relies on a reading of at most this age. Events tell of changes at once; this bounds what a lost one can do. */
const FRESH_MS = 5 * MINUTE;
/** How far ahead contacts are read along: a little less, so that the mail leaves while the reading is fresh. */
const AHEAD_MS = FRESH_MS - 10 * SECOND;
/** Contacts one call reads. */
const BATCH = 100;

export interface Reading {
  record: ContactRecord;
  /** Epoch ms, before HubSpot was asked. */
  readAt: number;
  /** Of its primary company, as far as its emails print it; null: it has none; absent: nobody asked. */
  company?: CompanyValues | null;
}

/** Which contact is to be read, and when a reading is too old whatever its age: something newer is known. */
export interface Wanted {
  contactId: ContactId;
  notBefore: number;
}

/** What HubSpot last said of contacts that are about to be written to. Of this process, and of minutes. */
export interface Readings {
  /**
   * By the id that was asked for; contacts that HubSpot does not have are absent. A call that is needed anyway reads
   * the contacts along whose mails come next. @throws BatonError when HubSpot cannot be asked
   */
  of(portalId: PortalId, wanted: readonly Wanted[], lane?: Lane): Promise<Map<ContactId, Reading>>;
  /** The contact changed. */
  forget(portalId: PortalId, contactId: ContactId): void;
}

interface Deps {
  database: Database;
  hubspot: HubSpot;
  fieldMapping: Pick<FieldMapping, 'all' | 'companies' | 'look' | 'lookAgain'>;
  clock: Clock;
}

export function createReadings(deps: Deps): Readings {
  const { clock } = deps;
  const kept = new Map<string, Reading>();
  const keyOf = (portalId: PortalId, id: ContactId): string => `${portalId}:${id}`;
  const usable = (
    portalId: PortalId,
    { contactId, notBefore }: Wanted,
    mapped: Mapped,
  ): Reading | undefined => {
    const reading = kept.get(keyOf(portalId, contactId));
    const age = reading ? clock.now() - reading.readAt : Infinity;
    const isFresh = reading && age >= 0 && age <= FRESH_MS && reading.readAt >= notBefore;
    return isFresh && hasAll(reading, contactId, mapped) ? reading : undefined;
  };
  const read = async (
    portalId: PortalId,
    wanted: readonly Wanted[],
    lane: Lane,
  ): Promise<Map<ContactId, Reading>> => {
    const ids = wanted.map(({ contactId }) => contactId);
    const known = await mappedFor(deps, portalId, ids);
    const stale: ContactId[] = [];
    const found = new Map<ContactId, Reading>();
    for (const one of wanted) {
      const reading = usable(portalId, one, known);
      if (reading) found.set(one.contactId, reading);
      else stale.push(one.contactId);
    }
    if (stale.length === 0) return found;
    for (const [key, { readAt }] of kept) if (clock.now() - readAt > FRESH_MS) kept.delete(key);
    const ahead = await comingNext(deps, portalId, stale, (id) => kept.has(keyOf(portalId, id)));
    await deps.fieldMapping.lookAgain(portalId);
    const readAt = clock.now();
    const { records, companies, mapped } = await readAll(deps, portalId, [...stale, ...ahead], lane);
    for (const [id, record] of records) {
      const company = mapped.printing.has(id) ? { company: companies.get(id) ?? null } : {};
      const reading = { record, readAt, ...company };
      if (stale.includes(id)) found.set(id, reading);
      // What a merged contact's id leads to is settled right now, and looked at anew next time.
      if (record.id === id) kept.set(keyOf(portalId, id), reading);
    }
    return found;
  };
  const turns = createTurns();
  return {
    // An answer waits for nobody else's reading.
    of: (portalId, wanted, lane = 'assignment') =>
      lane === 'interactive'
        ? read(portalId, wanted, lane)
        : turns(portalId, () => read(portalId, wanted, lane)),
    forget: (portalId, contactId) => void kept.delete(keyOf(portalId, contactId)),
  };
}

/** One reading after the other of an account: what is asked for next is mostly read along with what is read now. */
function createTurns() {
  const last = new Map<PortalId, Promise<unknown>>();
  return async <Value>(portalId: PortalId, work: () => Promise<Value>): Promise<Value> => {
    const turn = (last.get(portalId) ?? Promise.resolve()).then(work);
    const over = turn.catch(() => undefined);
    last.set(portalId, over);
    try {
      return await turn;
    } finally {
      if (last.get(portalId) === over) last.delete(portalId);
    }
  };
}

/** What the fields of an account need of these contacts besides what Baton decides by. */
interface Mapped {
  contact: readonly string[];
  company: readonly string[];
  /** Those whose emails print something of their company. */
  printing: ReadonlySet<ContactId>;
}

async function mappedFor(
  { database, fieldMapping }: Pick<Deps, 'database' | 'fieldMapping'>,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<Mapped> {
  const fields = await fieldMapping.all(portalId);
  const leads = await database.manager.find(LeadEntity, {
    select: { contactId: true, steps: true },
    where: { portalId, contactId: In([...ids]), steps: Raw((column) => `${column} LIKE '%field.%'`) },
  });
  const used = new Map(leads.map(({ contactId, steps }) => [contactId, new Set(steps.flatMap(tagsOf))]));
  const companyFields = fields.filter(({ object }) => object === 'company');
  const printing = [...used].filter(([, tags]) => companyFields.some(({ tag }) => tags.has(tag)));
  const printed = companyFields.filter(({ tag }) => printing.some(([, tags]) => tags.has(tag)));
  return {
    contact: propertiesOf(fields, 'contact'),
    company: propertiesOf(printed, 'company'),
    printing: new Set(printing.map(([contactId]) => contactId)),
  };
}

/** A field was mapped, or a sequence edited, since it was read: then it is read anew. */
const hasAll = ({ record, company }: Reading, contactId: ContactId, mapped: Mapped): boolean =>
  mapped.contact.every((name) => name in record.properties) &&
  (!mapped.printing.has(contactId) ||
    company === null ||
    (company !== undefined && mapped.company.every((name) => name in company)));

async function readAll(deps: Deps, portalId: PortalId, ids: readonly ContactId[], lane: Lane) {
  try {
    return await readMapped(deps, portalId, ids, lane);
  } catch (error) {
    if (!isBatonError(error, 'HUBSPOT_VALIDATION')) throw error;
    // A property that somebody deleted since the last look.
    await deps.fieldMapping.look(portalId, lane);
    return readMapped(deps, portalId, ids, lane);
  }
}

/** One call for up to 100 contacts; two more for those whose emails print something of their company. */
async function readMapped(deps: Deps, portalId: PortalId, ids: readonly ContactId[], lane: Lane) {
  const mapped = await mappedFor(deps, portalId, ids);
  const properties = [...new Set([...CONTACT_PROPERTIES, ...mapped.contact])];
  const records = await deps.hubspot.contacts.read(portalId, ids, { properties, lane });
  const printing = ids.filter((id) => mapped.printing.has(id) && records.get(id)?.id === id);
  const companies = await deps.fieldMapping.companies(portalId, printing, {
    properties: mapped.company,
    lane,
  });
  return { records, companies, mapped };
}

/** Contacts whose mails are due or come within minutes, as many as the call has room for. */
async function comingNext(
  { database, clock }: { database: Database; clock: Clock },
  portalId: PortalId,
  asked: readonly ContactId[],
  isKept: (id: ContactId) => boolean,
): Promise<ContactId[]> {
  const room = (BATCH - (asked.length % BATCH)) % BATCH;
  if (room === 0) return [];
  const until = clock.now() + AHEAD_MS;
  // The contacts that are asked for or kept are among them: they must not use up the room.
  const due = await contactsOfDueMails(database, portalId, until, 3 * BATCH);
  const leads = await database.manager.find(LeadEntity, {
    select: { contactId: true },
    where: { portalId, stage: 'nurturing', wakeAt: LessThanOrEqual(until) },
    order: { wakeAt: 'ASC' },
    take: 3 * BATCH,
  });
  const next = new Set([...due, ...leads.map(({ contactId }) => contactId)]);
  return [...next].filter((id) => !asked.includes(id) && !isKept(id)).slice(0, room);
}
