import { DateTime } from 'luxon';
import { arrival } from '../dates.ts';
import { guessesOf, detailsOf, ofPrograms, PERHAPS_UNSUBSCRIBED } from '../classify.ts';
import { sentencesOf } from '../sentences.ts';
import type { Guess } from '../learned/model.ts';
import type { Classification, ReplyClass, ReplyToClassify } from '../types.ts';
import type { Finding, Opinion } from './finding.ts';
import { speaksToAMachine } from '../machine-talk.ts';
import { asksForNoMore } from '../no-more.ts';
import { quotedFrom, sentenceAround } from './quotation.ts';

/** Below it the model itself says that a person should look. */
const SURE = 0.8;
/** What the built-in classifier finds less likely than this, of the answer and of the words quoted, no model decides. */
const POSSIBLE = 0.3;
/** Somebody is told to call after these: the words quoted must say so by themselves. */
const hot: ReadonlySet<ReplyClass> = new Set(['AgreedToMeet', 'InterestedToProceed']);
const HOT_POSSIBLE = 0.5;
const SENTENCE_UNSUBSCRIBES = 0.5;
const MAX_YEARS_AHEAD = 2;

/**
 * An answer that Baton doubts about, after a model was asked. The model may settle the doubt for a class that Baton finds
 * possible, by words that stand in the answer and speak for it; whatever else it says stays a guess that is shown. So
 * what a model can be talked into is no more than what the answer might mean anyway.
 * @param builtIn what Baton says by itself; kept where it is certain
 */
export function weigh(
  builtIn: Classification,
  reply: ReplyToClassify,
  opinion: Opinion | null,
): Classification {
  // A phrase that only suggests leaves it to a person.
  if (!builtIn.doubtful || builtIn.taught || !opinion) return builtIn;
  const { model, finding, why } = opinion;
  if (!finding) return { ...builtIn, model: { name: model, why } };
  if (opinion.question !== (reply.question ?? null))
    return { ...builtIn, model: { name: model, why: 'the conversation went on while it was asked' } };
  const quotation = quotedFrom(reply.text, finding.evidence);
  const mistrust = whyNot(finding, reply, quotation);
  const { class: meant, confidence } = finding;
  if (mistrust || quotation === null)
    return { ...builtIn, model: { name: model, why: mistrust, guess: meant } };
  return {
    ...builtIn,
    ...facts(finding, reply),
    class: meant,
    confidence,
    evidence: quotation,
    secondary: [...new Set(finding.secondary)].filter((one) => one !== meant),
    doubtful: false,
    model: { name: model, why: null },
  };
}

/** Why a model's word is only a guess; null: it counts. */
function whyNot(finding: Finding, reply: ReplyToClassify, quotation: string | null): string | null {
  const { class: meant, confidence } = finding;
  if (finding.instructsReader || speaksToAMachine(reply.text)) return SPEAKS_TO_PROGRAM;
  if (meant === 'Bounce' || meant === 'SoftBounce')
    return 'a mail that was not delivered is known by its form';
  if (reply.autoSubmitted && !ofPrograms.has(meant)) return 'a program wrote the answer';
  if (!(confidence >= SURE && confidence <= 1)) return 'it is not sure either';
  if (quotation === null) return 'the words that it quotes do not stand in the answer';
  if (meant !== 'Unsubscribed' && (finding.secondary.includes('Unsubscribed') || mayUnsubscribe(reply)))
    return 'the answer may ask for no more emails';
  const whole = guessesOf(reply);
  const quoted = likely(meant, guessesOf({ ...reply, text: sentenceAround(reply.text, quotation) }));
  const possible = hot.has(meant)
    ? quoted >= HOT_POSSIBLE
    : Math.max(quoted, likely(meant, whole)) >= POSSIBLE;
  return possible ? null : 'the words that it quotes do not clearly say so';
}

/** Such an answer is not even shown to a model. */
export const SPEAKS_TO_PROGRAM = 'the answer speaks to a program';

/** One sentence that asks for it is enough, whatever the others say. */
const mayUnsubscribe = (reply: ReplyToClassify): boolean =>
  asksForNoMore(reply.text) ||
  likely('Unsubscribed', guessesOf(reply)) >= PERHAPS_UNSUBSCRIBED ||
  sentencesOf(reply.text).some(
    (text) => likely('Unsubscribed', guessesOf({ ...reply, text })) >= SENTENCE_UNSUBSCRIBES,
  );

const likely = (meant: ReplyClass, guesses: readonly Guess[]): number =>
  guesses.find((one) => one.class === meant)?.probability ?? 0;

/** Day and person: what Baton's own code finds in the answer, else what the model says and the answer bears out. */
function facts({ class: meant, resumeOn, referredEmail }: Finding, reply: ReplyToClassify) {
  const own = { date: null, referredEmail: null, ...detailsOf(meant, reply) };
  const dated = meant === 'OutOfOffice' || meant === 'ConnectLater';
  const names = meant === 'ReferredSomeone' || meant === 'MovedOut';
  return {
    date: dated ? (own.date ?? believable(resumeOn, reply)) : null,
    referredEmail: names ? (named(referredEmail, reply.text) ?? own.referredEmail) : null,
  };
}

/** Not before the day of the mail, and at most two years after it. */
function believable(date: string | null, { receivedAt, timeZone }: ReplyToClassify): string | null {
  if (date === null || !/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const today = arrival(receivedAt, timeZone).startOf('day');
  const day = DateTime.fromISO(date, { zone: today.zone });
  return day.isValid && day >= today && day <= today.plus({ years: MAX_YEARS_AHEAD }) ? date : null;
}

/** Of several addresses in an answer the model may say which. */
const named = (address: string | null, text: string): string | null => {
  const wanted = address?.trim().toLowerCase() ?? '';
  return addressesIn(text).includes(wanted) ? wanted : null;
};

const addressesIn = (text: string): string[] =>
  [...text.matchAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g)].map(([address]) => address.toLowerCase());
