import { In, LessThan } from 'typeorm';
import type { Activity } from '../activity/activity.ts';
import type { Database, Tx } from '../database/database.ts';
import { MINUTE } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { NewJob } from '../jobs/jobs.ts';
import { hashOf } from './material.ts';
import type { Material, Written } from './material.ts';
import { ModelDraftEntity } from './model-draft-entity.ts';
import type { ModelDraft } from './model-draft-entity.ts';

export const WRITE_QUEUE = 'model-writer.write';

/** What is to be written, and for whom. */
export type WritingAsk = Pick<
  ModelDraft,
  'portalId' | 'draftId' | 'contactId' | 'assistantId' | 'round' | 'mailId' | 'seenBy' | 'name'
> & { material: Material };

/** given-up: somebody else writes, and `why` says why not the model. */
export type Outcome =
  /** isWriting: the model has the question. */
  | { state: 'asked'; isWriting: boolean }
  | { state: 'written'; written: Written; material: Material }
  | { state: 'given-up'; why: string };

export interface Drafts {
  /**
   * What the model wrote from this material; it is asked if nobody has asked it. `due`: somebody waits, so that a model
   * that has had its time is given up. The answer stays the same for the same material.
   */
  of(ask: WritingAsk, options: { due: boolean }): Promise<Outcome>;
  /** As `of`, but nothing is asked. null: nobody has. */
  look(ask: Pick<WritingAsk, 'portalId' | 'draftId' | 'material'>): Promise<Outcome | null>;
  /** For a reason outside of it the model does not write this. */
  refuse(ask: WritingAsk, why: string): Promise<Outcome>;
  /** How often a person wanted this draft anew, and whether the last one is settled. */
  asked(portalId: PortalId, draftId: string): Promise<{ again: number; isSettled: boolean }>;
  /** Which of these the model was asked for, from whatever material. */
  askedAmong(portalId: PortalId, draftIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** What the model was last asked for under this id, whatever it is known from by now. null: nothing. */
  latest(portalId: PortalId, draftId: string): Promise<Latest | null>;
  /** A person does not want it, and is not asked again. Resolves to false if there is nothing to dismiss. */
  dismiss(tx: Tx, portalId: PortalId, draftId: string): Promise<boolean>;
  /** What was given up before a moment, epoch ms, may be asked for again. */
  forgetGivenUp(portalId: PortalId, draftId: string, before: number): Promise<void>;
  /** Nothing that was written for a contact, or is being written, is used any more. */
  drop(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /** With the contact that went into another one. `round`: what its current round is called there. */
  move(
    tx: Tx,
    portalId: PortalId,
    move: { from: ContactId; to: ContactId; currentRound: number; round: number },
  ): Promise<void>;
}

/** dismissed: a person does not want it. */
export type Latest = { outcome: Outcome | { state: 'dismissed' }; material: Material };

export interface DraftsDeps {
  database: Database;
  jobs: Jobs;
  activity: Pick<Activity, 'record'>;
  clock: Clock;
}

/** So long a mail that is due waits for the model, counted from when it was asked. */
const PATIENCE_MS = 3 * MINUTE;

export function createDrafts(deps: DraftsDeps): Drafts {
  const { database, clock } = deps;
  const { manager } = database;
  const find = ({ portalId, draftId, material }: Pick<WritingAsk, 'portalId' | 'draftId' | 'material'>) =>
    manager.findOneBy(ModelDraftEntity, { portalId, draftId, inputHash: hashOf(material) });
  const settleNow = async (ask: WritingAsk, why: string): Promise<Outcome> => {
    await database.transaction(async (tx) => {
      await insert(deps, tx, ask);
      await giveUp(deps, tx, { ...ask, inputHash: hashOf(ask.material) }, why);
    });
    return outcomeOf(await find(ask));
  };
  return {
    async of(ask, { due }) {
      const row = await find(ask);
      if (row?.state !== 'asked') return row ? outcomeOf(row) : askFor(deps, ask);
      // Also where the clock was set back since.
      if (due && Math.abs(clock.now() - row.askedAt) > PATIENCE_MS)
        return settleNow(ask, row.why ?? 'The model did not answer in time.');
      return outcomeOf(row);
    },
    async look(ask) {
      const row = await find(ask);
      return row && outcomeOf(row);
    },
    refuse: settleNow,
    async asked(portalId, draftId) {
      const rows = await manager.findBy(ModelDraftEntity, { portalId, draftId });
      const again = Math.max(0, ...rows.map(({ material }) => material.again));
      const last = rows.filter(({ material }) => material.again === again);
      return { again, isSettled: last.some(({ state }) => state !== 'asked') };
    },
    async askedAmong(portalId, draftIds) {
      if (draftIds.length === 0) return new Set();
      const rows = await manager.find(ModelDraftEntity, {
        select: { draftId: true },
        where: { portalId, draftId: In([...draftIds]) },
      });
      return new Set(rows.map(({ draftId }) => draftId));
    },
    async latest(portalId, draftId) {
      const rows = await manager.findBy(ModelDraftEntity, { portalId, draftId });
      const [row] = rows.sort((a, b) => b.material.again - a.material.again || b.askedAt - a.askedAt);
      if (!row) return null;
      const { material, state } = row;
      return { material, outcome: state === 'dismissed' ? { state } : outcomeOf(row) };
    },
    async dismiss(tx, portalId, draftId) {
      const open = { portalId, draftId, state: In(['asked', 'written', 'given-up']) };
      if (!(await tx.existsBy(ModelDraftEntity, open))) return false;
      await tx.update(ModelDraftEntity, open, {
        state: 'dismissed',
        written: null,
        settledAt: clock.now(),
      });
      return true;
    },
    async forgetGivenUp(portalId, draftId, before) {
      const settledAt = LessThan(before);
      await manager.delete(ModelDraftEntity, { portalId, draftId, state: 'given-up', settledAt });
    },
    drop: async (tx, portalId, contactId) =>
      void (await tx.delete(ModelDraftEntity, { portalId, contactId })),
    async move(tx, portalId, { from, to, currentRound, round }) {
      await tx.update(ModelDraftEntity, { portalId, contactId: from, round: currentRound }, { round });
      await tx.update(ModelDraftEntity, { portalId, contactId: from }, { contactId: to });
    },
  };
}

function outcomeOf(row: ModelDraft | null): Outcome {
  if (row?.state === 'written' && row.written)
    return { state: 'written', written: row.written, material: row.material };
  return row?.state === 'asked'
    ? { state: 'asked', isWriting: row.tries > 0 }
    : { state: 'given-up', why: row?.why ?? '' };
}

async function askFor(deps: DraftsDeps, ask: WritingAsk): Promise<Outcome> {
  await deps.database.transaction(async (tx) => {
    await insert(deps, tx, ask);
    await deps.jobs.enqueue(tx, writeJob({ ...ask, inputHash: hashOf(ask.material) }));
  });
  return { state: 'asked', isWriting: false };
}

/** Two that ask at once ask for the same. */
async function insert({ clock }: DraftsDeps, tx: Tx, ask: WritingAsk): Promise<void> {
  const row: ModelDraft = {
    ...ask,
    inputHash: hashOf(ask.material),
    state: 'asked',
    tries: 0,
    askedAt: clock.now(),
    busyUntil: 0,
    written: null,
    why: null,
    settledAt: null,
  };
  await tx.createQueryBuilder().insert().into(ModelDraftEntity).values(row).orIgnore().execute();
}

export type DraftKey = Pick<ModelDraft, 'portalId' | 'draftId' | 'inputHash'>;

export const keyOf = ({ portalId, draftId, inputHash }: DraftKey): DraftKey => ({
  portalId,
  draftId,
  inputHash,
});

/** @param runAt epoch ms; absent: now */
export const writeJob = (key: DraftKey, runAt?: number): NewJob => ({
  queue: WRITE_QUEUE,
  key: `${key.portalId}:${key.draftId}:${key.inputHash}`,
  data: { ...keyOf(key) },
  ...(runAt === undefined ? {} : { runAt }),
});

type Told = DraftKey &
  Pick<ModelDraft, 'contactId' | 'assistantId' | 'mailId' | 'seenBy' | 'name' | 'material'>;

/** Somebody else writes it, for good. Nothing if it is settled already. */
export const giveUp = (deps: Pick<DraftsDeps, 'activity' | 'clock'>, tx: Tx, draft: Told, why: string) =>
  settle(deps, tx, draft, { state: 'given-up', why, written: null });

/** Stored for good: whatever comes later changes nothing. */
export const keep = (deps: Pick<DraftsDeps, 'activity' | 'clock'>, tx: Tx, draft: Told, written: Written) =>
  settle(deps, tx, draft, { state: 'written', why: null, written });

async function settle(
  { activity, clock }: Pick<DraftsDeps, 'activity' | 'clock'>,
  tx: Tx,
  draft: Told,
  change: Pick<ModelDraft, 'state' | 'why' | 'written'>,
): Promise<void> {
  const at = clock.now();
  const { affected } = await tx.update(
    ModelDraftEntity,
    { ...keyOf(draft), state: 'asked' },
    { ...change, settledAt: at },
  );
  const words = affected === 0 ? null : tellingOf(draft, change);
  if (words === null) return;
  const { portalId, contactId, assistantId, mailId, seenBy } = draft;
  await activity.record(tx, {
    portalId,
    contactId,
    assistantId,
    mailId,
    seenBy,
    at,
    kind: 'written',
    ...words,
  });
}

type Telling = Record<'title' | 'trigger' | 'rule' | 'detail', string>;

/** What the timeline says of it. null: nothing, it is a preview. */
function tellingOf(
  { mailId, name, material }: Told,
  { written, why }: Pick<ModelDraft, 'why' | 'written'>,
): Telling | null {
  if (material.task === 'answer') return suggested(written, why);
  if (mailId === null) return null;
  return {
    title: written ? `${written.model} wrote “${name}”` : `“${name}” is written with the sequence’s own text`,
    trigger: 'The sequence lets the assistant write it',
    rule: written ? 'writer: model' : 'writer: sequence',
    detail: written
      ? `From ${counted(written.cited.length)}. It is checked before it leaves.`
      : `The language model did not write it: ${why ?? ''}`,
  };
}

const suggested = (written: Written | null, why: string | null): Telling => ({
  title: written ? `${written.model} suggests an answer` : 'No answer is suggested',
  trigger: 'The contact asks something',
  rule: written ? 'suggestion: model' : 'suggestion: none',
  detail: written
    ? `From ${counted(written.cited.length)}. It leaves only if a person sends it.`
    : (why ?? ''),
});

const counted = (sources: number): string => (sources === 1 ? '1 source' : `${sources} sources`);
