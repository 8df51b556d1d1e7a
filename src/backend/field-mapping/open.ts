import { IsNull, LessThan, Not } from 'typeorm';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { HOUR } from '../ground/clock.ts';
import { forPurpose } from '../hubspot/calls/purpose.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { CompanyValues } from '../hubspot/records/companies.ts';
import type { Lane } from '../hubspot/types.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import type { FieldValues } from '../writing/types.ts';
import { MappedFieldEntity } from './field-entity.ts';
import type { MappedField } from './field-entity.ts';
import type { FieldUses } from './fields.ts';
import type { Mended } from './look.ts';
import { companiesRefused, look, lookAgain } from './look.ts';
import { fieldRoutes } from './routes.ts';
import { createFindProperties, createSearchProperties } from './search.ts';
import type { FindProperties } from './search.ts';
import { meanwhileOf, troubleOf } from './troubles.ts';
import { allFields, companyValues, printTags } from './values.ts';
import type { Addressee, FieldSources } from './values.ts';

export type FieldMappingNeeds = Ground & { hubspot: HubSpotRoom };

/** Which properties emails may print, and what they say of a contact. Values are read when they are needed, and not kept. */
export interface FieldMapping {
  /** What every account has, then what it mapped by label. */
  all(portalId: PortalId): Promise<MappedField[]>;
  /** How many an account mapped. */
  count(portalId: PortalId): Promise<number>;
  /** Looks at the mapped properties in HubSpot, unless that was done within the hour. Never throws for HubSpot. */
  lookAgain(portalId: PortalId): Promise<void>;
  /** Looks now. @throws BatonError those of a call */
  look(portalId: PortalId, lane: Lane): Promise<void>;
  /**
   * These properties of the primary companies, by contact; those without one are absent, and all where Baton may not read
   * companies. @throws BatonError those of a call
   */
  companies(
    portalId: PortalId,
    ids: readonly ContactId[],
    options: { properties: readonly string[]; lane: Lane },
  ): Promise<Map<ContactId, CompanyValues>>;
  /** What these tags say in an email to a contact; null: nothing. */
  print(
    portalId: PortalId,
    tags: readonly string[],
    sources: FieldSources,
    addressee: Addressee,
  ): Promise<FieldValues>;
  /** Whether a tag can say something, be it its fallback. */
  isPrintable(portalId: PortalId, tag: string): Promise<boolean>;
  /** Why a tag says nothing of anybody, a sentence; null: it could. */
  why(portalId: PortalId, tag: string): Promise<string | null>;
  readonly findProperties: FindProperties;
  /** What a person should look at, a sentence for each field. */
  warnings(portalId: PortalId): Promise<string[]>;
  readonly uses: Slot<FieldUses>;
  /** What could not be printed may be printable now, in the transaction that makes it so. */
  readonly mended: Slot<Mended>;
}

const LOOK_EVERY_MS = HOUR;
const OLD_MS = 6 * HOUR;

export async function openFieldMapping(needs: FieldMappingNeeds): Promise<Opened<FieldMapping>> {
  const { database, clock } = needs;
  const uses: FieldMapping['uses'] = needs.slot('fieldMapping.uses');
  const mended: FieldMapping['mended'] = needs.slot('fieldMapping.mended');
  const deps = { ...needs, uses, mended };
  const findProperties = createFindProperties(needs);
  const rowsOf = (portalId: PortalId) =>
    database.manager.find(MappedFieldEntity, { where: { portalId }, order: { label: 'ASC' } });
  const why = async (portalId: PortalId, tag: string): Promise<string | null> => {
    const field = (await allFields(deps, portalId)).find((one) => one.tag === tag);
    if (!field) return `Nobody maps “field.${tag}” under Fields in the settings any more.`;
    return troubleOf(field) ?? (field.object === 'company' ? companiesRefused(deps, portalId) : null);
  };
  return {
    api: {
      uses,
      mended,
      findProperties,
      all: (portalId) => allFields(deps, portalId),
      count: (portalId) => database.manager.countBy(MappedFieldEntity, { portalId }),
      lookAgain: (portalId) => lookAgain(deps, portalId),
      look: (portalId, lane) => look(deps, portalId, lane),
      companies: (portalId, ids, options) => companyValues(deps, portalId, ids, options),
      print: (portalId, tags, sources, addressee) => printTags(deps, portalId, tags, sources, addressee),
      why,
      async isPrintable(portalId, tag) {
        const field = (await allFields(deps, portalId)).find((one) => one.tag === tag);
        return (field !== undefined && field.fallback !== '') || (await why(portalId, tag)) === null;
      },
      async warnings(portalId) {
        const rows = await rowsOf(portalId);
        return rows.flatMap((row) => {
          const trouble = troubleOf(row);
          return trouble === null ? [] : [`${trouble} ${meanwhileOf(row)}`];
        });
      },
    },
    routes: fieldRoutes({ ...deps, search: createSearchProperties(needs, findProperties) }),
    daemons: [
      {
        name: 'fields.look',
        everyMs: LOOK_EVERY_MS,
        async run() {
          const old = await database.manager
            .createQueryBuilder(MappedFieldEntity, 'field')
            .select('field.portalId', 'portalId')
            .distinct(true)
            // Emails may wait for what is gone: that is looked at sooner.
            .where([
              { lookedAt: LessThan(clock.now() - OLD_MS) },
              { trouble: Not(IsNull()), lookedAt: LessThan(clock.now() - LOOK_EVERY_MS) },
            ])
            .getRawMany<{ portalId: PortalId }>();
          for (const { portalId } of old) await forPurpose('check', () => lookAgain(deps, portalId));
        },
      },
    ],
  };
}
