import { describe, expect, it } from 'vitest';
import { passagesOf } from './passages.ts';

const sentence = 'The plan costs 49 euro a month for each seat. ';
const said = (text: string): string => text.replace(/\s/g, '');

describe('passages', () => {
  it('leave nothing out, are in order, and none is longer than 1,000 characters', () => {
    const texts = [
      `# Prices\n\n${sentence.repeat(60)}\n\n## Seats\n\n${sentence.repeat(3)}`,
      '価格は一万円です。'.repeat(400),
      'x'.repeat(3_500),
      '😀a'.repeat(1_200),
      Array.from({ length: 200 }, (_, index) => `- Item ${index}`).join('\n'),
      `Lange Straße\n\n${'Wir liefern nach Österreich und in die Schweiz; auch samstags. '.repeat(50)}`,
    ];
    for (const text of texts) {
      const passages = passagesOf(text);
      expect(Math.max(...passages.map(({ length }) => length))).toBeLessThanOrEqual(1_000);
      // No letter is parted in two, and no word is lost.
      for (const passage of passages) expect(passage.isWellFormed()).toBe(true);
      expect(said(passages.join(''))).toBe(said(text));
    }
  });

  it('are long enough to say something whole', () => {
    const passages = passagesOf(`${sentence.repeat(3).trim()}\n\n`.repeat(40));
    for (const passage of passages.slice(0, -1)) expect(passage.length).toBeGreaterThanOrEqual(600);
  });

  it('end with a sentence, in languages with and without spaces', () => {
    for (const text of [sentence.repeat(100), '大阪にも営業所があります。'.repeat(200)])
      for (const passage of passagesOf(text)) expect(passage).toMatch(/[.。]$/u);
  });

  it('begin with their heading', () => {
    const passages = passagesOf(`${sentence.repeat(15)}\n\nDelivery and returns\n\n${sentence.repeat(15)}`);
    expect(passages[1]).toMatch(/^Delivery and returns/);
  });

  it('of a text without a word are none', () => {
    expect(passagesOf('\n\n --- \n *** \n')).toEqual([]);
  });
});
