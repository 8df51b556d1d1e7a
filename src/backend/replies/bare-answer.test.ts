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
    ['Yes, send it over', 'Shall I send you the two-page summary first?', 'BrochureRequest'],
    ['ja gerne', 'Soll ich Ihnen vorab die Zusammenfassung zukommen lassen?', 'BrochureRequest'],
    ['avec plaisir', 'Puis-je vous envoyer une fiche de deux pages ?', 'BrochureRequest'],
    ['quero sim', 'Quer que eu envie primeiro o resumo?', 'BrochureRequest'],
    ['sì grazie', 'Le mando una sintesi di due pagine?', 'BrochureRequest'],
    ['Ja, doe maar', 'Zal ik u eerst de samenvatting sturen?', 'BrochureRequest'],
    ['Yes', 'Should I close your file?', 'Deactivated'],
    ['sí', '¿Le llamo de nuevo en septiembre?', 'ConnectLater'],
    ['Yes', 'Do you have 20 minutes for a call next week?', 'AgreedToMeet'],
    ['passt', 'Geht bei Ihnen Dienstag um zehn?', 'AgreedToMeet'],
    ['はい、お願いします', '一度オンラインでお打ち合わせはいかがでしょうか。', 'AgreedToMeet'],
    ['No', 'Shall I take you off my list?', 'Other'],
    ['Nein, nein!', 'Soll ich Sie aus dem Verteiler nehmen?', 'Other'],
  ])('“%s” to “%s” means %s', (text, question, meant) => {
    expect(bareAnswer(text, question)).toBe(meant);
  });

  it.each([
    ['No thanks', 'Shall I send you the brochure?'],
    ['Yes, Thursday', 'Shall I send you the brochure?'],
    ['No', 'Do you have 20 minutes for a call next week?'],
    ['Yes', 'Are you the right person for invoices?'],
    ['Thanks', 'Shall I send you the brochure?'],
    ['envoyez une plaquette, je verrai', 'Auriez-vous vingt minutes pour un appel ?'],
    ['volontieri, mandi pure l’invito', 'Le mando una sintesi?'],
    ['Please unsubscribe', 'Would you have time for a call?'],
    ['bitte austragen', 'Haben Sie 20 Minuten für ein Telefonat?'],
    ['承知しました。', '一度お打ち合わせはいかがでしょうか。'],
    ['please, in March', 'Would you have time for a call?'],
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
