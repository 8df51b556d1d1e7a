import { featuresOf } from './features.ts';
import type { Features } from './features.ts';
import { inHalves, learnable, LARGEST_WEIGHT, scoresOf, softmax } from './model.ts';
import type { LearnedClass, Model, ModelHeader } from './model.ts';
import type { LabelledText } from './corpus.ts';
import { seenBy, vocabularyOf } from './vocabulary.ts';
import type { Seen } from './vocabulary.ts';

const EPOCHS = 25;
const RATE = 0.3;
/** Pulls every weight that is looked at a little towards nothing. */
const DECAY = 0.0002;
const BIAS_RATE = 0.02;
/** So much of a text is hidden each time that it is read, so that no single word is relied upon. */
const HIDDEN = 0.5;
const CLASSES = learnable.length;
const STRIDE = 2 * CLASSES;

export interface Example {
  features: Features;
  writer: string;
  class: LearnedClass;
}

export const exampleOf = ({
  text,
  writer,
  class: meant,
}: Pick<LabelledText, 'text' | 'writer' | 'class'>): Example => ({
  features: featuresOf(text),
  writer,
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
  const known = vocabularyOf(examples);
  const read = examples.map(({ features, class: meant }) => ({
    seen: seenBy(known, features),
    meant: learnable.indexOf(meant),
  }));
  const learner: Learner = {
    steps: new Float32Array(known.length * STRIDE).fill(1e-6),
    bias: new Float64Array(CLASSES),
  };
  for (let first = 0; first < learner.steps.length; first += STRIDE)
    learner.steps.fill(0, first, first + CLASSES);
  const part = new Part(Math.max(0, ...read.map(({ seen }) => seen.places.length)));
  const random = lehmer(7);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(read, random);
    for (const { seen, meant } of read) learn(learner, part.of(seen, random), meant);
  }
  const bias = [...learner.bias].map(rounded);
  return { ...about, classes: [...learnable], bias, known, ...inSteps(weightsOf(learner)) };
}

/** Six digits: what a JSON file should hold. */
const rounded = (value: number): number => Number(value.toFixed(6));

/** What is left counts for what is hidden. Room for one text is enough: each is learnt before the next is looked at. */
class Part {
  readonly places: Uint32Array;
  readonly counts: Float64Array;
  length = 0;

  constructor(longest: number) {
    this.places = new Uint32Array(longest);
    this.counts = new Float64Array(longest);
  }

  of({ places, counts }: Seen, random: () => number): this {
    this.length = 0;
    for (let at = 0; at < places.length; at += 1) {
      if (random() < HIDDEN) continue;
      this.places[this.length] = (places[at] ?? 0) * STRIDE;
      this.counts[this.length] = (counts[at] ?? 0) / (1 - HIDDEN);
      this.length += 1;
    }
    return this;
  }
}

interface Learner {
  /**
   * By feature its weights, one a class, then for each the sum of what it was moved by, squared: the more, the smaller
   * its next step. Side by side: fetching them from memory takes longer than reckoning with them.
   */
  steps: Float32Array;
  bias: Float64Array;
}

const weightsOf = ({ steps }: Learner): Float32Array => steps.filter((_, at) => at % STRIDE < CLASSES);

function learn(learner: Learner, part: Part, meant: number): void {
  const { bias } = learner;
  const wrong = Float64Array.from(softmax(exactScores(learner, part)));
  wrong[meant] = (wrong[meant] ?? 0) - 1;
  for (let one = 0; one < CLASSES; one += 1) bias[one] = (bias[one] ?? 0) - BIAS_RATE * (wrong[one] ?? 0);
  move(learner, part, wrong);
}

/** Nearly all the time of a training goes by here: typed arrays alone, so that nothing is made and nothing is looked up. */
function move({ steps }: Learner, { places, counts, length }: Part, wrong: Float64Array): void {
  for (let at = 0; at < length; at += 1) {
    const first = places[at] ?? 0;
    const count = counts[at] ?? 0;
    for (let one = 0; one < CLASSES; one += 1) {
      const place = first + one;
      const weight = steps[place] ?? 0;
      const slope = (wrong[one] ?? 0) * count + DECAY * weight;
      const square = (steps[place + CLASSES] ?? 0) + slope * slope;
      steps[place + CLASSES] = square;
      steps[place] = weight - (RATE * slope) / Math.sqrt(square);
    }
  }
}

/** What each class scores while weights are still exact. */
function exactScores({ steps, bias }: Learner, { places, counts, length }: Part): number[] {
  const scores = Float64Array.from(bias);
  for (let at = 0; at < length; at += 1) {
    const first = places[at] ?? 0;
    const count = counts[at] ?? 0;
    for (let one = 0; one < CLASSES; one += 1)
      scores[one] = (scores[one] ?? 0) + (steps[first + one] ?? 0) * count;
  }
  return [...scores];
}

/** Weights beyond four standard deviations are as good as that. */
function inSteps(exact: Float32Array): Pick<Model, 'weights' | 'scale'> {
  let [square, used] = [0, 0];
  for (const weight of exact) {
    square += weight * weight;
    if (weight !== 0) used += 1;
  }
  const scale = rounded(4 * Math.sqrt(square / Math.max(1, used)));
  const weights = Int8Array.from(exact, (weight) =>
    Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, Math.round((weight / scale) * LARGEST_WEIGHT))),
  );
  return { weights: inHalves(weights), scale };
}

/** Numbers in [0, 1) that are the same every time (Park and Miller). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [one, two] = [list[at], list[other]];
    if (one === undefined || two === undefined) continue;
    [list[at], list[other]] = [two, one];
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
      return isOut[at] && example
        ? [{ text, scores: scoresOf(model, seenBy(model.known, example.features)) }]
        : [];
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
