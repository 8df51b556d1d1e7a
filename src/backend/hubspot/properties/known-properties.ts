import type { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { RefusedProperty } from '../calls/answers.ts';
import type { Portal } from '../types.ts';
import { batonProperties } from './baton-properties.ts';

/** Which of Baton's own properties an account has: what is not there yet, or was deleted, is not asked for. */
export interface KnownProperties {
  /** These names without those that the account does not have. */
  among(portalId: PortalId, names: readonly string[]): Promise<readonly string[]>;
  /** HubSpot says that a property of ours does not exist (any more): it is created again, and not asked for until then. */
  lost(portalId: PortalId): Promise<void>;
}

interface Deps {
  find(portalId: PortalId): Promise<Pick<Portal, 'provisionedAt'> | undefined>;
  /** Asks for the properties to be made complete. */
  provisionAgain(portalId: PortalId): Promise<void>;
}

const ours: ReadonlySet<string> = new Set(batonProperties.map(({ name }) => name));

export function createKnownProperties(deps: Deps): KnownProperties {
  /** Accounts that were found complete: it is the rule, and need not be looked up for each reading. */
  const complete = new Set<PortalId>();
  return {
    async among(portalId, names) {
      if (!complete.has(portalId)) {
        const portal = await deps.find(portalId);
        if (portal?.provisionedAt == null) return names.filter((name) => !ours.has(name));
        complete.add(portalId);
      }
      return names;
    },
    async lost(portalId) {
      complete.delete(portalId);
      await deps.provisionAgain(portalId);
    },
  };
}

/** The properties of ours that do not exist, says a refusal. */
export function missingOfOurs(error: BatonError): string[] {
  // The client puts them there, see HubSpotClient.
  const named = (error.context['properties'] as readonly RefusedProperty[] | undefined) ?? [];
  const missing = named.filter(
    ({ error: code, message }) => /DOESNT_EXIST|NOT_EXIST/i.test(code) || /does ?n[o']t exist/i.test(message),
  );
  return missing.map(({ name }) => name).filter((name) => ours.has(name));
}
