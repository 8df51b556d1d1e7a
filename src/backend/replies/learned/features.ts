import { sentencesOf } from '../sentences.ts';
import { conceptsOf, topicsOf } from './concepts.ts';

/** What can be seen in a text: features by the hashes of their names, each with how much it counts there. */
export interface Features {
  hashes: Uint32Array;
  counts: Float32Array;
}

const LONGEST_TEXT = 6_000;
const words = /[\p{L}\p{M}]+(?:'\p{L}+)*|\d+|[?!]+|\p{Extended_Pictographic}/gu;
const writtenWithoutSpaces = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** Accents and capitals are often left out, and every number says the same: that there is one. */
const folded = (text: string): string =>
  text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/\d/g, '0')
    .replace(/[’`´]/g, "'");

const wordsIn = (plain: string): readonly string[] => plain.match(words) ?? [];

/** Beside the words themselves; measured with writers that the model had not read. */
const CONCEPTS_WEIGH = 0.5;
const SENTENCES_WEIGH = 0.3;

/**
 * Words, pairs and triples of words; runs of 2 to 5 characters (from 1, where words are not parted); what the words
 * speak of; which two things one sentence speaks of, in whatever order its language puts them; how the text begins and
 * ends. Each group is of one length: what is said twice counts a little more, a long text not more than a short one.
 */
export function featuresOf(text: string): Features {
  const plain = folded(text);
  const table = new Map<number, number>();
  const said = wordsIn(plain);
  const sentences = sentencesOf(plain);
  addGroup(table, wordsOf(said), 1);
  addGroup(table, runsOf(plain), 1);
  addGroup(table, conceptGroup(conceptsOf(plain, said)), CONCEPTS_WEIGH);
  addGroup(table, togetherIn(sentences), SENTENCES_WEIGH);
  addGroup(table, endsOf(sentences), SENTENCES_WEIGH);
  return { hashes: Uint32Array.from(table.keys()), counts: Float32Array.from(table.values()) };
}

/** What a text speaks of, broadly, see lexicon/topics.ts and turns.ts. */
export function topicsIn(text: string): ReadonlySet<string> {
  const plain = folded(text);
  return new Set(topicsOf(plain, wordsIn(plain)).flat());
}

const conceptsIn = (plain: string): Set<string> => new Set(conceptsOf(plain, wordsIn(plain)).flat());

type Group = Map<string, number>;

function addGroup(table: Map<number, number>, group: Group, weight: number): void {
  let square = 0;
  for (const count of group.values()) square += Math.log(1 + count) ** 2;
  const unit = weight / Math.sqrt(square || 1);
  for (const [name, times] of group) {
    const hash = hashOf(name);
    table.set(hash, (table.get(hash) ?? 0) + Math.log(1 + times) * unit);
  }
}

const count = (group: Group, name: string): void => void group.set(name, (group.get(name) ?? 0) + 1);

function wordsOf(said: readonly string[]): Group {
  const group: Group = new Map();
  said.forEach((word, at) => {
    const [second, third] = said.slice(at + 1, at + 3);
    count(group, `w ${word}`);
    if (second !== undefined) count(group, `w ${word} ${second}`);
    if (third !== undefined) count(group, `w ${word} ${second} ${third}`);
  });
  return group;
}

/** Each, and each with the next and the next but one. */
function conceptGroup(said: readonly (readonly string[])[]): Group {
  const group: Group = new Map();
  said.forEach((here, at) => {
    for (const one of here) {
      count(group, `k ${one}`);
      for (const next of said[at + 1] ?? []) count(group, `k ${one} ${next}`);
      for (const later of said[at + 2] ?? []) count(group, `k ${one} … ${later}`);
    }
  });
  return group;
}

function togetherIn(sentences: readonly string[]): Group {
  const group: Group = new Map();
  for (const sentence of sentences) {
    const spoken = [...conceptsIn(sentence)].sort();
    spoken.forEach((one, at) => {
      for (const other of spoken.slice(at + 1)) count(group, `s ${one} ${other}`);
    });
  }
  return group;
}

/** Words and concepts of the first and the last sentence. */
function endsOf(sentences: readonly string[]): Group {
  const group: Group = new Map();
  const [first, last] = [sentences[0], sentences.at(-1)];
  if (first === undefined || last === undefined || sentences.length < 2) return group;
  for (const [mark, sentence] of [['^', first] as const, ['$', last] as const]) {
    for (const word of wordsIn(sentence)) count(group, `${mark} ${word}`);
    for (const concept of conceptsIn(sentence)) count(group, `${mark}k ${concept}`);
  }
  return group;
}

function runsOf(plain: string): Group {
  const group: Group = new Map();
  const text = ` ${plain.replace(/\s+/g, ' ').trim()} `;
  const begins = [0];
  for (const character of text) begins.push((begins.at(-1) ?? 0) + character.length);
  const shortest = writtenWithoutSpaces.test(plain) ? 1 : 2;
  for (let size = shortest; size <= 5; size += 1)
    for (let at = 0; at + size < begins.length; at += 1)
      count(group, `c${text.slice(begins[at], begins[at + size])}`);
  return group;
}

/** FNV-1a, with its bits mixed once more: the same on every machine. */
function hashOf(name: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
