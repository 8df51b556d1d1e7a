import type { Features } from './features.ts';

/** The features that a model knows, by their hashes, in ascending order; the place of each is that of its weights. */
export type Vocabulary = Uint32Array;

/** What a model sees of a text: those features that it knows. */
export interface Seen {
  places: readonly number[];
  counts: readonly number[];
}

/** With 4 bytes for the hash and half a byte for each weight the file stays below 3 MB. */
const LARGEST = 260_000;
const MOST_WRITERS = 2 ** 10;

/**
 * What at least two writers wrote: what only one ever did says more of him than of what he means. If that is too much,
 * what stands in the most texts.
 */
export function vocabularyOf(texts: readonly { writer: string; features: Features }[]): Vocabulary {
  const writers = [...new Set(texts.map(({ writer }) => writer))];
  const size = texts.reduce((sum, { features }) => sum + features.hashes.length, 0);
  const said = new Float64Array(size);
  let end = 0;
  for (const { writer, features } of texts) {
    const by = writers.indexOf(writer);
    for (const hash of features.hashes) said[end++] = hash * MOST_WRITERS + by;
  }
  const shared = sharedIn(said.sort());
  return Uint32Array.from(shared.sort().slice(-LARGEST), (one) => one % 2 ** 32).sort();
}

/** @returns for each feature of two writers or more how many texts have it, times 2^32, and its hash */
function sharedIn(said: Float64Array): Float64Array {
  const shared: number[] = [];
  for (let first = 0, next = 0; first < said.length; first = next) {
    const hash = Math.floor((said[first] ?? 0) / MOST_WRITERS);
    while (next < said.length && Math.floor((said[next] ?? 0) / MOST_WRITERS) === hash) next += 1;
    if (said[first] !== said[next - 1]) shared.push((next - first) * 2 ** 32 + hash);
  }
  return Float64Array.from(shared);
}

export function seenBy(known: Vocabulary, { hashes, counts }: Features): Seen {
  const seen: { places: number[]; counts: number[] } = { places: [], counts: [] };
  hashes.forEach((hash, at) => {
    const place = placeIn(known, hash);
    if (place === -1) return;
    seen.places.push(place);
    seen.counts.push(counts[at] ?? 0);
  });
  return seen;
}

/** -1: it is not known. */
function placeIn(known: Vocabulary, hash: number): number {
  let [low, high] = [0, known.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = known[middle] ?? 0;
    if (found === hash) return middle;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
