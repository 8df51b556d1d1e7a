import { In, LessThan } from 'typeorm';
import { isBatonError } from '../../ground/errors.ts';
import { chunksOf, inParallel } from '../../hubspot/calls/batches.ts';
import type { CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import { CRM_BATCH } from '../../hubspot/crm/crm-records.ts';
import { problemOf } from '../problems.ts';
import type { Problem } from '../problems.ts';
import type { RunContext } from '../runs/context.ts';
import { writeAround } from '../sending/around.ts';
import { lookUp } from '../sending/look-up.ts';
import { IN_FLIGHT } from '../sending/pages.ts';
import { search } from '../sending/seek.ts';
import { SyncMadeEntity } from '../sync-entity.ts';
import { emailProblem } from '../values/email.ts';
import type { LinkRule } from './rules.ts';
import { INDEXED_MS } from '../sending/lag.ts';

/** A record's id, or why there is none. */
type Target = string | Problem;

/** So many values of a rule are remembered; memory does not grow with the rows. */
const REMEMBERED = 20_000;

/** The records that rows name by one rule, each value looked for once. */
export class Targets {
  private readonly context: RunContext;
  private readonly rule: LinkRule;
  private readonly remembered = new Map<string, Target>();

  constructor(context: RunContext, rule: LinkRule) {
    [this.context, this.rule] = [context, rule];
  }

  /** By value, lower-cased. */
  async of(values: readonly string[]): Promise<ReadonlyMap<string, Target>> {
    if (this.remembered.size > REMEMBERED) this.remembered.clear();
    const { property } = this.rule;
    if (!property) return new Map(values.map((value) => [value.toLowerCase(), byId(value)]));
    const wanted = [...new Set(values.map((value) => value.toLowerCase()))].filter(
      (value) => !this.remembered.has(value),
    );
    const isAddress = property.name === 'email';
    const usable = wanted.filter((value) => !isAddress || emailProblem(value) === null);
    const found = usable.length > 0 ? await this.find(usable) : new Map<string, CrmRecord[]>();
    for (const value of wanted) this.remembered.set(value, this.target(value, found.get(value) ?? []));
    const absent = usable.filter((value) => !found.has(value));
    if (this.rule.create) await this.create(await this.withoutMade(absent));
    return this.remembered;
  }

  private async find(values: readonly string[]): Promise<Map<string, CrmRecord[]>> {
    const { context } = this;
    const { object, match = '' } = this.rule;
    const to = { object, match: { property: match, column: '' } };
    if (!this.rule.isUnique) return search({ context, to }, values);
    const found = await lookUp(context, to, values);
    return new Map([...found].map(([value, record]) => [value, [record]]));
  }

  private target(value: string, records: readonly CrmRecord[]): Target {
    const { object, match } = this.rule;
    const named = `${match} “${value}”`;
    if (records.length > 1)
      return {
        code: 'MATCH_AMBIGUOUS',
        message: `Records ${records.map(({ id }) => id).join(', ')} of ${object} all have ${named}.`,
      };
    return records[0]?.id ?? { code: 'NO_ASSOCIATED_RECORD', message: `None of ${object} has ${named}.` };
  }

  /** Those of these that no run has made a moment ago: HubSpot's search shows a record late. */
  private async withoutMade(values: readonly string[]): Promise<string[]> {
    const { portalId, syncId, database, clock } = this.context;
    if (this.rule.isUnique || values.length === 0) return [...values];
    const since = clock.now() - INDEXED_MS;
    const of = { portalId, syncId };
    await database.manager.delete(SyncMadeEntity, { ...of, at: LessThan(since) });
    const rows = await database.manager.findBy(SyncMadeEntity, {
      ...of,
      valueHash: In(values.map(this.hashOf)),
    });
    const made = new Map(rows.map(({ valueHash, recordId }) => [valueHash, recordId]));
    return values.filter((value) => {
      const recordId = made.get(this.hashOf(value));
      if (recordId === undefined) return true;
      const message = `HubSpot's search may not show “${value}” of ${this.rule.object} yet.`;
      this.remembered.set(value, recordId ?? { code: 'NOT_ANSWERED', message });
      return false;
    });
  }

  private readonly hashOf = (value: string): string =>
    this.context.sealing.hash(`made\n${this.rule.object}\n${value}`);

  /** `recordIds`: by value; null: about to be made. */
  private async noteMade(recordIds: ReadonlyMap<string, string | null>): Promise<void> {
    const { portalId, syncId, hold, clock } = this.context;
    if (this.rule.isUnique) return;
    const rows = [...recordIds].map(([value, recordId]) => ({
      portalId,
      syncId,
      valueHash: this.hashOf(value),
      recordId,
      at: clock.now(),
    }));
    await hold.transaction((tx) => tx.upsert(SyncMadeEntity, rows, ['portalId', 'syncId', 'valueHash']));
  }

  /** Of those that HubSpot refused, nothing was made. */
  private async forgetMade(values: readonly string[]): Promise<void> {
    const { portalId, syncId, hold } = this.context;
    if (this.rule.isUnique || values.length === 0) return;
    const of = { portalId, syncId, valueHash: In(values.map(this.hashOf)) };
    await hold.transaction((tx) => tx.delete(SyncMadeEntity, of));
  }

  /** Each once, however many rows name it. */
  private async create(values: readonly string[]): Promise<void> {
    const { crm, portalId } = this.context;
    const { object, match = '' } = this.rule;
    await inParallel(IN_FLIGHT, chunksOf(CRM_BATCH, values), async (part) => {
      await this.noteMade(new Map(part.map((value) => [value, null])));
      const inputs = part.map((value) => ({ trace: value, properties: { [match]: value } }));
      try {
        const { written, failed } = await writeAround(inputs, (some) =>
          crm.records.create(portalId, object, some),
        );
        for (const [value, { id }] of written) this.remembered.set(value, id);
        await this.noteMade(new Map([...written].map(([value, { id }]) => [value, id])));
        await this.forgetMade([...failed.keys()]);
        for (const [value, error] of failed) {
          const existing = error.context['existingId'];
          this.remembered.set(value, typeof existing === 'string' ? existing : problemOf(error));
        }
      } catch (error) {
        if (!isBatonError(error, 'HUBSPOT_OUTCOME_UNKNOWN')) throw error;
        // Created or not: the next run looks.
        for (const value of part)
          this.remembered.set(value, { code: 'NOT_ANSWERED', message: error.message });
      }
    });
  }
}

const byId = (value: string): Target =>
  /^\d+$/.test(value)
    ? value
    : { code: 'NO_ASSOCIATED_RECORD', message: `“${value}” is not the id of a record.` };
