import type { AnswerSuggestion } from '../../../cards/pages/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { KnowledgeRoom } from '../../knowledge/open.ts';
import type { FoundPassage } from '../../knowledge/searching/search.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Outcome, WritingAsk } from '../../model-writer/drafts.ts';
import type { Material, Source } from '../../model-writer/material.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import { OFF } from '../../model-writer/write.ts';
import { beginningOf } from '../../ground/text.ts';
import type { Language } from '../../ground/languages.ts';
import { speaksToAMachine } from '../../replies/machine-talk.ts';
import type { Classification, ReplyClass } from '../../replies/types.ts';
import type { AnswerReview } from '../../reviews/review-entity.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import { answerByHand } from '../../writing/answer-steps.ts';
import type { WritingInput } from '../../writing/types.ts';
import { bodyOf, writeAround } from '../../writing/write-mail.ts';
import { materialFor } from '../by-model/material-for.ts';
import { writingFor } from '../conversation/writing-for.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { asks } from '../suggesting/answer.ts';

/** What a person may begin a reply with. Nothing of it leaves by itself. */
export type Suggestion = AnswerSuggestion;

export interface SuggestDeps {
  knowledge: Pick<KnowledgeRoom, 'search'>;
  modelWriter: Pick<ModelWriterRoom, 'isOn' | 'of' | 'asked' | 'latest'>;
}

/** What is asked, and what a suggestion is known by. */
export interface Asked extends Pick<AnswerReview, 'portalId' | 'contactId' | 'round' | 'id'> {
  content: { guess: Pick<Classification, 'class' | 'secondary'> };
}

export interface AboutAnswer {
  review: Asked;
  lead: Lead;
  assistant: Assistant;
  language: Language;
  /** null: its words are not there any more. */
  answer: Mail | null;
  /** Mails of the round until the answer, it included, oldest first. */
  thread: readonly Mail[];
  labels: PortalSettings['contextLabels'];
}

const MOST_PASSAGES = 5;
const MOST_QUOTED = 2;
/** Of what is asked so much stands in a passage that is worth quoting. */
const QUOTED_FROM = 0.3;
const LONGEST_QUOTE = 400;

/** What the assistant would answer, were the guess right: written by a model, quoted from Knowledge, or only an offer. */
export async function suggestAnswer(deps: SuggestDeps, about: AboutAnswer): Promise<Suggestion> {
  const { input, offered } = offerOf(about);
  const plain = await suggestion(input, await bodyOf(input), offered);
  const { answer, review } = about;
  if (!answer || answer.text.trim() === '' || !asksSomething(review)) return plain;
  const passages = await passagesFor(deps, about);
  const outcome = await byModel(deps, about, { ...input, step: answerByHand(about.language, {}) }, passages);
  if (outcome.state === 'asked') return { ...plain, why: null, state: 'writing' };
  if (outcome.state === 'written') return written(input, outcome);
  return quoted(plain, input, passages, outcome.why);
}

/** A model is asked anew, unless it is at it. */
export async function suggestAgain(deps: SuggestDeps, about: AboutAnswer): Promise<void> {
  const { review, answer } = about;
  if (!answer || !asksSomething(review) || !(await deps.modelWriter.isOn(review.portalId))) return;
  const { again, isSettled } = await deps.modelWriter.asked(review.portalId, review.id);
  if (isSettled) await deps.modelWriter.of((await askFor(deps, about, again + 1)).ask, { due: false });
}

/** What a model is asked for an answer, from what is known now. */
export async function askFor(
  deps: Pick<SuggestDeps, 'knowledge'>,
  about: AboutAnswer,
  again: number,
): Promise<{ ask: WritingAsk; passages: readonly FoundPassage[]; offers: boolean }> {
  const { input, offered } = offerOf(about);
  const passages = await passagesFor(deps, about);
  const ask = askOf(about, { ...input, step: answerByHand(about.language, {}) }, passages, again);
  return { ask, passages, offers: offered !== null };
}

const passagesFor = (
  { knowledge }: Pick<SuggestDeps, 'knowledge'>,
  { review, assistant, answer }: AboutAnswer,
): Promise<readonly FoundPassage[]> =>
  knowledge.search(review.portalId, assistant.assistantId, answer?.text ?? '', MOST_PASSAGES);

const means = ({ content: { guess } }: Asked, one: ReplyClass): boolean =>
  guess.class === one || guess.secondary.some((other) => other === one);

const asksSomething = (review: Asked): boolean => [...asks].some((one) => means(review, one));

function offerOf({ review, lead, assistant, language, answer, labels }: AboutAnswer): {
  input: WritingInput;
  offered: string | null;
} {
  const { brochureUrl, calendarUrl } = assistant;
  const brochure = means(review, 'BrochureRequest') && brochureUrl ? { brochure: brochureUrl } : null;
  const wantsTime = means(review, 'AgreedToMeet') || means(review, 'InterestedToProceed');
  const calendar = wantsTime && calendarUrl ? { calendar: calendarUrl } : null;
  const offered = brochure
    ? 'It may ask for the brochure: this is the assistant’s.'
    : calendar
      ? 'It may want to meet: this is the assistant’s calendar.'
      : null;
  const input = {
    ...writingFor(lead, assistant, { thread: [], labels }),
    step: answerByHand(language, brochure ?? calendar ?? {}),
    stepIndex: 0,
    threadSubject: answer?.subject ?? '',
    unsubscribeUrl: null,
  };
  return { input, offered };
}

async function suggestion(input: WritingInput, body: string, why: string | null): Promise<Suggestion> {
  const { subject, letter } = await writeAround(input, { subject: null, body });
  return {
    subject,
    letter,
    offers: why !== null,
    why,
    state: 'ready',
    again: false,
    sources: [],
    sentences: [],
  };
}

async function byModel(
  { modelWriter }: SuggestDeps,
  about: AboutAnswer,
  input: WritingInput,
  passages: readonly FoundPassage[],
): Promise<Outcome> {
  const { portalId, id } = about.review;
  if (!(await modelWriter.isOn(portalId))) return { state: 'given-up', why: OFF };
  if (speaksToAMachine(about.answer?.text ?? ''))
    return { state: 'given-up', why: 'The answer speaks to a program: no model is shown it.' };
  // What was asked for stands, whatever is known by now: a person asks anew.
  const latest = await modelWriter.latest(portalId, id);
  const ask = askOf(about, input, passages, 0);
  return modelWriter.of(latest ? { ...ask, material: latest.material } : ask, { due: true });
}

function askOf(
  { review, lead, assistant, thread }: AboutAnswer,
  input: WritingInput,
  passages: readonly FoundPassage[],
  again: number,
): WritingAsk {
  const { portalId, contactId, round, id: draftId } = review;
  const { assistantId } = assistant;
  const material = materialFor({ input, thread, passages, outline: null }, { task: 'answer', again });
  return {
    portalId,
    contactId,
    assistantId,
    round,
    draftId,
    mailId: null,
    seenBy: seenBy(lead),
    name: 'Answer',
    material,
  };
}

async function written(
  input: WritingInput,
  outcome: Extract<Outcome, { state: 'written' }>,
): Promise<Suggestion> {
  const words = `${outcome.written.model} wrote it from the sources below. Read it before you send it.`;
  return { ...(await suggestion(input, outcome.written.body, words)), again: true, ...sourcesIn(outcome) };
}

/** The whole letter of what a model wrote: with greeting and signature, in the conversation of the answer. */
export async function letterOf(
  about: AboutAnswer,
  { written: { body } }: Extract<Outcome, { state: 'written' }>,
): Promise<Pick<Suggestion, 'subject' | 'letter'>> {
  const { subject, letter } = await writeAround(offerOf(about).input, { subject: null, body });
  return { subject, letter };
}

/** What a model took it from, in all and sentence by sentence. */
export function sourcesIn({
  written: { cited, sentences = [] },
  material,
}: Extract<Outcome, { state: 'written' }>): Pick<Suggestion, 'sources' | 'sentences'> {
  return {
    sources: namedIn(material, cited),
    sentences: sentences.map(({ text, sources }) => ({ text, sources: namedIn(material, sources) })),
  };
}

export const namedIn = ({ sources }: Material, cited: readonly string[]): Suggestion['sources'] =>
  sources
    .filter(({ id }) => cited.includes(id))
    .map((source) => ({ label: labelOf(source), excerpt: beginningOf(source.text, 200) }));

function labelOf({ kind, what, direction }: Source): string {
  switch (kind) {
    case 'context':
    case 'sequence':
      return 'Context';
    case 'assistant':
      return 'The assistant’s own texts';
    case 'property':
      return `HubSpot: ${what}`;
    case 'knowledge':
      return `Knowledge: ${what}`;
    case 'thread':
      return direction === 'in' ? 'Email from the contact' : 'Email to the contact';
  }
}

/** Without a model: what Knowledge says, word for word, with its titles. */
async function quoted(
  plain: Suggestion,
  input: WritingInput,
  passages: readonly FoundPassage[],
  whyNoModel: string,
): Promise<Suggestion> {
  const again = whyNoModel !== OFF;
  const found = passages.filter(({ score }) => score >= QUOTED_FROM).slice(0, MOST_QUOTED);
  const noModel = `No model wrote it: ${whyNoModel}`;
  if (found.length === 0)
    return {
      ...plain,
      why: [plain.why, `Knowledge has nothing about what is asked. ${noModel}`].filter(Boolean).join(' '),
      again,
    };
  const quotes = found.map(({ title, text }) => `${title}: “${beginningOf(text.trim(), LONGEST_QUOTE)}”`);
  const body = [await bodyOf(input), ...quotes].filter((part) => part !== '').join('\n\n');
  const titles = found.map(({ title }) => `“${title}”`).join(' and ');
  const words = `Quoted from Knowledge: ${titles}. ${noModel}`;
  return {
    ...(await suggestion(input, body, [plain.why, words].filter(Boolean).join(' '))),
    again,
    sources: found.map(({ title, text }) => ({
      label: `Knowledge: ${title}`,
      excerpt: beginningOf(text, 200),
    })),
  };
}
