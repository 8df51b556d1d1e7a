import { createHash } from 'node:crypto';
import { LessThan } from 'typeorm';
import type { Database, Tx } from '../../database/database.ts';
import { DAY } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Caller } from '../../http/caller.ts';
import { whyRefused } from '../deciding/actions.ts';
import type { RepAction } from '../deciding/actions.ts';
import { standingOf } from '../deciding/standing.ts';
import { lockLead } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { RepRequestEntity } from './request-entity.ts';

/** What a person asks for on the card of a contact. */
export interface Asked {
  caller: Caller;
  contactId: ContactId;
  action: RepAction;
  /** The card's own name for the click: the same click is done once. null: it has none. */
  requestId: string | null;
}

export interface OnceDeps {
  database: Database;
  clock: Clock;
}

/** A click is repeated within minutes. */
const KEPT_MS = 7 * DAY;

/** By which a request is known again: nobody finds another person's, or one about another contact. */
export const requestKey = ({ caller, contactId, action, requestId }: Asked): string =>
  createHash('sha256')
    .update(JSON.stringify([caller.userId, contactId, action, requestId]))
    .digest('hex')
    .slice(0, 32);

/** What the person was told, if this very request was done before. */
export async function saidBefore(asked: Asked, tx: Tx): Promise<string | null> {
  if (asked.requestId === null) return null;
  const where = { portalId: asked.caller.portalId, id: requestKey(asked) };
  return (await tx.findOneBy(RepRequestEntity, where))?.said ?? null;
}

/**
 * Does what a person asks for, in one transaction and once, under the lock of the contact: whoever comes second finds
 * what the first one made of it. Resolves to what happened and what comes next, in words.
 * @throws BatonError CONFLICT: the lead stands so that it does not fit, with the reason
 */
export async function once(
  { database, clock }: OnceDeps,
  asked: Asked,
  work: (tx: Tx, lead: Lead | null) => Promise<string>,
): Promise<string> {
  const { caller, contactId, action } = asked;
  const { portalId } = caller;
  return database.transaction(async (tx) => {
    const lead = await lockLead(tx, portalId, contactId);
    const before = await saidBefore(asked, tx);
    if (before !== null) return before;
    const refused = whyRefused(action, lead && standingOf(lead));
    if (refused !== null) throw new BatonError('CONFLICT', refused);
    const said = await work(tx, lead);
    const row = { portalId, id: requestKey(asked), contactId, action, said, at: clock.now() };
    if (asked.requestId !== null) await tx.insert(RepRequestEntity, row);
    return said;
  });
}

/** Clicks of long ago are not repeated. */
export const forgetRequests = async ({ database, clock }: OnceDeps): Promise<void> =>
  void (await database.manager.delete(RepRequestEntity, { at: LessThan(clock.now() - KEPT_MS) }));
