import { fold } from '../../replies/dates/words.ts';
import type { Language } from '../../ground/languages.ts';

/** What a line of a Context is for. */
export const contextLabels = ['why', 'about', 'offer', 'ask', 'subject', 'tone', 'private'] as const;
export type ContextLabel = (typeof contextLabels)[number];

/** A label that an admin added: `word` before a line means `label`. */
export interface OwnLabel {
  word: string;
  label: ContextLabel;
}

/**
 * The labels in the languages that Baton writes, the usual word first. Only words whose line is meant for the contact:
 * "Background", "Goal" or "Request" as often stand before notes for colleagues, so an admin adds them where they fit.
 */
export const labelWords: Readonly<Record<ContextLabel, Readonly<Record<Language, readonly string[]>>>> = {
  why: {
    en: ['Why', 'Why I write', 'Why I am writing', 'Why now', 'Why you', 'Reason', 'Opening'],
    de: ['Warum', 'Anlass', 'Grund', 'Bezug', 'Einstieg'],
    fr: ['Pourquoi', 'Raison', 'Motif', 'Accroche'],
    es: ['Por qué', 'Motivo', 'Razón'],
    pt: ['Por quê', 'Porquê', 'Porque', 'Motivo', 'Razão'],
    it: ['Perché', 'Motivo', 'Ragione'],
    nl: ['Waarom', 'Aanleiding', 'Reden'],
    ja: ['理由', 'ご連絡の理由', '連絡の理由', 'きっかけ', 'ご連絡の経緯', 'なぜ'],
  },
  about: {
    en: ['About us', 'Who we are', 'What we do', 'About our company'],
    de: ['Über uns', 'Ueber uns', 'Wer wir sind', 'Was wir machen', 'Was wir tun'],
    fr: ['À propos de nous', 'À propos', 'Qui sommes-nous', 'Qui nous sommes', 'Ce que nous faisons'],
    es: ['Sobre nosotros', 'Quiénes somos', 'Acerca de nosotros', 'Qué hacemos'],
    pt: ['Sobre nós', 'Quem somos', 'O que fazemos'],
    it: ['Su di noi', 'Chi siamo', 'Cosa facciamo', 'Che cosa facciamo'],
    nl: ['Over ons', 'Wie wij zijn', 'Wie we zijn', 'Wat wij doen', 'Wat we doen'],
    ja: ['会社紹介', '当社について', '弊社について', '私たちについて', '会社概要', '自社紹介'],
  },
  offer: {
    en: ['Offer', 'Our offer', 'Proposal', 'Our proposal'],
    de: ['Angebot', 'Unser Angebot', 'Vorschlag', 'Unser Vorschlag'],
    fr: ['Offre', 'Notre offre', 'Proposition', 'Notre proposition'],
    es: ['Oferta', 'Nuestra oferta', 'Propuesta', 'Nuestra propuesta'],
    pt: ['Oferta', 'A nossa oferta', 'Nossa oferta', 'Proposta', 'Nossa proposta'],
    it: ['Offerta', 'La nostra offerta', 'Proposta', 'La nostra proposta'],
    nl: ['Aanbod', 'Ons aanbod', 'Voorstel', 'Ons voorstel'],
    ja: ['提案', 'ご提案', 'オファー', '特典'],
  },
  ask: {
    en: ['Ask', 'Question', 'Our question', 'Call to action', 'CTA'],
    de: ['Frage', 'Unsere Frage', 'Anliegen'],
    fr: ['Question', 'Notre question', 'Appel à l’action'],
    es: ['Pregunta', 'Nuestra pregunta', 'Llamada a la acción'],
    pt: ['Pergunta', 'Nossa pergunta', 'Chamada para ação'],
    it: ['Domanda', 'La nostra domanda', 'Invito all’azione'],
    nl: ['Vraag', 'Onze vraag', 'Oproep tot actie'],
    ja: ['質問', 'ご質問', 'ご相談', 'お伺い'],
  },
  subject: {
    en: ['Subject', 'Subject line', 'Email subject', 'Topic'],
    de: ['Betreff', 'Betreffzeile', 'Thema'],
    fr: ['Objet', 'Sujet', 'Objet du mail'],
    es: ['Asunto', 'Tema'],
    pt: ['Assunto', 'Tema'],
    it: ['Oggetto', 'Argomento'],
    nl: ['Onderwerp', 'Onderwerpregel'],
    ja: ['件名', '題名', 'タイトル'],
  },
  tone: {
    en: ['Tone', 'Tone of voice', 'Style', 'Voice'],
    de: ['Ton', 'Tonfall', 'Tonalität', 'Stil', 'Ansprache', 'Anrede'],
    fr: ['Ton', 'Style', 'Tonalité'],
    es: ['Tono', 'Estilo', 'Trato'],
    pt: ['Tom', 'Estilo', 'Tratamento'],
    it: ['Tono', 'Stile'],
    nl: ['Toon', 'Stijl', 'Aanspreekvorm'],
    ja: ['トーン', '口調', '文体', '語調'],
  },
  private: {
    en: ['Private', 'Internal', 'Confidential', 'Secret', 'Do not share', 'Do not mention', 'Note', 'Notes'],
    de: ['Privat', 'Intern', 'Vertraulich', 'Geheim', 'Nicht erwähnen', 'Nicht weitergeben', 'Notiz', 'Notizen'],
    fr: ['Privé', 'Privée', 'Interne', 'Confidentiel', 'Secret', 'Ne pas mentionner', 'Note', 'Notes'],
    es: ['Privado', 'Privada', 'Interno', 'Interna', 'Confidencial', 'Secreto', 'No mencionar', 'Nota', 'Notas'],
    pt: ['Privado', 'Privada', 'Particular', 'Interno', 'Interna', 'Confidencial', 'Não mencionar', 'Nota', 'Notas'],
    it: ['Privato', 'Privata', 'Interno', 'Interna', 'Riservato', 'Confidenziale', 'Non menzionare', 'Nota', 'Note'],
    nl: ['Privé', 'Intern', 'Vertrouwelijk', 'Geheim', 'Niet noemen', 'Niet vermelden', 'Notitie', 'Notities'],
    ja: ['非公開', '社内', '社内用', '社内メモ', '社外秘', '内部', '内密', '極秘', '秘密', 'メモ'],
  },
}; // prettier-ignore

/** How a label is compared: case, accents, full width, apostrophes, marks and spaces do not count. */
export const labelKey = (word: string): string =>
  fold(word.normalize('NFKC').normalize('NFC'))
    .replace(/[*_#?!\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\s'-]+/g, ' ')
    .trim();

const builtIn: ReadonlyMap<string, ContextLabel> = new Map(
  contextLabels.flatMap((label) =>
    Object.values(labelWords[label]).flatMap((words) =>
      words.map((word): [string, ContextLabel] => [labelKey(word), label]),
    ),
  ),
);

/** Whatever else stands in a label: with one of these words in it, the line is for colleagues. */
const PRIVATE =
  '(?:privat(?:e|ely|o|a|en|er)?|priv[ae]e?|privad[oa]|intern(?:al|ally|e|er|es|en|[oa])?|confiden[ct]ia(?:l|lly|le|is)|confidentielle?|secret(?:e|o|a)?|segredo|vertraulich(?:e|er|es)?|geheim(?:e|er|es)?|riservat[oa]|vertrouwelijke?|do not (?:share|mention|say|tell)|don t (?:share|mention|say|tell)|nicht (?:erwahnen|weitergeben)|ne pas (?:mentionner|dire)|no (?:mencionar|decir)|nao (?:mencionar|dizer)|non (?:menzionare|dire)|niet (?:noemen|vermelden))';
const IN_JAPANESE = '非公開|社内|社外秘|内密|極秘';
const privateWord = new RegExp(`(?:^|[^\\p{L}])${PRIVATE}(?:$|[^\\p{L}])|${IN_JAPANESE}`, 'u');
const privateAside = new RegExp(`[([（【]\\s*(?:${PRIVATE}(?![\\p{L}])|${IN_JAPANESE})`, 'u');

/** The words before a colon: "Internal notes (Ann)" is as private as "Private". @returns null: no label of ours */
export function labelNamed(words: string, own: readonly OwnLabel[]): ContextLabel | null {
  const key = labelKey(words);
  const added = own.find(({ word }) => labelKey(word) === key)?.label;
  return added ?? builtIn.get(key) ?? (privateWord.test(key) ? 'private' : null);
}

/** "(internal, do not mention)" somewhere in a line. */
export const hasPrivateAside = (text: string): boolean => privateAside.test(labelKey(text));

/** What a word means without any account's own labels; null: nothing. */
export const builtInLabel = (word: string): ContextLabel | null => labelNamed(word, []);

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** "Please note: …" is no label: only the words that say it for certain count wherever they stand. */
const isCertain = (key: string): boolean => privateWord.test(key);

const patterns = new WeakMap<readonly OwnLabel[], RegExp>();

/** Finds labels in the middle of a folded line: behind the end of a sentence, a bracket or a dash; private ones anywhere. */
export function labelsWithin(own: readonly OwnLabel[]): RegExp {
  const list = own.length === 0 ? NONE : own;
  const pattern = patterns.get(list) ?? patternFor(list);
  patterns.set(list, pattern);
  return pattern;
}

const NONE: readonly OwnLabel[] = [];

function patternFor(own: readonly OwnLabel[]): RegExp {
  const keys = [...builtIn.keys(), ...own.map(({ word }) => labelKey(word))];
  const anyOf = (words: readonly string[]): string =>
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => escapePattern(word).replaceAll(' ', "[\\s'-]+"))
      .join('|');
  const opening = '(?<=[.;!?|。；！？、,]\\s{0,3}|[([（【]\\s{0,3}|\\s[-–—/]{1,3}\\s)';
  const anywhere = `(?<![\\p{L}\\p{N}])(?:${anyOf(keys.filter(isCertain))})`;
  return new RegExp(
    `(?:${opening}(?:${anyOf(keys.filter((key) => !isCertain(key)))})|${anywhere})[*_]{0,3}\\s{0,3}[:：][*_]{0,3}\\s{0,3}`,
    'gu',
  );
}
