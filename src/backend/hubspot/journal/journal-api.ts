import { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { anyId, listOf } from '../calls/tolerant.ts';
import { JournalCalls } from './journal-calls.ts';
import type { JournalCallsDeps } from './journal-calls.ts';
import { parseJournalFile } from './journal-events.ts';
import type { JournalEvents } from './journal-events.ts';
import { readJournalFile } from './journal-file.ts';
import { ensureSubscriptions } from './journal-subscriptions.ts';
import type { JournalAccount, Subscribed } from './journal-subscriptions.ts';

/** An entry of the journal: a place in it, and where the file with its events is for the next minutes. */
export interface JournalEntry {
  offset: string;
  url: string;
}

/**
 * HubSpot's webhooks journal: what happened in all accounts of the app, in order, for three days.
 * Every call throws BatonError HUBSPOT_MISSING_SCOPE when HubSpot does not let the app use it.
 */
export interface JournalApi {
  /** See `ensureSubscriptions`. */
  subscribe(accounts: readonly JournalAccount[], properties: readonly string[]): Promise<Subscribed>;
  /** Up to `count` entries after the offset (null: from the earliest on), oldest first. `gone`: too old, or unknown. */
  after(offset: string | null, count: number): Promise<readonly JournalEntry[] | 'gone'>;
  read(entry: JournalEntry): Promise<JournalEvents>;
}

const path = `/webhooks-journal/journal/${HUBSPOT_API_VERSION}`;

/** What HubSpot answers to a place that is too old is not documented. Beginning anew loses nothing. */
const GONE: readonly number[] = [400, 404, 410];

const entrySchema = z
  .object({ currentOffset: anyId.pipe(z.string().min(1)), url: z.url() })
  .transform(({ currentOffset, url }): JournalEntry => ({ offset: currentOffset, url }));
const batchSchema = z.object({ results: listOf(entrySchema) });

export function createJournalApi(deps: JournalCallsDeps & { apiUrl: string }): JournalApi {
  const calls = new JournalCalls(deps);
  return {
    subscribe: (accounts, properties) => ensureSubscriptions(calls, accounts, properties),
    async after(offset, count) {
      if (offset === null) {
        const { body } = await calls.call({ method: 'GET', path: `${path}/earliest`, answer: entrySchema });
        return body ? [body] : [];
      }
      const { status, body } = await calls.call({
        method: 'GET',
        path: `${path}/batch/${encodeURIComponent(offset)}/next/${count}`,
        answer: batchSchema,
        expected: GONE,
      });
      return GONE.includes(status) ? 'gone' : (body?.results ?? []);
    },
    async read({ url }) {
      const events = parseJournalFile(await readJournalFile(url, deps.apiUrl));
      if (events) return events;
      throw new BatonError('HUBSPOT_UNEXPECTED', 'A file of the journal is not as documented.', {
        retry: 'backoff',
      });
    },
  };
}
