import type { Database, Tx } from '../database/database.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { TaughtPhrase } from '../replies/types.ts';
import type { Settings } from '../settings/settings.ts';
import { checkPhrase, MOST_PHRASES } from './check.ts';
import type { phraseDraft } from './check.ts';
import { PhraseEntity } from './phrase-entity.ts';
import type { PhraseRow } from './phrase-entity.ts';
import { createTaught } from './taught.ts';
import type { z } from 'zod';

export type Draft = z.infer<typeof phraseDraft>;

export interface Phrases {
  /** What counts now, for an answer that is read in this transaction. */
  taught(tx: Tx, portalId: PortalId): Promise<readonly TaughtPhrase[]>;
  /** An answer was understood by it at this moment, epoch ms. */
  used(tx: Tx, portalId: PortalId, phraseId: string, at: number): Promise<void>;
  /** The newest first. */
  list(portalId: PortalId): Promise<PhraseRow[]>;
  /** @throws BatonError REQUEST_INVALID, CONFLICT: why it cannot be taught */
  add(portalId: PortalId, draft: Draft, by: string): Promise<void>;
  /** @throws BatonError NOT_FOUND, and as `add` */
  change(portalId: PortalId, phraseId: string, draft: Draft, by: string): Promise<void>;
  remove(portalId: PortalId, phraseId: string): Promise<void>;
  /** A person is erased: no example goes on naming it by its first and last name. */
  forgetName(tx: Tx, portalId: PortalId, name: { first: string; last: string }): Promise<void>;
}

interface Deps {
  database: Database;
  settings: Settings;
  clock: Clock;
  random: Random;
}

export function createPhrases(deps: Deps): Phrases {
  const { database } = deps;
  const changing = (portalId: PortalId, work: (tx: Tx, rows: readonly PhraseRow[]) => Promise<unknown>) =>
    database.transaction(async (tx) => {
      await renew(deps, tx, portalId);
      await work(tx, await rowsOf(tx, portalId));
    });
  return {
    taught: createTaught({ settings: deps.settings, read: rowsOf }),
    used: (tx, portalId, phraseId, at) => count(tx, portalId, phraseId, at),
    list: (portalId) => rowsOf(database.manager, portalId),
    add: (portalId, draft, by) =>
      changing(portalId, (tx, rows) => add(deps, tx, rows, { portalId, draft, by })),
    change: (portalId, phraseId, draft, by) =>
      changing(portalId, (tx, rows) => change(deps, tx, rows, { portalId, phraseId, draft, by })),
    remove: (portalId, phraseId) =>
      changing(portalId, (tx) => tx.delete(PhraseEntity, { portalId, phraseId })),
    forgetName: (tx, portalId, name) => forgetName(deps, tx, portalId, name),
  };
}

/** Tells every process, and lets one change an account's phrases at a time: the settings' row is locked by it. */
const renew = ({ settings, random }: Deps, tx: Tx, portalId: PortalId) =>
  settings.change(portalId, { phrasesVersion: random.uuid() }, tx);

const rowsOf = (tx: Tx, portalId: PortalId): Promise<PhraseRow[]> =>
  tx.find(PhraseEntity, { where: { portalId }, order: { taughtAt: 'DESC', phraseId: 'ASC' } });

async function add(
  { clock, random }: Deps,
  tx: Tx,
  rows: readonly PhraseRow[],
  { portalId, draft, by }: { portalId: PortalId; draft: Draft; by: string },
): Promise<void> {
  const phrase = checkPhrase(draft, rows);
  if (rows.length >= MOST_PHRASES)
    throw new BatonError(
      'CONFLICT',
      `There are ${MOST_PHRASES} phrases, and no more can be taught. Delete one first.`,
    );
  const taught = { taughtBy: by, taughtAt: clock.now(), uses: 0, lastUsedAt: null };
  await tx.insert(PhraseEntity, { ...phrase, ...taught, portalId, phraseId: random.uuid() });
}

async function change(
  { clock }: Deps,
  tx: Tx,
  rows: readonly PhraseRow[],
  { portalId, phraseId, draft, by }: { portalId: PortalId; phraseId: string; draft: Draft; by: string },
): Promise<void> {
  const before = rows.find((row) => row.phraseId === phraseId);
  if (!before) throw new BatonError('NOT_FOUND', 'This phrase was deleted meanwhile.');
  const phrase = checkPhrase(
    draft,
    rows.filter((row) => row !== before),
  );
  // What other words, or another meaning, have decided says nothing of these.
  const isOther = phrase.example !== before.example || phrase.class !== before.class;
  const counted = isOther ? { uses: 0, lastUsedAt: null } : {};
  await tx.update(
    PhraseEntity,
    { portalId, phraseId },
    { ...phrase, ...counted, taughtBy: by, taughtAt: clock.now() },
  );
}

async function count(tx: Tx, portalId: PortalId, phraseId: string, at: number): Promise<void> {
  await tx
    .createQueryBuilder()
    .update(PhraseEntity)
    .set({ uses: () => 'uses + 1', lastUsedAt: at })
    .where({ portalId, phraseId })
    .execute();
}

/** One name alone is many people's. */
async function forgetName(
  deps: Deps,
  tx: Tx,
  portalId: PortalId,
  { first, last }: { first: string; last: string },
): Promise<void> {
  const names = [first, last].map((name) => name.trim().toLowerCase());
  if (names.includes('')) return;
  const naming = (await rowsOf(tx, portalId)).filter(({ example }) =>
    names.every((name) => saysWord(example.toLowerCase(), name)),
  );
  if (naming.length === 0) return;
  await renew(deps, tx, portalId);
  for (const { phraseId } of naming) await tx.delete(PhraseEntity, { portalId, phraseId });
}

/** Between letters it is a part of another word; Japanese parts none. */
function saysWord(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const beside = `${text[at - 1] ?? ''}${text[at + name.length] ?? ''}`;
  return (
    !/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(beside) ||
    saysWord(text.slice(at + 1), name)
  );
}
