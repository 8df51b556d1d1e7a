import type { FieldsView, FieldView } from '../../cards/fields/contract.ts';
import type { Config } from '../ground/config.ts';
import { isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { MappedFieldEntity } from './field-entity.ts';
import type { MappedFieldRow } from './field-entity.ts';
import { MOST_FIELDS } from './fields.ts';
import type { FieldsDeps } from './fields.ts';
import { formatsOf, kindWords } from './formats.ts';
import { companiesRefused, look } from './look.ts';
import { alwaysThere, insertOf } from './standard.ts';
import { meanwhileOf, troubleOf } from './troubles.ts';

interface Deps extends FieldsDeps {
  config: Pick<Config, 'publicUrl'>;
}

/** What the section shows, as HubSpot has the properties now. */
export async function fieldsView(deps: Deps, portalId: PortalId): Promise<FieldsView> {
  const unchecked = await lookNow(deps, portalId);
  const rows = await deps.database.manager.find(MappedFieldEntity, {
    where: { portalId },
    order: { label: 'ASC' },
  });
  const uses = await deps.uses.filled(portalId);
  const companies = await companiesRefused(deps, portalId);
  return {
    always: alwaysThere,
    fields: rows.map((row) => viewOf(row, uses.get(row.tag) ?? [], companies)),
    most: MOST_FIELDS,
    companies,
    installUrl: `${deps.config.publicUrl}/oauth/install`,
    unchecked,
  };
}

async function lookNow(deps: Deps, portalId: PortalId): Promise<string | null> {
  try {
    await look(deps, portalId, 'interactive');
    return null;
  } catch (error) {
    if (isBatonError(error)) return error.message;
    throw error;
  }
}

function viewOf(row: MappedFieldRow, usedBy: readonly string[], companies: string | null): FieldView {
  const { tag, label, renamedFrom, object, property, kind, format, fallback } = row;
  const trouble = troubleOf(row) ?? (object === 'company' ? companies : null);
  return {
    tag,
    insert: insertOf(tag),
    label,
    renamedFrom,
    object,
    property,
    kind: kindWords[kind],
    format,
    formats: formatsOf[kind],
    fallback,
    trouble,
    meanwhile: trouble === null ? null : meanwhileOf(row),
    usedBy,
  };
}
