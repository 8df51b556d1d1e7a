import { describe, expect, it } from 'vitest';
import { bareAnswer, questionIn } from './bare-answer.ts';

describe('a bare yes', () => {
  it.each([
    ['Yes, please do.', 'Shall I take you off my list?', 'Unsubscribed'],
    ['Doe dat maar, ja.', 'Zal ik u van de lijst verwijderen?', 'Unsubscribed'],
    ['Sure, send it over', 'Shall I send you the brochure?', 'BrochureRequest'],
    ['ja gerne', 'Soll ich Ihnen die Broschüre schicken?', 'BrochureRequest'],
    ['vale, mándelo', '¿Le envío el folleto?', 'BrochureRequest'],
    ['お願いします。', '資料をお送りしましょうか。', 'BrochureRequest'],
    ['Oui, volontiers', 'Souhaitez-vous un devis ?', 'InterestedToProceed'],
  ])('“%s” to “%s” means %s', (text, question, meant) => {
    expect(bareAnswer(text, question)).toBe(meant);
  });

  it.each([
    ['No thanks', 'Shall I send you the brochure?'],
    ['Yes, Thursday', 'Shall I send you the brochure?'],
    ['Yes', 'Do you have 20 minutes for a call next week?'],
    [
      'Yes, but first tell me who you are and where you have my address from',
      'Shall I send you the brochure?',
    ],
    ['Yes', null],
    ['', 'Shall I send you the brochure?'],
  ])('“%s” to “%s” is read as it is', (text, question) => {
    expect(bareAnswer(text, question)).toBeNull();
  });
});

describe('the question of a mail', () => {
  it('is its last one', () => {
    expect(questionIn('Hi Ann,\n\nhow are you? Shall I send you the brochure?\n\nTara')).toBe(
      'Shall I send you the brochure?',
    );
    expect(questionIn('資料をお送りしましょうか。\nTara')).toBe('資料をお送りしましょうか。');
    expect(questionIn('Hi Ann,\n\nI will call you.')).toBeNull();
  });
});
