import type { Language } from '../../ground/languages.ts';

/** Stands for the assistant's name in the words of an admin. */
export const NAME_FIELD = '{name}';

/** Says that software writes, and how to reach a person: an answer that asks for one brings the contact back to one. */
export const defaultDisclosure: Readonly<Record<Language, string>> = {
  en: '{name} is an AI assistant. If you would rather deal with a person, just say so in a reply.',
  de: '{name} ist ein KI-Assistent. Wenn Sie lieber mit einem Menschen sprechen möchten, antworten Sie einfach kurz.',
  fr: '{name} est un assistant IA. Si vous préférez échanger avec une personne, dites-le simplement en réponse.',
  es: '{name} es un asistente de IA. Si prefiere tratar con una persona, basta con que lo diga en su respuesta.',
  pt: '{name} é um assistente de IA. Se preferir falar com uma pessoa, basta dizê-lo na resposta.',
  it: '{name} è un assistente basato sull’IA. Se preferisce parlare con una persona, basta scriverlo nella risposta.',
  nl: '{name} is een AI-assistent. Hebt u liever contact met een mens? Laat het weten in een antwoord.',
  ja: '{name}はAIアシスタントです。担当者とのやり取りをご希望の場合は、その旨ご返信ください。',
};

/** The sentence in the language of a mail: an admin's own words, else ours. */
export const disclosureFor = (
  language: Language,
  own: Readonly<Record<string, string>>,
  name: string,
): string => (own[language]?.trim() || defaultDisclosure[language]).replaceAll(NAME_FIELD, name);
