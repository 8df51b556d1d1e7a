import type { Language } from '../../ground/languages.ts';
import { lean, narrowed } from '../prose/lean.ts';

/** Ways to say one thing, by language, as alternatives of a pattern for folded text. */
export type Wordings = Partial<Record<Language, string>>;

const compile = (language: string, wording: string): RegExp =>
  language === 'ja' ? lean(wording, 'gu') : lean(`(?<![\\p{L}\\d])(?:${wording})(?![\\p{L}\\d])`, 'gu');

const readFor = (language: Language, folded: string): string =>
  language === 'ja' ? folded : narrowed(folded);

/** One thing that is said in many words; patterns are made when first needed. */
export class Phrase {
  readonly #wordings: Wordings;
  readonly #patterns = new Map<string, RegExp>();
  constructor(wordings: Wordings) {
    this.#wordings = wordings;
  }

  #of(language: Language): RegExp | null {
    const wording = this.#wordings[language];
    if (wording === undefined) return null;
    const known = this.#patterns.get(language) ?? compile(language, wording);
    this.#patterns.set(language, known);
    return known;
  }

  /** Where a text of this language says it; English words are understood everywhere. */
  *in(folded: string, language: Language): Generator<{ start: number; end: number }> {
    const taken: { start: number; end: number }[] = [];
    for (const one of language === 'en' ? [language] : [language, 'en' as const]) {
      const pattern = this.#of(one);
      if (!pattern) continue;
      for (const { index, 0: words } of readFor(one, folded).matchAll(pattern)) {
        const found = { start: index, end: index + words.length };
        if (taken.some(({ start, end }) => found.start < end && start < found.end)) continue;
        taken.push(found);
        yield found;
      }
    }
  }

  /** Where a source of this language says it, or says it in English; what its words do not tell is read in both. */
  *saidBy(folded: string, lang: Language): Generator<{ start: number; end: number }> {
    for (const language of new Set([lang, 'en' as const])) {
      const pattern = this.#of(language);
      if (!pattern) continue;
      for (const { index, 0: words } of readFor(language, folded).matchAll(pattern))
        yield { start: index, end: index + words.length };
    }
  }
}
