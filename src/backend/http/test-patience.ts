import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { aPersonWaits } from './patience.ts';

/** Does work as a request does it for whose answer a person waits; `answered`: the person has the answer. */
export function asPerson<Result>(work: (answered: () => void) => Result): Result {
  const response = new EventEmitter();
  const done: Result[] = [];
  aPersonWaits({} as Request, response as Response, () => {
    done.push(work(() => void response.emit('close')));
  });
  return done[0] as Result;
}
