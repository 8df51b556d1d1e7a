import { EntitySchema } from 'typeorm';
import { integer, key, text, time } from '../../database/columns.ts';

/** HubSpot refuses one endpoint to one account, and not for the data. The row goes with the next call that passes. */
export interface TroubleRow {
  portalId: string;
  /** Method and path without ids, see `pathTemplate`. */
  endpoint: string;
  /** HTTP status of the last refusal. */
  status: number;
  /** For people: what HubSpot said, and what happens. */
  message: string;
  /** Epoch ms of the first refusal in a row. */
  since: number;
  /** Refusals in a row, each after the pause for the one before. */
  attempts: number;
  /** Until when nobody asks again, epoch ms. */
  retryAt: number;
}

export const TroubleEntity = new EntitySchema<TroubleRow>({
  name: 'HubSpotTrouble',
  tableName: 'hubspot_trouble',
  columns: {
    portalId: key({ name: 'portal_id' }),
    endpoint: key(),
    status: integer(),
    message: text(),
    since: time(),
    attempts: integer(),
    retryAt: time({ name: 'retry_at' }),
  },
});
