import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import type { PortalId } from '../../ground/identifiers.ts';

/** What changes owners by itself, whoever set it up: HubSpot's source types are an open list. */
const machines: readonly { source: RegExp; words: string }[] = [
  { source: /WORKFLOW|AUTOMATION|SEQUENCE/i, words: 'A workflow' },
  { source: /IMPORT/i, words: 'An import' },
  { source: /FORM|ROTAT|ASSIGN/i, words: 'A rule in HubSpot' },
];

/** Who changed the owner last, as people say it: "Rae Rep", "A workflow"; null: nobody can tell. */
export async function ownerChangedBy(
  { owners }: Pick<HubSpot, 'owners'>,
  portalId: PortalId,
  record: ContactRecord | undefined,
): Promise<string | null> {
  const [latest] = record?.ownerHistory ?? [];
  if (!latest) return null;
  const machine = machines.find(({ source }) => source.test(latest.sourceType));
  if (machine) return machine.words;
  const person = latest.updatedByUserId ? await owners.byUserId(portalId, latest.updatedByUserId) : undefined;
  if (person) return ownerName(person);
  return /INTEGRATION|API/i.test(latest.sourceType) ? 'Another app' : null;
}
