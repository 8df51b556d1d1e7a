import { IsNull, Not } from 'typeorm';
import type { Trial, TrialReply } from '../../cards/model-trial/contract.ts';
import type { Database } from '../database/database.ts';
import { beginningOf } from '../ground/text.ts';
import type { HeldAnswer, PastAnswersSlot } from '../phrases/try-phrase.ts';
import { placeOf } from './plan.ts';
import { TrialReplyEntity } from './trial-entity.ts';
import type { TrialResult, TrialRow } from './trial-entity.ts';

const BEGINNING = 200;

interface Deps {
  database: Database;
  pastAnswers: PastAnswersSlot;
}

interface Compared {
  answer: HeldAnswer;
  result: TrialResult;
}

/** A test as its page shows it. A reply that is not kept any more is not there. */
export async function viewOf(deps: Deps, trial: TrialRow): Promise<Trial> {
  const { portalId, id, state, settings, askedBy, askedAt, endedAt, problem } = trial;
  const { manager } = deps.database;
  const where = { portalId, trialId: id };
  const rows = await manager.find(TrialReplyEntity, {
    where: { ...where, result: Not(IsNull()) },
    order: { place: 'ASC' },
  });
  const compared = await withAnswers(deps, trial, rows);
  const results = compared.map(({ result }) => result);
  return {
    id,
    state,
    model: settings.model,
    place: placeOf(settings),
    askedBy,
    askedAt,
    endedAt,
    problem,
    total: (await manager.countBy(TrialReplyEntity, where)) - (rows.length - compared.length),
    asked: compared.length,
    tokens: sum(results.map(({ tokens }) => tokens)) ?? 0,
    cost: settings.prices ? (sum(results.map(({ cost }) => cost)) ?? 0) : null,
    averageMs: average(results.map(({ ms }) => ms)),
    counts: countsOf(results),
    replies: compared.map(replyOf),
  };
}

async function withAnswers(
  { pastAnswers }: Deps,
  { portalId }: TrialRow,
  rows: readonly { mailId: string; result: TrialResult | null }[],
): Promise<Compared[]> {
  const mailIds = rows.map(({ mailId }) => mailId);
  const held = await pastAnswers.filled.these(portalId, mailIds);
  const byId = new Map(held.map((answer) => [answer.mailId, answer]));
  return rows.flatMap(({ mailId, result }) => {
    const answer = byId.get(mailId);
    return answer && result ? [{ answer, result }] : [];
  });
}

function replyOf({ answer, result }: Compared): TrialReply {
  const { contactName, at, text } = answer;
  const { baton, model, why, settled } = result;
  const outcome = settled ? 'settled' : baton.doubtful ? 'person' : 'as-before';
  const words = text.replace(/\s+/g, ' ').trim();
  const beginning = words.length > BEGINNING ? `${beginningOf(words, BEGINNING)}…` : words;
  return { contactName, at, beginning, baton, model, outcome, why };
}

function countsOf(results: readonly TrialResult[]): Trial['counts'] {
  const count = (wanted: (result: TrialResult) => boolean): number => results.filter(wanted).length;
  const sure = (same: boolean) =>
    count(({ baton, model }) => !baton.doubtful && model !== null && (model.class === baton.class) === same);
  return {
    settled: count(({ settled }) => settled),
    person: count(({ settled, baton }) => baton.doubtful && !settled),
    agrees: sure(true),
    differs: sure(false),
    silent: count(({ model }) => model === null),
  };
}

/** null: of nothing. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
}

function average(values: readonly (number | null)[]): number | null {
  const total = sum(values);
  return total === null ? null : Math.round(total / values.filter((value) => value !== null).length);
}
