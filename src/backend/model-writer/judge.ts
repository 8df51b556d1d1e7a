import { checkDraft } from '../facts/check-draft.ts';
import type { Claim } from '../facts/types.ts';
import { isClosing, startsQuotation, withoutGreeting } from '../facts/prose/letter.ts';
import { storable } from '../ground/text.ts';
import { languageOf } from '../ground/languages.ts';
import { speaksToAMachine } from '../replies/machine-talk.ts';
import { sourcesNamed } from './material.ts';
import type { Material, Written } from './material.ts';
import type { Answer } from './question.ts';

type Sentence = Answer['sentences'][number];
/** What may be stored, or why an answer is of no use: a sentence without a word of the model's. */
export type Verdict = { use: Omit<Written, 'model'> } | { why: string };

const LONGEST_SUBJECT = 120;
const MOST_SENTENCES = 14;
const LONGEST_SENTENCE = 500;
const LONGEST = 2_000;
/** Characters: of less nobody can tell the language by its small words. */
const LEAST_TO_TELL = 60;

/**
 * Whether what a model answered may become an email. It has to be whole, in the language, of a sensible length, without
 * markup, and each sentence that claims something has to name where that stands. What is false in spite of it is found
 * by the check of facts before it leaves. @param at epoch ms of the question, from which dates count
 */
export function judge(answer: Answer, material: Material, at: number): Verdict {
  const subject = material.wantsSubject ? tidy(answer.subject) : null;
  const sentences = saidIn(answer.sentences, material);
  const all = [
    ...(subject === null ? [] : [{ text: subject, sources: answer.subjectSources }]),
    ...sentences,
  ];
  const body = paragraphsOf(sentences, material);
  const why =
    wrongForm(subject, sentences, body) ??
    wrongLanguage(sentences, body, material) ??
    wrongWords([subject ?? '', body].join('\n'), material) ??
    wrongSources(all, material) ??
    unnamed(all, material, at);
  if (why !== null) return { why };
  const named = new Set(all.flatMap(({ sources }) => sources));
  return {
    use: {
      subject,
      body,
      cited: material.sources.map(({ id }) => id).filter((id) => named.has(id)),
      sentences: sentences.map(({ text, sources }) => ({ text, sources })),
    },
  };
}

const tidy = (text: string): string => storable(text).replace(/\s+/g, ' ').trim();

/** What is said between greeting and closing: models greet and sign although they are told not to. */
function saidIn(sentences: readonly Sentence[], material: Material): Sentence[] {
  const said = sentences
    .map((one, place) => ({
      ...one,
      text: tidy(place === 0 ? withoutGreeting(one.text, material.language) : one.text),
    }))
    .filter(({ text }) => text !== '');
  for (let last = said.at(-1); last && ends(last.text, material); last = said.at(-1)) said.pop();
  return said;
}

/** The check of facts reads no further than a line like this. */
const ends = (line: string, { assistant, language }: Material): boolean =>
  isClosing(line, language) || line.replace(/[,.]$/, '') === assistant.name;

/** A paragraph that reads as the end of a letter goes on with the next: everything is to be checked. */
function paragraphsOf(sentences: readonly Sentence[], material: Material): string {
  const space = material.language === 'ja' ? '' : ' ';
  const paragraphs: string[] = [];
  for (const some of Map.groupBy(sentences, ({ paragraph }) => paragraph).values()) {
    const text = some.map((one) => one.text).join(space);
    const before = paragraphs.at(-1);
    if (before !== undefined && ends(before, material)) paragraphs.splice(-1, 1, `${before}${space}${text}`);
    else paragraphs.push(text);
  }
  return paragraphs.join('\n\n');
}

function wrongForm(subject: string | null, sentences: readonly Sentence[], body: string): string | null {
  if (subject === '') return 'The subject is missing.';
  if ((subject ?? '').length > LONGEST_SUBJECT) return 'The subject is too long.';
  if (sentences.length === 0) return 'It has no sentences.';
  if (body.split('\n').some(startsQuotation)) return 'It quotes something as if it were forwarded.';
  const tooLong = sentences.some(({ text }) => text.length > LONGEST_SENTENCE);
  return tooLong || sentences.length > MOST_SENTENCES || body.length > LONGEST ? 'It is too long.' : null;
}

/** As a whole, and of no sentence can it be said: a few small words alone mislead. */
function wrongLanguage(sentences: readonly Sentence[], body: string, { language }: Material): string | null {
  const isWrong =
    (languageOf(body) ?? language) !== language &&
    sentences.every(({ text }) => languageOf(text) !== language) &&
    body.length >= LEAST_TO_TELL;
  return isWrong ? 'It is in another language than was asked for.' : null;
}

function wrongWords(text: string, { sources, assistant }: Material): string | null {
  if (/\{\{|\{%|```|<\/?[a-z][^>]*>|\[[^\]]*\b(?:name|company|firma|nom|nombre)\b[^\]]*\]/iu.test(text))
    return 'It holds markup or placeholders.';
  const ours = [assistant.companyDescription, ...sources.map((source) => source.text)];
  return speaksToAMachine(text) && !ours.some(speaksToAMachine)
    ? 'It holds words that are meant for programs.'
    : null;
}

const wrongSources = (all: readonly Pick<Sentence, 'sources'>[], { sources }: Material): string | null => {
  const known = new Set(sources.map(({ id }) => id));
  return all.some((one) => one.sources.some((id) => !known.has(id)))
    ? 'It names a source that it was not given.'
    : null;
};

/** Whoever claims something says where it stands; the assistant's own name, company and links anybody may say. */
function unnamed(
  all: readonly Pick<Sentence, 'text' | 'sources'>[],
  material: Material,
  at: number,
): string | null {
  const { language: lang, assistant } = material;
  const everything = sourcesNamed(
    material,
    material.sources.map(({ id }) => id),
  );
  const needsSource = ({ source }: Claim): boolean => source?.kind !== 'assistant';
  const bare = all.filter(({ sources }) => sources.length === 0);
  return bare.some(({ text }) =>
    checkDraft({ lang, assistant, at, subject: '', body: text }, everything).some(needsSource),
  )
    ? 'A sentence claims something and names no source.'
    : null;
}
