import { notFound, type HubSpotError } from '../api/hubspot-error.ts';

/** A kind of record, as HubSpot's CRM defines it. */
export interface ObjectType {
  /** HubSpot's object type id, such as `0-1`. */
  id: string;
  /** Plural name in paths. */
  name: string;
  singular: string;
  /** Notes, tasks and emails: unknown and read-only properties are silently ignored, deleting is final for emails. */
  engagement: boolean;
  /** Properties without which a record is not created. */
  required: readonly string[];
  createdProperty: string;
  modifiedProperty: string;
  /** Returned when a request names no properties. */
  defaultProperties: readonly string[];
  /** Searched by the `query` of a search. */
  searchedProperties: readonly string[];
  readScopes: readonly string[];
  writeScopes: readonly string[];
  /** What its properties and schema need. Activities have no scope of their own here either. */
  schemaReadScopes: readonly string[];
  schemaWriteScopes: readonly string[];
}

/** The scopes of a kind of record that has scopes of its own. */
export const scopesOf = (name: string) => ({
  readScopes: [`crm.objects.${name}.read`],
  writeScopes: [`crm.objects.${name}.write`],
  schemaReadScopes: [`crm.schemas.${name}.read`],
  schemaWriteScopes: [`crm.schemas.${name}.write`],
});

const CONTACTS_READ = 'crm.objects.contacts.read';
const CONTACTS_WRITE = 'crm.objects.contacts.write';

/** Activities have no scope of their own: they need the contact scopes. */
const activity = {
  engagement: true,
  createdProperty: 'hs_createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  defaultProperties: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  ...scopesOf('contacts'),
  writeScopes: [CONTACTS_READ, CONTACTS_WRITE],
};

export const CONTACT: ObjectType = {
  id: '0-1',
  name: 'contacts',
  singular: 'contact',
  engagement: false,
  required: [],
  createdProperty: 'createdate',
  modifiedProperty: 'lastmodifieddate',
  defaultProperties: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  searchedProperties: ['firstname', 'lastname', 'email', 'phone', 'company'],
  ...scopesOf('contacts'),
};

export const COMPANY: ObjectType = {
  id: '0-2',
  name: 'companies',
  singular: 'company',
  engagement: false,
  required: [],
  createdProperty: 'createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  searchedProperties: ['name', 'domain', 'phone', 'website'],
  ...scopesOf('companies'),
};

/** HubSpot asks for the name and the stage when a deal is created. */
export const DEAL: ObjectType = {
  id: '0-3',
  name: 'deals',
  singular: 'deal',
  engagement: false,
  required: ['dealname', 'dealstage'],
  createdProperty: 'createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  defaultProperties: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
  searchedProperties: ['dealname', 'description'],
  ...scopesOf('deals'),
};

/** Tickets have one scope for everything. */
export const TICKET: ObjectType = {
  id: '0-5',
  name: 'tickets',
  singular: 'ticket',
  engagement: false,
  required: ['subject', 'hs_pipeline_stage'],
  createdProperty: 'createdate',
  modifiedProperty: 'hs_lastmodifieddate',
  defaultProperties: [
    'content',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_category',
    'hs_ticket_priority',
    'subject',
  ],
  searchedProperties: ['subject', 'content'],
  readScopes: ['tickets'],
  writeScopes: ['tickets'],
  schemaReadScopes: ['tickets'],
  schemaWriteScopes: ['tickets'],
};

export const NOTE: ObjectType = {
  ...activity,
  id: '0-46',
  name: 'notes',
  singular: 'note',
  required: ['hs_timestamp'],
  searchedProperties: ['hs_note_body'],
};

export const TASK: ObjectType = {
  ...activity,
  id: '0-27',
  name: 'tasks',
  singular: 'task',
  required: ['hs_timestamp'],
  searchedProperties: ['hs_task_subject', 'hs_task_body'],
};

export const EMAIL: ObjectType = {
  ...activity,
  id: '0-49',
  name: 'emails',
  singular: 'email',
  required: ['hs_timestamp', 'hs_email_direction'],
  searchedProperties: ['hs_email_subject', 'hs_email_text'],
  writeScopes: [...activity.writeScopes, 'sales-email-read'],
};

/** The kinds of record that every account has. What an account adds to them, its portal knows. */
export const OBJECT_TYPES: readonly ObjectType[] = [CONTACT, COMPANY, NOTE, TASK, EMAIL, DEAL, TICKET];

const byAnyName = new Map(
  OBJECT_TYPES.flatMap((type) => [type.id, type.name, type.singular].map((name) => [name, type])),
);

/** @param name plural or singular name, or object type id */
export const standardType = (name: string): ObjectType | undefined => byAnyName.get(name.toLowerCase());

/** 404: no live record of this type has the id. */
export function recordMissing(type: ObjectType, id: string): HubSpotError {
  return notFound(`Object not found. objectId are usually numeric. No ${type.singular} has the id ${id}.`);
}
