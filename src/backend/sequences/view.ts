import type {
  MergeFieldView,
  SequenceDetail,
  SequencesView,
  SequenceSummary,
  VersionsView,
} from '../../cards/sequences/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import type { MappedField } from '../field-mapping/field-entity.ts';
import { insertOf } from '../field-mapping/standard.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { languages } from '../ground/languages.ts';
import { mergeFields } from './merge-fields.ts';
import { MOST_EMAILS } from './draft.ts';
import type { SequenceRow } from './sequence-entity.ts';
import type { KnownSequence, Sequences } from './sequences.ts';
import type { SequencesInUse } from './use.ts';

export interface ViewDeps {
  sequences: Sequences;
  assistants: Pick<Assistants, 'list'>;
  inUse: SequencesInUse;
  fieldMapping: Pick<FieldMapping, 'all'>;
}

const named = new Intl.DisplayNames('en', { type: 'language' });

const fields: readonly MergeFieldView[] = mergeFields.map(({ name, label, insert }) => ({
  name,
  label,
  insert,
}));

/** One that is gone is offered no more; a text that prints it says what is wrong. */
const mappedFields = (mapped: readonly MappedField[]): MergeFieldView[] =>
  mapped
    .filter(({ trouble }) => trouble === null)
    .map(({ tag, label, object }) => ({
      name: `field.${tag}`,
      label: `${object === 'company' ? 'Company field' : 'Field'}: ${label}`,
      insert: insertOf(tag),
    }));

/** What the list of sequences shows. */
export async function sequencesView(deps: ViewDeps, portalId: PortalId): Promise<SequencesView> {
  const own = new Map((await deps.sequences.own(portalId)).map((row) => [row.sequenceId, row]));
  const leads = await deps.inUse.leadsOf(portalId);
  const assistants = await deps.assistants.list(portalId);
  const summary = (sequence: KnownSequence): SequenceSummary => ({
    ...summaryOf(sequence, own.get(sequence.sequenceId)),
    assistants: assistants
      .filter(({ sequenceId }) => sequenceId === sequence.sequenceId)
      .map(({ name }) => name),
    leads: leads.get(sequence.sequenceId) ?? 0,
  });
  return {
    sequences: (await deps.sequences.all(portalId)).map(summary),
    fields: [...fields, ...mappedFields(await deps.fieldMapping.all(portalId))],
    languages: languages.map((value) => ({ value, label: named.of(value) ?? value })),
    assistants: assistants.map(({ assistantId: id, name }) => ({ id, name })),
    mostEmails: MOST_EMAILS,
  };
}

function summaryOf(
  { sequenceId: id, name, languages: spoken, emails, version }: KnownSequence,
  own: SequenceRow | undefined,
): Omit<SequenceSummary, 'assistants' | 'leads'> {
  return {
    id,
    name,
    system: own === undefined,
    languages: spoken,
    emails: emails.length,
    days: emails.reduce((days, { afterBusinessDays }) => days + afterBusinessDays, 0),
    version,
    changedBy: own?.changedBy ?? null,
    changedAt: own?.changedAt ?? null,
  };
}

/** @throws BatonError NOT_FOUND */
export async function sequenceDetail(
  deps: ViewDeps,
  portalId: PortalId,
  id: string,
): Promise<SequenceDetail> {
  const found = (await deps.sequences.all(portalId)).find(({ sequenceId }) => sequenceId === id);
  if (!found) throw new BatonError('NOT_FOUND', 'There is no such sequence, or it was archived.');
  const { name, languages: spoken, emails, version } = found;
  const leads = (await deps.inUse.leadsOf(portalId)).get(id) ?? 0;
  return { id, system: version === 0, version, leads, name, languages: spoken, emails };
}

export async function versionsView(
  sequences: Sequences,
  portalId: PortalId,
  id: string,
): Promise<VersionsView> {
  const versions = await sequences.versions(portalId, id);
  return {
    versions: versions.map(({ version, changedBy, changedAt, content }) => ({
      version,
      changedBy,
      changedAt,
      draft: content,
    })),
  };
}
