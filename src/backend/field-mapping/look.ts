import { HOUR } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Definition, PropertyObject } from '../hubspot/properties/definitions.ts';
import type { Lane } from '../hubspot/types.ts';
import type { Slot } from '../room/slot.ts';
import { MappedFieldEntity } from './field-entity.ts';
import type { MappedFieldRow, Trouble } from './field-entity.ts';
import { kindOf, optionsOf } from './formats.ts';

/** Fields of the account may be printable again. */
export type Mended = (tx: Tx, portalId: PortalId) => Promise<void>;

export interface LookDeps {
  database: Database;
  mended: Slot<Mended>;
  clock: Clock;
  hubspot: Pick<HubSpotRoom, 'definitions' | 'portals'>;
}

/** Definitions change seldom, and no event tells of it. */
const OLD_MS = HOUR;

const COMPANY_SCOPES = ['crm.objects.companies.read', 'crm.schemas.companies.read'];

/** Why an account lets nobody read companies, a sentence; null: it does. */
export async function companiesRefused(
  { hubspot }: { hubspot: Pick<HubSpotRoom, 'portals'> },
  portalId: PortalId,
): Promise<string | null> {
  const { scopes } = await hubspot.portals.get(portalId);
  const missing = COMPANY_SCOPES.filter((scope) => !scopes.includes(scope));
  return missing.length === 0
    ? null
    : `Baton may not read companies: ${missing.join(' and ')} was not granted. Connect again and allow it.`;
}

/**
 * Asks HubSpot what became of the mapped properties, and remembers it. One call for each kind of record that is mapped,
 * one more where something is missing. @throws BatonError those of a call
 */
export async function look(deps: LookDeps, portalId: PortalId, lane: Lane): Promise<void> {
  const { manager } = deps.database;
  const rows = await manager.findBy(MappedFieldEntity, { portalId });
  const refused = rows.some(({ object }) => object === 'company') && (await companiesRefused(deps, portalId));
  for (const object of ['contact', 'company'] as const) {
    const mapped = rows.filter((row) => row.object === object);
    if (mapped.length === 0) continue;
    if (object === 'company' && refused) {
      // What may not be read says so itself; nobody knows anything against the properties.
      await manager.update(MappedFieldEntity, { portalId, object }, { lookedAt: deps.clock.now() });
      continue;
    }
    const definitions = await byName(deps, portalId, object, lane);
    const missing = mapped.some(({ property }) => !definitions.has(property));
    const archived = missing
      ? new Set((await deps.hubspot.definitions.archived(portalId, object, lane)).map(({ name }) => name))
      : new Set<string>();
    for (const row of mapped) await note(deps, row, seen(row, definitions.get(row.property), archived));
  }
}

async function note({ database, mended, clock }: LookDeps, row: MappedFieldRow, now: Seen): Promise<void> {
  const { portalId, tag, object, property, trouble } = row;
  await database.transaction(async (tx) => {
    // Another property may have been mapped under the tag meanwhile.
    const same = { portalId, tag, object, property };
    await tx.update(MappedFieldEntity, same, { ...now, lookedAt: clock.now() });
    if (trouble !== null && now.trouble === null) await mended.filled(tx, portalId);
  });
}

/** The same, where the last look is old. Whoever cannot look goes on with what is known: the values tell as well. */
export async function lookAgain(deps: LookDeps, portalId: PortalId): Promise<void> {
  const oldest = await deps.database.manager.findOne(MappedFieldEntity, {
    select: { lookedAt: true },
    where: { portalId },
    order: { lookedAt: 'ASC' },
  });
  // Also a look that lies ahead is old: the clock was set back.
  if (!oldest || Math.abs(deps.clock.now() - oldest.lookedAt) < OLD_MS) return;
  try {
    await look(deps, portalId, 'assignment');
  } catch (error) {
    if (!isBatonError(error)) throw error;
  }
}

async function byName(
  { hubspot }: LookDeps,
  portalId: PortalId,
  object: PropertyObject,
  lane: Lane,
): Promise<Map<string, Definition>> {
  const all = await hubspot.definitions.all(portalId, object, lane);
  return new Map(all.map((definition) => [definition.name, definition]));
}

type Seen = Pick<MappedFieldRow, 'trouble'> &
  Partial<Pick<MappedFieldRow, 'label' | 'renamedFrom' | 'options'>>;

function seen(row: MappedFieldRow, now: Definition | undefined, archived: ReadonlySet<string>): Seen {
  if (!now) return { trouble: archived.has(row.property) ? 'archived' : 'gone' };
  return { trouble: troubleWith(row, now), options: optionsOf(now), ...nameNow(row, now.label) };
}

function troubleWith({ kind }: MappedFieldRow, now: Definition): Trouble | null {
  if (now.sensitive) return 'sensitive';
  const found = kindOf(now);
  return 'kind' in found && found.kind === kind ? null : 'changed';
}

/** A label is only how people call a property: nothing waits for one that changed. */
function nameNow({ label, renamedFrom }: MappedFieldRow, now: string): Partial<Seen> {
  if (now === label) return {};
  const before = renamedFrom ?? label;
  return { label: now, renamedFrom: before === now ? null : before };
}

/** A property as it is, and what it holds. @throws BatonError REQUEST_INVALID: no email may print it */
export async function printableProperty(
  deps: Pick<LookDeps, 'hubspot'>,
  portalId: PortalId,
  object: PropertyObject,
  name: string,
) {
  const refused = object === 'company' ? await companiesRefused(deps, portalId) : null;
  if (refused !== null) throw new BatonError('REQUEST_INVALID', refused);
  const all = await deps.hubspot.definitions.all(portalId, object, 'interactive');
  const definition = all.find((one) => one.name === name);
  if (!definition) throw new BatonError('REQUEST_INVALID', `HubSpot has no property “${name}” any more.`);
  const found = kindOf(definition);
  if ('refused' in found) throw new BatonError('REQUEST_INVALID', `“${definition.label}”: ${found.refused}`);
  return { label: definition.label, kind: found.kind, options: optionsOf(definition) };
}
