import { z } from 'zod';
import { replyClasses } from '../types.ts';
import type { ReplyClass } from '../types.ts';
import { featuresOf, TABLE_SIZE } from './features.ts';
import type { Features } from './features.ts';

/** What the model tells apart; delivery reports are told by their form. */
export type LearnedClass = Exclude<ReplyClass, 'Bounce' | 'SoftBounce'>;
export const learnable = replyClasses.filter(
  (one): one is LearnedClass => one !== 'Bounce' && one !== 'SoftBounce',
);

const header = z.object({
  /** SHA-256 of the corpus it was trained from. */
  corpus: z.string(),
  classes: z.array(z.enum(learnable)),
  /** What a weight of 127 stands for. */
  scale: z.number(),
  bias: z.array(z.number()),
  /** Divides what the classes score, so that of those said at 80 % four of five are right. */
  temperature: z.number(),
  /** For each class the probability from which on it may be decided without a person, 0..1. */
  sure: z.array(z.number()),
});
export type ModelHeader = z.infer<typeof header>;

/** A linear model: for each class a weight for each place that `featuresOf` names. */
export interface Model extends ModelHeader {
  /** Of all classes for the first place, then for the second, and so on. */
  weights: Int8Array;
}

const HEADER_LENGTH = 4;

/** The file: the length of the header in 4 bytes, the header as JSON, then one byte a weight. */
export function writeModel({ weights, ...about }: Model): Buffer {
  const json = Buffer.from(JSON.stringify(about));
  const length = Buffer.alloc(HEADER_LENGTH);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength)]);
}

/** @throws Error when the bytes are no model of this version */
export function readModel(bytes: Buffer): Model {
  const end = HEADER_LENGTH + bytes.readUInt32LE(0);
  const about = header.parse(JSON.parse(bytes.toString('utf8', HEADER_LENGTH, end)));
  const weights = new Int8Array(bytes.subarray(end));
  if (weights.length !== TABLE_SIZE * about.classes.length)
    throw new Error('The weights are of another version.');
  return { ...about, weights };
}

export interface Guess {
  class: LearnedClass;
  /** 0..1; all guesses of a text add up to 1. */
  probability: number;
  /** Likely enough to be decided without a person. */
  isSure: boolean;
}

/** What a text may mean, the likeliest first. */
export function guess(model: Model, text: string): Guess[] {
  const probabilities = softmax(scoresOf(model, featuresOf(text)).map((score) => score / model.temperature));
  return model.classes
    .map((one, at) => {
      const probability = probabilities[at] ?? 0;
      return { class: one, probability, isSure: probability >= (model.sure[at] ?? 1) };
    })
    .sort((a, b) => b.probability - a.probability);
}

export const scoresOf = ({ weights, scale, bias }: Model, features: Features): number[] =>
  linearScores(weights, bias, features, scale / 127);

/** What each class scores. `weights`: of all classes for the first place, then for the second; `unit`: what 1 stands for. */
export function linearScores(
  weights: ArrayLike<number>,
  bias: Iterable<number>,
  { places, counts }: Features,
  unit = 1,
): number[] {
  const scores = [...bias];
  for (let at = 0; at < places.length; at += 1) {
    const first = (places[at] ?? 0) * scores.length;
    const count = (counts[at] ?? 0) * unit;
    for (let one = 0; one < scores.length; one += 1)
      scores[one] = (scores[one] ?? 0) + (weights[first + one] ?? 0) * count;
  }
  return scores;
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - highest));
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.map((part) => part / sum);
}
