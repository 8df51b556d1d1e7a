import { deu, eng, fra, ita, nld, por, spa } from 'stopword';
import type { Answers } from './answers.ts';
import { dutch } from './nl.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { german } from './de.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { portuguese } from './pt.ts';
import { spanish } from './es.ts';

/** Languages in which contacts answer. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja'] as const;
export type Language = (typeof languages)[number];

export const answersIn: Readonly<Record<Language, Answers>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
  nl: dutch,
  ja: japanese,
};

const commonWords = { en: eng, de: deu, fr: fra, es: spa, pt: por, it: ita, nl: nld } as const;

/** The language in which a mail is written: the one of whose common words it has most. */
export function languageOf(text: string): Language {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const known = Object.entries(commonWords).map(([language, list]) => {
    const common = new Set(list);
    return { language: language as Language, count: words.filter((word) => common.has(word)).length };
  });
  return known.reduce((most, one) => (one.count > most.count ? one : most)).language;
}

/** Weekday, day and month, as they stand within a sentence of the language. */
export const dayIn = (language: Language, at: number, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at);
