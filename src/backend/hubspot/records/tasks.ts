import { z } from 'zod';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { anyId, listOf } from '../calls/tolerant.ts';
import type { Tasks } from '../types.ts';

/** Inputs of one batch/read. */
const BATCH = 100;

const tasksSchema = z.object({
  results: listOf(z.object({ id: anyId, properties: z.object({ hs_task_status: z.string().nullish() }) })),
});

/** Reads tasks. See `Tasks`. */
export const createTasks = ({ client }: { client: HubSpotClient }): Tasks => ({
  async completed(portalId, ids) {
    const done = new Set<string>();
    for (let start = 0; start < ids.length; start += BATCH) {
      const inputs = ids.slice(start, start + BATCH).map((id) => ({ id }));
      const { results } = await client.call(portalId, {
        method: 'POST',
        path: `/crm/objects/${HUBSPOT_API_VERSION}/tasks/batch/read`,
        body: { properties: ['hs_task_status'], propertiesWithHistory: [], inputs },
        lane: 'bulk',
        answer: tasksSchema,
        repeatable: true,
      });
      for (const { id, properties } of results) if (properties.hs_task_status === 'COMPLETED') done.add(id);
    }
    return done;
  },
});
