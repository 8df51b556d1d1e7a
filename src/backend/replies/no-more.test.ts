import { describe, expect, it } from 'vitest';
import { asksForNoMore } from './no-more.ts';

describe('a wish for no more mail', () => {
  it.each([
    'No longer wish to hear about meters. Or rotas. Or anything. Thanks',
    'Please take us off your list, Jim might like it though.',
    'Streichen Sie mich bitte.',
    'Ne nous écrivez plus, merci.',
    'Denme de baja.',
    'Não me mande mais nada.',
    'Cancellatemi, grazie.',
    'Haal mij van die lijst.',
    '今後のメールは不要です。',
  ])('is seen in “%s”', (text) => {
    expect(asksForNoMore(text)).toBe(true);
  });

  it.each([
    'She is no longer with us.',
    'Do not stop by on Monday.',
    'Wir haben keine weiteren Fragen.',
    'No me llames, escríbeme.',
    'Ik schrijf me in voor de demo.',
    'Non mi serve.',
  ])('is not seen in “%s”', (text) => {
    expect(asksForNoMore(text)).toBe(false);
  });
});
