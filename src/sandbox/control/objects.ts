import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { Portals } from '../accounts/portals.ts';
import { kindOf } from '../associations/association-types.ts';
import { associationsOf } from '../associations/associations.ts';
import { visibleOccurrences } from '../events/occurrences.ts';
import { ownerName } from '../people/people.ts';
import { present } from '../properties/endpoints.ts';
import type { PropertyDefinition } from '../properties/property-definition.ts';
import { checkProperties } from '../records/check.ts';
import { propertiesSchema } from '../records/inputs.ts';
import { COMPANY, CONTACT, DEAL, recordMissing, TICKET, type ObjectType } from '../records/object-types.ts';
import { presentVersion } from '../records/presentation.ts';
import type { StoredRecord } from '../records/record.ts';
import { writeProperties } from '../records/write.ts';
import { authorOf, parse, portalOf, userIdSchema } from './respond.ts';

const path = '/portals/:portalId/objects';
const MAX_LINKS = 50;
const MAX_EVENTS = 50;

const listSchema = z.object({
  query: z.string().default(''),
  after: z.coerce.number().default(Infinity),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});
const changeSchema = z.object({ properties: propertiesSchema, userId: userIdSchema.optional() });

/** What people see of companies, deals, tickets and custom objects on HubSpot's pages. */
export function objectsControl(portals: Portals): Router {
  const router = Router();
  router.get(path, (request, response) => {
    const portal = portalOf(portals, request);
    response.json(shownTypes(portal).map((type) => typeRow(portal, type)));
  });
  router.get(`${path}/:type`, (request, response) => {
    const portal = portalOf(portals, request);
    response.json(list(portal, portal.objectType(request.params.type), parse(listSchema, request.query)));
  });
  router.get(`${path}/:type/:id`, (request, response) => {
    const portal = portalOf(portals, request);
    response.json(detail(portal, addressed(portal, request)));
  });
  router.patch(`${path}/:type/:id`, (request, response) => {
    const portal = portalOf(portals, request);
    const record = addressed(portal, request);
    // People cannot change what is deleted.
    if (record.archivedAt !== null)
      throw recordMissing(portal.objectType(record.objectTypeId), request.params.id);
    const { properties, userId } = parse(changeSchema, request.body);
    const [firstUser] = portal.users.values();
    const checked = checkProperties(portal, portal.objectType(record.objectTypeId), properties, record);
    writeProperties(portal, record, checked, authorOf(portal, userId ?? firstUser?.id ?? 0));
    response.json(detail(portal, record));
  });
  return router;
}

const shownTypes = (portal: Portal): ObjectType[] => portal.objectTypes().filter((type) => !type.engagement);

function addressed(portal: Portal, request: Request<{ type: string; id: string }>): StoredRecord {
  const type = portal.objectType(request.params.type);
  const table = portal.table(type);
  const record = table.survivor(request.params.id) ?? table.get(request.params.id);
  if (!record || record.erased) throw recordMissing(type, request.params.id);
  return record;
}

function typeRow(portal: Portal, type: ObjectType) {
  const labels = portal.schemas.get(type.id)?.labels;
  const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    objectTypeId: type.id,
    name: type.name,
    singular: labels?.singular ?? capitalised(type.singular),
    plural: labels?.plural ?? capitalised(type.name),
    count: [...portal.table(type).all()].length,
  };
}

/** What a list shows of a record beside its name. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  [CONTACT.id]: ['email', 'company', 'hs_lead_status'],
  [COMPANY.id]: ['domain', 'industry', 'city', 'country'],
  [DEAL.id]: ['dealstage', 'amount', 'closedate'],
  [TICKET.id]: ['hs_pipeline_stage', 'hs_ticket_priority', 'content'],
};
const titlesOf: Readonly<Record<string, string>> = {
  [CONTACT.id]: 'hs_full_name_or_email',
  [COMPANY.id]: 'name',
  [DEAL.id]: 'dealname',
  [TICKET.id]: 'subject',
};

function titleOf(portal: Portal, { objectTypeId, id, properties }: StoredRecord): string {
  const name = titlesOf[objectTypeId] ?? portal.schemas.get(objectTypeId)?.primaryDisplayProperty ?? '';
  return properties[name] ?? `Record ${id}`;
}

function columns(portal: Portal, type: ObjectType): PropertyDefinition[] {
  const schema = portal.schemas.get(type.id);
  const own = portal
    .propertiesOf(type)
    .filter(({ name, hubspotDefined }) => !hubspotDefined && name !== schema?.primaryDisplayProperty);
  const names = columnsOf[type.id] ?? [
    ...(schema?.secondaryDisplayProperties ?? []),
    ...own.map(({ name }) => name),
  ];
  return [...new Set(names)].slice(0, 4).flatMap((name) => portal.property(type, name) ?? []);
}

/** Newest first. */
function list(portal: Portal, type: ObjectType, { query, after, limit }: z.infer<typeof listSchema>) {
  const words = query.trim().toLowerCase().split(/\s+/);
  const searched = [...type.searchedProperties];
  const found = [...portal.table(type).all()].filter(({ properties }) =>
    words.every(
      (word) => searched.some((name) => properties[name]?.toLowerCase().includes(word)) || word === '',
    ),
  );
  const rest = found.filter(({ id }) => Number(id) < after).sort((a, b) => Number(b.id) - Number(a.id));
  const page = rest.slice(0, limit);
  return {
    type: typeRow(portal, type),
    columns: columns(portal, type).map(present),
    results: page.map((record) => ({
      id: record.id,
      title: titleOf(portal, record),
      properties: record.properties,
      ownerName: ownerName(portal, record.properties.hubspot_owner_id),
    })),
    total: found.length,
    next: rest.length > page.length ? (page.at(-1)?.id ?? null) : null,
  };
}

function detail(portal: Portal, record: StoredRecord) {
  const type = portal.objectType(record.objectTypeId);
  return {
    id: record.id,
    title: titleOf(portal, record),
    type: typeRow(portal, type),
    archived: record.archivedAt !== null,
    properties: record.properties,
    propertyDefinitions: portal.propertiesOf(type).map(present),
    history: Object.fromEntries(
      Object.entries(record.history).map(([name, versions]) => [name, versions.map(presentVersion)]),
    ),
    associations: shownTypes(portal).flatMap((to) => links(portal, record, to)),
    events: visibleOccurrences(portal)
      .filter((one) => one.objectTypeId === record.objectTypeId && one.objectId === record.id)
      .slice(0, MAX_EVENTS),
  };
}

function links(portal: Portal, record: StoredRecord, to: ObjectType) {
  const all = associationsOf(portal, record, to);
  if (all.length === 0) return [];
  const records = all.slice(0, MAX_LINKS).map(({ toId, typeIds }) => {
    const other = portal.table(to).live(toId);
    return {
      id: toId,
      title: other ? titleOf(portal, other) : toId,
      labels: typeIds.flatMap((typeId) => kindOf(portal, typeId)?.label ?? []),
    };
  });
  return [{ type: typeRow(portal, to), total: all.length, records }];
}
