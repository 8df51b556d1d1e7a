import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import { BATON_GROUP, batonProperties } from './baton-properties.ts';
import type { BatonProperty } from './baton-properties.ts';
import { toOption } from './contact-properties.ts';
import type { ContactProperties, PropertyDefinition } from './contact-properties.ts';
import type { PortalRegistry } from '../portals/portals.ts';

export interface ProvisioningDeps {
  properties: ContactProperties;
  portals: Pick<PortalRegistry, 'markProvisioned'>;
  logger: Logger;
}

/**
 * Makes the property group "Baton" and the `baton_*` properties complete in an account; one call when they are. What an
 * admin changed (labels, further options, group) stays.
 * @throws BatonError HUBSPOT_CONFLICT when the account has a property of ours with another type, and those of a call.
 */
export async function provision(
  { properties, portals, logger }: ProvisioningDeps,
  portalId: PortalId,
): Promise<void> {
  const existing = new Map(
    (await properties.all(portalId)).map((definition) => [definition.name, definition]),
  );
  const missing = batonProperties.filter(({ name }) => !existing.has(name));
  // A group with properties in it cannot be deleted, so it need not be looked at when nothing is missing.
  if (missing.length > 0) await ensureGroup(properties, portalId);
  for (const property of missing) existing.set(property.name, await create(properties, portalId, property));
  for (const property of batonProperties) {
    const definition = existing.get(property.name);
    if (definition) await repair(properties, portalId, property, definition);
  }
  await portals.markProvisioned(portalId);
  if (missing.length > 0)
    logger.info({ portalId, created: missing.map(({ name }) => name) }, 'Properties created');
}

/** The first contacts are handed over while the properties are created: a fault that passes must not hold them up. */
const PATIENCE_MS = [250, 500, SECOND, 2 * SECOND, 4 * SECOND];

/** Does the work again after short pauses while HubSpot is at fault. @throws the last error */
export async function patiently(work: () => Promise<void>, pauses = PATIENCE_MS): Promise<void> {
  for (const ms of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!isBatonError(error) || error.retry !== 'backoff') throw error;
      await pause(ms);
    }
  }
  return work();
}

async function ensureGroup(properties: ContactProperties, portalId: PortalId): Promise<void> {
  if ((await properties.groups(portalId)).includes(BATON_GROUP.name)) return;
  await properties.createBatonGroup(portalId).catch(unlessExists);
}

/** Another process, or an answer that was lost, may have created it meanwhile: then it is read and compared. */
async function create(
  properties: ContactProperties,
  portalId: PortalId,
  property: BatonProperty,
): Promise<PropertyDefinition> {
  try {
    return await properties.create(portalId, property);
  } catch (error) {
    unlessExists(error);
    return properties.get(portalId, property.name);
  }
}

function unlessExists(error: unknown): void {
  if (!isBatonError(error, 'HUBSPOT_CONFLICT')) throw error;
}

async function repair(
  properties: ContactProperties,
  portalId: PortalId,
  wanted: BatonProperty,
  found: PropertyDefinition,
): Promise<void> {
  if (found.type !== wanted.type) throw wrongType(wanted, found);
  if (wanted.type !== 'enumeration') return;
  const values = new Set(found.options.map(({ value }) => value));
  const lacking = wanted.options.filter(({ value }) => !values.has(value));
  if (lacking.length === 0) return;
  const added = lacking.map((option, index) => toOption(option, found.options.length + index));
  await properties.setOptions(portalId, wanted.name, [...found.options, ...added]);
}

const wrongType = (wanted: BatonProperty, found: PropertyDefinition): BatonError =>
  new BatonError(
    'HUBSPOT_CONFLICT',
    `The account has a property ${wanted.name} of type ${found.type}; Baton needs ${wanted.type}. Rename or delete it in HubSpot, then reconnect.`,
    {
      context: {
        properties: [
          { name: wanted.name, error: 'WRONG_TYPE', message: `${found.type} instead of ${wanted.type}` },
        ],
      },
    },
  );
