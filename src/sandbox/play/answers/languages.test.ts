import { describe, expect, it } from 'vitest';
import { answersIn, dayIn, languageOf, languages } from './languages.ts';

describe('what contacts write', () => {
  it('is in the language of the mail', () => {
    const mails = {
      en: 'I am writing for a simple reason: you asked Rae for a case study. Would Tuesday suit you?',
      de: 'ich schreibe Ihnen aus einem einfachen Grund: Sie haben nach einem Beispiel gefragt. Passt Ihnen Dienstag?',
      fr: 'je vous écris pour une raison simple : vous avez demandé une étude. Mardi vous conviendrait-il ?',
      es: 'le escribo por un motivo sencillo: usted preguntó por un ejemplo. ¿Le vendría bien el martes?',
      pt: 'escrevo por um motivo simples: o senhor perguntou por um exemplo. Seria possível na terça-feira?',
      it: 'le scrivo per un motivo semplice: ha chiesto un esempio. Le andrebbe bene martedì?',
      nl: 'ik schrijf u om een eenvoudige reden: u vroeg naar een voorbeeld. Zou dinsdag u schikken?',
      ja: '簡単な理由でご連絡しております。火曜日はいかがでしょうか。',
    };
    for (const language of languages) expect(languageOf(mails[language])).toBe(language);
  });

  it('is there in every language for every behaviour, with nothing but what it may be filled with', () => {
    const known = ['date', 'first', 'colleague', 'address'];
    for (const language of languages)
      for (const [behaviour, texts] of Object.entries(answersIn[language].texts)) {
        expect(texts.length, `${language}: ${behaviour}`).toBeGreaterThanOrEqual(2);
        for (const text of texts) {
          const fields = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
          expect(known).toEqual(expect.arrayContaining(fields));
          expect(fields.includes('date'), text).toBe(
            behaviour === 'is away' || behaviour === 'asks for later',
          );
        }
      }
  });

  it('names days as the language does', () => {
    const at = Date.UTC(2026, 11, 7, 12);
    expect(dayIn('de', at, 'Europe/Berlin')).toBe('Montag, 7. Dezember');
    expect(dayIn('es', at, 'Europe/Madrid')).toBe('lunes, 7 de diciembre');
    expect(dayIn('ja', at, 'Asia/Tokyo')).toBe('12月7日月曜日');
    expect(dayIn('en', at, 'UTC')).toBe('Monday 7 December');
  });
});
