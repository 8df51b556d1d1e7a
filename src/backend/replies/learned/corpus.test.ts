import { describe, expect, it } from 'vitest';
import { readCorpus } from './corpus.ts';
import { learnable } from './model.ts';

const { texts } = readCorpus();
const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja'];

const fiveWords = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\d]+/gu) ?? [];
  return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')));
};

/** Pairs of texts that share more than half of their runs of five words. */
function nearDuplicates(): string[] {
  const holders = new Map<string, number[]>();
  const runs = texts.map(({ text }) => fiveWords(text));
  return runs.flatMap((mine, at) => {
    const shared = new Map<number, number>();
    for (const run of mine) {
      for (const other of holders.get(run) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
      holders.set(run, [...(holders.get(run) ?? []), at]);
    }
    return [...shared].flatMap(([other, count]) =>
      count / (mine.size + (runs[other]?.size ?? 0) - count) > 0.5
        ? [`${texts[at]?.id} ${texts[other]?.id}`]
        : [],
    );
  });
}

describe('the corpus of answers', () => {
  it('has enough texts, writers, languages and classes', () => {
    expect(texts.length).toBeGreaterThanOrEqual(8_000);
    expect(new Set(texts.map(({ writer }) => writer)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(texts.map((text) => text.class))).toEqual(new Set(learnable));
    for (const language of languages) {
      const count = texts.filter(({ lang }) => lang === language).length;
      expect([language, count >= (language === 'en' ? 2_000 : 800)]).toEqual([language, true]);
    }
    expect(new Set(texts.map(({ id }) => id)).size).toBe(texts.length);
  });

  it('repeats itself in less than 2 of 100', () => {
    expect(nearDuplicates().length / texts.length).toBeLessThan(0.02);
  });

  it('names nobody who could exist', () => {
    const addresses = texts.flatMap(({ text }) => text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? []);
    expect(addresses.filter((address) => !/[@.]example(\.com)?$/i.test(address))).toEqual([]);
  });
});
