import type { HubSpotClient } from '../calls/client-types.ts';
import { createCrmAssociations } from './crm-associations.ts';
import type { CrmAssociations } from './crm-associations.ts';
import { createCrmEvents } from './crm-events.ts';
import type { CrmEvents } from './crm-events.ts';
import { createCrmLists } from './crm-lists.ts';
import type { CrmLists } from './crm-lists.ts';
import { createCrmProperties } from './crm-properties.ts';
import type { CrmProperties } from './crm-properties.ts';
import { createCrmRecords } from './crm-records.ts';
import type { CrmRecords } from './crm-records.ts';

/** What syncs may ask of any account's CRM, whatever its objects are. */
export interface Crm {
  readonly records: CrmRecords;
  readonly properties: CrmProperties;
  readonly associations: CrmAssociations;
  readonly lists: CrmLists;
  readonly events: CrmEvents;
}

export const createCrm = ({ client }: { client: HubSpotClient }): Crm => ({
  records: createCrmRecords({ client }),
  properties: createCrmProperties({ client }),
  associations: createCrmAssociations({ client }),
  lists: createCrmLists({ client }),
  events: createCrmEvents({ client }),
});
