import { descriptionSentences } from '../company.ts';
import { glue } from '../glue.ts';
import type { WritingInput } from '../types.ts';
import { isKnownPerson } from './acquaintance.ts';
import { comparable } from './comparable.ts';
import type { ContextReading, Point } from './context-lines.ts';

/** More than so many unsaid points, and a follow-up brings two. */
const MANY = 4;

/**
 * What the Context gives the templates of one step. What mails that left have said is not said again as if it were new:
 * a first mail opens with why we write, one sentence about us, one offer and the question; each follow-up brings the
 * next point that is unsaid. See recommended-sequence.ts for the names.
 */
export function contextValues(
  reading: ContextReading,
  input: WritingInput,
): Record<string, string | boolean> {
  const { stepIndex, step, assistant, said, context, ownContext } = input;
  const { language = 'en' } = step;
  const isNew = unsaid(said.map(({ text }) => text));
  const of = (use: Point['use']): Point[] => reading.points.filter((point) => point.use === use);
  const fresh = (use: Point['use']): Point[] => of(use).filter(isNew);
  /** What was said before comes again only after words that say so, in a follow-up. */
  const orAgain = (use: Point['use']): Point[] =>
    [...fresh(use), ...(stepIndex > 0 ? of(use) : [])].slice(0, 1);
  const opening = fresh('opening').slice(0, reading.short ? 1 : 2);
  const about = orAgain('about');
  const offer = orAgain('offer');
  const description =
    stepIndex > 0 && about.some(isNew)
      ? []
      : describe(reading, assistant.companyDescription, language, about);
  const taken = [
    ...(takes(step, 'opening') ? opening : []),
    ...(takes(step, 'value') ? about : []),
    ...(takes(step, 'offer') ? offer : []),
  ];
  const left = [...fresh('opening'), ...fresh('about'), ...fresh('offer')].filter(
    (point) => !taken.includes(point),
  );
  const more = stepIndex === 0 ? [] : left.slice(0, left.length > MANY && !reading.short ? 2 : 1);
  const ownAsk = fresh('ask')[0]?.text ?? '';
  const [subject] = of('subject');
  const topic = subject?.text ?? '';
  return {
    opening: texts(opening),
    value: [...description, texts(about)].filter(Boolean).join(' '),
    offer: texts(offer),
    more: texts(more),
    // Only for texts that conversations begun earlier carry with them.
    ...(stepIndex === 0 ? {} : { more_inside: texts(more), topic_inside: topic }),
    ask: ownAsk || (of('ask')[0]?.text ?? glue[language].ask),
    own_ask: ownAsk,
    topic,
    plain_topic: subject?.labelled !== true && !/ (for|at|in|with) /i.test(topic),
    known: ownContext && isKnownPerson(context),
    written_before: said.length > 0,
  };
}

const texts = (points: readonly Point[]): string => points.map(({ text }) => text).join(' ');

/** Does a template ask for a value? */
const takes = ({ subject, body }: WritingInput['step'], name: string): boolean =>
  new RegExp(`\\{[{%][^}]*(?<![\\w.])${name}(?!\\w)`).test(`${subject}\n${body}`);

const unsaid = (mails: readonly string[]): ((point: Point) => boolean) => {
  const all = mails.map(comparable);
  return ({ text }) => !all.some((mail) => mail.includes(comparable(text)));
};

/** With a sentence about us in the Context, one of the description is enough, and none that says the same. */
function describe(
  { short }: ContextReading,
  description: string,
  language: Parameters<typeof descriptionSentences>[1],
  about: readonly Point[],
): string[] {
  return descriptionSentences(description, language)
    .filter((sentence) => !about.some(({ text }) => saysTheSame(sentence, text)))
    .slice(0, about.length > 0 || short ? 1 : 2);
}

/** "Acme helps …" and "We help …": a person says such a thing once. */
function saysTheSame(one: string, other: string): boolean {
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size);
  if (!fewer || !more) return false;
  return [...fewer].filter((word) => more.has(word)).length >= 0.7 * fewer.size;
}

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).map((word) => word.replace(/e?s$/, '')));

/** The points of a Context that stand in a mail, by their words. */
export function pointsIn({ points }: ContextReading, mail: { subject: string; text: string }): Point[] {
  const text = comparable(mail.text);
  const subject = comparable(mail.subject);
  return points.filter((point) =>
    (point.use === 'subject' ? subject : text).includes(comparable(point.text)),
  );
}
