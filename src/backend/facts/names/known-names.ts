import { fold } from '../../replies/dates/words.ts';
import type { Passage } from '../evidence/passages.ts';
import { latinOf, sounds } from './katakana.ts';
import { placeOf } from './places.ts';
import { isSameName, nameKey } from './same-name.ts';

interface Known {
  key: string;
  /** Written in capitals: it may stand for first letters. */
  capitals: boolean;
  passage: Passage;
}

const BUCKET = 3;

/** Every word of the sources, to look a name up by. */
export class KnownNames {
  readonly #buckets = new Map<string, Known[]>();
  readonly #places = new Map<string, Passage>();
  readonly #initials = new Map<string, Passage>();
  readonly #passages: readonly Passage[];
  #sounds: Map<string, Passage> | null = null;

  constructor(passages: readonly Passage[]) {
    this.#passages = passages;
    for (const passage of passages) this.#read(passage);
  }

  #read(passage: Passage): void {
    const words = [...passage.text.matchAll(/[\p{L}\p{M}\d]+(?:['’&][\p{L}\d]+)*/gu)];
    const large: string[] = [];
    for (const [at, { 0: word }] of words.entries()) {
      const key = nameKey(word);
      const bucket = key.slice(0, BUCKET);
      const known = this.#buckets.get(bucket);
      if (known) known.push({ key, passage, capitals: /^\p{Lu}{2,}$/u.test(word) });
      else this.#buckets.set(bucket, [{ key, passage, capitals: /^\p{Lu}{2,}$/u.test(word) }]);
      const next = words[at + 1]?.[0];
      const third = words[at + 2]?.[0];
      for (const name of [word, next && `${word} ${next}`, next && third && `${word} ${next} ${third}`]) {
        const place = name ? placeOf(name) : null;
        if (place !== null) this.#places.set(place, passage);
      }
      if (/^\p{Lu}/u.test(word)) large.push(word);
      else if (!/^(?:of|for|and|und|de|la|du|des|der|die|das|fur|für|per|di|y|e|et|en|van|von)$/.test(word))
        large.length = 0;
      for (let from = Math.max(0, large.length - 5); from < large.length - 1; from += 1)
        this.#initials.set(
          fold(
            large
              .slice(from)
              .map((one) => one.charAt(0))
              .join(''),
          ),
          passage,
        );
    }
  }

  /** Where a word of a name stands, bent, shortened to its first letters, in another language or as a part of an address. */
  find(word: string): Passage | null {
    const key = nameKey(word);
    if (key === '') return null;
    const known = this.#buckets.get(key.slice(0, BUCKET))?.find((one) => isSameName(one.key, key));
    if (known) return known.passage;
    const place = placeOf(word);
    const passage = place === null ? undefined : this.#places.get(place);
    if (passage) return passage;
    const initials = /^\p{Lu}{2,6}s?$/u.test(word)
      ? this.#initials.get(fold(word).replace(/s$/, ''))
      : undefined;
    return initials ?? this.#adjective(word) ?? this.#inside(key) ?? this.#sounding(word);
  }

  /** Names that belong to one another: "Bright Side" is "brightside", "Large Language Models" are "LLM". */
  findTogether(words: readonly string[]): Passage | null {
    const place = placeOf(words.join(' '));
    const placed = place === null ? undefined : this.#places.get(place);
    if (placed) return placed;
    const joined = words.map(nameKey).join('');
    const whole = this.#buckets.get(joined.slice(0, BUCKET))?.find(({ key }) => isSameName(key, joined));
    if (whole) return whole.passage;
    const initials = nameKey(words.map((word) => word.charAt(0)).join(''));
    if (words.length > 1 && initials.length > 1) {
      const short = this.#buckets
        .get(initials.slice(0, BUCKET))
        ?.find(({ key, capitals }) => capitals && key === initials);
      if (short) return short.passage;
    }
    return this.#inside(joined);
  }

  /** "Müncheners": an adjective of a place that a source calls by another name. */
  #adjective(word: string): Passage | null {
    const stem = fold(word).replace(/(?:ern?|ers|er|isch\p{L}*|se|s)$/u, '');
    for (const one of [stem, `${stem}en`, `${stem}e`]) {
      const place = one.length > 3 ? placeOf(one) : null;
      const passage = place === null ? undefined : this.#places.get(place);
      if (passage) return passage;
    }
    return null;
  }

  /** Part of an address or of one long word: "brightside" of "info@brightside-dental.example". */
  #inside(key: string): Passage | null {
    if (key.length < 5) return null;
    for (const passage of this.#passages) {
      if (!/[@/]|\.\p{L}{2,}/u.test(passage.text)) continue;
      if (passage.folded.replace(/[^\p{L}\d@/]/gu, '').includes(key)) return passage;
    }
    return null;
  }

  /** Katakana and Latin letters that sound alike: "スミス" and "Smith". */
  #sounding(word: string): Passage | null {
    if (/\p{Script=Katakana}/u.test(word)) {
      const said = sounds(latinOf(word));
      return said.length < 2 ? null : (this.#latinSounds().get(said) ?? null);
    }
    const said = sounds(fold(word));
    if (said.length < 2) return null;
    for (const passage of this.#passages)
      for (const [run] of passage.text.matchAll(/\p{Script=Katakana}[\p{Script=Katakana}ー]+/gu))
        if (sounds(latinOf(run)) === said) return passage;
    return null;
  }

  #latinSounds(): Map<string, Passage> {
    if (this.#sounds) return this.#sounds;
    const made = new Map<string, Passage>();
    for (const passage of this.#passages)
      for (const [word] of passage.folded.matchAll(/[a-z]{3,}/g)) made.set(sounds(word), passage);
    for (const passage of this.#passages)
      for (const [, one = '', two = ''] of passage.folded.matchAll(
        /(?<![a-z])([a-z]{3,})(?=[ -]([a-z]{3,}))/g,
      ))
        made.set(sounds(one + two), passage);
    this.#sounds = made;
    return made;
  }
}
