import { DateTime } from 'luxon';
import type { Language } from '../ground/languages.ts';
import type { SequenceStep } from './types.ts';

interface Words {
  /** A month: "in March". */
  month(name: string): string;
  /** A day: "around 11 January". */
  day(date: string): string;
  /** No date was named. */
  open: string;
  /** `when`: one of the above. */
  text(when: string): string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    month: (name) => `in ${name}`,
    day: (date) => `around ${date}`,
    open: 'at a later time',
    text: (when) =>
      `You asked me to come back ${when}, so here I am.\n\nIs it a better moment now? If so, which day would suit you for a short call?`,
  },
  de: {
    month: (name) => `im ${name}`,
    day: (date) => `um den ${date}`,
    open: 'zu einem späteren Zeitpunkt',
    text: (when) =>
      `Sie hatten mich gebeten, mich ${when} wieder zu melden; das mache ich hiermit gern.\n\nPasst es jetzt besser? Wenn ja: An welchem Tag wäre Ihnen ein kurzes Gespräch recht?`,
  },
  fr: {
    month: (name) => `en ${name}`,
    day: (date) => `aux alentours du ${date}`,
    open: 'un peu plus tard',
    text: (when) =>
      `Vous m’aviez demandé de revenir vers vous ${when} ; me voici donc.\n\nLe moment est-il plus propice ? Si oui, quel jour vous conviendrait pour un bref échange ?`,
  },
  es: {
    month: (name) => `en ${name}`,
    day: (date) => `alrededor del ${date}`,
    open: 'más adelante',
    text: (when) =>
      `Me pidió que volviera a escribirle ${when}, y aquí estoy.\n\n¿Es ahora un mejor momento? Si es así, ¿qué día le vendría bien para una breve llamada?`,
  },
  pt: {
    month: (name) => `em ${name}`,
    day: (date) => `por volta de ${date}`,
    open: 'mais tarde',
    text: (when) =>
      `Pediu-me que lhe voltasse a escrever ${when}, e aqui estou.\n\nAgora é um momento melhor? Se sim, que dia seria conveniente para uma breve conversa?`,
  },
  it: {
    month: (name) => `${/^a/i.test(name) ? 'ad' : 'a'} ${name}`,
    day: (date) => `intorno alla data del ${date}`,
    open: 'più avanti',
    text: (when) =>
      `Mi aveva chiesto di ricontattarla ${when}, ed eccomi qui.\n\nÈ un momento migliore? Se sì, quale giorno le andrebbe bene per una breve telefonata?`,
  },
  nl: {
    month: (name) => `in ${name}`,
    day: (date) => `rond ${date}`,
    open: 'op een later moment',
    text: (when) =>
      `U vroeg mij om ${when} weer contact op te nemen, en dat doe ik hierbij graag.\n\nKomt het nu beter uit? Zo ja, welke dag schikt u voor een kort gesprek?`,
  },
  ja: {
    month: (name) => `${name}に`,
    day: (date) => `${date}頃に`,
    open: '後日',
    text: (when) =>
      `${when}改めて連絡してほしいとのことでしたので、ご連絡いたしました。\n\n現在のご都合はいかがでしょうか。よろしければ、短いお打ち合わせのご希望日をお知らせください。`,
  },
};

/**
 * The email that keeps the promise to come back. `date`: ISO, the first of a month stands for the whole month; null:
 * none was named. `before`: the step that would have been next.
 */
export function laterStep(
  language: Language,
  date: string | null,
  before: string | null,
): SequenceStep & { later: object } {
  const { month, day, open, text } = words[language];
  const at =
    date === null ? null : DateTime.fromISO(date, { locale: language === 'en' ? 'en-GB' : language });
  const when =
    at === null
      ? open
      : at.day === 1
        ? month(at.toLocaleString({ month: 'long' }))
        : day(at.toLocaleString({ day: 'numeric', month: 'long' }));
  return {
    name: 'Back as asked',
    afterBusinessDays: 0,
    subject: '',
    body: text(when),
    language,
    later: { before },
  };
}

/** The answer to someone who asks for material. */
export const brochureStep: SequenceStep = {
  name: 'Brochure',
  afterBusinessDays: 0,
  subject: '',
  body: `Thank you for asking.

Here is the brochure: {{ assistant.brochureUrl }}

{% if priorOwnerName %}My colleague {{ priorOwnerName }} will follow up with you.{% else %}A colleague will follow up with you.{% endif %}`,
};

interface Offer {
  /** `url`: where it is. */
  brochure(url: string): string;
  calendar(url: string): string;
}

const offers: Readonly<Record<Language, Offer>> = {
  en: {
    brochure: (url) => `Thank you for asking.\n\nHere is the brochure: ${url}`,
    calendar: (url) => `Thank you for your answer.\n\nYou can pick a time that suits you here: ${url}`,
  },
  de: {
    brochure: (url) => `vielen Dank für Ihre Nachfrage.\n\nHier finden Sie die Broschüre: ${url}`,
    calendar: (url) =>
      `vielen Dank für Ihre Antwort.\n\nHier können Sie einen Termin wählen, der Ihnen passt: ${url}`,
  },
  fr: {
    brochure: (url) => `Merci de votre intérêt.\n\nVoici la brochure : ${url}`,
    calendar: (url) =>
      `Merci de votre réponse.\n\nVous pouvez choisir ici un créneau qui vous convient : ${url}`,
  },
  es: {
    brochure: (url) => `Gracias por su interés.\n\nAquí tiene el folleto: ${url}`,
    calendar: (url) => `Gracias por su respuesta.\n\nPuede elegir aquí la hora que mejor le venga: ${url}`,
  },
  pt: {
    brochure: (url) => `Agradeço o seu interesse.\n\nAqui está a brochura: ${url}`,
    calendar: (url) => `Agradeço a sua resposta.\n\nPode escolher aqui o horário que lhe convém: ${url}`,
  },
  it: {
    brochure: (url) => `Grazie per l’interesse.\n\nEcco la brochure: ${url}`,
    calendar: (url) => `Grazie per la risposta.\n\nQui può scegliere l’orario che preferisce: ${url}`,
  },
  nl: {
    brochure: (url) => `Dank voor uw vraag.\n\nHier vindt u de brochure: ${url}`,
    calendar: (url) => `Dank voor uw antwoord.\n\nHier kunt u een moment kiezen dat u schikt: ${url}`,
  },
  ja: {
    brochure: (url) =>
      `お問い合わせいただきありがとうございます。\n\n資料はこちらからご覧いただけます：${url}`,
    calendar: (url) =>
      `ご返信いただきありがとうございます。\n\nご都合のよい日時をこちらからお選びください：${url}`,
  },
};

/** An answer to be given by hand: with what the assistant has to offer, or empty between greeting and signature. */
export function answerByHand(
  language: Language,
  offer: { brochure?: string; calendar?: string },
): SequenceStep {
  const { brochure, calendar } = offers[language];
  const body = offer.brochure ? brochure(offer.brochure) : offer.calendar ? calendar(offer.calendar) : '';
  return { name: 'Answer', afterBusinessDays: 0, subject: '', body, language };
}
