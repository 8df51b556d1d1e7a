import { conceptsOf } from './concepts.ts';

/** What the model sees of a text: places in the table of weights, each with how much it counts there. */
export interface Features {
  places: Uint32Array;
  counts: Float32Array;
}

/** Places in the table; what falls on the same one shares its weights. */
export const TABLE_SIZE = 2 ** 17;

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

/** Beside the words themselves; measured with writers that the model had not read. */
const CONCEPTS_WEIGH = 0.5;

/**
 * Words, pairs and triples of words; runs of 2 to 5 characters (from 1, where words are not parted); what the words
 * speak of. Each group is of one length: what is said twice counts a little more, a long text not more than a short one.
 */
export function featuresOf(text: string): Features {
  const plain = folded(text);
  const table = new Map<number, number>();
  const said = plain.match(words) ?? [];
  addGroup(table, wordsOf(said), 1);
  addGroup(table, runsOf(plain), 1);
  addGroup(table, conceptGroup(conceptsOf(plain, said)), CONCEPTS_WEIGH);
  return { places: Uint32Array.from(table.keys()), counts: Float32Array.from(table.values()) };
}

/** What a text speaks of, see concepts.ts. */
export function conceptsIn(text: string): ReadonlySet<string> {
  const plain = folded(text);
  return new Set(conceptsOf(plain, plain.match(words) ?? []).flat());
}

type Group = Map<string, number>;

function addGroup(table: Map<number, number>, group: Group, weight: number): void {
  let square = 0;
  for (const count of group.values()) square += Math.log(1 + count) ** 2;
  const unit = weight / Math.sqrt(square || 1);
  for (const [name, times] of group) {
    const place = placeOf(name);
    table.set(place, (table.get(place) ?? 0) + Math.log(1 + times) * unit);
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

function runsOf(plain: string): Group {
  const group: Group = new Map();
  const characters = Array.from(` ${plain.replace(/\s+/g, ' ').trim()} `);
  const shortest = writtenWithoutSpaces.test(plain) ? 1 : 2;
  for (let size = shortest; size <= 5; size += 1)
    for (let at = 0; at + size <= characters.length; at += 1)
      count(group, `c${characters.slice(at, at + size).join('')}`);
  return group;
}

/** FNV-1a, with its bits mixed once more: the same on every machine. */
function placeOf(name: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % TABLE_SIZE;
}
