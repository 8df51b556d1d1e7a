import { In, IsNull, LessThan } from 'typeorm';
import type { Clock } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { KnownSequence } from '../sequences/sequences.ts';
import type { SequencesInUse } from '../sequences/use.ts';
import { stepsOf } from '../writing/sequences.ts';
import { writeAll } from './card/preview.ts';
import type { PreviewDeps } from './card/preview.ts';
import { activeStages } from './deciding/states.ts';
import { lockLeads } from './lead/apply.ts';
import type { ApplyEvent } from './lead/apply.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import type { Lead } from './lead/lead-entity.ts';

/** Leads changed in one transaction: enough to get on, few enough that nobody waits long. */
const BATCH = 50;

interface Deps extends PreviewDeps {
  applyEvent: ApplyEvent;
}

export const createSequencesInUse = (deps: Deps): SequencesInUse => ({
  leadsOf: (portalId) => countBySequence(deps.database, portalId),
  apply: (portalId, sequence) => apply(deps, portalId, sequence),
  write: (caller, ask) => writeAll(deps, caller, ask),
});

async function countBySequence(database: Database, portalId: PortalId): Promise<Map<string, number>> {
  const rows = await database.manager
    .createQueryBuilder(LeadEntity, 'lead')
    .select('lead.sequenceId', 'sequenceId')
    .addSelect('COUNT(*)', 'count')
    .where('lead.portalId = :portalId AND lead.sequenceId IS NOT NULL', { portalId })
    .andWhere('lead.stage IN (:...stages)', { stages: [...activeStages] })
    .groupBy('lead.sequenceId')
    .getRawMany<{ sequenceId: string; count: string }>();
  return new Map(rows.map(({ sequenceId, count }) => [sequenceId, Number(count)]));
}

/** Each transaction leaves fewer leads that follow an earlier version: whoever dies is followed by a run that goes on. */
async function apply({ database, applyEvent, clock }: Deps, portalId: PortalId, sequence: KnownSequence) {
  const { sequenceId, version } = sequence;
  const follows = { portalId, sequenceId, stage: In([...activeStages]) };
  for (;;) {
    const behind = await database.manager.find(LeadEntity, {
      select: { contactId: true },
      where: [
        { ...follows, sequenceVersion: LessThan(version) },
        { ...follows, sequenceVersion: IsNull() },
      ],
      take: BATCH,
    });
    if (behind.length === 0) return;
    const ids = behind.map(({ contactId }) => contactId);
    await database.transaction(async (tx) => {
      for (const lead of (await lockLeads(tx, portalId, ids)).values())
        await applyEvent(tx, occurrenceOf(clock, lead), eventFor(sequence, lead), lead);
    });
  }
}

const occurrenceOf = (clock: Clock, { portalId, contactId }: Lead) => ({
  portalId,
  contactId,
  at: clock.now(),
  trigger: 'Sequence edited',
});

const eventFor = (sequence: KnownSequence, lead: Lead) =>
  ({
    type: 'sequence-changed',
    version: sequence.version,
    name: sequence.name,
    steps: stepsOf(sequence, lead.steps.find(({ language }) => language !== undefined)?.language ?? null),
  }) as const;
