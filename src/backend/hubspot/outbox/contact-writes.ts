import { Equal, In, IsNull, Not } from 'typeorm';
import type { Clock, Random } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { ContactWrite, FailedWrite, Lane, OutboxOutcome } from '../types.ts';
import { lanes } from './claims.ts';
import type { Selection } from './claims.ts';
import type { ContactResult } from './contact-result.ts';
import { ContactWriteEntity } from './contact-write-entity.ts';
import type { ContactWriteRow, Refusal } from './contact-write-entity.ts';
import { OWNER, attemptsAfter, backoffMs } from './refusals.ts';

export const contactSelection: Selection<ContactWriteRow> = {
  entity: ContactWriteEntity,
  id: 'contactId',
  states: ['waiting'],
};

/** How long a write waits for others to join it if the caller does not say, ms. */
const windowMs: Readonly<Record<Lane, number>> = { interactive: 0, assignment: 250, bulk: 5_000 };

export const dueAt = (now: number, write: { lane: Lane; withinMs?: number | undefined }): number =>
  now + (write.withinMs ?? windowMs[write.lane]);

export interface ContactWritesDeps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
}

/** The contact writes that wait: one row a contact. */
export class ContactWrites {
  private readonly deps: ContactWritesDeps;

  constructor(deps: ContactWritesDeps) {
    this.deps = deps;
  }

  /** Merges a write into the contact's row; the latest value wins. Resolves to when the row is due. */
  async merge(tx: Tx, write: ContactWrite): Promise<number> {
    const due = dueAt(this.deps.clock.now(), write);
    const fresh = mergeInto(emptyRow(write, due), write, due);
    if (await this.insert(tx, fresh)) return due;
    const [row] = await this.lock(tx, write.portalId, [write.contactId]);
    // A flush finished the row between the two statements.
    if (!row) return this.merge(tx, write);
    const merged = mergeInto(row, write, due);
    await this.update(tx, merged);
    return merged.dueAt;
  }

  /** Records what a flush reached, and tells what there is to tell. Rows changed meanwhile keep what is newer. */
  async record(tx: Tx, lease: string, results: readonly ContactResult[]): Promise<OutboxOutcome[]> {
    const [first] = results;
    if (!first) return [];
    const ids = results.map(({ row }) => row.contactId);
    const current = new Map(
      (await this.lock(tx, first.row.portalId, ids)).map((row) => [row.contactId, row]),
    );
    const finished: ContactId[] = [];
    for (const result of results) {
      const row = current.get(result.row.contactId);
      // Forgotten meanwhile, or taken over by another flush that writes the same again.
      if (row?.lease !== lease) continue;
      const next = settle(row, result, this.deps.clock.now(), this.deps.random.fraction());
      if (next) await this.update(tx, next);
      else finished.push(row.contactId);
    }
    await this.remove(tx, first.row.portalId, finished);
    return results.filter(({ row }) => current.get(row.contactId)?.lease === lease).flatMap(outcomesOf);
  }

  /** Forgets the owner change that waits. One that is on its way is compared with HubSpot's owner there. */
  async keepOwner(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
    const [row] = await this.lock(tx, portalId, [contactId]);
    if (!row?.hasOwner) return;
    const { properties, refused, version } = row;
    if (row.lease === '' && Object.keys({ ...properties, ...refused }).length === 0)
      return this.remove(tx, portalId, [contactId]);
    await this.update(tx, {
      ...row,
      hasOwner: false,
      ownerTo: null,
      ownerExpected: [],
      version: version + 1,
    });
  }

  async remove(tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<void> {
    if (ids.length > 0)
      await tx
        .createQueryBuilder()
        .delete()
        .from(ContactWriteEntity)
        .where({ portalId, contactId: In(ids) })
        .execute();
  }

  /** What waits for one contact waits for another instead, in place of what waited there. Resolves to when it is due. */
  async moveContact(tx: Tx, portalId: PortalId, from: ContactId, to: ContactId): Promise<number | undefined> {
    const rows = await this.lock(tx, portalId, [from, to]);
    await this.remove(tx, portalId, [from, to]);
    const moving = rows.find((row) => row.contactId === from && row.state === 'waiting');
    if (!moving) return undefined;
    // A flush that has the row in hand finds it gone: what it reaches is reached again, on the other contact.
    await this.insert(tx, {
      ...moving,
      contactId: to,
      version: moving.version + 1,
      lease: '',
      leasedUntil: 0,
    });
    return moving.dueAt;
  }

  /** Makes wait again what failed as a whole, and what HubSpot refused: the cause may have ended. */
  async revive(tx: Tx, portalId: PortalId, now: number): Promise<void> {
    const refused = await tx.find(ContactWriteEntity, {
      select: { contactId: true },
      where: { portalId, refused: Not(Equal({})) },
    });
    const rows = await this.lock(
      tx,
      portalId,
      refused.map(({ contactId }) => contactId),
    );
    for (const row of rows) await this.update(tx, withRefused(row, now));
    const values = { state: 'waiting', error: null, attempts: 0, dueAt: now } as const;
    await tx
      .createQueryBuilder()
      .update(ContactWriteEntity)
      .set(values)
      .where({ portalId, state: 'failed', error: Not(IsNull()) })
      .execute();
  }

  async pending(
    portalId: PortalId,
    contactId: ContactId,
  ): Promise<{ waiting: number; failed: FailedWrite[] }> {
    const row = await this.deps.database.manager.findOneBy(ContactWriteEntity, { portalId, contactId });
    if (!row) return { waiting: 0, failed: [] };
    const refused = Object.entries(row.refused).map(([name, error]) => ({
      kind: 'contact' as const,
      key: name,
      error,
    }));
    const whole = row.error ? [{ kind: 'contact' as const, key: contactId, error: row.error }] : [];
    return { waiting: row.state === 'waiting' ? 1 : 0, failed: [...whole, ...refused] };
  }

  /** Reads rows for change, in one order for everybody, so that two transactions cannot wait for each other. */
  private lock(tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<ContactWriteRow[]> {
    const query = tx
      .createQueryBuilder(ContactWriteEntity, 'row')
      .where({ portalId, contactId: In(ids) })
      .orderBy('row.contactId');
    return (this.deps.database.kind === 'postgres' ? query.setLock('pessimistic_write') : query).getMany();
  }

  /** False: the contact has a row. One statement, which starts with WITH so that sqlite3 returns rows. */
  private async insert(tx: Tx, row: ContactWriteRow): Promise<boolean> {
    const insert = tx
      .createQueryBuilder()
      .insert()
      .into(ContactWriteEntity)
      .values(row)
      .orIgnore()
      .updateEntity(false);
    const [sql, parameters] = insert.getQueryAndParameters();
    const rows: unknown = await tx.query(`WITH fresh AS (SELECT 1) ${sql} RETURNING contact_id`, parameters);
    return (rows as unknown[]).length > 0;
  }

  private async update(tx: Tx, row: ContactWriteRow): Promise<void> {
    const { portalId, contactId, ...values } = row;
    await tx
      .createQueryBuilder()
      .update(ContactWriteEntity)
      .set(values)
      .where({ portalId, contactId })
      .execute();
  }
}

/** The row with what was refused wanted again, unless something newer is. */
function withRefused(row: ContactWriteRow, now: number): ContactWriteRow {
  const values = Object.entries(row.refused).flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const hasOwner = row.hasOwner || OWNER in row.refused;
  const properties = { ...Object.fromEntries(values), ...row.properties };
  const refused = Object.fromEntries(
    Object.entries(row.refused).filter(([name]) => !(name in properties) && name !== OWNER),
  );
  if (!hasOwner && Object.keys(properties).length === 0) return row;
  const { version } = row;
  return {
    ...row,
    properties,
    hasOwner,
    refused,
    version: version + 1,
    state: 'waiting',
    error: null,
    attempts: 0,
    dueAt: now,
  };
}

const emptyRow = (write: ContactWrite, due: number): ContactWriteRow => ({
  portalId: write.portalId,
  contactId: write.contactId,
  properties: {},
  onlyOver: null,
  hasOwner: false,
  ownerTo: null,
  ownerExpected: [],
  refused: {},
  lane: lanes.indexOf(write.lane),
  dueAt: due,
  version: 0,
  state: 'waiting',
  attempts: 0,
  error: null,
  lease: '',
  leasedUntil: 0,
});

function mergeInto(row: ContactWriteRow, write: ContactWrite, due: number): ContactWriteRow {
  const lane = lanes.indexOf(write.lane);
  const waiting = row.state === 'waiting';
  const refused = Object.fromEntries(
    Object.entries(row.refused).filter(([name]) => !(name in (write.properties ?? {}))),
  );
  return {
    ...row,
    ...mergeOwner(row, write.owner),
    properties: { ...row.properties, ...write.properties },
    onlyOver: guards({ ...without(row.onlyOver ?? {}, write.properties ?? {}), ...write.onlyOver }),
    refused,
    lane: waiting ? Math.min(row.lane, lane) : lane,
    dueAt: waiting ? Math.min(row.dueAt, due) : due,
    version: row.version + 1,
    state: 'waiting',
    attempts: 0,
    error: null,
  };
}

/** An owner change that follows one of ours that still waits may find HubSpot before or after it. */
function mergeOwner(row: ContactWriteRow, owner: ContactWrite['owner']): Partial<ContactWriteRow> {
  if (!owner) return {};
  const follows = row.hasOwner && row.ownerTo === owner.expected;
  const ownerExpected: (OwnerId | null)[] = follows
    ? [...new Set([...row.ownerExpected, owner.expected])]
    : [owner.expected];
  return { hasOwner: true, ownerTo: owner.to, ownerExpected };
}

/** The row after a flush; undefined when nothing is left of it. */
function settle(
  row: ContactWriteRow,
  result: ContactResult,
  now: number,
  fraction: number,
): ContactWriteRow | undefined {
  if (result.missing) return undefined;
  const changed = row.version !== result.row.version;
  const isSameGuard = (name: string): boolean =>
    row.onlyOver?.[name]?.join() === result.row.onlyOver?.[name]?.join();
  const isOver = (name: string, value: string): boolean => {
    const over = name in result.written || name in result.refused;
    if (result.kept.includes(name)) return result.row.properties[name] === value && isSameGuard(name);
    return over && (result.row.properties[name] === value || !changed);
  };
  const properties = Object.fromEntries(
    Object.entries(row.properties).filter(([name, value]) => !isOver(name, value)),
  );
  const hasOwner = row.hasOwner && !ownerIsOver(row, result);
  const refused = { ...without(row.refused, result.written), ...refusals(row, result) };
  const waiting = hasOwner || Object.keys(properties).length > 0;
  if (!waiting && Object.keys(refused).length === 0) return undefined;
  const onlyOver = guards(only(row.onlyOver ?? {}, [...Object.keys(properties), ...Object.keys(refused)]));
  const next = { ...row, properties, onlyOver, hasOwner, refused, lease: '', leasedUntil: 0 };
  if (!waiting) return { ...next, state: 'failed' };
  if (changed) return next;
  if (result.failed) return { ...next, state: 'failed', error: toRefusal(result.failed) };
  if (!result.again) return next;
  const attempts = attemptsAfter(result.again, row.attempts);
  return { ...next, attempts, dueAt: now + backoffMs(result.again, attempts, fraction) };
}

/** Was the owner that still stands in the row dealt with, or did a newer wish replace it meanwhile? */
function ownerIsOver(
  row: ContactWriteRow,
  { row: sent, written, refused, conflict }: ContactResult,
): boolean {
  const same = row.ownerTo === sent.ownerTo && row.ownerExpected.join() === sent.ownerExpected.join();
  return same && (OWNER in written || OWNER in refused || conflict !== undefined);
}

/** Refused values that nobody has replaced meanwhile. */
function refusals(row: ContactWriteRow, { row: sent, refused }: ContactResult): Record<string, Refusal> {
  const standing = Object.entries(refused).filter(
    ([name]) => name === OWNER || row.properties[name] === sent.properties[name],
  );
  return Object.fromEntries(
    standing.map(([name, error]) => [name, { ...toRefusal(error), ...valueOf(sent.properties[name]) }]),
  );
}

const valueOf = (value: string | undefined): { value?: string } => (value === undefined ? {} : { value });

const without = <Value>(
  all: Readonly<Record<string, Value>>,
  others: Readonly<Record<string, unknown>>,
): Record<string, Value> => Object.fromEntries(Object.entries(all).filter(([name]) => !(name in others)));

const only = <Value>(all: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));

/** Most rows have none. */
const guards = (all: Record<string, readonly string[]>): ContactWriteRow['onlyOver'] =>
  Object.keys(all).length > 0 ? all : null;

export const toRefusal = ({ code, message }: BatonError): Refusal => ({ code, message });

function outcomesOf(result: ContactResult): OutboxOutcome[] {
  const { portalId, contactId } = result.row;
  const base = { portalId, contactId };
  if (result.missing) return [{ kind: 'contact-missing', ...base }];
  const outcomes: OutboxOutcome[] = [];
  if (Object.keys(result.written).length > 0)
    outcomes.push({ kind: 'contact-written', ...base, properties: result.written });
  if (result.conflict)
    outcomes.push({ kind: 'owner-conflict', ...base, currentOwner: result.conflict.currentOwner });
  const [reason] = Object.values(result.refused);
  const failed = result.failed ?? reason;
  if (failed)
    outcomes.push({
      kind: 'failed',
      ...base,
      key: contactId,
      error: failed,
      properties: Object.keys(result.refused),
    });
  return outcomes;
}
