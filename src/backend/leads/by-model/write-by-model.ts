import type { Assistant } from '../../assistants/assistants.ts';
import type { SourceTexts } from '../../facts/types.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { KnowledgeRoom } from '../../knowledge/open.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { WritingAsk } from '../../model-writer/drafts.ts';
import { sourcesNamed } from '../../model-writer/material.ts';
import type { Material } from '../../model-writer/material.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import { OFF } from '../../model-writer/write.ts';
import type { SequenceStep, WritingInput, WrittenMail } from '../../writing/types.ts';
import { bodyOf, writeAround } from '../../writing/write-mail.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { materialFor } from './material-for.ts';
import type { ThreadMail } from './material-for.ts';

export interface ByModelDeps {
  modelWriter: Pick<ModelWriterRoom, 'of' | 'look' | 'refuse' | 'isOn'>;
  knowledge: Pick<KnowledgeRoom, 'search'>;
}

/** A mail that a model may write. */
export interface ModelMail {
  /** By what it is known, however often its delivery is tried. */
  draftId: string;
  /** null: of a preview, which nobody sends. */
  mailId: string | null;
  lead: Lead;
  assistant: Assistant;
  input: WritingInput;
  /** Mails of all rounds until now, oldest first. */
  thread: readonly ThreadMail[];
  /** How often a person wanted it anew. */
  again: number;
}

/** By a model, with the sources that it names; or with the sequence's own text, and why. */
export type ModelOutcome =
  | { state: 'asked'; isWriting: boolean }
  | {
      state: 'written';
      mail: WrittenMail;
      model: string;
      sources: SourceTexts;
      step: SequenceStep;
      /** Otherwise it is that of the conversation, of which it names no source. */
      ownSubject: boolean;
    }
  | { state: 'given-up'; why: string };

const MOST_PASSAGES = 5;
/** Less has nothing to do with it. */
const LEAST_SCORE = 0.1;

/** Does a model write this? Only steps that say so: what keeps a promise or brings a brochure has its own words. */
export const isModels = ({ kind }: Pick<Mail, 'kind'>, step: SequenceStep): boolean =>
  kind === 'step' && step.assistantWrites === true;

/**
 * What the account's model wrote for a mail, from what is known now. The same is never written twice: see `Drafts`.
 * @param due the mail waits for it; else it is asked ahead of time
 */
export async function writeByModel(deps: ByModelDeps, about: ModelMail, due: boolean): Promise<ModelOutcome> {
  const ask = await askFor(deps, about);
  const isOn = await deps.modelWriter.isOn(ask.portalId);
  const outcome = await (isOn ? deps.modelWriter.of(ask, { due }) : deps.modelWriter.refuse(ask, OFF));
  if (outcome.state !== 'written') return outcome;
  const { written, material } = outcome;
  return {
    state: 'written',
    mail: await writeAround(about.input, written),
    model: written.model,
    sources: sourcesNamed(material, written.cited),
    step: wordsOfSequence(about.input.step, material, written.cited),
    ownSubject: written.subject !== null,
  };
}

/** The same, if it is there already: nobody is asked. null: it is not. */
export async function writtenAhead(deps: ByModelDeps, about: ModelMail): Promise<WrittenMail | null> {
  const outcome = await deps.modelWriter.look(await askFor(deps, about));
  return outcome?.state === 'written' ? writeAround(about.input, outcome.written) : null;
}

async function askFor({ knowledge }: ByModelDeps, about: ModelMail): Promise<WritingAsk> {
  const { draftId, mailId, lead, assistant, input, thread, again } = about;
  const { portalId, contactId, round } = lead;
  const { assistantId } = assistant;
  const outline = await bodyOf(input).catch(withoutIt);
  const ofRound = thread.filter((mail) => mail.round === round);
  const task = ofRound.some(({ direction }) => direction === 'out') ? 'follow-up' : 'first';
  const known = { input, thread: ofRound, passages: [], outline };
  const words = wordsToSearch(materialFor(known, { task, again }));
  const found = await knowledge.search(portalId, assistantId, words, MOST_PASSAGES);
  const passages = found.filter(({ score }) => score >= LEAST_SCORE);
  const material = materialFor({ ...known, passages }, { task, again });
  const { name } = input.step;
  return { portalId, contactId, assistantId, round, draftId, mailId, seenBy: seenBy(lead), name, material };
}

/** A field of the text is not known: the model writes without it. */
function withoutIt(error: unknown): null {
  if (isBatonError(error)) return null;
  throw error;
}

/** What it is to be about: not who the contact is. */
const wordsToSearch = ({ sources, background }: Material): string =>
  [
    ...sources.filter(({ kind }) => kind === 'context' || kind === 'sequence').map(({ text }) => text),
    ...background,
  ]
    .join('\n')
    .trim();

/** What of the mail is the sequence's own, which a person wrote: the PS, and the text where the model names it. */
const wordsOfSequence = (
  step: SequenceStep,
  { sources }: Material,
  cited: readonly string[],
): SequenceStep =>
  sources.some(({ id, kind }) => kind === 'sequence' && cited.includes(id))
    ? step
    : { ...step, subject: '', body: '' };
