import { z } from 'zod';
import { BatonError } from '../ground/errors.ts';
import { classifyReply } from '../replies/classify.ts';
import { comparable } from '../replies/taught/comparable.ts';
import { ALIKE, similarity } from '../replies/taught/similarity.ts';
import { reportClasses, replyClasses } from '../replies/types.ts';
import type { ReplyClass, TaughtPhrase } from '../replies/types.ts';

export const MOST_PHRASES = 500;
const LONGEST = 500;
/** Letters without which an example is found in answers that mean anything. */
const FEWEST_LETTERS = { words: 6, oneWord: 8, unparted: 4 } as const;

/** As it is sent; `check` says in words what is wrong with it. */
export const phraseDraft = z.object({
  example: z.string(),
  class: z.enum(replyClasses),
  mode: z.enum(['always', 'suggest']),
});

type Taught = Omit<TaughtPhrase, 'phraseId'>;

/**
 * What can be taught beside what is taught already, without what would tell of a person.
 * @throws BatonError REQUEST_INVALID, CONFLICT, with what to do
 */
export function checkPhrase(draft: z.infer<typeof phraseDraft>, others: readonly TaughtPhrase[]): Taught {
  if (isReport(draft.class)) throw invalid(aboutReports);
  const written = draft.example.trim();
  if (written === '') throw invalid('Write an example: a sentence as people answer.');
  if (written.length > LONGEST)
    throw invalid(
      `An example has at most ${LONGEST} characters. Take the one sentence that tells what is meant.`,
    );
  const example = impersonal(written);
  if (isTooShort(example))
    throw invalid(
      `“${example}” is too short: it stands in answers that mean something else. Write a whole sentence.`,
    );
  const taught: Taught = { example, class: draft.class, mode: draft.mode };
  refuseTwins(taught, others);
  refuseOverruled(taught);
  return taught;
}

const aboutReports =
  'Bounces cannot be taught: that an email did not arrive, and why, is read from the report of the mail server, which no words stand for. Choose what the person means.';

const isReport = (one: ReplyClass): one is (typeof reportClasses)[number] =>
  reportClasses.some((report) => report === one);

/** Addresses, links and numbers stand for any other when answers are compared, so none has to be kept. */
const impersonal = (text: string): string =>
  text
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, 'name@example.com')
    .replace(/https?:\/\/\S+|\bwww\.\S+/gi, 'https://example.com')
    .replace(/\+?\d[\d\s()/.-]{5,}\d/g, '000');

function isTooShort(example: string): boolean {
  const { text, words, unparted } = comparable(example);
  const letters = text.replace(/[\d\s]/g, '').length;
  if (unparted !== null) return letters < FEWEST_LETTERS.unparted;
  return letters < (words.length > 1 ? FEWEST_LETTERS.words : FEWEST_LETTERS.oneWord);
}

function refuseTwins(taught: Taught, others: readonly TaughtPhrase[]): void {
  const said = comparable(taught.example);
  for (const other of others) {
    const alike = similarity(said, comparable(other.example));
    if (alike < ALIKE || (alike < 1 && other.class === taught.class)) continue;
    throw new BatonError('CONFLICT', alike === 1 ? sameAs(taught, other) : nearTo(other, alike));
  }
}

/** What could never count: the law and an opt-out go before any phrase. */
function refuseOverruled(taught: Taught): void {
  const alone = { subject: '', autoSubmitted: false, bounce: false, receivedAt: 0, timeZone: 'UTC' };
  const phrases = [{ ...taught, phraseId: '' }];
  const said = classifyReply({ ...alone, text: taught.example, phrases });
  if (said.taught) return;
  throw invalid(
    said.legal
      ? 'This speaks of the law, which goes before any phrase: Baton stops everything, and a person answers.'
      : 'Baton is sure that this asks for no more emails. That goes before any phrase, so it cannot mean anything else.',
  );
}

const sameAs = (taught: Taught, other: TaughtPhrase): string =>
  other.class === taught.class
    ? `“${other.example}” is taught already, with the same meaning.`
    : `“${other.example}” is taught already, with another meaning. Change that phrase instead.`;

const nearTo = (other: TaughtPhrase, alike: number): string =>
  `“${other.example}” is taught already with another meaning, and is ${Math.floor(alike * 100)} % alike: an answer could be taken for either. Change that phrase, or write what tells them apart.`;

const invalid = (message: string): BatonError => new BatonError('REQUEST_INVALID', message);
