import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { CrmProperty } from '../../hubspot/crm/crm-properties.ts';
import type { Destination } from '../definition/definition.ts';
import { wantedLinks } from '../links/wanted.ts';
import { createMapping } from '../values/mapping.ts';
import type { Mapped } from '../values/mapping.ts';
import { propertyValue } from '../values/property-value.ts';
import type { SourceRow } from '../../sources/source.ts';
import type { Known } from '../rows/journal.ts';
import { matchHash } from '../rows/sealing.ts';
import type { RunContext } from './context.ts';
import type { Decision, Destined } from './destined.ts';

type ToObject = Extract<Destination, { kind: 'object' }>;

/** Record ids, and the property that holds them. */
export const RECORD_ID = 'hs_object_id';
export const isContacts = (object: string): boolean =>
  ['contacts', 'contact', '0-1'].includes(object.toLowerCase());

/** How a definition's matching is done in this account. */
export interface Matching {
  property: CrmProperty;
  /** by id · unique: by HubSpot's own batches · search: several records may have one value */
  how: 'id' | 'unique' | 'search';
}

interface Prepared {
  matching: Matching;
  mapping: (row: SourceRow) => Mapped;
}

/** What `email` of contacts is, though its definition does not always say so: unique. */
export const isUnique = (object: string, property: CrmProperty): boolean =>
  property.unique || (isContacts(object) && property.name === 'email');

/** The object of a definition, checked against the account's own metadata: read once, when the first row wants it. */
export class ObjectDestination implements Destined {
  private readonly context: RunContext;
  readonly to: ToObject;
  private prepared: Promise<Prepared> | undefined;

  constructor(context: RunContext, to: ToObject) {
    this.context = context;
    this.to = to;
  }

  /** @throws BatonError SYNC_REFUSED */
  prepare(): Promise<Prepared> {
    return (this.prepared ??= this.read());
  }

  async decide(rows: readonly { row: SourceRow; known: Known }[]): Promise<Decision[]> {
    const prepared = await this.prepare();
    return rows.map(({ row, known }) => this.decision(prepared, row, known));
  }

  gone(row: Known): Decision | undefined {
    const { gone, map } = this.context.definition;
    if (gone === 'nothing' || row.recordId === null) return undefined;
    if (gone === 'delete') return { action: 'archive' };
    const properties = Object.fromEntries(
      Object.keys(map).flatMap((name) => (name === this.to.match.property ? [] : [[name, '']])),
    );
    return { action: 'clear', properties };
  }

  private async read(): Promise<Prepared> {
    const { to } = this;
    const { crm, portalId, tally } = this.context;
    const properties = await crm.properties.all(portalId, to.object).catch((error: unknown) => {
      if (!isBatonError(error, 'HUBSPOT_NOT_FOUND')) throw error;
      throw new BatonError('SYNC_REFUSED', `The account has no object “${to.object}”.`, { cause: error });
    });
    const property = properties.get(to.match.property);
    if (!property)
      throw new BatonError(
        'SYNC_REFUSED',
        `“${to.object}” has no property “${to.match.property}” to match by.`,
      );
    const matching = this.matching(property);
    if (matching.how === 'search')
      tally.warnings.add(
        `“${property.name}” is not unique: rows whose value several records have are set aside, and two runs at a time may not see each other's new records.`,
      );
    return { matching, mapping: createMapping(this.writable(properties), properties) };
  }

  /** The record id names the record; nobody writes it. */
  private writable(properties: ReadonlyMap<string, CrmProperty>) {
    const { map } = this.context.definition;
    const { property } = this.to.match;
    if (properties.get(property)?.readOnly !== true) return map;
    return Object.fromEntries(Object.entries(map).filter(([name]) => name !== property));
  }

  private matching(property: CrmProperty): Matching {
    const { mode, object } = this.to;
    if (property.name === RECORD_ID) {
      if (mode === 'update') return { property, how: 'id' };
      throw new BatonError('SYNC_REFUSED', 'Records are found by their id in the mode update only.');
    }
    return { property, how: isUnique(object, property) ? 'unique' : 'search' };
  }

  private decision({ matching, mapping }: Prepared, row: SourceRow, known: Known): Decision {
    const { property, how } = matching;
    const { column } = this.to.match;
    const value = row[column];
    const matched = propertyValue(property, value ?? null);
    if ('code' in matched) return { action: 'report', problem: matched };
    const match = matched.text.trim();
    if (match === '')
      return {
        action: 'report',
        problem: { code: 'MATCH_MISSING', message: `The column “${column}” is empty.` },
      };
    if (how === 'id' && !/^\d+$/.test(match))
      return {
        action: 'report',
        match,
        problem: { code: 'NO_RECORD', message: `“${match}” is not the id of a record.` },
      };
    const mapped = mapping(row);
    if ('problem' in mapped) return { action: 'report', match, problem: mapped.problem };
    const { associate } = this.context.definition;
    const links = associate.length > 0 ? { links: wantedLinks(associate, row) } : {};
    return { match, ...links, ...this.way({ match, how, known, properties: mapped.properties }) };
  }

  /** By which way the row comes to its record. What it is matched by is written only where that is new to the record. */
  private way(given: {
    match: string;
    how: Matching['how'];
    known: Known;
    properties: Record<string, string>;
  }): Decision {
    const { match, how, known } = given;
    const { mode } = this.to;
    const { [this.to.match.property]: _matched, ...properties } = given.properties;
    if (how === 'id') return { action: 'update', recordId: match, properties };
    if (known.recordId !== null) {
      // Inserted, and not linked yet.
      if (mode === 'insert' && known.rowHash === null && this.context.definition.associate.length > 0)
        return { action: 'stay' };
      if (mode === 'insert')
        return {
          action: 'report',
          skip: true,
          problem: {
            code: 'ALREADY_EXISTS',
            message: `Record ${known.recordId} was inserted for this row before.`,
          },
        };
      return { action: 'update', properties: this.renamed(known, match, properties) };
    }
    if (how === 'search') return { action: 'seek', properties };
    return { action: mode === 'update' ? 'find' : mode, properties };
  }

  private renamed(known: Known, match: string, properties: Record<string, string>): Record<string, string> {
    const { sealing } = this.context;
    // What a plan, a refusal or a death left behind was compared and not written.
    const isSame = known.writtenMatch === matchHash(sealing, match);
    return isSame ? properties : { ...properties, [this.to.match.property]: match };
  }
}
