import { IsNull } from 'typeorm';
import type { z } from 'zod';
import type { Assistant } from '../assistants/assistants.ts';
import type { Database, Tx } from '../database/database.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Language } from '../ground/languages.ts';
import { stepsOf, systemSequences } from '../writing/sequences.ts';
import type { Sequence } from '../writing/types.ts';
import type { SequenceStep } from '../writing/types.ts';
import type { sequenceDraft } from './draft.ts';
import { SequenceEntity, SequenceVersionEntity } from './sequence-entity.ts';
import type { SequenceContent, SequenceRow, SequenceVersionRow } from './sequence-entity.ts';

export const APPLY_QUEUE = 'sequences.apply';
/** More are a mistake: nobody chooses among so many. */
const MOST_SEQUENCES = 200;

export type SequenceDraft = z.infer<typeof sequenceDraft>;

/** A sequence that can be followed now. */
export interface KnownSequence extends Sequence {
  /** Of system ones 0. */
  version: number;
}

/** What a lead follows from its assignment on. */
export interface ChosenSequence {
  sequenceId: string;
  version: number;
  name: string;
  steps: SequenceStep[];
}

/** `language`: the contact's; null: not known. */
export type Chooser = (
  assistant: Pick<Assistant, 'sequenceId' | 'language'>,
  language: Language | null,
) => ChosenSequence;

/** Who gets an edit: nobody who is under way, or everybody, from the first email on that has not left. */
export type AppliesTo = 'new' | 'unsent';

export interface Sequences {
  /** The system's, then the account's own by name. */
  all(portalId: PortalId): Promise<KnownSequence[]>;
  /** Tells what leads of an account follow, as it is now. An unknown or archived sequence is the recommended one. */
  chooser(portalId: PortalId): Promise<Chooser>;
  own(portalId: PortalId): Promise<SequenceRow[]>;
  /** @throws BatonError NOT_FOUND */
  one(portalId: PortalId, sequenceId: string): Promise<SequenceRow>;
  /** The newest first. */
  versions(portalId: PortalId, sequenceId: string): Promise<SequenceVersionRow[]>;
  /** @throws BatonError REQUEST_INVALID: what is wrong with it */
  add(portalId: PortalId, draft: SequenceDraft, by: string): Promise<string>;
  /**
   * @param from the version that was edited
   * @throws BatonError NOT_FOUND, REQUEST_INVALID; CONFLICT when somebody else changed it meanwhile
   */
  change(portalId: PortalId, sequenceId: string, edit: Edit): Promise<void>;
  /** Nobody gets it any more; who follows it goes on. @throws BatonError NOT_FOUND */
  archive(portalId: PortalId, sequenceId: string): Promise<void>;
}

export interface Edit {
  draft: SequenceDraft;
  from: number;
  appliesTo: AppliesTo;
  by: string;
}

interface Deps {
  database: Database;
  jobs: Jobs;
  clock: Clock;
  random: Random;
  fieldMapping: Pick<FieldMapping, 'all'>;
}

export function createSequences(deps: Deps): Sequences {
  const { database } = deps;
  const own = (portalId: PortalId): Promise<SequenceRow[]> =>
    database.manager.findBy(SequenceEntity, { portalId, archivedAt: IsNull() });
  const all = async (portalId: PortalId): Promise<KnownSequence[]> => [
    ...systemSequences.map((sequence) => ({ ...sequence, version: 0 })),
    ...(await own(portalId))
      .map(({ sequenceId, version, content }) => ({ ...content, sequenceId, version }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  ];
  return {
    all,
    own,
    async chooser(portalId) {
      const known = await all(portalId);
      return ({ sequenceId, language: usual }, language) => {
        const chosen = known.find((one) => one.sequenceId === sequenceId) ?? known[0];
        if (!chosen) throw new Error('There is no sequence.');
        const spoken = language !== null && chosen.languages.includes(language) ? language : usual;
        const { version, name } = chosen;
        return { sequenceId: chosen.sequenceId, version, name, steps: stepsOf(chosen, spoken) };
      };
    },
    one: (portalId, sequenceId) => rowOf(database.manager, portalId, sequenceId),
    versions: (portalId, sequenceId) =>
      database.manager.find(SequenceVersionEntity, {
        where: { portalId, sequenceId },
        order: { version: 'DESC' },
        take: 50,
      }),
    async add(portalId, draft, by) {
      if ((await own(portalId)).length >= MOST_SEQUENCES)
        throw new BatonError(
          'CONFLICT',
          `There are ${MOST_SEQUENCES} sequences, and no more can be added. Archive one first.`,
        );
      const content = await contentOf(deps, portalId, draft);
      const sequenceId = deps.random.uuid();
      const row = { portalId, sequenceId, version: 1, content, changedBy: by, changedAt: deps.clock.now() };
      await database.transaction((tx) => store(tx, { ...row, archivedAt: null }));
      return sequenceId;
    },
    change: (portalId, sequenceId, edit) => change(deps, portalId, sequenceId, edit),
    async archive(portalId, sequenceId) {
      const { affected } = await database.manager.update(
        SequenceEntity,
        { portalId, sequenceId, archivedAt: IsNull() },
        { archivedAt: deps.clock.now() },
      );
      if (affected === 0) throw new BatonError('NOT_FOUND', 'This sequence is archived already.');
    },
  };
}

async function rowOf(tx: Tx, portalId: PortalId, sequenceId: string): Promise<SequenceRow> {
  const row = await tx.findOneBy(SequenceEntity, { portalId, sequenceId });
  if (!row) throw new BatonError('NOT_FOUND', 'There is no such sequence.');
  return row;
}

/**
 * What a draft becomes. Every email gets a name of its own for ever: by it an edited email is known again.
 * @throws BatonError REQUEST_INVALID: what is wrong with it
 */
async function contentOf(
  { random, fieldMapping }: Deps,
  portalId: PortalId,
  draft: SequenceDraft,
): Promise<SequenceContent> {
  // With it comes Liquid, which a process that only receives does without.
  const { checkContent, tidied } = await import('./content.ts');
  const seen = new Set<string>();
  const emails = draft.emails.map((email) => {
    const id = email.id === '' || seen.has(email.id) ? random.uuid() : email.id;
    seen.add(id);
    return { ...email, id };
  });
  const content = tidied({ ...draft, emails });
  checkContent(content, await fieldMapping.all(portalId));
  return content;
}

async function store(tx: Tx, row: SequenceRow): Promise<void> {
  const { archivedAt: _archivedAt, ...version } = row;
  await tx.upsert(SequenceEntity, row, ['portalId', 'sequenceId']);
  await tx.insert(SequenceVersionEntity, version);
}

async function change(deps: Deps, portalId: PortalId, sequenceId: string, edit: Edit): Promise<void> {
  const content = await contentOf(deps, portalId, edit.draft);
  await deps.database.transaction(async (tx) => {
    const before = await rowOf(tx, portalId, sequenceId);
    const { affected } = await tx.update(
      SequenceEntity,
      { portalId, sequenceId, version: edit.from },
      { version: edit.from + 1 },
    );
    if (affected === 0)
      throw new BatonError(
        'CONFLICT',
        `${before.changedBy} changed this sequence meanwhile. Load it again; your changes are not saved.`,
      );
    await store(tx, {
      ...before,
      version: edit.from + 1,
      content,
      changedBy: edit.by,
      changedAt: deps.clock.now(),
    });
    if (edit.appliesTo === 'unsent')
      await deps.jobs.enqueue(tx, {
        queue: APPLY_QUEUE,
        key: `${portalId}:${sequenceId}`,
        data: { portalId, sequenceId },
      });
  });
}
