import type { Assistant } from '../../assistants/assistants.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import type { SourceTexts } from '../../facts/types.ts';
import type { DraftContent, Inputs } from '../../reviews/review-entity.ts';
import { changesBetween } from './inputs.ts';
import { draftOf } from './sources.ts';

interface Now {
  inputs: Inputs;
  sources: SourceTexts;
  assistant: Assistant;
  /** Epoch ms. */
  at: number;
}

/** The same words beside what is known now: what changed since, and what stands in no source any more. */
export const renewed = (content: DraftContent, { inputs, sources, assistant, at }: Now): DraftContent => ({
  ...content,
  inputs,
  changes: changesBetween(content.inputs, inputs, content.changes),
  sources,
  claims: checkDraft(draftOf(assistant, { ...content, at }), sources),
  standsBy: null,
});
