import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import { SECOND } from '../ground/clock.ts';

/** HubSpot gives an app 15 s to answer; who is told nothing by then does not know what was done. */
const PATIENCE_MS = 9 * SECOND;

interface Person {
  /** By the clock that nobody sets: it is a person who waits. */
  until: number;
  answered: boolean;
}

const waiting = new AsyncLocalStorage<Person>();

/** From here on a person waits for the answer of this request. */
export const aPersonWaits: RequestHandler = (_request, response, next) => {
  const person = { until: performance.now() + PATIENCE_MS, answered: false };
  // Work that the request has set off goes on, and then nobody waits for it.
  response.once('close', () => {
    person.answered = true;
  });
  waiting.run(person, next);
};

/** Until when the person waits for whom this is done, by `performance.now()`, ms; Infinity: nobody waits. */
export function awaitedUntil(): number {
  const person = waiting.getStore();
  return !person || person.answered ? Infinity : person.until;
}
