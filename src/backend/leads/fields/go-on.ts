import { Like, MoreThan } from 'typeorm';
import type { CampaignsRoom } from '../../campaigns/open.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { FieldMapping } from '../../field-mapping/open.ts';
import type { Clock } from '../../ground/clock.ts';
import { contactId as toContactId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';

export const FIELDS_QUEUE = 'leads.fields-mended';
const PAGE = 200;

interface Deps {
  database: Database;
  clock: Clock;
  applyEvent: ApplyEvent;
  fieldMapping: Pick<FieldMapping, 'isPrintable'>;
  campaigns: Pick<CampaignsRoom, 'find'>;
}

/** Fields of the account may be printable again, in the transaction that makes them so. */
export const askForFields = (
  { jobs }: { jobs: Pick<Jobs, 'enqueue'> },
  tx: Tx,
  portalId: PortalId,
  runAt?: number,
): Promise<void> =>
  jobs.enqueue(tx, {
    queue: FIELDS_QUEUE,
    key: portalId,
    data: { portalId },
    ...(runAt === undefined ? {} : { runAt }),
  });

/** Whoever waits only for a field that can be printed again goes on. */
export function createGoOnWithFields(deps: Deps) {
  return async (portalId: PortalId): Promise<void> => {
    const known = new Map<string, boolean>();
    for (let after: ContactId | null = toContactId(0); after !== null;) {
      const leads = await waiting(deps, portalId, after);
      for (const { contactId, held } of leads) {
        const tag = held?.tag ?? '';
        const printable = known.get(tag) ?? (await deps.fieldMapping.isPrintable(portalId, tag));
        known.set(tag, printable);
        if (printable) await goOn(deps, portalId, contactId, tag);
      }
      after = leads.length < PAGE ? null : (leads.at(-1)?.contactId ?? null);
    }
  };
}

const waiting = ({ database }: Deps, portalId: PortalId, after: ContactId) =>
  database.manager.find(LeadEntity, {
    select: { contactId: true, held: true },
    // Kept as JSON of `Held`; the reason is one of a few words without marks of their own.
    where: { portalId, stage: 'paused', held: Like('%"why":"field"%'), contactId: MoreThan(after) },
    order: { contactId: 'ASC' },
    take: PAGE,
  });

/** The campaign is asked once the lead is held: whoever resumes it comes to the lead before, or after. */
const goOn = (deps: Deps, portalId: PortalId, contactId: ContactId, tag: string): Promise<unknown> =>
  deps.database.transaction(async (tx) => {
    const lead = await lockLead(tx, portalId, contactId);
    if (!lead) return;
    const campaign =
      lead.campaignId === null ? undefined : await deps.campaigns.find(portalId, lead.campaignId, tx);
    const occurrence = { portalId, contactId, at: deps.clock.now(), trigger: 'A field was mended' };
    const held = campaign?.status === 'paused' ? `The campaign “${campaign.name}” is paused.` : null;
    await deps.applyEvent(tx, occurrence, { type: 'field-mended', tag, campaign: held }, lead);
  });
