import { describe, expect, it } from 'vitest';
import { conceptsOf, topicsOf } from './concepts.ts';

const spoken = (text: string): string[] => conceptsOf(text, text.split(' ')).flat();

describe('what a text speaks of', () => {
  it.each([
    ['she is no longer with us', 'leftCompany'],
    ['sie ist nicht mehr bei uns', 'leftCompany'],
    ['ahora no es el momento', 'later'],
    ['fora de questao', 'notInterested'],
    ['non fa per noi', 'notInterested'],
    ['geen behoefte', 'noNeed'],
  ])('finds the phrase in “%s”', (text, concept) => {
    expect(spoken(text)).toContain(concept);
    expect(spoken(text.split(' ').reverse().join(' '))).not.toContain(concept);
  });

  it('looks anywhere in Japanese, and takes the longest', () => {
    expect(spoken('今は間に合っておりますので')).toEqual(expect.arrayContaining(['alreadyServed']));
    expect(spoken('定年しました')).toContain('retirement');
  });

  it('knows beginnings of words, and broad topics whatever the narrow ones say', () => {
    expect(spoken('bestellungen')).toContain('purchase');
    expect(topicsOf('brochure', ['brochure']).flat()).toContain('docs');
  });
});
