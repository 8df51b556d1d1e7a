import type { Request, RequestHandler } from 'express';
import { BatonError } from '../../ground/errors.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';

export const contactPath = '/api/contacts/:contactId';

/** @throws BatonError REQUEST_INVALID */
export function contactIdOf(request: Request): ContactId {
  const id = request.params['contactId'];
  if (typeof id !== 'string' || !/^\d+$/.test(id))
    throw new BatonError('REQUEST_INVALID', 'The contact id is a number.');
  return contactId(id);
}

/**
 * Does the work, if any, and answers with the card as it is then; what the work resolves to stands in `said`. In an account
 * that is not connected nothing is done that HubSpot would have to be told of. `always`: it counts all the same.
 */
export type ViewAfter = (
  work?: (request: Request) => Promise<string | void>,
  options?: { always: boolean },
) => RequestHandler;
