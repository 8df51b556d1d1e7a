import { featuresOf, TABLE_SIZE } from './features.ts';
import type { Features } from './features.ts';
import { learnable, linearScores, scoresOf, softmax } from './model.ts';
import type { LearnedClass, Model, ModelHeader } from './model.ts';
import type { LabelledText } from './corpus.ts';

const EPOCHS = 15;
const RATE = 0.3;
/** Pulls every weight that is looked at a little towards nothing. */
const DECAY = 0.0002;
const BIAS_RATE = 0.02;
const CLASSES = learnable.length;

export interface Example {
  features: Features;
  class: LearnedClass;
}

export const exampleOf = ({ text, class: meant }: Pick<LabelledText, 'text' | 'class'>): Example => ({
  features: featuresOf(text),
  class: meant,
});

/**
 * Multinomial logistic regression by AdaGrad, one text at a time, in an order that is shuffled alike every time: the same
 * examples give the same bytes.
 */
export function train(
  examples: readonly Example[],
  about: Pick<ModelHeader, 'corpus' | 'temperature' | 'sure'>,
): Model {
  const weights = new Float32Array(TABLE_SIZE * CLASSES);
  const squares = new Float32Array(TABLE_SIZE * CLASSES).fill(1e-6);
  const bias = new Float64Array(CLASSES);
  const order = [...examples.keys()];
  const random = lehmer(7);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const one of order) {
      const example = examples[one];
      if (example) learn(weights, squares, bias, example);
    }
  }
  return { ...about, classes: [...learnable], bias: [...bias].map(rounded), ...inBytes(weights) };
}

/** Six digits: what a JSON file should hold. */
const rounded = (value: number): number => Number(value.toFixed(6));

function learn(weights: Float32Array, squares: Float32Array, bias: Float64Array, example: Example): void {
  const { places, counts } = example.features;
  const wrong = softmax(linearScores(weights, bias, example.features));
  const meant = learnable.indexOf(example.class);
  wrong[meant] = (wrong[meant] ?? 0) - 1;
  for (let one = 0; one < CLASSES; one += 1) bias[one] = (bias[one] ?? 0) - BIAS_RATE * (wrong[one] ?? 0);
  for (let at = 0; at < places.length; at += 1) {
    const first = (places[at] ?? 0) * CLASSES;
    const count = counts[at] ?? 0;
    for (let one = 0; one < CLASSES; one += 1) {
      const place = first + one;
      const weight = weights[place] ?? 0;
      const slope = (wrong[one] ?? 0) * count + DECAY * weight;
      const square = (squares[place] ?? 0) + slope * slope;
      squares[place] = square;
      weights[place] = weight - (RATE * slope) / Math.sqrt(square);
    }
  }
}

/** Weights beyond four standard deviations are as good as that. */
function inBytes(weights: Float32Array): Pick<Model, 'weights' | 'scale'> {
  let [square, used] = [0, 0];
  for (const weight of weights) {
    square += weight * weight;
    if (weight !== 0) used += 1;
  }
  const scale = rounded(8 * Math.sqrt(square / Math.max(1, used)));
  const bytes = Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round((weight / scale) * 127))),
  );
  return { weights: bytes, scale };
}

/** Numbers in [0, 1) that are the same every time (Park and Miller). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

/** What a model that had not read the text made of it. */
export interface HeldOut {
  text: LabelledText;
  scores: number[];
}

/** Each text judged by a model that read nothing of its writer. `groups`: the writers who are left out together. */
export function holdOut(texts: readonly LabelledText[], groups: readonly (readonly string[])[]): HeldOut[] {
  const examples = texts.map(exampleOf);
  return groups.flatMap((writers) => {
    const isOut = texts.map(({ writer }) => writers.includes(writer));
    const model = train(
      examples.filter((_, at) => !isOut[at]),
      { corpus: '', temperature: 1, sure: [] },
    );
    return texts.flatMap((text, at) => {
      const example = examples[at];
      return isOut[at] && example ? [{ text, scores: scoresOf(model, example.features) }] : [];
    });
  });
}

/** Writers left out four groups at a time, each group of several languages. */
export function groupsOf(texts: readonly LabelledText[], count = 4): string[][] {
  const writers = [...new Set(texts.map(({ writer }) => writer))].sort();
  return Array.from({ length: count }, (_, group) => writers.filter((_writer, at) => at % count === group));
}

/** Of all answers, at most so many may be acted upon wrongly. */
const WRONG_AT_MOST = 0.02;
/** Nothing is decided by less. */
const LEAST_SURE = 0.5;

interface Judged {
  class: LearnedClass;
  probability: number;
  isRight: boolean;
}

/** What models that had not read the texts say of them, each as sure as a temperature makes it. */
export const judge = (held: readonly HeldOut[], temperature: number): (Judged & { text: LabelledText })[] =>
  held.map(({ text, scores: found }) => {
    const probabilities = softmax(found.map((score) => score / temperature));
    const probability = Math.max(...probabilities);
    const best = learnable[probabilities.indexOf(probability)] ?? 'Other';
    return { text, class: best, probability, isRight: best === text.class };
  });

/** How sure the model may say that it is, and from where on it decides without a person. */
export function calibrate(held: readonly HeldOut[]): Pick<ModelHeader, 'temperature' | 'sure'> {
  const temperatures = Array.from({ length: 40 }, (_, at) => 0.3 + at * 0.03);
  const temperature = rounded(
    temperatures.reduce((best, one) => (surprise(held, one) < surprise(held, best) ? one : best)),
  );
  const judged = judge(held, temperature).sort((a, b) => b.probability - a.probability);
  // The most errors among what is decided, the same for every class, that keep those among all answers few.
  const shares = Array.from({ length: 60 }, (_, at) => 0.1 - at * 0.0015);
  const sureAt = (share: number): number[] => learnable.map((one) => surest(judged, one, share));
  const sure = shares.map(sureAt).find((one) => wrongly(judged, one) <= WRONG_AT_MOST * judged.length);
  return { temperature, sure: (sure ?? learnable.map(() => 1)).map(rounded) };
}

/** From where on no more than a share of what is taken for a class was another one. `judged`: the surest first. */
function surest(judged: readonly Judged[], meant: LearnedClass, share: number): number {
  let [wrong, found, least] = [0, 0, 1];
  for (const one of judged) {
    if (one.class !== meant) continue;
    if (one.probability < LEAST_SURE) break;
    found += 1;
    wrong += one.isRight ? 0 : 1;
    if (wrong <= share * found) least = one.probability;
  }
  return least;
}

const wrongly = (judged: readonly Judged[], sure: readonly number[]): number =>
  judged.filter((one) => !one.isRight && isDecided(one, sure)).length;

/** Whether a class is likely enough. `sure`: by class, see ModelHeader */
export const isDecided = (one: Pick<Judged, 'class' | 'probability'>, sure: readonly number[]): boolean =>
  one.probability >= (sure[learnable.indexOf(one.class)] ?? 1);

/** How much the right classes surprise a model of this temperature. */
const surprise = (held: readonly HeldOut[], temperature: number): number =>
  held.reduce((sum, { text, scores: found }) => {
    const probabilities = softmax(found.map((score) => score / temperature));
    return sum - Math.log(Math.max(1e-9, probabilities[learnable.indexOf(text.class)] ?? 0));
  }, 0);
