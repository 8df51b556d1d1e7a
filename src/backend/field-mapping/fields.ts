import { z } from 'zod';
import type { FieldWords, NewField } from '../../cards/fields/contract.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Slot } from '../room/slot.ts';
import { MappedFieldEntity } from './field-entity.ts';
import type { MappedFieldRow } from './field-entity.ts';
import { formatsOf } from './formats.ts';
import type { FieldKind } from './formats.ts';
import { printableProperty } from './look.ts';
import type { Mended } from './look.ts';
import { standardFields } from './standard.ts';

/** More are a mistake: nobody finds among so many. */
export const MOST_FIELDS = 100;
const LONGEST_FALLBACK = 200;

const fallback = z
  .string()
  .trim()
  .max(LONGEST_FALLBACK, `A fallback has at most ${LONGEST_FALLBACK} characters.`)
  .regex(/^[^\r\n]*$/, 'A fallback is one line.')
  .default('');
const format = z.string().max(20);
export const fieldWords = z.object({ format, fallback });
export const newField = fieldWords.extend({
  tag: z
    .string()
    .trim()
    .regex(
      /^[a-z][a-z0-9_]{0,49}$/,
      'A tag begins with a small letter and has only small letters, digits and _.',
    ),
  object: z.enum(['contact', 'company']),
  property: z.string().min(1).max(200),
});

/** By tag the names of the sequences that print it. */
export type FieldUses = (portalId: PortalId) => Promise<ReadonlyMap<string, readonly string[]>>;

export interface FieldsDeps {
  database: Database;
  mended: Slot<Mended>;
  clock: Clock;
  hubspot: Pick<HubSpotRoom, 'definitions' | 'portals'>;
  uses: Slot<FieldUses>;
}

/** @throws BatonError REQUEST_INVALID, CONFLICT: the tag is taken */
export async function addField(
  deps: FieldsDeps,
  portalId: PortalId,
  added: NewField,
  by: string,
): Promise<void> {
  const { tag, object, property, ...said } = added;
  const found = await printableProperty(deps, portalId, object, property);
  checkFormat(found.kind, said.format);
  const now = deps.clock.now();
  const row: MappedFieldRow = {
    ...found,
    ...said,
    portalId,
    tag,
    object,
    property,
    renamedFrom: null,
    trouble: null,
    changedBy: by,
    changedAt: now,
    lookedAt: now,
  };
  await deps.database.transaction(async (tx) => {
    const taken = standardFields.some((one) => one.tag === tag) || (await findRow(tx, portalId, tag));
    if (taken) throw new BatonError('CONFLICT', `The tag “${tag}” is taken. Choose another one.`);
    if ((await tx.countBy(MappedFieldEntity, { portalId })) >= MOST_FIELDS)
      throw new BatonError(
        'CONFLICT',
        `There are ${MOST_FIELDS} fields, and no more can be added. Remove one first.`,
      );
    await tx.insert(MappedFieldEntity, row);
    await deps.mended.filled(tx, portalId);
  });
}

/**
 * Takes the property as it is now, with its new type if it has one. Of one that cannot be printed any more only the fallback
 * changes: it is what helps the emails that wait. @throws BatonError NOT_FOUND, REQUEST_INVALID
 */
export async function changeField(
  deps: FieldsDeps,
  portalId: PortalId,
  tag: string,
  said: FieldWords,
  by: string,
): Promise<void> {
  const before = await findRow(deps.database.manager, portalId, tag);
  if (!before) throw new BatonError('NOT_FOUND', 'This field was removed.');
  const found = await stillPrintable(deps, before);
  const now = deps.clock.now();
  const changed = { fallback: said.fallback, changedBy: by, changedAt: now };
  const save = (change: Partial<MappedFieldRow>) =>
    deps.database.transaction(async (tx) => {
      await tx.update(MappedFieldEntity, { portalId, tag }, change);
      await deps.mended.filled(tx, portalId);
    });
  if (!found) return save(changed);
  // The format was chosen among those of the type before.
  const isOther = found.kind !== before.kind && !isFormat(found.kind, said.format);
  const chosen = isOther ? (formatsOf[found.kind][0]?.value ?? '') : said.format;
  checkFormat(found.kind, chosen);
  const asNow = { ...found, format: chosen, trouble: null, renamedFrom: null, lookedAt: now };
  await save({ ...asNow, ...changed });
}

async function stillPrintable(deps: FieldsDeps, { portalId, object, property }: MappedFieldRow) {
  try {
    return await printableProperty(deps, portalId, object, property);
  } catch (error) {
    if (isBatonError(error, 'REQUEST_INVALID')) return null;
    throw error;
  }
}

/** @throws BatonError CONFLICT: a sequence prints it */
export async function removeField(
  { database, uses }: FieldsDeps,
  portalId: PortalId,
  tag: string,
): Promise<void> {
  const names = (await uses.filled(portalId)).get(tag) ?? [];
  if (names.length > 0)
    throw new BatonError(
      'CONFLICT',
      `${names.join(', ')} prints this field. Take it out of the texts first.`,
    );
  await database.manager.delete(MappedFieldEntity, { portalId, tag });
}

const findRow = (tx: Tx, portalId: PortalId, tag: string): Promise<MappedFieldRow | null> =>
  tx.findOneBy(MappedFieldEntity, { portalId, tag });

const isFormat = (kind: FieldKind, format: string): boolean =>
  formatsOf[kind].some(({ value }) => value === format);

function checkFormat(kind: FieldKind, format: string): void {
  if (!isFormat(kind, format)) throw new BatonError('REQUEST_INVALID', 'Choose how it is printed.');
}
