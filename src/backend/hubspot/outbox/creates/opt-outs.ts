import { BatonError, isBatonError } from '../../../ground/errors.ts';
import type { PortalId } from '../../../ground/identifiers.ts';
import type { HubSpotClient } from '../../calls/client-types.ts';
import { outOfAll, unsubscribeAllPath, wideStatuses } from '../../records/preferences.ts';
import type { Claim } from '../claims.ts';
import { asBatonError, verdictOn } from '../refusals.ts';
import type { CreateResult } from './create-batch.ts';
import type { CreateRow } from './create-entity.ts';

/** HubSpot gives an opt-out no id of its own. */
const DONE = 'unsubscribed';

/**
 * Unsubscribes addresses from all email of the account, one by one: HubSpot's batch needs Marketing Enterprise. Said
 * twice it says the same, so that an answer that was lost is asked for again.
 */
export class OptOuts {
  private readonly client: HubSpotClient;
  private readonly portalId: PortalId;
  private readonly claim: Pick<Claim<CreateRow>, 'lane' | 'rows'>;
  /** Why the rest has to wait: it is likely to stop others of the account. */
  trouble: BatonError | undefined;

  constructor(
    { client }: { client: HubSpotClient },
    portalId: PortalId,
    claim: Pick<Claim<CreateRow>, 'lane' | 'rows'>,
  ) {
    this.client = client;
    this.portalId = portalId;
    this.claim = claim;
  }

  /** Never throws: what went wrong stands in the results. */
  async run(): Promise<CreateResult[]> {
    const results: CreateResult[] = [];
    for (const row of this.claim.rows)
      results.push(this.trouble ? { row, again: this.trouble } : await this.one(row));
    return results;
  }

  private async one(row: CreateRow): Promise<CreateResult> {
    if (row.payload?.kind !== 'opt-out') return { row, failed: new BatonError('HUBSPOT_VALIDATION') };
    try {
      await this.unsubscribe(row.payload.email);
      return { row, hubspotId: DONE };
    } catch (error) {
      return this.failure(row, asBatonError(error));
    }
  }

  private failure(row: CreateRow, error: BatonError): CreateResult {
    // Granted later, the connection tries it again by itself.
    if (error.code === 'HUBSPOT_MISSING_SCOPE') return { row, failed: notAllowed(error) };
    const verdict = verdictOn(error);
    if (verdict === 'refused' || verdict === 'hopeless') return { row, failed: error };
    this.trouble = error;
    return { row, again: error };
  }

  /** A refusal may say that the address has unsubscribed already: what counts is what HubSpot holds. */
  private async unsubscribe(email: string): Promise<void> {
    const call = { path: unsubscribeAllPath(email), lane: this.claim.lane, repeatable: true } as const;
    try {
      await this.client.call(this.portalId, { ...call, method: 'POST', answer: wideStatuses });
    } catch (error) {
      if (!isBatonError(error) || verdictOn(error) !== 'refused') throw error;
      const held = await this.client.call(this.portalId, { ...call, method: 'GET', answer: wideStatuses });
      if (!outOfAll(held)) throw error;
    }
  }
}

const notAllowed = (cause: BatonError): BatonError =>
  new BatonError(
    'HUBSPOT_MISSING_SCOPE',
    'HubSpot’s own email to this contact does not stop: Baton may not tell HubSpot of the opt-out. An admin connects Baton again in its settings and allows communication_preferences.read_write; then HubSpot is told by itself.',
    { cause, context: cause.context },
  );
