import { Between, Raw } from 'typeorm';
import type { Assistants } from '../../assistants/assistants.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { FieldMapping } from '../../field-mapping/open.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import { inputNow } from '../conversation/compose.ts';
import type { ComposeDeps } from '../conversation/compose.ts';
import type { Readings } from '../conversation/readings.ts';
import { withFields } from '../fields/of-lead.ts';
import { tagsOf } from '../../writing/template/tags.ts';
import { waitsForLater } from '../deciding/rules/waiting.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { stepDraftId } from './wanted.ts';
import { writeByModel } from './write-by-model.ts';
import type { ByModelDeps } from './write-by-model.ts';

interface Deps extends ByModelDeps, ComposeDeps {
  modelWriter: ByModelDeps['modelWriter'] & Pick<ModelWriterRoom, 'askedAmong' | 'portals'>;
  assistants: Pick<Assistants, 'find'>;
  readings: Readings;
  fieldMapping: Pick<FieldMapping, 'print'>;
}

/** So long before an email is due a model is asked for it: it need not wait for a slow one. */
const AHEAD_MS = 10 * MINUTE;
const PAGE = 500;

/**
 * Has the emails written that are due in the next minutes, from what is known of the contacts by now. If something
 * changes before they leave they are written anew. Resolves to how many were asked for.
 */
export function createWriteAhead(deps: Deps): () => Promise<number> {
  return async () => {
    let asked = 0;
    for (const portalId of await deps.modelWriter.portals()) asked += await askAhead(deps, portalId);
    return asked;
  };
}

/** Most leads are known already: of those only the keys are read. */
async function askAhead(deps: Deps, portalId: PortalId): Promise<number> {
  const { database, clock, modelWriter } = deps;
  const now = clock.now();
  let asked = 0;
  for (let skip = 0; ; skip += PAGE) {
    const next = await database.manager.find(LeadEntity, {
      select: { contactId: true, round: true, originKey: true, step: true },
      where: {
        portalId,
        stage: 'nurturing',
        wakeAt: Between(now, now + AHEAD_MS),
        steps: Raw((column) => `${column} LIKE '%"assistantWrites":true%'`),
      },
      order: { wakeAt: 'ASC', contactId: 'ASC' },
      skip,
      take: PAGE,
    });
    const known = await modelWriter.askedAmong(portalId, next.map(stepDraftId));
    for (const lead of next)
      if (!known.has(stepDraftId(lead)) && (await askFor(deps, portalId, lead.contactId))) asked += 1;
    if (next.length < PAGE) return asked;
  }
}

const isNextByModel = (lead: Lead): boolean =>
  lead.steps[lead.step]?.assistantWrites === true && !waitsForLater(lead);

async function askFor(deps: Deps, portalId: PortalId, contactId: ContactId): Promise<boolean> {
  const found = await deps.database.manager.findOneBy(LeadEntity, {
    portalId,
    contactId,
    stage: 'nurturing',
  });
  const lead = found && (await withFieldsNow(deps, found));
  const assistant = lead && isNextByModel(lead) && (await deps.assistants.find(portalId, lead.assistantId));
  if (!assistant) return false;
  const { input, thread } = await inputNow(deps, { kind: 'step', step: lead.step }, lead, assistant);
  const draftId = stepDraftId(lead);
  await writeByModel(deps, { draftId, mailId: draftId, lead, assistant, input, thread, again: 0 }, false);
  return true;
}

/** The fields as HubSpot has them: the email that is due in minutes is written from the same reading. */
async function withFieldsNow(deps: Deps, lead: Lead): Promise<Lead | null> {
  const step = lead.steps[lead.step];
  if (!step || tagsOf(step).length === 0) return lead;
  const { portalId, contactId } = lead;
  const reading = (await deps.readings.of(portalId, [{ contactId, notBefore: 0 }])).get(contactId);
  if (!reading) return null;
  const sources = { contact: reading.record.properties, company: reading.company ?? null };
  return withFields(deps, lead, [step], sources);
}
