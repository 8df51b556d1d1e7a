import { z } from 'zod';
import { checkBody } from '../api/call.ts';
import { appEndpoint, type Endpoint } from '../api/endpoint.ts';
import { notFound } from '../api/hubspot-error.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { JournalFiles } from './files.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { subscriptionSchema, type JournalSubscriptions } from './subscriptions.ts';

export interface JournalParts {
  clock: SandboxClock;
  journal: Journal;
  journalFiles: JournalFiles;
  journalSubscriptions: JournalSubscriptions;
  /** Origin of the stand-in, for the addresses of files. */
  origin: () => string;
}

const MAX_COUNT = 100;
const SCOPE = 'developer.webhooks_journal';

/** The webhooks journal of the app over all accounts. Takes the app's own token, not an account's. */
export const journalEndpoints = (parts: JournalParts): Endpoint[] => [
  ...readEndpoints(parts),
  ...subscriptionEndpoints(parts.journalSubscriptions),
];

/** Nothing to tell is a 204. */
function readEndpoints({ clock, journal, journalFiles, origin }: JournalParts): Endpoint[] {
  const pointer = (entry: JournalEntry | undefined) => entry && journalFiles.pointer(entry, origin());
  const after = (offset: string, count: number): JournalEntry[] => {
    const entries = journal.after(offset, count);
    if (!entries) throw notFound(`No journal entry with the offset ${offset}`);
    return entries;
  };
  const read = (path: string, run: (value: (name: string) => string) => unknown): Endpoint =>
    appEndpoint({
      method: 'GET',
      path: `/webhooks-journal/journal/V${path}`,
      answers: 200,
      scope: `${SCOPE}.read`,
      run: ({ path: value }) => run(value),
    });
  return [
    read('/earliest', () => pointer(journal.earliest())),
    read('/latest', () => pointer(journal.latest())),
    read('/offset/:offset/next', (value) => pointer(after(value('offset'), 1)[0])),
    read('/batch/:offset/next/:count', (value) => {
      const count = checkBody(countSchema, Number(value('count')));
      const results = after(value('offset'), count).map(pointer);
      if (results.length === 0) return undefined;
      const at = new Date(clock.now()).toISOString();
      return { status: 'COMPLETE', results, startedAt: at, completedAt: at };
    }),
  ];
}

const countSchema = z
  .number()
  .refine(
    (count) => Number.isInteger(count) && count >= 1 && count <= MAX_COUNT,
    `count must be between 1 and ${MAX_COUNT}`,
  );

function subscriptionEndpoints(subscriptions: JournalSubscriptions): Endpoint[] {
  const path = '/webhooks-journal/subscriptions/V';
  const scope = `${SCOPE}.subscriptions.write`;
  return [
    appEndpoint({
      method: 'GET',
      path,
      answers: 200,
      scope: `${SCOPE}.subscriptions.read`,
      run: () => ({ results: subscriptions.list() }),
    }),
    appEndpoint({
      method: 'POST',
      path,
      answers: 200,
      scope,
      body: subscriptionSchema,
      run: ({ body }) => subscriptions.put(body),
    }),
    appEndpoint({
      method: 'DELETE',
      path: `${path}/:id`,
      answers: 204,
      scope,
      run: ({ path: value }) => subscriptions.remove(value('id')),
    }),
  ];
}
