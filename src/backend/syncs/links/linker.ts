import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import { chunksOf } from '../../hubspot/calls/batches.ts';
import { LINK_BATCH, linkKey, LINKS_READ } from '../../hubspot/crm/crm-associations.ts';
import type { Link } from '../../hubspot/crm/crm-associations.ts';
import { problemOf } from '../problems.ts';
import type { Problem } from '../problems.ts';
import type { Change } from '../rows/changes.ts';
import { LinkRows } from '../rows/link-rows.ts';
import type { LinkRow } from '../rows/link-rows.ts';
import type { RunContext } from '../runs/context.ts';
import type { Intake } from '../runs/intake.ts';
import { halves, sendAround } from '../sending/around.ts';
import { isGone } from '../sending/pages.ts';
import { known, openRules, typeCalled } from './rules.ts';
import type { LinkRule } from './rules.ts';
import { Targets } from './targets.ts';
import type { WantedLink } from './wanted.ts';

interface Wish {
  change: Change;
  rule: LinkRule;
  link: Link;
}

/**
 * Links the records that a run wrote to others, once all of them are written: a row counts as written only when it is
 * linked as well, so that whoever goes on after a death finds it.
 */
export class Linker {
  readonly rules: readonly LinkRule[];
  private readonly context: RunContext;
  private readonly object: string;
  private readonly targets: readonly Targets[];
  private readonly rows: LinkRows;

  private constructor(context: RunContext, object: string, rules: readonly LinkRule[]) {
    [this.context, this.object, this.rules] = [context, object, rules];
    this.targets = rules.map((rule) => new Targets(context, rule));
    this.rows = new LinkRows(context.database.kind, context.portalId, context.syncId);
  }

  /** null: the definition links nothing. @throws BatonError SYNC_REFUSED */
  static async open(context: RunContext, object: string): Promise<Linker | null> {
    if (context.definition.associate.length === 0) return null;
    return new Linker(context, object, await openRules(context, object));
  }

  async linkAll(intake: Intake): Promise<void> {
    const { changes, database, signal } = this.context;
    for (let seq = 0; ;) {
      signal.throwIfAborted();
      const page = await changes.of(database.manager, 'done', seq, LINKS_READ);
      const last = page.at(-1);
      if (!last) return;
      seq = last.seq;
      await this.link(
        page.filter(({ action }) => !isGone(action)),
        intake,
      );
    }
  }

  private async link(page: readonly Change[], intake: Intake): Promise<void> {
    const { hold, journal, changes, sealing } = this.context;
    const opened = page.map((change) => ({ change, payload: sealing.open(change.sealed) }));
    const problems = new Map<Change, Problem>();
    const wishes = await this.wishes(
      opened.map(({ change, payload }) => ({ change, wanted: payload.links ?? [] })),
      problems,
    );
    for (const object of new Set(this.rules.map((rule) => rule.object)))
      await this.linkTo(
        object,
        page,
        wishes.filter(({ rule }) => rule.object === object),
        problems,
      );
    await hold.transaction(async (tx) => {
      await journal.linked(
        tx,
        page.filter((change) => !problems.has(change)),
      );
      await changes.add(
        tx,
        opened.flatMap(({ change, payload }) => {
          const problem = problems.get(change);
          return problem ? [intake.failed(change.keyHash, payload.key, problem)] : [];
        }),
      );
    });
  }

  private async wishes(
    rows: readonly { change: Change; wanted: readonly WantedLink[] }[],
    problems: Map<Change, Problem>,
  ): Promise<Wish[]> {
    const wishes: Wish[] = [];
    for (const [index, rule] of this.rules.entries()) {
      const asked = rows.flatMap(({ change, wanted }) =>
        wanted.filter((one) => one.rule === index).map((one) => ({ change, ...one })),
      );
      const targets = await this.targets[index]?.of(asked.map(({ value }) => value));
      for (const { change, value, label } of asked) {
        const type = label === undefined ? rule.usual : typeCalled(rule.types, label);
        const target = targets?.get(value.toLowerCase());
        if (!type)
          problems.set(change, {
            code: 'NO_LABEL',
            message: `${rule.object} has no label “${label ?? ''}”. ${known(rule.types)}`,
          });
        else if (typeof target === 'string')
          wishes.push({ change, rule, link: { from: change.recordId ?? '', to: target, type } });
        else if (target) problems.set(change, target);
      }
    }
    return wishes;
  }

  /** What is there already is not Baton's: it is neither written nor ever taken away. */
  private async linkTo(
    object: string,
    page: readonly Change[],
    wishes: readonly Wish[],
    problems: Map<Change, Problem>,
  ): Promise<void> {
    const { crm, portalId, hold } = this.context;
    const keys = page.flatMap(({ keyHash }) => keyHash ?? []);
    const before = (await this.rows.of(this.context.database.manager, keys)).filter(
      ({ toObject }) => toObject === object,
    );
    const froms = [...new Set(wishes.map(({ link }) => link.from))];
    const existing =
      froms.length > 0
        ? await crm.associations.existing(portalId, this.object, object, froms)
        : new Set<string>();
    const linked = new Set([...existing].map((one) => one.slice(0, one.lastIndexOf(' '))));
    const fresh = new Map(
      wishes.filter(({ link }) => !existing.has(linkKey(link))).map((wish) => [linkKey(wish.link), wish]),
    );
    // Before the call: whoever finds it done knows by whom.
    const made = [...fresh.values()].map(this.rowOf);
    const pairs = made.filter((row) => !linked.has(pairOf(row))).map((row) => ({ ...row, typeId: WHOLE }));
    await hold.transaction((tx) => this.rows.add(tx, [...made, ...pairs]));
    for (const part of chunksOf(LINK_BATCH, [...fresh.values()])) {
      const refused = await sendAround(
        part.map(({ link }) => link),
        (links) => crm.associations.create(portalId, this.object, object, links),
        isRefusal,
      );
      const failed = part.filter(({ link }) => refused.has(link));
      const rows = failed.map(this.rowOf);
      await hold.transaction((tx) =>
        this.rows.remove(tx, [...rows, ...rows.map((row) => ({ ...row, typeId: WHOLE }))]),
      );
      for (const { change, link } of failed) {
        const error = refused.get(link);
        if (error) problems.set(change, problemOf(error));
      }
    }
    if (this.rules.some((rule) => rule.object === object && rule.replace))
      await this.takeAway(object, before, wishes, problems);
  }

  private async takeAway(
    object: string,
    before: readonly LinkRow[],
    wishes: readonly Wish[],
    problems: ReadonlyMap<Change, Problem>,
  ): Promise<void> {
    const wanted = new Set(wishes.map(({ link }) => linkKey(link)));
    const pairs = new Set(wishes.map(({ link }) => `${link.from} ${link.to}`));
    const unclear = new Set([...problems.keys()].map(({ keyHash }) => keyHash));
    const unwanted = before.filter((row) => {
      const isWanted = row.typeId === WHOLE ? pairs.has(pairOf(row)) : wanted.has(linkKey(linkOf(row)));
      return !isWanted && !unclear.has(row.keyHash);
    });
    await takeApart(this.context, this.object, object, unwanted);
    await this.context.hold.transaction((tx) => this.rows.remove(tx, unwanted));
  }

  private readonly rowOf = ({ change, rule, link }: Wish): LinkRow => ({
    keyHash: change.keyHash ?? '',
    runId: this.context.runId,
    fromId: link.from,
    toObject: rule.object,
    toId: link.to,
    category: link.type.category,
    typeId: link.type.typeId,
  });
}

/** Stands for the pair as a whole, which nothing linked before. */
const WHOLE = 0;

const pairOf = ({ fromId, toId }: LinkRow): string => `${fromId} ${toId}`;

const linkOf = ({ fromId, toId, category, typeId }: LinkRow): Link => ({
  from: fromId,
  to: toId,
  type: { category, typeId },
});

const isRefusal = (error: unknown): error is BatonError =>
  isBatonError(error, 'HUBSPOT_VALIDATION') || isBatonError(error, 'HUBSPOT_NOT_FOUND');

/**
 * Takes away what was linked. A pair that nothing linked before is separated, unless somebody gave it a label of their own
 * since; of any other pair only the labels go.
 */
async function takeApart(
  { crm, portalId }: RunContext,
  from: string,
  to: string,
  rows: readonly LinkRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const types = await crm.associations.types(portalId, from, to);
  const isLabel = (typeId: number): boolean =>
    types.some((type) => type.typeId === typeId && type.label !== null);
  const existing = new Set<string>();
  for (const ids of chunksOf(LINKS_READ, [...new Set(rows.map(({ fromId }) => fromId))]))
    for (const one of await crm.associations.existing(portalId, from, to, ids)) existing.add(one);
  const ours = new Set(rows.map((row) => linkKey(linkOf(row))));
  const labelled = new Set(
    [...existing]
      .filter((one) => !ours.has(one) && isLabel(Number(one.slice(one.lastIndexOf(' ') + 1))))
      .map((one) => one.slice(0, one.lastIndexOf(' '))),
  );
  const whole = rows.filter((row) => row.typeId === WHOLE && !labelled.has(pairOf(row)));
  const separated = new Set(whole.map(pairOf));
  await removeAround(whole.map(linkOf), (pairs) => crm.associations.separate(portalId, from, to, pairs));
  const labels = rows.filter((row) => !separated.has(pairOf(row)) && isLabel(row.typeId)).map(linkOf);
  await removeAround(labels, (links) => crm.associations.removeLabels(portalId, from, to, links));
}

/** Whose record is not there any more is not linked either. */
async function removeAround(
  links: readonly Link[],
  remove: (links: readonly Link[]) => Promise<void>,
): Promise<void> {
  for (const part of chunksOf(LINK_BATCH, links))
    try {
      await remove(part);
    } catch (error) {
      if (!isBatonError(error, 'HUBSPOT_NOT_FOUND')) throw error;
      if (part.length > 1) for (const half of halves(part)) await removeAround(half, remove);
    }
}

/** Takes away what a run linked; the next run links it again. Resolves to how many. */
export async function unlink(
  context: RunContext,
  { runId, object }: { runId: string; object: string },
  dry: boolean,
): Promise<number> {
  const { database, portalId, syncId, hold, journal, signal } = context;
  const rows = new LinkRows(database.kind, portalId, syncId);
  if (dry) return rows.countOfRun(database.manager, runId);
  for (let count = 0; ;) {
    signal.throwIfAborted();
    const page = await rows.ofRun(database.manager, runId, LINKS_READ);
    if (page.length === 0) return count;
    for (const [toObject, some] of Map.groupBy(page, (row) => row.toObject))
      await takeApart(context, object, toObject, some);
    await hold.transaction(async (tx) => {
      await rows.remove(tx, page);
      await journal.unwritten(
        tx,
        page.map(({ keyHash }) => keyHash),
      );
    });
    count += page.filter(({ typeId }) => typeId !== WHOLE).length;
  }
}
