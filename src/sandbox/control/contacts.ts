import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { Portals } from '../accounts/portals.ts';
import { propertiesSchema } from '../records/inputs.ts';
import { checkProperties } from '../records/check.ts';
import { archiveRecord, eraseRecord, restoreRecord } from '../records/lifecycle.ts';
import { mergeRecords } from '../records/merge.ts';
import { CONTACT, recordMissing } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import { createRecord, writeProperties } from '../records/write.ts';
import { HubSpotError, invalidRequest } from '../api/hubspot-error.ts';
import { maySee } from '../people/access.ts';
import { contactDetail, contactRow } from './contact-view.ts';
import { authorOf, parse, portalOf, userIdSchema } from './respond.ts';

const path = '/portals/:portalId/contacts';
const idSchema = z.union([z.string(), z.number()]).transform(String);
/** Persons do not need to say who they are where HubSpot's pages would not ask. */
const actor = { userId: userIdSchema.optional(), changeSource: z.string().optional() };
const changeSchema = z.object({ properties: propertiesSchema, ...actor });

/** What people do to contacts on HubSpot's pages: changes come from CRM_UI unless they say otherwise. */
export function contactsControl(portals: Portals): Router {
  const router = Router();
  const withPortal = (request: Request) => portalOf(portals, request);
  router.get(path, (request, response) => void response.json(list(withPortal(request), request)));
  router.post(path, (request, response) => {
    const portal = withPortal(request);
    const change = parse(changeSchema, request.body);
    const properties = checkProperties(portal, CONTACT, change.properties);
    response
      .status(201)
      .json(contactRow(portal, createRecord(portal, CONTACT, properties, actingUser(portal, change))));
  });
  router.post(`${path}/bulk`, (request, response) => {
    const { ids, ...change } = parse(changeSchema.extend({ ids: z.array(idSchema) }), request.body);
    const portal = withPortal(request);
    const contacts = ids.map((id) => required(portal, id));
    for (const contact of contacts) apply(portal, contact, change);
    response.json({ updated: contacts.length });
  });
  router.post(`${path}/merge`, (request, response) => {
    const portal = withPortal(request);
    const { primaryId, secondaryId, ...by } = parse(
      z.object({ primaryId: idSchema, secondaryId: idSchema, ...actor }),
      request.body,
    );
    response.json(
      contactRow(portal, mergeRecords(portal, CONTACT, { primaryId, secondaryId }, actingUser(portal, by))),
    );
  });
  router.get(`${path}/:id`, (request, response) => {
    const portal = withPortal(request);
    const contact = anyContact(portal, request.params.id);
    const { userId } = parse(viewerSchema, request.query);
    if (!isShown(portal, userId, contact))
      throw new HubSpotError(403, 'MISSING_PERMISSIONS', 'You do not have permission to see this contact.');
    response.json(contactDetail(portal, contact));
  });
  router.patch(`${path}/:id`, (request, response) => {
    const portal = withPortal(request);
    const contact = required(portal, request.params.id);
    apply(portal, contact, parse(changeSchema, request.body));
    response.json(contactRow(portal, contact));
  });
  router.delete(`${path}/:id`, (request, response) => {
    const portal = withPortal(request);
    const contact = anyContact(portal, request.params.id);
    const author = actingUser(portal, parse(z.object(actor), request.body));
    if (request.query.privacy === 'true') eraseRecord(portal, contact, author);
    else archiveRecord(portal, contact, author);
    response.status(204).end();
  });
  router.post(`${path}/:id/restore`, (request, response) => {
    const portal = withPortal(request);
    const contact = anyContact(portal, request.params.id);
    const author = actingUser(portal, parse(z.object(actor), request.body));
    if (!restoreRecord(portal, contact, author)) throw invalidRequest('This contact cannot be restored');
    response.json(contactRow(portal, contact));
  });
  return router;
}

function actingUser(portal: Portal, by: { userId?: number | undefined; changeSource?: string | undefined }) {
  const [firstUser] = portal.users.values();
  return authorOf(portal, by.userId ?? firstUser?.id ?? 0, by.changeSource);
}

function apply(portal: Portal, contact: StoredRecord, change: z.infer<typeof changeSchema>): void {
  const properties = checkProperties(portal, CONTACT, change.properties, contact);
  writeProperties(portal, contact, properties, actingUser(portal, change));
}

/** A live contact; a merged-away id leads to the survivor, as a link in HubSpot does. */
function required(portal: Portal, id: string): StoredRecord {
  const contact = portal.table(CONTACT).survivor(id);
  if (!contact) throw recordMissing(CONTACT, id);
  return contact;
}

/** Deleted contacts too, but not those deleted for privacy. */
function anyContact(portal: Portal, id: string): StoredRecord {
  const contact = portal.table(CONTACT).survivor(id) ?? portal.table(CONTACT).get(id);
  if (!contact || contact.erased) throw recordMissing(CONTACT, id);
  return contact;
}

/** Who looks; absent: somebody who sees everything. */
const viewerSchema = z.object({ userId: userIdSchema.optional() });

function isShown(portal: Portal, userId: number | undefined, contact: StoredRecord): boolean {
  const user = portal.users.get(String(userId));
  return user === undefined || maySee(portal, user, contact);
}

const listSchema = viewerSchema.extend({
  query: z.string().default(''),
  /** `none`: contacts without an owner. */
  ownerId: z.string().default(''),
  after: z.coerce.number().default(Infinity),
  limit: z.coerce.number().int().min(1).max(10_000).default(50),
});

/** Newest first. */
function list(portal: Portal, request: Request) {
  const { query, ownerId, after, limit, userId } = parse(listSchema, request.query);
  const wanted = query.trim().toLowerCase().split(/\s+/);
  const found = [...portal.table(CONTACT).all()].filter((contact) => {
    const owner = contact.properties.hubspot_owner_id ?? 'none';
    if (ownerId !== '' && owner !== ownerId) return false;
    return wanted.every((word) => mentions(contact, word)) && isShown(portal, userId, contact);
  });
  const rest = found
    .filter((contact) => Number(contact.id) < after)
    .sort((a, b) => Number(b.id) - Number(a.id));
  const page = rest.slice(0, limit);
  const next = rest.length > page.length ? (page.at(-1)?.id ?? null) : null;
  return { results: page.map((contact) => contactRow(portal, contact)), total: found.length, next };
}

function mentions(contact: StoredRecord, word: string): boolean {
  return CONTACT.searchedProperties.some((name) => contact.properties[name]?.toLowerCase().includes(word));
}
