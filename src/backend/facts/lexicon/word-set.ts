/** Bits for each word, and how many of them a word sets: one of 500 words that are not in a set seems to be. */
const BITS_A_WORD = 13;
const PROBES = 9;

/** A set of words that takes a byte and a half for each of them (a Bloom filter). */
export class WordSet {
  readonly bits: Uint8Array;
  constructor(bits: Uint8Array) {
    this.bits = bits;
  }

  static of(words: readonly string[]): WordSet {
    const set = new WordSet(new Uint8Array(Math.ceil((words.length * BITS_A_WORD) / 8) + 1));
    for (const word of words) set.add(word);
    return set;
  }

  has(word: string): boolean {
    return this.placesOf(word).every((at) => ((this.bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0);
  }

  private add(word: string): void {
    for (const at of this.placesOf(word)) this.bits[at >> 3] = (this.bits[at >> 3] ?? 0) | (1 << (at & 7));
  }

  private placesOf(word: string): number[] {
    const [first, second] = hashes(word);
    const size = this.bits.length * 8;
    return Array.from({ length: PROBES }, (_, probe) => (first + probe * second) % size);
  }
}

/** Two hashes of 32 bits (FNV-1a, the second from other beginnings). */
function hashes(word: string): [number, number] {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995);
    second ^= second >>> 15;
  }
  return [first >>> 0, (second | 1) >>> 0];
}
