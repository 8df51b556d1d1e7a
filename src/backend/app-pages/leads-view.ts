import type { LeadRow, LeadsView } from '../../cards/pages/contract.ts';
import type { LeadList, ListedLead } from '../leads/list/list.ts';
import { attentionOf } from '../leads/list/search.ts';
import type { LeadPage, LeadQuery } from '../leads/list/search.ts';
import { nameOfContact } from '../leads/list/words.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Reviews } from '../reviews/reviews.ts';
import { addressKind } from '../leads/telling/address-hint.ts';
import { cursorOf } from './filters.ts';
import { addressWords, answerWords, stateWords } from './words.ts';

/** Names of those whom a list names: assistants by their id, persons by their owner id. */
export interface Names {
  assistant(id: string): string;
  person(ownerId: string | null): string | null;
}

/** One page of leads, and how many match in all. */
export async function leadsView(
  { list, reviews }: { list: LeadList; reviews: Pick<Reviews, 'draftsWaitingOf'> },
  names: Names,
  portalId: PortalId,
  query: LeadQuery,
  page: LeadPage,
): Promise<LeadsView> {
  const [{ leads, after }, total] = await Promise.all([
    list.page(portalId, query, page),
    list.count(portalId, query),
  ]);
  const ids = leads.map(({ line }) => line.contactId);
  const waiting = ids.length > 0 ? await reviews.draftsWaitingOf(portalId, ids) : new Set();
  return {
    leads: await Promise.all(
      leads.map(async (listed) => ({
        ...(await leadRow(listed, names, query.now)),
        ...(waiting.has(listed.line.contactId) ? { waitsForApproval: true as const } : {}),
      })),
    ),
    total,
    next: after ? cursorOf(after) : null,
  };
}

/** `now`, epoch ms: what needs attention depends on it. */
export async function leadRow({ line, lead }: ListedLead, names: Names, now: number): Promise<LeadRow> {
  const { lastAnswer, lastAnswerAt } = line;
  const kind = await addressKind(lead.facts.email);
  return {
    contactId: line.contactId,
    name: nameOfContact(lead),
    email: lead.facts.email,
    addressNote: kind && addressWords[kind],
    company: lead.facts.company,
    state: line.state,
    stateLabel: stateWords[line.state],
    stage: line.stage === 'handing_back' ? 'handing-back' : line.stage,
    attention: attentionOf(line, now),
    assistantId: line.assistantId,
    assistantName: names.assistant(line.assistantId),
    priorOwnerName: line.priorOwnerName,
    ownerName: ownerName({ line, lead }, names),
    step: Math.min(lead.step + 1, lead.steps.length),
    stepCount: lead.steps.length,
    nextEmailAt: line.nextEmailAt,
    timeZone: lead.timeZone,
    lastAnswer:
      lastAnswer && lastAnswerAt !== null
        ? { class: lastAnswer, label: answerWords[lastAnswer], at: lastAnswerAt }
        : null,
    since: line.assignedAt,
    closeReason: line.stage === 'closed' || line.stage === 'handing_back' ? lead.closeReason : null,
  };
}

function ownerName({ line, lead }: ListedLead, names: Names): string | null {
  if (line.stage !== 'closed') return names.assistant(line.assistantId);
  const owner = line.seenBy.startsWith('user:') ? null : line.seenBy;
  if (owner === lead.priorOwnerId && lead.priorOwnerName) return lead.priorOwnerName;
  return owner ? names.person(owner) : null;
}
