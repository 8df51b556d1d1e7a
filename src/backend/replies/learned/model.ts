import { z } from 'zod';
import { replyClasses } from '../types.ts';
import type { ReplyClass } from '../types.ts';
import { featuresOf } from './features.ts';
import { seenBy } from './vocabulary.ts';
import type { Seen, Vocabulary } from './vocabulary.ts';

/** What the model tells apart; delivery reports are told by their form. */
export type LearnedClass = Exclude<ReplyClass, 'Bounce' | 'SoftBounce'>;
export const learnable = replyClasses.filter(
  (one): one is LearnedClass => one !== 'Bounce' && one !== 'SoftBounce',
);

const header = z.object({
  /** SHA-256 of the corpus it was trained from. */
  corpus: z.string(),
  classes: z.array(z.enum(learnable)),
  /** What a weight of 7 stands for. */
  scale: z.number(),
  bias: z.array(z.number()),
  /** Divides what the classes score, so that of those said at 80 % four of five are right. */
  temperature: z.number(),
  /** For each class the probability from which on it may be decided without a person, 0..1. */
  sure: z.array(z.number()),
});
export type ModelHeader = z.infer<typeof header>;

/** A linear model: for each class a weight for each feature that it knows. */
export interface Model extends ModelHeader {
  known: Vocabulary;
  /** -7 to 7, two a byte; of all classes for the first feature, then for the second, and so on. */
  weights: Uint8Array;
}
/** The largest that half a byte holds. */
export const LARGEST_WEIGHT = 7;

const NUMBER_LENGTH = 4;

/**
 * The file: the length of the header and how many features follow, each in 4 bytes; the header as JSON; 4 bytes a
 * feature, its hash; half a byte a weight.
 */
export function writeModel({ weights, known, ...about }: Model): Buffer {
  const json = Buffer.from(JSON.stringify(about));
  const numbers = Buffer.alloc(NUMBER_LENGTH * (2 + known.length));
  numbers.writeUInt32LE(json.length, 0);
  numbers.writeUInt32LE(known.length, NUMBER_LENGTH);
  known.forEach((hash, at) => numbers.writeUInt32LE(hash, NUMBER_LENGTH * (2 + at)));
  const [lengths, hashes] = [numbers.subarray(0, 2 * NUMBER_LENGTH), numbers.subarray(2 * NUMBER_LENGTH)];
  return Buffer.concat([lengths, json, hashes, weights]);
}

/** @throws Error when the bytes are no model of this version */
export function readModel(bytes: Buffer): Model {
  const hashesAt = 2 * NUMBER_LENGTH + bytes.readUInt32LE(0);
  const begin = hashesAt + NUMBER_LENGTH * bytes.readUInt32LE(NUMBER_LENGTH);
  const about = header.parse(JSON.parse(bytes.toString('utf8', 2 * NUMBER_LENGTH, hashesAt)));
  const known = Uint32Array.from({ length: (begin - hashesAt) / NUMBER_LENGTH }, (_, at) =>
    bytes.readUInt32LE(hashesAt + NUMBER_LENGTH * at),
  );
  const size = known.length * about.classes.length;
  if (bytes.length - begin !== Math.ceil(size / 2)) throw new Error('The weights are of another version.');
  // A copy, so that the file is not kept beside it.
  return { ...about, known, weights: Uint8Array.from(bytes.subarray(begin)) };
}

/** @param weights -7 to 7 */
export const inHalves = (weights: Int8Array): Uint8Array =>
  Uint8Array.from(
    { length: Math.ceil(weights.length / 2) },
    (_, at) => ((weights[2 * at] ?? 0) + 8) * 16 + (weights[2 * at + 1] ?? 0) + 8,
  );

export interface Guess {
  class: LearnedClass;
  /** 0..1; all guesses of a text add up to 1. */
  probability: number;
  /** Likely enough to be decided without a person. */
  isSure: boolean;
}

/** What a text may mean, the likeliest first. */
export function guess(model: Model, text: string): Guess[] {
  const probabilities = softmax(
    scoresOf(model, seenBy(model.known, featuresOf(text))).map((score) => score / model.temperature),
  );
  return model.classes
    .map((one, at) => {
      const probability = probabilities[at] ?? 0;
      return { class: one, probability, isSure: probability >= (model.sure[at] ?? 1) };
    })
    .sort((a, b) => b.probability - a.probability);
}

/** What each class scores. */
export function scoresOf({ weights, scale, bias }: Model, { places, counts }: Seen): number[] {
  const scores = [...bias];
  for (let at = 0; at < places.length; at += 1) {
    const first = (places[at] ?? 0) * scores.length;
    const count = ((counts[at] ?? 0) * scale) / LARGEST_WEIGHT;
    for (let one = 0; one < scores.length; one += 1)
      scores[one] = (scores[one] ?? 0) + weightAt(weights, first + one) * count;
  }
  return scores;
}

function weightAt(weights: Uint8Array, at: number): number {
  const both = weights[at >>> 1] ?? 0;
  return (at % 2 === 0 ? both >>> 4 : both & 15) - 8;
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - highest));
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.map((part) => part / sum);
}
