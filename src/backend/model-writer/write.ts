import type { Database, Tx } from '../database/database.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { Ask, Asked } from '../model-provider/ask.ts';
import type { Slot } from '../room/slot.ts';
import { giveUp, keep, keyOf, writeJob } from './drafts.ts';
import type { DraftKey, DraftsDeps } from './drafts.ts';
import { judge } from './judge.ts';
import { ModelDraftEntity } from './model-draft-entity.ts';
import type { ModelDraft } from './model-draft-entity.ts';
import { questionFor } from './question.ts';
import type { Answer } from './question.ts';

/** Whether somebody still wants this: the contact may be with a person by now. `tx`: nothing changes before it ends. */
export type Wanted = (draft: Omit<ModelDraft, 'material' | 'written'>, tx?: Tx) => Promise<boolean>;

interface Deps extends DraftsDeps {
  ask: Ask;
  wanted: Slot<Wanted>;
}

const MOST_TRIES = 3;
/** After the first question, and after the second: a provider may be back by then. */
const PAUSES_MS = [10 * SECOND, 40 * SECOND] as const;
/** Longer than a question takes: whoever asks for longer has died. */
const BUSY_MS = 90 * SECOND;

/**
 * Asks the model for one draft and stores what it wrote, or why the sequence's text is taken. Network, outside any
 * transaction. Whoever dies on the way is followed by a run that asks again, and of two answers the first stored counts.
 */
export const createWrite =
  (deps: Deps) =>
  async (key: DraftKey): Promise<void> => {
    const { database, clock } = deps;
    const row = await database.manager.findOneBy(ModelDraftEntity, keyOf(key));
    if (row?.state !== 'asked') return;
    if (!(await deps.wanted.filled(row))) return forget(database.manager, row);
    const now = clock.now();
    // One that lies further ahead than any is from before the clock was set back.
    if (row.busyUntil > now && row.busyUntil <= now + BUSY_MS) return again(deps, row, row.busyUntil);
    if (row.tries >= MOST_TRIES)
      return settled(deps, row, (tx, draft) =>
        giveUp(deps, tx, draft, row.why ?? 'Baton was stopped each time it asked.'),
      );
    const busy = { ...row, tries: row.tries + 1, busyUntil: now + BUSY_MS };
    if (await claim(database, row, busy)) await askOnce(deps, busy, row);
  };

/** As if nobody had asked: if it is wanted again, it is asked again. */
const forget = async (tx: Tx, draft: ModelDraft): Promise<void> =>
  void (await tx.delete(ModelDraftEntity, { ...keyOf(draft), state: 'asked' }));

/** Of two processes one asks. */
async function claim(
  { manager }: Database,
  { tries, ...draft }: ModelDraft,
  busy: ModelDraft,
): Promise<boolean> {
  const { affected } = await manager.update(
    ModelDraftEntity,
    { ...keyOf(draft), state: 'asked', tries },
    { tries: busy.tries, busyUntil: busy.busyUntil },
  );
  return affected === 1;
}

async function askOnce(deps: Deps, draft: ModelDraft, before: ModelDraft): Promise<void> {
  const { material, why } = draft;
  const unusable = why?.startsWith(UNUSABLE) ? why.slice(UNUSABLE.length) : null;
  const asked = await deps
    .ask(draft.portalId, questionFor(material, unusable))
    .catch(async (error: unknown) => {
      // This process ends: the next one need not wait for it.
      if (isBatonError(error, 'MODEL_INTERRUPTED')) await claim(deps.database, draft, before);
      throw error;
    });
  const heard = hear(asked, draft);
  if ('use' in heard) return settled(deps, draft, (tx, current) => keep(deps, tx, current, heard.use));
  if (heard.final || draft.tries >= MOST_TRIES)
    return settled(deps, draft, (tx, current) => giveUp(deps, tx, current, heard.why));
  await deps.database.manager.update(
    ModelDraftEntity,
    { ...keyOf(draft), state: 'asked' },
    { why: heard.why, busyUntil: 0 },
  );
  await again(deps, draft, deps.clock.now() + (PAUSES_MS[draft.tries - 1] ?? MINUTE));
}

type Heard = { use: NonNullable<ModelDraft['written']> } | { why: string; final: boolean };

/** final: another question fares no better today. */
function hear(asked: Asked<Answer> | null, { material, askedAt }: ModelDraft): Heard {
  if (asked === null) return { why: OFF, final: true };
  if (asked.status === 'refused')
    return { why: asked.why, final: asked.because === 'budget' || asked.because === 'settings' };
  const verdict = judge(asked.value, material, askedAt);
  return 'use' in verdict
    ? { use: { model: asked.model, ...verdict.use } }
    : { why: UNUSABLE + lower(verdict.why), final: false };
}

const UNUSABLE = 'Its answer could not be used: ';

/** Why not the model, where the account does not want it. */
export const OFF = 'Writing by the language model is switched off in the settings.';

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * What came too late is not stored: the contact opted out, was taken over or paused, or a person dismissed it. It may
 * have gone into another contact meanwhile.
 */
const settled = (
  deps: Deps,
  draft: ModelDraft,
  work: (tx: Tx, current: ModelDraft) => Promise<void>,
): Promise<void> =>
  deps.database.transaction(async (tx) => {
    const current = await tx.findOneBy(ModelDraftEntity, { ...keyOf(draft), state: 'asked' });
    if (!current) return;
    await ((await deps.wanted.filled(current, tx)) ? work(tx, current) : forget(tx, current));
  });

const again = (deps: Deps, draft: DraftKey, runAt: number): Promise<void> =>
  deps.database.transaction((tx) => deps.jobs.enqueue(tx, writeJob(draft, runAt)));
