import type { Clock } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import type { Settings } from '../../settings/settings.ts';
import { ownerOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { isActive } from '../deciding/states.ts';
import { ownerDuring } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { readOptedOut, withOptOut } from './preferences.ts';
import type { Readings } from './readings.ts';

export interface ByHandDeps {
  readings: Readings;
  findObstacles: FindObstacles;
  hubspot: Pick<HubSpot, 'portals' | 'preferences'>;
  settings: Pick<Settings, 'get'>;
  clock: Clock;
}

/** The contact as HubSpot has it; or why nothing may leave, or what it waits for. */
export type LookedAt = { record: ContactRecord } | { refused: string } | { wait: string };

/**
 * The guard before what a person wrote in an assistant's name: opt-outs and exclusions count, whoever writes. HubSpot is
 * asked anew each time: no event need have told this process of a contact that is with a person.
 * @param lead to whose contact it goes, as it stands now
 * @throws BatonError when HubSpot cannot be asked: then it waits
 */
export async function lookByHand(deps: ByHandDeps, lead: Lead): Promise<LookedAt> {
  const { portalId, contactId } = lead;
  const wanted = { contactId, notBefore: deps.clock.now() };
  const record = (await deps.readings.of(portalId, [wanted], 'interactive')).get(contactId)?.record;
  if (!record) return { refused: 'The contact is not in HubSpot any more.' };
  if (record.id !== contactId) return { wait: 'the contact went into another one' };
  if (isActive(lead.stage) && !lead.takingOver && ownerOf(record) !== ownerDuring(lead))
    return { refused: 'The contact got another owner before it could leave.' };
  const known = (await deps.findObstacles(portalId, [record])).get(record.id) ?? null;
  const optedOut = known === null ? await readOptedOut(deps, portalId, [record], 'interactive') : new Map();
  const obstacle = withOptOut(optedOut, record.id, known);
  if (isBatonError(obstacle)) throw obstacle;
  return obstacle === null ? { record } : { refused: obstacleOutcome(obstacle).reason };
}

/** Last look: the person may have opted out meanwhile. */
export const mayBeWrittenTo = (lead: Lead | null): lead is Lead =>
  lead !== null && lead.state !== 'UnSubscribed' && lead.legalAt === null;
