/** Languages that are told apart, and in which Baton has words of its own. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (tag: string): tag is Language => languages.some((one) => one === tag);

/** "pt-br" and "PT_BR" are Portuguese; null: none of ours. */
export function languageOfTag(tag: string | null | undefined): Language | null {
  const [language = ''] = (tag ?? '').toLowerCase().split(/[-_]/);
  return isLanguage(language) ? language : null;
}

/** The commonest small words: two of them and the lead over every other language tell where a text is from. */
const smallWords: Readonly<Record<Exclude<Language, 'ja'>, string>> = {
  en: 'the and you to of in is it for me my we our please not with on at this that have will can be i your thanks',
  de: 'der die das und ich sie nicht ist es wir mir mich bitte im den ein eine für mit auf zu noch wieder uns danke gerne am erst',
  fr: 'le la les et je vous ne pas est nous en un une pour avec merci dans sur mais plus bien votre moi du des au',
  es: 'el la los y yo no es en un una por para con gracias me le que de pero más del mi usted su favor estamos ahora',
  pt: 'o a os e eu não é em um uma por para com obrigado obrigada me que de mas mais do da meu você no na estamos agora favor',
  it: 'il lo la gli e io non è in un una per con grazie mi che di ma più del della mio lei al adesso siamo sono favore',
  nl: 'de het een en ik u niet is in wij we me mij voor met op aan nog weer ons dank bedankt graag maar dit van pas',
};
const known = Object.entries(smallWords).map(
  ([language, words]) => [language, new Set(words.split(' '))] as const,
);

/** The language of a text, where its small words tell it without doubt; else null. */
export function languageOf(text: string): Language | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  // The same word twice tells no more than once: "a" is Portuguese, and English.
  const words = [...new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])];
  const counted = known
    .map(([language, small]) => ({ language, count: words.filter((word) => small.has(word)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counted;
  if (!first || first.count < 2 || first.count === second?.count) return null;
  return isLanguage(first.language) ? first.language : null;
}
