import { In, MoreThan, Not } from 'typeorm';
import type { Clock, Random } from '../../../ground/clock.ts';
import type { Database, Tx } from '../../../database/database.ts';
import type { ErrorCode } from '../../../ground/errors.ts';
import { contactId as toContactId } from '../../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../../ground/identifiers.ts';
import type { FailedWrite, Lane, OutboxOutcome } from '../../types.ts';
import { lanes } from '../claims.ts';
import type { Selection } from '../claims.ts';
import { dueAt, toRefusal } from '../contact-writes.ts';
import type { CreateResult } from './create-batch.ts';
import { CreateEntity } from './create-entity.ts';
import type { CreatePayload, CreateRow } from './create-entity.ts';
import { attemptsAfter, backoffMs } from '../refusals.ts';
import { SETTLED_AFTER_MS } from './settling.ts';
import { nextTurn } from '../turns.ts';

/** Rows of one kind; a claim says for good that a call may have left. */
export const createSelection = (kind: CreateRow['kind']): Selection<CreateRow> => ({
  entity: CreateEntity,
  id: 'key',
  states: openStates,
  only: { kind },
  mark: (now) => ({ state: 'sending', settlesAt: now + SETTLED_AFTER_MS }),
});

export const openStates = ['pending', 'sending'] as const;

export interface NewCreate {
  portalId: PortalId;
  contactId: ContactId;
  key: string;
  lane: Lane;
  withinMs?: number | undefined;
  everyMs?: number | undefined;
  payload: CreatePayload;
}

/** The notes, tasks, emails and contacts that wait to be created, and those that were. */
export class Creates {
  private readonly deps: { database: Database; clock: Clock; random: Pick<Random, 'fraction'> };

  constructor(deps: { database: Database; clock: Clock; random: Pick<Random, 'fraction'> }) {
    this.deps = deps;
  }

  /**
   * Stores an intent unless its key was ever stored; what could not be looked for because its contact was gone is
   * looked for now. Resolves to when it is due.
   */
  async add(tx: Tx, create: NewCreate): Promise<number> {
    const { portalId, contactId, key, lane, payload } = create;
    const due = await this.turn(tx, create);
    const row: CreateRow = {
      portalId,
      key,
      kind: payload.kind,
      contactId,
      payload,
      lane: lanes.indexOf(lane),
      dueAt: due,
      state: 'pending',
      attempts: 0,
      settlesAt: 0,
      hubspotId: null,
      error: null,
      lease: '',
      leasedUntil: 0,
    };
    if (await insertIfNew(tx, row)) return due;
    const { state: _pending, settlesAt: _unknown, hubspotId: _none, ...wanted } = row;
    await tx
      .createQueryBuilder()
      .update(CreateEntity)
      .set({ ...wanted, state: 'sending' })
      .where({ portalId, key, state: 'gone' })
      .execute();
    return due;
  }

  /** When the create is due: after its window, or in the next turn of its kind. */
  private async turn(tx: Tx, create: NewCreate): Promise<number> {
    const now = this.deps.clock.now();
    const soon = dueAt(now, create);
    if (create.everyMs === undefined) return soon;
    const { portalId, lane, everyMs, payload } = create;
    return nextTurn(tx, { portalId, kind: payload.kind, lane, everyMs }, now, soon);
  }

  /** Records what a flush reached, and tells what there is to tell. */
  async record(tx: Tx, lease: string, results: readonly CreateResult[]): Promise<OutboxOutcome[]> {
    const [first] = results;
    if (!first) return [];
    const { portalId } = first.row;
    const held = await tx.find(CreateEntity, {
      select: { key: true },
      where: { portalId, lease, key: In(results.map(({ row }) => row.key)) },
    });
    const keys = new Set(held.map(({ key }) => key));
    const ours = results.filter(({ row }) => keys.has(row.key));
    await this.finish(tx, lease, portalId, ours);
    for (const result of ours) if (!result.hubspotId) await this.update(tx, lease, result);
    return ours.flatMap(outcomesOf);
  }

  /** Makes wait again what was refused: the cause may have ended. Who wanted a contact wants it no more. */
  async revive(tx: Tx, portalId: PortalId, now: number): Promise<void> {
    const values = { state: 'pending', error: null, attempts: 0, dueAt: now } as const;
    await tx
      .createQueryBuilder()
      .update(CreateEntity)
      .set(values)
      .where({ portalId, state: 'failed', kind: Not('new-contact') })
      .execute();
  }

  /** After the clock was set back: what was sent before then settles as soon as what is sent now. */
  async pullIn(tx: Tx, now: number): Promise<void> {
    const values: Partial<CreateRow> = { settlesAt: now + SETTLED_AFTER_MS };
    await tx
      .createQueryBuilder()
      .update(CreateEntity)
      .set(values)
      .where({ state: In(['sending', 'gone']), settlesAt: MoreThan(now + SETTLED_AFTER_MS) })
      .execute();
  }

  async pending(
    portalId: PortalId,
    contactId: ContactId,
  ): Promise<{ waiting: number; failed: FailedWrite[] }> {
    const { manager } = this.deps.database;
    const where = { portalId, contactId };
    const waiting = await manager.countBy(CreateEntity, { ...where, state: In(openStates) });
    const failed = await manager.findBy(CreateEntity, { ...where, state: 'failed' });
    return {
      waiting,
      failed: failed.map(({ kind, key, error }) => ({
        kind,
        key,
        error: error ?? { code: '', message: '' },
      })),
    };
  }

  /**
   * Everything of a contact that HubSpot surely does not have. What it has keeps its key, without any text; what it may
   * have is looked for.
   */
  async forget(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
    const state = In(['pending', 'failed']);
    await tx.delete(CreateEntity, { portalId, contactId, state, kind: Not('opt-out') });
  }

  async optOutOf(portalId: PortalId, contactId: ContactId): Promise<'waiting' | 'done' | 'failed' | null> {
    const where = { portalId, contactId, kind: 'opt-out' } as const;
    const [newest] = await this.deps.database.manager.find(CreateEntity, {
      where,
      order: { dueAt: 'DESC' },
      take: 1,
    });
    if (!newest) return null;
    return newest.state === 'done' || newest.state === 'failed' ? newest.state : 'waiting';
  }

  async withdraw(tx: Tx, portalId: PortalId, key: string): Promise<void> {
    await tx.delete(CreateEntity, { portalId, key, state: 'pending' });
  }

  async withdrawEmails(tx: Tx, portalId: PortalId): Promise<void> {
    await tx.delete(CreateEntity, { portalId, kind: 'email', state: 'pending', lease: '' });
  }

  async moveContact(tx: Tx, portalId: PortalId, from: ContactId, to: ContactId): Promise<void> {
    const values: Partial<CreateRow> = { contactId: to };
    await tx
      .createQueryBuilder()
      .update(CreateEntity)
      .set(values)
      .where({ portalId, contactId: from })
      .execute();
  }

  /** The keys of what HubSpot has go as well: a key may hold the Message-ID of a person's mail. */
  async eraseContact(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
    await tx.delete(CreateEntity, { portalId, contactId });
  }

  /** One statement for the whole batch: this is the path of every note and mail. */
  private async finish(
    tx: Tx,
    lease: string,
    portalId: PortalId,
    results: readonly CreateResult[],
  ): Promise<void> {
    const done = results.flatMap(({ row, hubspotId }) => (hubspotId ? [{ key: row.key, hubspotId }] : []));
    if (done.length === 0) return;
    const cases = done.map((_, index) => `WHEN :k${index} THEN :h${index}`).join(' ');
    const parameters = Object.fromEntries(
      done.flatMap(({ key, hubspotId }, index) => [
        [`k${index}`, key],
        [`h${index}`, hubspotId],
      ]),
    );
    await tx
      .createQueryBuilder()
      .update(CreateEntity)
      .set({
        state: 'done',
        payload: null,
        error: null,
        lease: '',
        leasedUntil: 0,
        hubspotId: () => `CASE key ${cases} END`,
      })
      .where({ portalId, lease, key: In(done.map(({ key }) => key)) })
      .setParameters(parameters)
      .execute();
  }

  /** `lease`: another flush may have taken the row in this very moment. */
  private async update(tx: Tx, lease: string, result: CreateResult): Promise<void> {
    const { portalId, key } = result.row;
    const held = { portalId, key, lease };
    if (result.missing && !result.unknown) await tx.delete(CreateEntity, held);
    else await tx.update(CreateEntity, held, this.next(result));
  }

  private next({
    row,
    missing,
    failed,
    again,
    unknown,
    left,
    settlesAt = 0,
  }: CreateResult): Partial<CreateRow> {
    const free = { lease: '', leasedUntil: 0 };
    if (missing) return { ...free, state: 'gone', payload: null, settlesAt: row.settlesAt };
    if (failed) return { ...free, state: 'failed', settlesAt: 0, error: toRefusal(failed) };
    // Waiting for what was sent before is no attempt, and neither is giving up a call before it left.
    const tried = left || !again || !waits.has(again.code);
    const attempts = !tried ? row.attempts : again ? attemptsAfter(again, row.attempts) : row.attempts + 1;
    const wait = again ? backoffMs(again, attempts, this.deps.random.fraction()) : 0;
    const next = { ...free, attempts, dueAt: this.deps.clock.now() + wait };
    if (!unknown) return { ...next, state: 'pending', settlesAt: 0 };
    return { ...next, state: 'sending', ...(left ? {} : { settlesAt: Math.max(row.settlesAt, settlesAt) }) };
  }
}

const waits: ReadonlySet<string> = new Set<ErrorCode>(['HUBSPOT_OUTCOME_UNKNOWN', 'HUBSPOT_CALL_EXPIRED']);

/** False: the key is known. One statement, which starts with WITH so that sqlite3 returns rows. */
async function insertIfNew(tx: Tx, row: CreateRow): Promise<boolean> {
  const insert = tx
    .createQueryBuilder()
    .insert()
    .into(CreateEntity)
    .values(row)
    .orIgnore()
    .updateEntity(false);
  const [sql, parameters] = insert.getQueryAndParameters();
  const rows: unknown = await tx.query(`WITH fresh AS (SELECT 1) ${sql} RETURNING key`, parameters);
  return (rows as unknown[]).length > 0;
}

function outcomesOf({ row, hubspotId, missing, failed }: CreateResult): OutboxOutcome[] {
  const { portalId, contactId, key } = row;
  const base = { portalId, contactId };
  if (hubspotId && row.kind === 'new-contact')
    return [{ kind: 'contact-created', ...base, key, created: toContactId(hubspotId) }];
  if (hubspotId) return [{ kind: 'created', ...base, key, hubspotId }];
  if (missing) return [{ kind: 'contact-missing', ...base }];
  return failed ? [{ kind: 'failed', ...base, key, error: failed, properties: [] }] : [];
}
