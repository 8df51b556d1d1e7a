import type { ModelPreview } from '../../../cards/sequences/contract.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import { draftOf } from '../approval/sources.ts';
import { markedWords } from '../approval/words.ts';
import { claimsOfModel } from './model-claims.ts';
import { writeByModel } from './write-by-model.ts';
import type { ByModelDeps, ModelMail } from './write-by-model.ts';
import type { WrittenMail } from '../../writing/types.ts';

export interface PreviewByModelDeps extends ByModelDeps {
  modelWriter: ByModelDeps['modelWriter'] & Pick<ModelWriterRoom, 'forgetGivenUp'>;
}

/** So long a preview that failed stays so: who looks at it again and again asks once. */
const FAILED_FOR_MS = MINUTE;

/** What a model writes for a preview, how far it is, and what a check finds. `mail` null: the sequence's text is shown. */
export async function previewByModel(
  deps: PreviewByModelDeps,
  about: Omit<ModelMail, 'draftId' | 'mailId' | 'again'>,
  at: number,
): Promise<{ mail: WrittenMail | null; model: ModelPreview }> {
  const { lead, assistant, input } = about;
  if (!(await deps.modelWriter.isOn(lead.portalId))) return { mail: null, model: off };
  const draftId = `preview-${lead.contactId}-${assistant.assistantId}-${input.stepIndex}`;
  // Whoever asks again later wants to know whether it works by now.
  await deps.modelWriter.forgetGivenUp(lead.portalId, draftId, at - FAILED_FOR_MS);
  const outcome = await writeByModel(deps, { ...about, draftId, mailId: null, again: 0 }, true);
  if (outcome.state === 'asked') return { mail: null, model: outcome.isWriting ? writing : asked };
  if (outcome.state === 'given-up')
    return { mail: null, model: { state: 'given-up', note: `The text of the sequence. ${outcome.why}` } };
  const { letter } = outcome.mail;
  const subject = outcome.ownSubject ? outcome.mail.subject : '';
  const draft = draftOf(assistant, { lang: input.step.language ?? 'en', subject, letter, at });
  const marked = markedWords(claimsOfModel(draft, outcome));
  const found =
    marked === ''
      ? 'every claim stands in a source.'
      : `${marked} stands in no source: it would wait for a person.`;
  return {
    mail: outcome.mail,
    model: { state: 'checked', note: `${outcome.model} wrote it. Checked: ${found}` },
  };
}

const asked: ModelPreview = {
  state: 'asked',
  note: 'The language model is asked. Until it answers: the text of the sequence.',
};
const writing: ModelPreview = {
  state: 'writing',
  note: 'The language model is writing. Until then: the text of the sequence.',
};
const off: ModelPreview = {
  state: 'given-up',
  note: 'The text of the sequence: writing by the language model is switched off in the settings.',
};
/** Of an email after one that is being written: what was said before is not known yet. */
export const later: ModelPreview = {
  state: 'waiting',
  note: 'The language model writes it after the emails before it. Until then: the text of the sequence.',
};

/** There is more to come. */
export const isUnderWay = ({ state }: ModelPreview): boolean =>
  state === 'asked' || state === 'writing' || state === 'waiting';
