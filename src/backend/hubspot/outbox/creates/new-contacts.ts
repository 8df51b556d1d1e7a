import { z } from 'zod';
import { BatonError, isBatonError } from '../../../ground/errors.ts';
import type { OwnerId, PortalId } from '../../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../../calls/api-version.ts';
import { anyId } from '../../calls/tolerant.ts';
import type { Claim } from '../claims.ts';
import { asBatonError, OWNER, verdictOn } from '../refusals.ts';
import type { NewContact } from './activities.ts';
import { FIRST_LOOK_MS, isAboutOwner, mayExist, unknownOutcome } from './create-batch.ts';
import type { CreateResult } from './create-batch.ts';
import type { CreateRow } from './create-entity.ts';
import type { ReadBackDeps } from './read-back.ts';
import { LEAVES_WITHIN_MS } from './settling.ts';

const madeSchema = z.object({ id: anyId });

/**
 * Creates contacts one by one: they are few, and one whose address HubSpot has would refuse a whole batch. HubSpot keeps
 * addresses unique, so that no second contact can come of a lost answer: what may exist is looked for by its address,
 * and a 409 names the contact that has it.
 */
export class NewContacts {
  private readonly deps: ReadBackDeps;
  private readonly portalId: PortalId;
  private readonly claim: Pick<Claim<CreateRow>, 'lane' | 'at' | 'rows'>;
  /** Why the rest has to wait: it is likely to stop others of the account. */
  trouble: BatonError | undefined;

  constructor(deps: ReadBackDeps, portalId: PortalId, claim: Pick<Claim<CreateRow>, 'lane' | 'at' | 'rows'>) {
    this.deps = deps;
    this.portalId = portalId;
    this.claim = claim;
  }

  /** Never throws: what went wrong stands in the results. */
  async run(): Promise<CreateResult[]> {
    const results: CreateResult[] = [];
    for (const row of this.claim.rows) {
      const unknown = mayExist(row);
      results.push(this.trouble ? { row, unknown, again: this.trouble } : await this.one(row, unknown));
    }
    return results;
  }

  private async one(row: CreateRow, unknown: boolean): Promise<CreateResult> {
    if (row.payload?.kind !== 'new-contact') return { row, failed: notAContact() };
    try {
      const known = unknown ? await this.idOf(row.payload) : null;
      return { row, hubspotId: known ?? (await this.create(row.payload, row.payload.ownerId)) };
    } catch (error) {
      return this.failure(row, asBatonError(error), unknown);
    }
  }

  private failure(row: CreateRow, error: BatonError, unknown: boolean): CreateResult {
    const verdict = verdictOn(error);
    if (verdict === 'refused' || verdict === 'hopeless') return { row, failed: error };
    this.trouble = error;
    if (verdict === 'later') return { row, unknown, again: error };
    return { row, unknown: true, left: true, again: unknownOutcome(FIRST_LOOK_MS, error) };
  }

  /** Resolves to the id of the contact, new or not. An owner that HubSpot refuses is left out. */
  private async create(contact: NewContact, owner: OwnerId | null): Promise<string> {
    try {
      return (await this.deps.client.call(this.portalId, this.callFor(contact, owner))).id;
    } catch (error) {
      if (!isBatonError(error)) throw error;
      if (error.code === 'HUBSPOT_CONFLICT') return this.existing(contact, error);
      if (owner && verdictOn(error) === 'refused' && isAboutOwner(error)) return this.create(contact, null);
      throw error;
    }
  }

  private callFor({ email, properties }: NewContact, owner: OwnerId | null) {
    const { claim } = this;
    return {
      method: 'POST',
      path: `/crm/objects/${HUBSPOT_API_VERSION}/contacts`,
      body: { properties: { ...properties, email, ...(owner ? { [OWNER]: owner } : {}) }, associations: [] },
      lane: claim.lane,
      answer: madeSchema,
      repeatable: false,
      // Looked at when its turn has come: the claim may have been renewed meanwhile.
      get notAfter() {
        return claim.at + LEAVES_WITHIN_MS;
      },
    } as const;
  }

  /** Also a further address of a contact is taken. @throws the refusal itself where nobody has the address after all */
  private async existing(contact: NewContact, refusal: BatonError): Promise<string> {
    const named = refusal.context['existingId'];
    const id = typeof named === 'string' ? named : await this.idOf(contact);
    if (id === null) throw refusal;
    return id;
  }

  private async idOf({ email }: NewContact): Promise<string | null> {
    const found = await this.deps.contacts.byEmail(this.portalId, email, this.claim.lane);
    return found?.id ?? null;
  }
}

const notAContact = (): BatonError =>
  new BatonError('HUBSPOT_VALIDATION', 'Nothing is known of the contact that was to be created.');
