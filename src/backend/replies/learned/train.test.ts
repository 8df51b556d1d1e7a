import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCorpus } from './corpus.ts';
import { readModel, writeModel } from './model.ts';
import { exampleOf, train } from './train.ts';

const committed = readFileSync(join(import.meta.dirname, 'weights.bin'));

describe('the model that reads answers', () => {
  it('is what the corpus makes of it, byte by byte (npm run train:replies)', { timeout: 240_000 }, () => {
    const { texts, hash } = readCorpus();
    const { corpus, temperature, sure } = readModel(committed);
    expect(corpus).toBe(hash);
    const again = writeModel(train(texts.map(exampleOf), { corpus: hash, temperature, sure }));
    expect(again.equals(committed)).toBe(true);
    expect(committed.length).toBeLessThan(3 * 2 ** 20);
  });

  it('is refused when it was made for another version', () => {
    expect(() => readModel(committed.subarray(0, committed.length - 1))).toThrow('another version');
  });
});
