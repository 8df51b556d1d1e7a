import { MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { inPatience } from '../calls/in-patience.ts';
import type { ContactProperties, OptionDefinition } from './contact-properties.ts';

export interface LeadStatusOption {
  value: string;
  label: string;
  /** Not offered in HubSpot's menus, but accepted. */
  hidden: boolean;
}

/** The account's own options of `hs_lead_status`. */
export interface LeadStatusOptions {
  /** At most five minutes old, unless `fresh` asks HubSpot again. */
  list(portalId: PortalId, options?: { fresh?: boolean }): Promise<LeadStatusOption[]>;
  /**
   * Adds `QUALIFIED`, keeping all others. Nothing happens if it is there. Resolves to the options afterwards.
   * @throws BatonError HUBSPOT_VALIDATION when the account does not let its options be changed; CONFLICT when somebody
   * keeps changing them at the same time; those of a call.
   */
  addQualified(portalId: PortalId): Promise<LeadStatusOption[]>;
}

const PROPERTY = 'hs_lead_status';
const QUALIFIED = { value: 'QUALIFIED', label: 'Qualified', displayOrder: -1, hidden: false };
const MAX_AGE_MS = 5 * MINUTE;
const TRIES = 3;

export function createLeadStatusOptions(properties: ContactProperties, clock: Clock): LeadStatusOptions {
  const cache = new Map<PortalId, { at: number; options: LeadStatusOption[] }>();
  const keep = (portalId: PortalId, options: readonly OptionDefinition[]): LeadStatusOption[] => {
    const kept = options.map(({ value, label, hidden }) => ({ value, label, hidden: hidden ?? false }));
    cache.set(portalId, { at: clock.now(), options: kept });
    return kept;
  };
  /** Readings under way: while one is, everybody waits for it. */
  const readings = new Map<PortalId, Promise<LeadStatusOption[]>>();
  const read = (portalId: PortalId): Promise<LeadStatusOption[]> => {
    const running = readings.get(portalId);
    if (running) return running;
    const reading = properties
      .get(portalId, PROPERTY)
      .then(({ options }) => keep(portalId, options))
      .finally(() => readings.delete(portalId));
    readings.set(portalId, reading);
    return reading;
  };
  return {
    async list(portalId, { fresh = false } = {}) {
      const cached = cache.get(portalId);
      if (cached && !fresh && Math.abs(clock.now() - cached.at) < MAX_AGE_MS) return cached.options;
      return inPatience(read(portalId));
    },
    addQualified: async (portalId) => keep(portalId, await addQualified(properties, portalId)),
  };
}

/**
 * HubSpot replaces the whole list and has no conditional write: read, write, read again. Options that an admin added
 * in between are put back if we saw them; if ours was overwritten, we start over from the new list.
 */
async function addQualified(properties: ContactProperties, portalId: PortalId): Promise<OptionDefinition[]> {
  const seen = new Map<string, OptionDefinition>();
  for (let round = 0; round <= TRIES; round += 1) {
    const { options, modificationMetadata } = await properties.get(portalId, PROPERTY);
    const present = new Set(options.map(({ value }) => value));
    const lost = [...seen.values()].filter(({ value }) => !present.has(value));
    if (present.has(QUALIFIED.value) && lost.length === 0) return options;
    if (modificationMetadata?.readOnlyOptions) throw readOnly();
    if (round === TRIES) break;
    for (const option of options) seen.set(option.value, option);
    seen.set(QUALIFIED.value, seen.get(QUALIFIED.value) ?? QUALIFIED);
    await properties.setOptions(portalId, PROPERTY, [...seen.values()]);
  }
  throw new BatonError(
    'CONFLICT',
    'Somebody is changing the options of Lead Status at the same time. Try again in a minute.',
  );
}

const readOnly = (): BatonError =>
  new BatonError(
    'HUBSPOT_VALIDATION',
    'This account does not let the options of Lead Status be changed. Map the outcome to an existing option.',
    {
      context: {
        properties: [{ name: PROPERTY, error: 'READ_ONLY_OPTIONS', message: 'The options are read-only.' }],
      },
    },
  );
