import type { Activity } from '../activity/activity.ts';
import type { Clock } from '../ground/clock.ts';
import { MINUTE } from '../ground/clock.ts';
import type { Tx } from '../database/database.ts';
import type { OnOutcome, OutboxOutcome } from '../hubspot/types.ts';
import { ownerId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { lockLead } from './lead/apply.ts';
import type { ApplyEvent } from './lead/apply.ts';
import { askForHandBack } from './lead/carry-out.ts';
import { isActive } from './deciding/states.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import type { Lead } from './lead/lead-entity.ts';
import { seenBy } from './list/line.ts';

interface Deps {
  applyEvent: ApplyEvent;
  activity: Activity;
  jobs: Jobs;
  clock: Clock;
  /** Read again what the account's `hs_lead_status` offers. */
  refreshLeadStatusOptions(tx: Tx, lead: Lead): Promise<void>;
}

type OutcomeOf<Kind extends OutboxOutcome['kind']> = Extract<OutboxOutcome, { kind: Kind }>;

/** What HubSpot made of Baton's writes, told to the leads. Runs in the transaction that records the outcome. */
export function createOutcomeHandler(deps: Deps): OnOutcome {
  return async (tx, outcome) => {
    if (!concernsLead(outcome)) return;
    const lead = await lockLead(tx, outcome.portalId, outcome.contactId);
    if (!lead) return;
    switch (outcome.kind) {
      case 'contact-written':
        return written(deps, tx, lead, outcome);
      case 'owner-conflict':
        return conflict(deps, tx, lead, outcome);
      case 'failed':
        return failed(deps, tx, lead, outcome);
      case 'contact-missing':
        await deps.applyEvent(tx, occurrence(deps, lead, 'HubSpot does not know the contact'), {
          type: 'contact-gone',
          how: 'deleted',
        });
    }
  };
}

const OWNER = 'hubspot_owner_id';

/** No news: an activity was created, or properties were written that Baton alone decides about. */
const concernsLead = (
  outcome: OutboxOutcome,
): outcome is Exclude<OutboxOutcome, { kind: 'created' | 'contact-created' }> =>
  outcome.kind !== 'created' &&
  outcome.kind !== 'contact-created' &&
  (outcome.kind !== 'contact-written' || OWNER in outcome.properties);

const occurrence = (deps: Deps, lead: Lead, trigger: string) => ({
  portalId: lead.portalId,
  contactId: lead.contactId,
  at: deps.clock.now(),
  trigger,
});

async function written(deps: Deps, tx: Tx, lead: Lead, outcome: OutcomeOf<'contact-written'>): Promise<void> {
  const owner = outcome.properties[OWNER];
  if (owner === undefined) return;
  const { portalId, contactId } = lead;
  const to = owner === '' ? null : ownerId(owner);
  if (lead.takingOver && owner === lead.assistantOwnerId) {
    await tx.update(
      LeadEntity,
      { portalId, contactId },
      { takingOver: false, ownerReadAt: deps.clock.now() },
    );
  } else if (lead.stage === 'handing_back') {
    const toName = to !== null && to === lead.priorOwnerId ? lead.priorOwnerName : null;
    await deps.applyEvent(tx, occurrence(deps, lead, 'Owner written in HubSpot'), {
      type: 'handed-back',
      to,
      toName,
    });
  } else if (lead.stage === 'closed' && lead.handedBackTo !== to) {
    // The write was on its way already when a person decided.
    await deps.applyEvent(tx, occurrence(deps, lead, 'Owner written in HubSpot'), {
      type: 'owner-overwritten',
      to: lead.handedBackTo,
      toName: null,
      expected: to,
    });
  }
}

/** Somebody else decided about the owner between Baton's look and its write: theirs stands. */
async function conflict(deps: Deps, tx: Tx, lead: Lead, outcome: OutcomeOf<'owner-conflict'>): Promise<void> {
  // A write of the round before met what a person decided since: the assistant who works on the contact now.
  if (isActive(lead.stage) && outcome.currentOwner === lead.assistantOwnerId) return;
  await deps.applyEvent(tx, occurrence(deps, lead, 'Owner changed by a person in HubSpot'), {
    type: 'owner-changed',
    to: outcome.currentOwner,
    toName: outcome.currentOwner === lead.priorOwnerId ? lead.priorOwnerName : null,
    by: null,
  });
}

async function failed(deps: Deps, tx: Tx, lead: Lead, outcome: OutcomeOf<'failed'>): Promise<void> {
  await deps.activity.record(tx, {
    ...occurrence(deps, lead, 'Write to HubSpot'),
    kind: 'refused',
    title: 'HubSpot refused a write',
    rule: outcome.error.code,
    detail: outcome.error.message,
    mailId: null,
    assistantId: lead.assistantId,
    seenBy: seenBy(lead),
  });
  if (outcome.properties.includes('hs_lead_status')) await deps.refreshLeadStatusOptions(tx, lead);
  if (outcome.properties.includes(OWNER) && lead.takingOver) {
    await deps.applyEvent(tx, occurrence(deps, lead, 'Write to HubSpot'), {
      type: 'take-over-refused',
      answer: outcome.error.message,
    });
  }
  // The owner was deactivated since it was looked up: look again, which finds the fallback.
  if (outcome.properties.includes(OWNER) && lead.stage === 'handing_back') {
    await askForHandBack(deps.jobs, tx, lead, deps.clock.now() + MINUTE);
  }
}
